"""The outbox: what goes out, exactly once, and where it stands."""

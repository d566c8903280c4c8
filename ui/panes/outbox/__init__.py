"""The outbox room: what waits to go out, and what went out lately."""

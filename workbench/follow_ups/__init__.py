"""Follow-ups: on which day somebody hears from us again, and about what."""

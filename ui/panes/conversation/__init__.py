"""One conversation: who, what about, and every message."""

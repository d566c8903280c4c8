"""Talking to servers: the only maker of HTTP clients."""

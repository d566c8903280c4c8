"""Tickets: conversations as the helpdesk has them, with what waits to go out laid over them."""

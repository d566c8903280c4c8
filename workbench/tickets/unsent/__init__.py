"""Conversations that begin here: kept as tickets before the helpdesk has them."""

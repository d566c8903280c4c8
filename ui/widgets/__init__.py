"""Widgets that know nothing of support work."""

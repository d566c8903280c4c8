"""Dialogs, for what cannot be done in place."""

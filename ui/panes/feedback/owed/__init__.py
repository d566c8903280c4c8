"""Replies that are owed, over all topics."""

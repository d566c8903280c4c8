"""Drafts: what is being written, kept as it is typed."""

"""Bringing snippets in from elsewhere, first as a dry run, and taking them out again."""

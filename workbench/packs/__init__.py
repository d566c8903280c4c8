"""Packs: snippets that come as a folder of plain files; data, never code."""

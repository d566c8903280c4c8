"""Snippets for other programs and other libraries: a pack folder, espanso, a table, or JSON without loss."""

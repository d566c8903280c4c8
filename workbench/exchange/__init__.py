"""Snippets from other programs and for them: one reader or writer a format, none of which runs anything."""

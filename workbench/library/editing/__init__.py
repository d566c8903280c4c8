"""Writing snippets: edits that lie over a pack's words, their history, and flags for what should be mended."""

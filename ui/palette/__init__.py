"""The search for snippets over any program: find one, have it filled, and copy it."""

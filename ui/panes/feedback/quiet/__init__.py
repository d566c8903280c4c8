"""Topics that wait for us."""

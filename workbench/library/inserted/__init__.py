"""What became of snippets in replies: per paragraph and per snippet, never per agent, and on this machine alone."""

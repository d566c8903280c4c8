"""Finding a snippet: which hold the words (repo), what a mistyped word may mean (typos), which comes first (rank)."""

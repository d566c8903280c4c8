"""The template language of snippets: data only. Nothing in it is run, and no name reaches into an object."""

"""Over the words of a new message: to whom, about what, from where."""

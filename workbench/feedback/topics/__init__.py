"""Topics: the problems behind what customers say, each with the entries that stand for it."""

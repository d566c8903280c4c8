"""Topics: the problems behind what customers say, a row each, and each on a page."""

"""The snippet library: find the right words, fill them from the ticket."""

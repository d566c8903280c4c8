"""The placeholders of other programs, each mapped to ours. What could run there becomes a blank here, and is told."""

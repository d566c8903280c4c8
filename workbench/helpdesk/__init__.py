"""Helpdesks behind one port: the practice desk, and one file for each vendor."""

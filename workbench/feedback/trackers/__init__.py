"""Trackers: a topic as an issue where product works, with the customers attached, and what became of it there."""

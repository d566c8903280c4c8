"""Briefs on screen: a part of a topic's page, and paper."""

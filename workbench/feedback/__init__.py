"""Feedback: what customers say about the product, in their own words."""

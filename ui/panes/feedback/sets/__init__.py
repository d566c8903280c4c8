"""Whole sets: whether customers get through all that they set out to do."""

"""The inbox list: which conversations wait, and how each stands."""

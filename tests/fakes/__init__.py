"""Fakes for faults that a real part cannot be made to show on demand."""

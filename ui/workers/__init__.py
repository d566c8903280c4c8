"""Work beside the window: threads by lane, and one way back."""

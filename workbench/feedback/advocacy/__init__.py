"""Pushing until somebody answers: how a topic stands, who was told, what they said, and who is owed a reply."""

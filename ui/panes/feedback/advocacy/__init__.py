"""On the page of a topic: how it stands, who was told, and words to push it with."""

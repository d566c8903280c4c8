"""Pages for people in product: a brief of a topic with frozen evidence, and lists that need no app to be read."""

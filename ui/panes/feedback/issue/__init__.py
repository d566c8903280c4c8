"""The issues of a topic on its page."""

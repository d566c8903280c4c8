"""One conversation: what was said, what goes out, and who the customer is."""

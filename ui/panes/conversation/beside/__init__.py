"""What is agreed, done and allowed beside a conversation, and what is learned from it."""

"""What is practised around feedback: people, promises, goodwill, and what is said of a month."""

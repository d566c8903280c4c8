"""What is practised around feedback: people, promises, goodwill, and pages that are handed on."""

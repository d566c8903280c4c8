"""Writing a snippet: its words and variants, what it asks for, and what it would say to a customer."""

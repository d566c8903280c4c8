"""The window. Talks to the services of the core only."""

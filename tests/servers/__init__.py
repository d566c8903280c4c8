"""Real parts for tests: helpdesk, keyring, screen, and a proxy that breaks the wire."""

"""Secrets: the only user of the keyring."""

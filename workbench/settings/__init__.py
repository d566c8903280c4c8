"""Settings: declared once, kept in the store."""

"""The settings room: accounts, wishes, and where the data is."""

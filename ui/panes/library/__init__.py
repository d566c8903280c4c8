"""The library room: every snippet on this machine, to look up and copy."""

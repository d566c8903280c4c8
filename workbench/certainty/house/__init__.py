"""Rules that a team or a person adds to those that ship: a TOML file for each language, in a folder or a pack."""

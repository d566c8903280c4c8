"""Pages to hand on: listening lists and meeting packs, for people who do not have this program."""

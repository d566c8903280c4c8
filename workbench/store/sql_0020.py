"""Step 20 of the store: the certain words that took the place of doubtful ones that were checked, or nothing."""

M0020 = """
ALTER TABLE checked ADD COLUMN wording TEXT NOT NULL DEFAULT ''
"""

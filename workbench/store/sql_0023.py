"""The columns of step 23 of the store: what a topic costs, and what is left undone for it, in words.

Both are what somebody wrote of the topic itself: nothing of it says how long anybody of the team took.
"""

M0023 = """
ALTER TABLE topic ADD COLUMN costs TEXT NOT NULL DEFAULT ''
;;
ALTER TABLE topic ADD COLUMN undone TEXT NOT NULL DEFAULT ''
"""

"""The tables of step 16 of the store: from which of its frozen entries each number of a brief was counted.

``entries`` are runs of places in the brief's own list of entries, as JSON: ``[[0, 43]]`` is the first 43 of them. Neither
changes, so that a number that somebody holds in their hand can be looked up.
"""

M0016 = """
CREATE TABLE brief_number (
  brief_id TEXT NOT NULL REFERENCES brief(id) ON DELETE CASCADE, name TEXT NOT NULL CHECK (length(name) > 0),
  words TEXT NOT NULL, about TEXT NOT NULL DEFAULT '', entries TEXT NOT NULL, PRIMARY KEY (brief_id, name)) STRICT
;;
CREATE INDEX advocacy_by_brief ON advocacy_step (brief_id) WHERE brief_id IS NOT NULL
;;
CREATE INDEX brief_by_time ON brief (made_at DESC)
;;
CREATE INDEX entry_by_saying ON entry (said_at DESC, id DESC) WHERE speaker = 'customer' AND practice = 0
;;
CREATE INDEX topic_by_area ON topic (area)
;;
CREATE TRIGGER brief_evidence_is_frozen BEFORE UPDATE ON brief
  WHEN new.entry_ids <> old.entry_ids OR new.made_at <> old.made_at OR new.names <> old.names OR new.form <> old.form
  BEGIN SELECT raise(ABORT, 'what a brief was made from stays'); END
;;
CREATE TRIGGER brief_number_is_frozen BEFORE UPDATE ON brief_number
  BEGIN SELECT raise(ABORT, 'what a brief was made from stays'); END
"""

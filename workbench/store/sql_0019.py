"""The tables of step 19 of the store: what was erased, and what an import has brought so far.

``erasure`` says when, how much, and which briefs and pushes had carried the words; nothing in it says whose they were.
``erased_row`` holds bare ids of rows that are gone, so that an old export does not bring them back. ``arriving`` is
there while an import is under way: what it lists is taken out again where the import was cut off.
"""

M0019 = """
CREATE TABLE erasure (
  id TEXT PRIMARY KEY, at TEXT NOT NULL, people INTEGER NOT NULL, entries INTEGER NOT NULL,
  brief_ids TEXT NOT NULL, push_ids TEXT NOT NULL, swept_at TEXT) STRICT
;;
CREATE TABLE erased_row (
  id TEXT PRIMARY KEY, erasure_id TEXT NOT NULL REFERENCES erasure(id) ON DELETE CASCADE) STRICT, WITHOUT ROWID
;;
CREATE TABLE arriving (seq INTEGER PRIMARY KEY, keys TEXT NOT NULL) STRICT
"""

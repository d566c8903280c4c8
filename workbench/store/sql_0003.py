"""The statements of step 3 of the store: search in two steps."""

M0003 = """
DROP TABLE snippet_fts
;;
CREATE VIRTUAL TABLE snippet_head USING fts5 (
  title, shortcut, labels, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3')
;;
CREATE VIRTUAL TABLE snippet_text USING fts5 (words, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')
;;
CREATE VIRTUAL TABLE snippet_words USING fts5vocab ('snippet_text', 'row')
;;
CREATE INDEX snippet_by_shortcut ON snippet (shortcut)
;;
CREATE INDEX snippet_by_title ON snippet (title COLLATE NOCASE, id)
;;
ALTER TABLE snippet_use RENAME TO snippet_use_before
;;
CREATE TABLE snippet_use (
  snippet_id TEXT PRIMARY KEY, uses INTEGER NOT NULL, warmth REAL NOT NULL, last_used_at TEXT, pinned_at TEXT) STRICT
;;
INSERT INTO snippet_use (snippet_id, uses, warmth, last_used_at)
  SELECT snippet_id, uses, min(uses, 5), last_used_at FROM snippet_use_before
;;
DROP TABLE snippet_use_before
;;
UPDATE pack SET digest = ''
"""

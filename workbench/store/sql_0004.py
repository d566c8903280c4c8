"""The statements of step 4 of the store: snippets that are written here."""

M0004 = """
DELETE FROM snippet_head
;;
DELETE FROM snippet_text
;;
DROP TABLE snippet
;;
CREATE TABLE snippet (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, pack_id TEXT NOT NULL REFERENCES pack(id) ON DELETE CASCADE,
  folder TEXT NOT NULL, title TEXT NOT NULL, shortcut TEXT NOT NULL, tags TEXT NOT NULL, synonyms TEXT NOT NULL,
  language TEXT NOT NULL, channel TEXT NOT NULL, tone TEXT NOT NULL, context TEXT NOT NULL, fields TEXT NOT NULL,
  body TEXT NOT NULL, variants TEXT NOT NULL, status TEXT NOT NULL, owner TEXT NOT NULL, review_by TEXT,
  valid_until TEXT, locked INTEGER NOT NULL, assets TEXT NOT NULL, origin TEXT NOT NULL) STRICT
;;
CREATE INDEX snippet_by_shortcut ON snippet (shortcut)
;;
CREATE INDEX snippet_by_title ON snippet (title COLLATE NOCASE, id)
;;
CREATE INDEX snippet_by_pack ON snippet (pack_id)
;;
CREATE INDEX snippet_by_origin ON snippet (origin) WHERE origin <> ''
;;
CREATE TABLE snippet_since (snippet_id TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID
;;
CREATE TABLE snippet_overlay (
  snippet_id TEXT PRIMARY KEY, base TEXT NOT NULL, theirs TEXT NOT NULL, differs INTEGER NOT NULL DEFAULT 0) STRICT
;;
CREATE TABLE snippet_history (
  seq INTEGER PRIMARY KEY, snippet_id TEXT NOT NULL, at TEXT NOT NULL, deed TEXT NOT NULL, batch TEXT NOT NULL DEFAULT '',
  was TEXT, pack_id TEXT NOT NULL DEFAULT '') STRICT
;;
CREATE INDEX snippet_history_by_snippet ON snippet_history (snippet_id, seq)
;;
CREATE INDEX snippet_history_by_batch ON snippet_history (batch) WHERE batch <> ''
;;
CREATE TABLE snippet_batch (id TEXT PRIMARY KEY, label TEXT NOT NULL, at TEXT NOT NULL) STRICT
;;
CREATE TABLE snippet_flag (
  id TEXT PRIMARY KEY, snippet_id TEXT NOT NULL, note TEXT NOT NULL, at TEXT NOT NULL, settled_at TEXT) STRICT
;;
CREATE TABLE fact (
  name TEXT PRIMARY KEY, pack_id TEXT NOT NULL REFERENCES pack(id) ON DELETE CASCADE, doc TEXT NOT NULL, theirs TEXT) STRICT
;;
CREATE TABLE snippet_insertion (
  id INTEGER PRIMARY KEY, snippet_id TEXT NOT NULL, ticket_id TEXT NOT NULL REFERENCES ticket(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, outgoing_id TEXT REFERENCES outgoing(id) ON DELETE CASCADE, body TEXT NOT NULL,
  text TEXT NOT NULL, known TEXT NOT NULL, at TEXT NOT NULL) STRICT
;;
CREATE INDEX snippet_insertion_by_ticket ON snippet_insertion (ticket_id, kind)
;;
CREATE INDEX snippet_insertion_by_outgoing ON snippet_insertion (outgoing_id) WHERE outgoing_id IS NOT NULL
;;
CREATE TRIGGER draft_gone AFTER DELETE ON draft BEGIN
  DELETE FROM snippet_insertion WHERE ticket_id = old.ticket_id AND kind = old.kind AND outgoing_id IS NULL;
END
;;
CREATE TABLE snippet_paragraph (
  snippet_id TEXT NOT NULL, body TEXT NOT NULL, paragraph INTEGER NOT NULL, kept INTEGER NOT NULL,
  rewritten INTEGER NOT NULL, removed INTEGER NOT NULL, PRIMARY KEY (snippet_id, body, paragraph)) STRICT
;;
CREATE TABLE snippet_rewrite (
  id INTEGER PRIMARY KEY, snippet_id TEXT NOT NULL, body TEXT NOT NULL, paragraph INTEGER NOT NULL, text TEXT NOT NULL,
  at TEXT NOT NULL) STRICT
;;
CREATE INDEX snippet_rewrite_by_paragraph ON snippet_rewrite (snippet_id, body, paragraph)
;;
ALTER TABLE snippet_use ADD COLUMN shortcut TEXT NOT NULL DEFAULT ''
;;
ALTER TABLE draft ADD COLUMN places TEXT NOT NULL DEFAULT ''
;;
ALTER TABLE outgoing ADD COLUMN places TEXT NOT NULL DEFAULT ''
;;
UPDATE pack SET digest = ''
"""

"""The statements of step 6 of the store: house rules."""

M0006 = """
CREATE TABLE pack_rules (
  pack_id TEXT NOT NULL REFERENCES pack(id) ON DELETE CASCADE, language TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (pack_id, language)) STRICT, WITHOUT ROWID
;;
CREATE TABLE rules_good (
  source TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (source, language)) STRICT, WITHOUT ROWID
;;
CREATE TABLE allowed_phrase (
  id TEXT PRIMARY KEY, phrase TEXT NOT NULL, language TEXT NOT NULL, plain TEXT NOT NULL, at TEXT NOT NULL,
  UNIQUE (plain, language)) STRICT
;;
CREATE TABLE draft_unchecked (
  ticket_id TEXT NOT NULL REFERENCES ticket(id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('reply', 'note')), PRIMARY KEY (ticket_id, kind)) STRICT, WITHOUT ROWID
;;
CREATE TRIGGER draft_unchecked_gone AFTER DELETE ON draft BEGIN
  DELETE FROM draft_unchecked WHERE ticket_id = old.ticket_id AND kind = old.kind;
END
"""

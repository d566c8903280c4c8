"""The tables of step 14 of the store: the words by which entries are found, and what their list is counted from.

``entry_doc`` lists the texts that entries are found by, in the order in which they came. As triggers may not write to an
index of words, they note which texts ``entry_fts`` has yet to read (``indexed``: 0 never read, 1 as it is, 2 as it was)
and which it has yet to forget (``entry_doc_gone``). The kind is a word of its own, so that the index counts by it.
"""

M0014 = """
CREATE INDEX voice_by_email ON voice (email COLLATE NOCASE)
;;
CREATE INDEX entry_by_kind ON entry (kind, captured_at DESC, id DESC)
;;
CREATE TABLE entry_doc (
  id INTEGER PRIMARY KEY AUTOINCREMENT, entry_id TEXT NOT NULL UNIQUE,
  indexed INTEGER NOT NULL DEFAULT 0 CHECK (indexed IN (0, 1, 2))) STRICT
;;
CREATE INDEX entry_doc_waiting ON entry_doc (indexed) WHERE indexed <> 1
;;
CREATE TABLE entry_doc_gone (id INTEGER PRIMARY KEY) STRICT
;;
CREATE VIRTUAL TABLE entry_fts USING fts5 (
  words, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3')
;;
CREATE TRIGGER entry_doc_new AFTER INSERT ON entry BEGIN
  INSERT OR IGNORE INTO entry_doc (entry_id) VALUES (new.id); END
;;
CREATE TRIGGER entry_doc_changed AFTER UPDATE OF kind, verbatim, note, customer_name, ticket_number ON entry BEGIN
  UPDATE entry_doc SET indexed = iif(indexed, 2, 0) WHERE entry_id = new.id; END
;;
CREATE TRIGGER entry_doc_of_none AFTER DELETE ON entry BEGIN
  DELETE FROM entry_doc WHERE entry_id = old.id; END
;;
CREATE TRIGGER entry_doc_leaves AFTER DELETE ON entry_doc WHEN old.indexed <> 0 BEGIN
  INSERT OR IGNORE INTO entry_doc_gone VALUES (old.id); END
;;
INSERT INTO entry_doc (entry_id) SELECT id FROM entry ORDER BY captured_at, id
"""

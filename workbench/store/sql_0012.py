"""The tables of step 12 of the store: what a list of very many topics is read from, and the words they are found by.

``topic_tally`` is kept beside what it is counted from; whatever a count depends on marks its topic in ``topic_stale``,
and what is marked is counted anew by whoever reads it, so a tally may be late and is never wrong. ``topic_doc`` lists
the texts that topics are found by: each topic's own and each entry behind it. Triggers may not write to an index of
words, so they note which texts ``topic_fts`` has yet to read (``indexed``: 0 never read, 1 as it is, 2 as it was) and
which to forget (``topic_doc_gone``).
"""

M0012 = """
ALTER TABLE client ADD COLUMN prospect INTEGER NOT NULL DEFAULT 0
;;
ALTER TABLE topic ADD COLUMN third_told_at TEXT
;;
CREATE TABLE topic_tally (
  topic_id TEXT PRIMARY KEY REFERENCES topic(id) ON DELETE CASCADE, accounts INTEGER NOT NULL,
  left_accounts INTEGER NOT NULL, prospects INTEGER NOT NULL, entries INTEGER NOT NULL,
  last_said TEXT NOT NULL, weeks TEXT NOT NULL) STRICT, WITHOUT ROWID
;;
CREATE TABLE topic_stale (topic_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID
;;
INSERT INTO topic_stale SELECT id FROM topic
;;
CREATE INDEX evidence_of_entry ON evidence (entry_id)
;;
CREATE TRIGGER tally_evidence_new AFTER INSERT ON evidence BEGIN
  INSERT OR IGNORE INTO topic_stale VALUES (new.topic_id); END
;;
CREATE TRIGGER tally_evidence_ended AFTER UPDATE ON evidence BEGIN
  INSERT OR IGNORE INTO topic_stale VALUES (new.topic_id); END
;;
CREATE TRIGGER tally_evidence_gone AFTER DELETE ON evidence BEGIN
  INSERT OR IGNORE INTO topic_stale VALUES (old.topic_id); END
;;
CREATE TRIGGER tally_merge_new AFTER INSERT ON topic_merge BEGIN
  INSERT OR IGNORE INTO topic_stale VALUES (new.from_topic), (new.into_topic); END
;;
CREATE TRIGGER tally_merge_undone AFTER UPDATE ON topic_merge BEGIN
  INSERT OR IGNORE INTO topic_stale VALUES (new.from_topic), (new.into_topic); END
;;
CREATE TRIGGER tally_merge_gone AFTER DELETE ON topic_merge BEGIN
  INSERT OR IGNORE INTO topic_stale VALUES (old.from_topic), (old.into_topic); END
;;
CREATE TRIGGER tally_entry AFTER UPDATE OF voice_id, speaker, said_at ON entry BEGIN
  INSERT OR IGNORE INTO topic_stale SELECT topic_id FROM evidence WHERE entry_id = new.id AND ended_at IS NULL; END
;;
CREATE TRIGGER tally_voice AFTER UPDATE OF client_id ON voice BEGIN
  INSERT OR IGNORE INTO topic_stale SELECT v.topic_id FROM entry e JOIN evidence v ON v.entry_id = e.id
    WHERE e.voice_id = new.id AND v.ended_at IS NULL; END
;;
CREATE TRIGGER tally_client AFTER UPDATE OF left_on, prospect ON client BEGIN
  INSERT OR IGNORE INTO topic_stale SELECT v.topic_id FROM voice w JOIN entry e ON e.voice_id = w.id
    JOIN evidence v ON v.entry_id = e.id WHERE w.client_id = new.id AND v.ended_at IS NULL; END
;;
CREATE TRIGGER topic_merge_stays_undone BEFORE UPDATE OF undone_at ON topic_merge
  WHEN old.undone_at IS NOT NULL AND new.undone_at IS NULL
  BEGIN SELECT raise(ABORT, 'a merge that was undone is made anew'); END
;;
CREATE TABLE topic_doc (
  id INTEGER PRIMARY KEY AUTOINCREMENT, topic_id TEXT NOT NULL, evidence_id TEXT UNIQUE,
  indexed INTEGER NOT NULL DEFAULT 0 CHECK (indexed IN (0, 1, 2))) STRICT
;;
CREATE UNIQUE INDEX topic_doc_own ON topic_doc (topic_id) WHERE evidence_id IS NULL
;;
CREATE INDEX topic_doc_waiting ON topic_doc (indexed) WHERE indexed <> 1
;;
CREATE TABLE topic_doc_gone (id INTEGER PRIMARY KEY) STRICT
;;
CREATE VIRTUAL TABLE topic_fts USING fts5 (
  words, tokenize = "porter unicode61 remove_diacritics 2", prefix = '2 3')
;;
CREATE TRIGGER topic_doc_new AFTER INSERT ON topic BEGIN
  INSERT OR IGNORE INTO topic_doc (topic_id) VALUES (new.id); END
;;
CREATE TRIGGER topic_doc_changed AFTER UPDATE OF title, problem ON topic BEGIN
  UPDATE topic_doc SET indexed = iif(indexed, 2, 0) WHERE topic_id = new.id AND evidence_id IS NULL; END
;;
CREATE TRIGGER topic_doc_of_none AFTER DELETE ON topic BEGIN
  DELETE FROM topic_doc WHERE topic_id = old.id AND evidence_id IS NULL; END
;;
CREATE TRIGGER topic_doc_said AFTER INSERT ON evidence WHEN new.ended_at IS NULL BEGIN
  INSERT OR IGNORE INTO topic_doc (topic_id, evidence_id) VALUES (new.topic_id, new.id); END
;;
CREATE TRIGGER topic_doc_ended AFTER UPDATE OF ended_at ON evidence WHEN new.ended_at IS NOT NULL BEGIN
  DELETE FROM topic_doc WHERE evidence_id = new.id; END
;;
CREATE TRIGGER topic_doc_said_again AFTER UPDATE OF ended_at ON evidence
  WHEN old.ended_at IS NOT NULL AND new.ended_at IS NULL BEGIN
  INSERT OR IGNORE INTO topic_doc (topic_id, evidence_id) VALUES (new.topic_id, new.id); END
;;
CREATE TRIGGER topic_doc_taken AFTER DELETE ON evidence BEGIN
  DELETE FROM topic_doc WHERE evidence_id = old.id; END
;;
CREATE TRIGGER topic_doc_masked AFTER UPDATE OF verbatim ON entry BEGIN
  UPDATE topic_doc SET indexed = iif(indexed, 2, 0) WHERE evidence_id IN (
    SELECT id FROM evidence WHERE entry_id = new.id AND ended_at IS NULL); END
;;
CREATE TRIGGER topic_doc_leaves AFTER DELETE ON topic_doc WHEN old.indexed <> 0 BEGIN
  INSERT OR IGNORE INTO topic_doc_gone VALUES (old.id); END
;;
INSERT INTO topic_doc (topic_id) SELECT id FROM topic
;;
INSERT INTO topic_doc (topic_id, evidence_id) SELECT topic_id, id FROM evidence WHERE ended_at IS NULL
"""

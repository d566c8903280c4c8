"""The tables of step 24 of the store: a tick that goes with its reply, and pages that are of the practice desk.

``question_tick`` says of a question that the reply which is being written answers it. It counts once that reply has
arrived: ``outgoing_id`` is the reply that it went with. A page is of the practice desk where what stands behind it is.
"""

M0024 = """
CREATE TABLE question_tick (
  question_id TEXT PRIMARY KEY REFERENCES question(id) ON DELETE CASCADE, at TEXT NOT NULL,
  outgoing_id TEXT REFERENCES outgoing(id) ON DELETE SET NULL) STRICT, WITHOUT ROWID
;;
CREATE INDEX question_tick_by_reply ON question_tick (outgoing_id) WHERE outgoing_id IS NOT NULL
;;
CREATE TRIGGER tick_leaves AFTER INSERT ON outgoing WHEN new.kind = 'reply' BEGIN
  UPDATE question_tick SET outgoing_id = new.id WHERE outgoing_id IS NULL AND question_id IN
    (SELECT id FROM question WHERE ticket_id = new.ticket_id AND state = 'open'); END
;;
CREATE TRIGGER tick_is_back AFTER UPDATE OF state ON outgoing
  WHEN new.state = 'withdrawn' AND old.state <> 'withdrawn' BEGIN
  UPDATE question_tick SET outgoing_id = NULL WHERE outgoing_id = new.id; END
;;
CREATE TRIGGER tick_counts AFTER UPDATE OF state ON outgoing WHEN new.state = 'sent' AND old.state <> 'sent' BEGIN
  UPDATE question SET state = 'answered',
    done_at = (SELECT k.at FROM question_tick k WHERE k.question_id = question.id)
    WHERE state = 'open' AND id IN (SELECT question_id FROM question_tick WHERE outgoing_id = new.id); END
;;
ALTER TABLE brief ADD COLUMN practice INTEGER NOT NULL DEFAULT 0
;;
CREATE INDEX entry_of_practice ON entry (said_at DESC, id DESC) WHERE speaker = 'customer' AND practice = 1
;;
UPDATE brief SET practice = 1 WHERE topic_id IN (SELECT id FROM topic WHERE practice = 1)
"""

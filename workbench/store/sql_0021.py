"""The tables of step 21 of the store: what became of a survey, who may be quoted, and what an agent may do unasked.

A survey counts its answers as a whole and says nothing of who gave them. Permission to quote belongs to a customer, with
the days on which it was asked for and answered. ``may_do`` is the company's own text, line by line. ``kept_reply`` is a
reply that is a good example: it has no column for who wrote it. ``learning_asked`` lists conversations after which it
was asked once whether something was learned.

A hand-over is an internal note on the conversation: it was asked for when the note that was drafted for it is in the
outbox, and was not where that is taken back or the draft is thrown away.
"""

M0021 = """
ALTER TABLE survey ADD COLUMN answers INTEGER NOT NULL DEFAULT 0 CHECK (answers >= 0)
;;
ALTER TABLE survey ADD COLUMN done_with TEXT NOT NULL DEFAULT ''
;;
CREATE TRIGGER survey_is_answered_while_open BEFORE UPDATE OF answers ON survey
  WHEN new.answers > 0 AND new.opened_at IS NULL
  BEGIN SELECT raise(ABORT, 'a survey is answered once it is open'); END
;;
CREATE TABLE quote_asked (
  voice_id TEXT PRIMARY KEY REFERENCES voice(id) ON DELETE CASCADE, asked_on TEXT,
  answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'given', 'refused')), answered_on TEXT, at TEXT NOT NULL,
  CHECK ((answer = '') = (answered_on IS NULL)), CHECK (asked_on IS NOT NULL OR answered_on IS NOT NULL)) STRICT
;;
CREATE TABLE may_do (
  id TEXT PRIMARY KEY, what TEXT NOT NULL CHECK (length(trim(what)) > 0), limits TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL) STRICT
;;
CREATE TABLE kept_reply (
  id TEXT PRIMARY KEY, ticket_id TEXT REFERENCES ticket(id) ON DELETE SET NULL,
  ticket_number TEXT NOT NULL DEFAULT '', text TEXT NOT NULL CHECK (length(trim(text)) > 0),
  about TEXT NOT NULL DEFAULT '', why TEXT NOT NULL DEFAULT '', practice INTEGER NOT NULL DEFAULT 0,
  at TEXT NOT NULL) STRICT
;;
CREATE INDEX kept_reply_by_ticket ON kept_reply (ticket_id) WHERE ticket_id IS NOT NULL
;;
CREATE TABLE learning_asked (
  ticket_id TEXT PRIMARY KEY REFERENCES ticket(id) ON DELETE CASCADE, at TEXT NOT NULL) STRICT
;;
ALTER TABLE boundary ADD COLUMN drafted_at TEXT
;;
CREATE TRIGGER hand_over_leaves AFTER INSERT ON outgoing WHEN new.kind = 'note' BEGIN
  UPDATE boundary SET asked_at = new.queued_at WHERE ticket_id = new.ticket_id AND drafted_at IS NOT NULL
    AND asked_at IS NULL; END
;;
CREATE TRIGGER hand_over_is_back AFTER UPDATE OF state ON outgoing
  WHEN new.kind = 'note' AND new.state = 'withdrawn' AND old.state <> 'withdrawn' BEGIN
  UPDATE boundary SET asked_at = NULL, drafted_at = new.queued_at WHERE ticket_id = new.ticket_id
    AND asked_at = new.queued_at AND taken_at IS NULL; END
;;
CREATE TRIGGER hand_over_draft_gone AFTER DELETE ON draft WHEN old.kind = 'note' BEGIN
  UPDATE boundary SET drafted_at = NULL WHERE ticket_id = old.ticket_id; END
"""

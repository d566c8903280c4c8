"""The statements of step 10: what customers ask, and which reply answers it."""

M0010 = """
CREATE TABLE ask (
  ticket_id TEXT NOT NULL REFERENCES ticket(id) ON DELETE CASCADE,
  message_id TEXT NOT NULL REFERENCES message(id) ON DELETE CASCADE, text TEXT NOT NULL, letter TEXT NOT NULL,
  stand TEXT NOT NULL CHECK (stand IN ('open', 'answered', 'dismissed')),
  outgoing_id TEXT REFERENCES outgoing(id) ON DELETE SET NULL, at TEXT NOT NULL,
  PRIMARY KEY (message_id, text)) STRICT, WITHOUT ROWID
;;
CREATE INDEX ask_by_ticket ON ask (ticket_id)
;;
CREATE INDEX ask_by_outgoing ON ask (outgoing_id)
;;
CREATE TRIGGER ask_without_draft AFTER DELETE ON draft WHEN old.kind = 'reply' BEGIN
  DELETE FROM ask WHERE ticket_id = old.ticket_id AND outgoing_id IS NULL AND stand = 'answered';
END
"""

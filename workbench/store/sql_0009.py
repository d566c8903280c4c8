"""The tables of step 9 of the store, in a file of their own: what was checked, and follow-ups."""

M0009 = """
CREATE TABLE checked (
  id TEXT PRIMARY KEY, ticket_id TEXT NOT NULL REFERENCES ticket(id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('reply', 'note')), outgoing_id TEXT REFERENCES outgoing(id) ON DELETE CASCADE,
  rule TEXT NOT NULL, sentence TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('is', 'is_not', 'cannot', 'kept')), at TEXT NOT NULL) STRICT
;;
CREATE INDEX checked_by_ticket ON checked (ticket_id, kind)
;;
CREATE INDEX checked_by_outgoing ON checked (outgoing_id) WHERE outgoing_id IS NOT NULL
;;
CREATE TRIGGER draft_checked_gone AFTER DELETE ON draft BEGIN
  DELETE FROM checked WHERE ticket_id = old.ticket_id AND kind = old.kind AND outgoing_id IS NULL;
END
;;
CREATE TABLE follow_up (
  id TEXT PRIMARY KEY, ticket_id TEXT NOT NULL REFERENCES ticket(id) ON DELETE CASCADE, due TEXT NOT NULL,
  about TEXT NOT NULL, made_at TEXT NOT NULL, done_at TEXT) STRICT
;;
CREATE INDEX follow_up_by_ticket ON follow_up (ticket_id, due) WHERE done_at IS NULL
;;
CREATE INDEX follow_up_by_day ON follow_up (due, ticket_id) WHERE done_at IS NULL
;;
DROP VIEW ticket_projected
;;
CREATE VIEW ticket_projected AS
SELECT t.*, c.name AS customer_name, c.email AS customer_email, c.company AS customer_company,
  coalesce((SELECT o.new_status FROM outgoing o WHERE o.ticket_id = t.id AND o.new_status IS NOT NULL
            AND o.state IN ('queued', 'sending') ORDER BY o.queued_at DESC LIMIT 1), t.status) AS shown_status,
  (SELECT group_concat(DISTINCT o.state) FROM outgoing o
     WHERE o.ticket_id = t.id AND o.state IN ('queued', 'sending', 'failed', 'ask')) AS out_states,
  (EXISTS (SELECT 1 FROM draft d WHERE d.ticket_id = t.id AND trim(d.text) <> '')
   OR EXISTS (SELECT 1 FROM draft_attachment a WHERE a.ticket_id = t.id)) AS has_draft,
  (SELECT min(f.due) FROM follow_up f WHERE f.ticket_id = t.id AND f.done_at IS NULL) AS follow_up_due
FROM ticket t LEFT JOIN customer c ON c.id = t.customer_id
"""

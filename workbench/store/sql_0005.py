"""The statements of step 5 of the store: attachments."""

M0005 = """
CREATE TABLE draft_attachment (
  id TEXT PRIMARY KEY, ticket_id TEXT NOT NULL REFERENCES ticket(id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('reply', 'note')), position INTEGER NOT NULL,
  sha TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL) STRICT
;;
CREATE INDEX draft_attachment_by_ticket ON draft_attachment (ticket_id, kind, position)
;;
CREATE TABLE outgoing_attachment (
  id TEXT PRIMARY KEY, outgoing_id TEXT NOT NULL REFERENCES outgoing(id) ON DELETE CASCADE, position INTEGER NOT NULL,
  sha TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL) STRICT
;;
CREATE INDEX outgoing_attachment_by_outgoing ON outgoing_attachment (outgoing_id, position)
;;
CREATE TABLE pack_asset (
  pack_id TEXT NOT NULL REFERENCES pack(id) ON DELETE CASCADE, name TEXT NOT NULL,
  sha TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (pack_id, name)) STRICT
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
   OR EXISTS (SELECT 1 FROM draft_attachment a WHERE a.ticket_id = t.id)) AS has_draft
FROM ticket t LEFT JOIN customer c ON c.id = t.customer_id
"""

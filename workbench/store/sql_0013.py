"""The tables of step 13 of the store: how a reply that is owed becomes one that was sent.

What is owed is drafted into its conversation; it was told when the reply that held the draft has been delivered, and
is owed again where the draft is thrown away. Whether a person kept the draft and sent other words is seen by its age.
"""

M0013 = """
ALTER TABLE reply_owed ADD COLUMN withdrawn_at TEXT
;;
CREATE INDEX reply_owed_waiting ON reply_owed (id) WHERE state IN ('owed', 'drafted') AND withdrawn_at IS NULL
;;
CREATE INDEX reply_owed_by_entry ON reply_owed (entry_id)
;;
CREATE INDEX reply_owed_by_voice ON reply_owed (voice_id)
;;
CREATE INDEX reply_owed_by_topic ON reply_owed (topic_id)
;;
CREATE INDEX outcome_by_topic ON outcome (topic_id)
;;
CREATE INDEX outcome_to_measure ON outcome (due_on) WHERE measured_on IS NULL
;;
CREATE INDEX status_by_answer ON status_event (status, topic_id)
;;
CREATE TRIGGER owed_leaves AFTER INSERT ON outgoing WHEN new.kind = 'reply' BEGIN
  UPDATE reply_owed SET outgoing_id = new.id WHERE state = 'drafted' AND outgoing_id IS NULL
    AND entry_id IN (SELECT id FROM entry WHERE ticket_id = new.ticket_id); END
;;
CREATE TRIGGER owed_draft_gone AFTER DELETE ON draft WHEN old.kind = 'reply' BEGIN
  UPDATE reply_owed SET state = 'owed' WHERE state = 'drafted' AND outgoing_id IS NULL
    AND entry_id IN (SELECT id FROM entry WHERE ticket_id = old.ticket_id); END
;;
CREATE TRIGGER owed_is_back AFTER UPDATE OF state ON outgoing WHEN new.state = 'withdrawn' AND old.state <> 'withdrawn' BEGIN
  UPDATE reply_owed SET outgoing_id = NULL WHERE outgoing_id = new.id AND state = 'drafted'; END
;;
CREATE TRIGGER owed_is_told AFTER UPDATE OF state ON outgoing WHEN new.state = 'sent' AND old.state <> 'sent' BEGIN
  UPDATE reply_owed SET outgoing_id = NULL WHERE outgoing_id = new.id AND state = 'drafted' AND EXISTS (
    SELECT 1 FROM draft d WHERE d.ticket_id = new.ticket_id AND d.kind = 'reply' AND d.begun_at < new.queued_at);
  UPDATE reply_owed SET state = 'sent', settled_at = coalesce(new.delivered_at, new.queued_at)
    WHERE outgoing_id = new.id AND state = 'drafted'; END
"""

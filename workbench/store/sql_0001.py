"""The statements of step 1 of the store: the first tables."""

M0001 = """
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT
;;
CREATE TABLE account (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
  agent_remote TEXT NOT NULL DEFAULT '', agent_name TEXT NOT NULL DEFAULT '', agent_email TEXT NOT NULL DEFAULT '',
  cursor TEXT, pulled_at TEXT, created_at TEXT NOT NULL) STRICT
;;
CREATE TABLE customer (
  id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE, remote_id TEXT NOT NULL,
  name TEXT NOT NULL, email TEXT NOT NULL DEFAULT '', company TEXT NOT NULL DEFAULT '',
  UNIQUE (account_id, remote_id)) STRICT
;;
CREATE TABLE ticket (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE, remote_id TEXT NOT NULL,
  number TEXT NOT NULL, subject TEXT NOT NULL, status TEXT NOT NULL, remote_status TEXT NOT NULL DEFAULT '',
  channel TEXT NOT NULL, language TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '[]',
  customer_id TEXT REFERENCES customer(id) ON DELETE SET NULL,
  preview TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL, active_at TEXT NOT NULL,
  customer_at TEXT NOT NULL DEFAULT '', seen_at TEXT NOT NULL DEFAULT '', gone_at TEXT, UNIQUE (account_id, remote_id)) STRICT
;;
CREATE INDEX ticket_by_activity ON ticket (status, active_at DESC, id)
;;
CREATE INDEX ticket_by_customer ON ticket (customer_id)
;;
CREATE TABLE message (
  id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  ticket_id TEXT NOT NULL REFERENCES ticket(id) ON DELETE CASCADE, remote_id TEXT NOT NULL,
  author TEXT NOT NULL CHECK (author IN ('customer', 'agent', 'system')), author_name TEXT NOT NULL DEFAULT '',
  internal INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL, html TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '',
  removed_images INTEGER NOT NULL DEFAULT 0, UNIQUE (account_id, remote_id)) STRICT
;;
CREATE INDEX message_by_ticket ON message (ticket_id, at, id)
;;
CREATE TABLE attachment (
  id TEXT PRIMARY KEY, message_id TEXT NOT NULL REFERENCES message(id) ON DELETE CASCADE, remote_id TEXT NOT NULL,
  name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL, UNIQUE (message_id, remote_id)) STRICT
;;
CREATE TABLE draft (
  ticket_id TEXT NOT NULL REFERENCES ticket(id) ON DELETE CASCADE, kind TEXT NOT NULL CHECK (kind IN ('reply', 'note')),
  text TEXT NOT NULL, caret INTEGER NOT NULL DEFAULT 0, revision INTEGER NOT NULL,
  begun_at TEXT NOT NULL, seen_message TEXT, saved_at TEXT NOT NULL, PRIMARY KEY (ticket_id, kind)) STRICT
;;
CREATE TABLE outgoing (
  id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  ticket_id TEXT NOT NULL REFERENCES ticket(id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('reply', 'note', 'status')), markdown TEXT NOT NULL, html TEXT NOT NULL,
  text TEXT NOT NULL, new_status TEXT,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'ask', 'withdrawn')),
  reason TEXT NOT NULL DEFAULT '', question TEXT NOT NULL DEFAULT '', seen_message TEXT, baseline TEXT,
  confirmed INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0,
  queued_at TEXT NOT NULL, not_before TEXT NOT NULL, wired_at TEXT, delivered_at TEXT, remote_id TEXT) STRICT
;;
CREATE INDEX outgoing_by_state ON outgoing (account_id, state, not_before)
;;
CREATE INDEX outgoing_by_ticket ON outgoing (ticket_id, state)
;;
CREATE TABLE pack (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, serial INTEGER NOT NULL, digest TEXT NOT NULL,
  installed_at TEXT NOT NULL) STRICT
;;
CREATE TABLE snippet (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, pack_id TEXT NOT NULL REFERENCES pack(id) ON DELETE CASCADE, folder TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL, shortcut TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '[]',
  synonyms TEXT NOT NULL DEFAULT '[]', language TEXT NOT NULL DEFAULT 'en', context TEXT NOT NULL DEFAULT '',
  fields TEXT NOT NULL DEFAULT '[]', body TEXT NOT NULL) STRICT
;;
CREATE TABLE snippet_use (snippet_id TEXT PRIMARY KEY, uses INTEGER NOT NULL, last_used_at TEXT NOT NULL) STRICT
;;
CREATE VIRTUAL TABLE snippet_fts USING fts5 (
  title, shortcut, tags, body, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')
;;
CREATE VIRTUAL TABLE ticket_fts USING fts5 (
  subject, customer, body, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')
;;
CREATE TABLE entry (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('bug', 'request', 'kudos', 'criticism', 'confusion')),
  verbatim TEXT NOT NULL CHECK (length(trim(verbatim)) > 0), note TEXT NOT NULL DEFAULT '',
  account_name TEXT NOT NULL DEFAULT '', account_id TEXT, ticket_id TEXT, ticket_number TEXT NOT NULL DEFAULT '',
  ticket_subject TEXT NOT NULL DEFAULT '', message_id TEXT, customer_name TEXT NOT NULL DEFAULT '',
  customer_email TEXT NOT NULL DEFAULT '', channel TEXT NOT NULL DEFAULT '', said_at TEXT NOT NULL,
  captured_at TEXT NOT NULL, practice INTEGER NOT NULL DEFAULT 0) STRICT
;;
CREATE INDEX entry_by_time ON entry (captured_at DESC)
;;
CREATE VIEW ticket_projected AS
SELECT t.*, c.name AS customer_name, c.email AS customer_email, c.company AS customer_company,
  coalesce((SELECT o.new_status FROM outgoing o WHERE o.ticket_id = t.id AND o.new_status IS NOT NULL
            AND o.state IN ('queued', 'sending') ORDER BY o.queued_at DESC LIMIT 1), t.status) AS shown_status,
  (SELECT group_concat(DISTINCT o.state) FROM outgoing o
     WHERE o.ticket_id = t.id AND o.state IN ('queued', 'sending', 'failed', 'ask')) AS out_states,
  EXISTS (SELECT 1 FROM draft d WHERE d.ticket_id = t.id AND trim(d.text) <> '') AS has_draft
FROM ticket t LEFT JOIN customer c ON c.id = t.customer_id
"""

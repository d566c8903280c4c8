"""The tables of step 11 of the store: whose words they are, topics, what was decided, and who was told.

``voice`` is a customer as the helpdesk knows them; it stays when the helpdesk's account is taken away. ``client`` is
what is counted: a company where one is known, else the person. A plan belongs to the client, so nobody is on two.
No table says which agent noted, linked or told anything: nobody can be counted by it.
"""

M0011 = """
CREATE TABLE client (
  id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE CHECK (length(key) > 0), name TEXT NOT NULL DEFAULT '',
  plan TEXT NOT NULL DEFAULT '', monthly_cents INTEGER CHECK (monthly_cents >= 0), left_on TEXT) STRICT
;;
CREATE TABLE voice (
  id TEXT PRIMARY KEY, account_id TEXT NOT NULL, remote_id TEXT NOT NULL, name TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '', client_id TEXT NOT NULL REFERENCES client(id), UNIQUE (account_id, remote_id)) STRICT
;;
CREATE INDEX voice_by_client ON voice (client_id)
;;
ALTER TABLE entry ADD COLUMN voice_id TEXT REFERENCES voice(id)
;;
ALTER TABLE entry ADD COLUMN speaker TEXT NOT NULL DEFAULT 'customer' CHECK (speaker IN ('customer', 'agent'))
;;
ALTER TABLE entry ADD COLUMN wants_reply INTEGER NOT NULL DEFAULT 1
;;
ALTER TABLE entry ADD COLUMN minutes INTEGER CHECK (minutes >= 0)
;;
ALTER TABLE entry ADD COLUMN masked_at TEXT
;;
INSERT INTO client (id, key, name)
  SELECT min(e.id), w.key, min(w.name) FROM entry e JOIN (
    SELECT e.id, coalesce('company:' || nullif(lower(trim(c.company)), ''), 'email:' || nullif(lower(e.customer_email), ''),
      'name:' || nullif(lower(e.customer_name), ''), 'entry:' || e.id) AS key,
      coalesce(nullif(trim(c.company), ''), nullif(e.customer_name, ''), e.customer_email) AS name
    FROM entry e LEFT JOIN ticket t ON t.id = e.ticket_id LEFT JOIN customer c ON c.id = t.customer_id) w ON w.id = e.id
  GROUP BY w.key
;;
INSERT INTO voice (id, account_id, remote_id, name, email, client_id)
  SELECT min(e.id), coalesce(e.account_id, ''), coalesce(c.remote_id, 'entry:' || e.id), min(e.customer_name),
    min(e.customer_email), k.id
  FROM entry e LEFT JOIN ticket t ON t.id = e.ticket_id LEFT JOIN customer c ON c.id = t.customer_id
    JOIN client k ON k.key = coalesce('company:' || nullif(lower(trim(c.company)), ''),
      'email:' || nullif(lower(e.customer_email), ''), 'name:' || nullif(lower(e.customer_name), ''), 'entry:' || e.id)
  GROUP BY coalesce(e.account_id, ''), coalesce(c.remote_id, 'entry:' || e.id)
;;
UPDATE entry SET voice_id = (
  SELECT v.id FROM voice v LEFT JOIN ticket t ON t.id = entry.ticket_id LEFT JOIN customer c ON c.id = t.customer_id
  WHERE v.account_id = coalesce(entry.account_id, '') AND v.remote_id = coalesce(c.remote_id, 'entry:' || entry.id))
;;
CREATE INDEX entry_by_message ON entry (message_id, kind) WHERE message_id IS NOT NULL
;;
CREATE INDEX entry_by_voice ON entry (voice_id)
;;
CREATE INDEX entry_by_ticket ON entry (ticket_id) WHERE ticket_id IS NOT NULL
;;
CREATE TABLE topic (
  id TEXT PRIMARY KEY, title TEXT NOT NULL CHECK (length(trim(title)) > 0), problem TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN
    ('bug', 'request', 'kudos', 'criticism', 'confusion', 'rule_in_the_way', 'team_pain')),
  area TEXT NOT NULL DEFAULT '', severity INTEGER CHECK (severity BETWEEN 1 AND 4), owner TEXT NOT NULL DEFAULT '',
  workaround TEXT NOT NULL DEFAULT '', others_do TEXT NOT NULL DEFAULT '', solved_when TEXT NOT NULL DEFAULT '',
  not_known TEXT NOT NULL DEFAULT '', practice INTEGER NOT NULL DEFAULT 0, pinned_at TEXT,
  let_go_at TEXT, let_go_why TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL,
  CHECK (let_go_at IS NULL OR length(trim(let_go_why)) > 0)) STRICT
;;
CREATE TRIGGER topic_pins BEFORE UPDATE OF pinned_at ON topic
  WHEN new.pinned_at IS NOT NULL AND (SELECT count(*) FROM topic WHERE pinned_at IS NOT NULL AND id <> new.id) >= 2
  BEGIN SELECT raise(ABORT, 'at most two topics are pinned'); END
;;
CREATE TABLE evidence (
  id TEXT PRIMARY KEY, entry_id TEXT NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
  topic_id TEXT NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
  how TEXT NOT NULL CHECK (how IN ('by_hand', 'suggested', 'imported')), linked_at TEXT NOT NULL, ended_at TEXT) STRICT
;;
CREATE UNIQUE INDEX evidence_once ON evidence (entry_id) WHERE ended_at IS NULL
;;
CREATE INDEX evidence_by_topic ON evidence (topic_id, entry_id) WHERE ended_at IS NULL
;;
CREATE TRIGGER evidence_practice_apart BEFORE INSERT ON evidence
  WHEN (SELECT practice FROM entry WHERE id = new.entry_id) <> (SELECT practice FROM topic WHERE id = new.topic_id)
  BEGIN SELECT raise(ABORT, 'practice stays apart'); END
;;
CREATE TABLE topic_merge (
  id TEXT PRIMARY KEY, from_topic TEXT NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
  into_topic TEXT NOT NULL REFERENCES topic(id) ON DELETE CASCADE CHECK (into_topic <> from_topic),
  why TEXT NOT NULL DEFAULT '', at TEXT NOT NULL, undone_at TEXT) STRICT
;;
CREATE UNIQUE INDEX topic_merge_once ON topic_merge (from_topic) WHERE undone_at IS NULL
;;
CREATE INDEX topic_merge_into ON topic_merge (into_topic) WHERE undone_at IS NULL
;;
CREATE TRIGGER topic_merge_no_circle BEFORE INSERT ON topic_merge WHEN EXISTS (
  WITH RECURSIVE up (x) AS (SELECT new.into_topic UNION
    SELECT m.into_topic FROM topic_merge m JOIN up ON m.from_topic = up.x AND m.undone_at IS NULL)
  SELECT 1 FROM up WHERE x = new.from_topic)
  BEGIN SELECT raise(ABORT, 'merged the other way round already'); END
;;
CREATE TRIGGER topic_merge_practice_apart BEFORE INSERT ON topic_merge
  WHEN (SELECT practice FROM topic WHERE id = new.from_topic) <> (SELECT practice FROM topic WHERE id = new.into_topic)
  BEGIN SELECT raise(ABORT, 'practice stays apart'); END
;;
CREATE VIEW topic_root AS
WITH RECURSIVE up (id, root, depth) AS (SELECT id, id, 0 FROM topic UNION ALL
  SELECT up.id, m.into_topic, up.depth + 1 FROM up JOIN topic_merge m ON m.from_topic = up.root AND m.undone_at IS NULL)
SELECT id, root, max(depth) AS depth FROM up GROUP BY id
;;
CREATE TABLE status_event (
  id TEXT PRIMARY KEY, topic_id TEXT NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
  status TEXT NOT NULL CHECK (status IN ('heard', 'raised', 'considering', 'planned', 'in_progress', 'shipped',
    'not_now', 'not_this_way', 'no')),
  reason TEXT NOT NULL DEFAULT '', decided_by TEXT NOT NULL DEFAULT '', consulted TEXT NOT NULL DEFAULT '',
  source_url TEXT NOT NULL DEFAULT '', revisit_on TEXT, at TEXT NOT NULL,
  CHECK (status NOT IN ('not_now', 'not_this_way', 'no') OR (length(trim(reason)) >= 15 AND length(trim(decided_by)) > 0)),
  CHECK (status <> 'not_now' OR revisit_on IS NOT NULL),
  CHECK (status <> 'planned' OR length(trim(decided_by)) > 0)) STRICT
;;
CREATE INDEX status_by_topic ON status_event (topic_id, at DESC, id DESC)
;;
CREATE TRIGGER status_is_kept BEFORE UPDATE ON status_event
  BEGIN SELECT raise(ABORT, 'what was decided stays as it was written'); END
;;
CREATE TRIGGER status_is_not_removed BEFORE DELETE ON status_event WHEN EXISTS (
  SELECT 1 FROM topic WHERE id = old.topic_id)
  BEGIN SELECT raise(ABORT, 'what was decided stays as it was written'); END
;;
CREATE TABLE contact (
  id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (length(trim(name)) > 0), organisation TEXT NOT NULL DEFAULT '',
  owns TEXT NOT NULL DEFAULT '', reach TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', at TEXT NOT NULL) STRICT
;;
CREATE TABLE advocacy_step (
  id TEXT PRIMARY KEY, topic_id TEXT NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
  told TEXT NOT NULL CHECK (length(trim(told)) > 0), role TEXT NOT NULL DEFAULT '',
  how TEXT NOT NULL CHECK (how IN ('talk', 'meeting', 'chat', 'email', 'issue', 'brief', 'demo')),
  words TEXT NOT NULL DEFAULT '', said TEXT NOT NULL DEFAULT '', said_at TEXT, brief_id TEXT, at TEXT NOT NULL,
  next_action TEXT, next_on TEXT, done_at TEXT,
  CHECK ((next_action IS NULL) = (next_on IS NULL)), CHECK ((said = '') = (said_at IS NULL))) STRICT
;;
CREATE INDEX advocacy_by_topic ON advocacy_step (topic_id, at DESC)
;;
CREATE INDEX advocacy_due ON advocacy_step (next_on) WHERE next_on IS NOT NULL AND done_at IS NULL
;;
CREATE TABLE idea (
  id TEXT PRIMARY KEY, topic_id TEXT REFERENCES topic(id) ON DELETE CASCADE,
  text TEXT NOT NULL CHECK (length(trim(text)) > 0), cost TEXT NOT NULL DEFAULT '', place INTEGER NOT NULL DEFAULT 0,
  at TEXT NOT NULL) STRICT
;;
CREATE INDEX idea_by_topic ON idea (topic_id, place)
;;
CREATE TABLE learning_note (
  id TEXT PRIMARY KEY, topic_id TEXT REFERENCES topic(id) ON DELETE SET NULL,
  contact_id TEXT REFERENCES contact(id) ON DELETE SET NULL, what TEXT NOT NULL CHECK (length(trim(what)) > 0),
  try_next TEXT NOT NULL DEFAULT '', look_back_on TEXT, kept INTEGER, at TEXT NOT NULL) STRICT
;;
CREATE TABLE commitment (
  id TEXT PRIMARY KEY, topic_id TEXT REFERENCES topic(id) ON DELETE CASCADE, survey_id TEXT,
  who TEXT NOT NULL CHECK (length(trim(who)) > 0), what TEXT NOT NULL CHECK (length(trim(what)) > 0),
  due_on TEXT, at TEXT NOT NULL, kept_at TEXT, broken_at TEXT,
  CHECK (kept_at IS NULL OR broken_at IS NULL)) STRICT
;;
CREATE TABLE reply_owed (
  id TEXT PRIMARY KEY, topic_id TEXT NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
  status_event_id TEXT NOT NULL REFERENCES status_event(id) ON DELETE CASCADE,
  voice_id TEXT NOT NULL REFERENCES voice(id) ON DELETE CASCADE, entry_id TEXT NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
  state TEXT NOT NULL DEFAULT 'owed' CHECK (state IN ('owed', 'drafted', 'sent', 'skipped')),
  live_checked_at TEXT, skip_why TEXT NOT NULL DEFAULT '', outgoing_id TEXT, settled_at TEXT,
  UNIQUE (status_event_id, voice_id), CHECK (state <> 'skipped' OR length(trim(skip_why)) > 0)) STRICT
;;
CREATE INDEX reply_owed_open ON reply_owed (state) WHERE state IN ('owed', 'drafted')
;;
CREATE INDEX reply_owed_outgoing ON reply_owed (outgoing_id) WHERE outgoing_id IS NOT NULL
;;
CREATE TABLE outcome (
  id TEXT PRIMARY KEY, topic_id TEXT NOT NULL REFERENCES topic(id) ON DELETE CASCADE, changed TEXT NOT NULL,
  shipped_on TEXT NOT NULL, due_on TEXT NOT NULL, measured_on TEXT, before_weeks TEXT NOT NULL DEFAULT '[]',
  after_weeks TEXT NOT NULL DEFAULT '[]', at TEXT NOT NULL) STRICT
;;
CREATE TABLE brief (
  id TEXT PRIMARY KEY, topic_id TEXT REFERENCES topic(id) ON DELETE SET NULL,
  form TEXT NOT NULL CHECK (form IN ('brief', 'resource', 'listening', 'meeting')), title TEXT NOT NULL,
  markdown TEXT NOT NULL, entry_ids TEXT NOT NULL, names TEXT NOT NULL DEFAULT 'none'
    CHECK (names IN ('full', 'initials', 'none')), sha256 TEXT NOT NULL, made_at TEXT NOT NULL) STRICT
;;
CREATE INDEX brief_by_topic ON brief (topic_id, made_at DESC)
"""

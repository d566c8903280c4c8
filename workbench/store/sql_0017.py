"""The tables of step 17 of the store: where topics are issues, and what waits to become one.

``push`` holds the exact text that leaves the house, as it was seen before it was queued, and which entries it counted
and quoted: what was sent cannot be called back, but it can be named. ``edge``: the newest number of the project before
the first attempt, from which a lost one is looked for. No table holds a token, and none says who of us pushed.
"""

M0017 = """
CREATE TABLE tracker (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('github', 'gitlab', 'jira')),
  name TEXT NOT NULL CHECK (length(trim(name)) > 0), address TEXT NOT NULL, project TEXT NOT NULL,
  login TEXT NOT NULL DEFAULT '', me TEXT NOT NULL DEFAULT '', sort TEXT NOT NULL DEFAULT '', open_to_all INTEGER,
  in_keyring INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL, UNIQUE (kind, address, project)) STRICT
;;
CREATE UNIQUE INDEX tracker_by_name ON tracker (name COLLATE NOCASE)
;;
CREATE TABLE issue (
  id TEXT PRIMARY KEY, topic_id TEXT NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
  tracker_id TEXT REFERENCES tracker(id) ON DELETE SET NULL, remote TEXT NOT NULL, url TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '', state TEXT NOT NULL DEFAULT 'unknown'
    CHECK (state IN ('unknown', 'open', 'closed', 'gone')),
  reason TEXT NOT NULL DEFAULT '', category TEXT NOT NULL DEFAULT '', labels TEXT NOT NULL DEFAULT '[]',
  changed_at TEXT, looked_at TEXT, declined_offer TEXT NOT NULL DEFAULT '', linked_at TEXT NOT NULL,
  UNIQUE (topic_id, url)) STRICT
;;
CREATE INDEX issue_to_look ON issue (tracker_id, looked_at)
;;
CREATE TRIGGER issue_practice_apart BEFORE INSERT ON issue
  WHEN (SELECT practice FROM topic WHERE id = new.topic_id) = 1
  BEGIN SELECT raise(ABORT, 'practice stays apart'); END
;;
CREATE TABLE push (
  id TEXT PRIMARY KEY, topic_id TEXT NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
  tracker_id TEXT REFERENCES tracker(id) ON DELETE SET NULL, tracker_name TEXT NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('issue', 'comment')),
  issue_id TEXT REFERENCES issue(id) ON DELETE SET NULL, title TEXT NOT NULL DEFAULT '', body TEXT NOT NULL,
  names TEXT NOT NULL CHECK (names IN ('none', 'initials', 'full')), counted TEXT NOT NULL, quoted TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'made', 'failed', 'ask', 'withdrawn')),
  reason TEXT NOT NULL DEFAULT '', edge TEXT, attempts INTEGER NOT NULL DEFAULT 0, queued_at TEXT NOT NULL,
  not_before TEXT NOT NULL, wired_at TEXT, made_at TEXT, url TEXT NOT NULL DEFAULT '') STRICT
;;
CREATE INDEX push_waiting ON push (tracker_id, state, queued_at) WHERE state IN ('queued', 'sending')
;;
CREATE INDEX push_by_topic ON push (topic_id, queued_at)
;;
CREATE TRIGGER push_practice_apart BEFORE INSERT ON push
  WHEN (SELECT practice FROM topic WHERE id = new.topic_id) = 1
  BEGIN SELECT raise(ABORT, 'practice stays apart'); END
;;
CREATE TRIGGER push_is_as_it_was_seen BEFORE UPDATE OF title, body, names, counted, quoted ON push
  WHEN new.body <> '' OR new.title <> ''
  BEGIN SELECT raise(ABORT, 'what leaves is what was seen'); END
"""

"""The tables of step 18 of the store: what is practised around feedback.

Goodwill has no column for who of the team did it; a boundary has none for what a customer is like. A survey is opened
only where somebody has promised, with a day, to act on what it finds, and that promise stays with it.
"""

M0018 = """
ALTER TABLE learning_note ADD COLUMN looked_at TEXT
;;
CREATE INDEX learning_note_by_topic ON learning_note (topic_id)
;;
CREATE INDEX learning_note_by_contact ON learning_note (contact_id)
;;
CREATE INDEX learning_note_to_look_back ON learning_note (look_back_on) WHERE looked_at IS NULL
;;
CREATE INDEX idea_parked ON idea (at) WHERE topic_id IS NULL
;;
CREATE INDEX commitment_by_topic ON commitment (topic_id)
;;
CREATE INDEX commitment_by_survey ON commitment (survey_id) WHERE survey_id IS NOT NULL
;;
CREATE TABLE purpose (
  one INTEGER PRIMARY KEY CHECK (one = 1), sentence TEXT NOT NULL CHECK (length(trim(sentence)) > 0),
  at TEXT NOT NULL) STRICT
;;
CREATE TABLE goodwill (
  id TEXT PRIMARY KEY, ticket_id TEXT REFERENCES ticket(id) ON DELETE SET NULL,
  ticket_number TEXT NOT NULL DEFAULT '', what TEXT NOT NULL CHECK (length(trim(what)) > 0), why TEXT NOT NULL DEFAULT '',
  rule TEXT NOT NULL DEFAULT '', rule_key TEXT NOT NULL DEFAULT '',
  topic_id TEXT REFERENCES topic(id) ON DELETE SET NULL, practice INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL) STRICT
;;
CREATE INDEX goodwill_by_rule ON goodwill (rule_key) WHERE rule_key <> ''
;;
CREATE INDEX goodwill_by_ticket ON goodwill (ticket_id) WHERE ticket_id IS NOT NULL
;;
CREATE INDEX goodwill_by_topic ON goodwill (topic_id) WHERE topic_id IS NOT NULL
;;
CREATE TABLE quote_allowed (
  entry_id TEXT PRIMARY KEY REFERENCES entry(id) ON DELETE CASCADE, link TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL) STRICT
;;
CREATE TABLE boundary (
  id TEXT PRIMARY KEY, ticket_id TEXT NOT NULL REFERENCES ticket(id) ON DELETE CASCADE,
  wording TEXT NOT NULL CHECK (length(trim(wording)) > 0), ends_on TEXT NOT NULL, at TEXT NOT NULL,
  asked_at TEXT, taken_at TEXT, CHECK (taken_at IS NULL OR asked_at IS NOT NULL)) STRICT
;;
CREATE INDEX boundary_by_ticket ON boundary (ticket_id)
;;
CREATE TABLE survey (
  id TEXT PRIMARY KEY, question TEXT NOT NULL CHECK (length(trim(question)) > 0), at TEXT NOT NULL, opened_at TEXT,
  closed_at TEXT, CHECK (closed_at IS NULL OR opened_at IS NOT NULL)) STRICT
;;
CREATE TRIGGER survey_opens_with_a_promise BEFORE UPDATE OF opened_at ON survey
  WHEN new.opened_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM commitment
    WHERE survey_id = new.id AND due_on IS NOT NULL AND kept_at IS NULL AND broken_at IS NULL)
  BEGIN SELECT raise(ABORT, 'a survey opens only with a dated commitment'); END
;;
CREATE TRIGGER survey_is_not_made_open BEFORE INSERT ON survey
  WHEN new.opened_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM commitment WHERE survey_id = new.id AND due_on IS NOT NULL)
  BEGIN SELECT raise(ABORT, 'a survey opens only with a dated commitment'); END
;;
CREATE TRIGGER promise_stays_with_survey BEFORE DELETE ON commitment
  WHEN EXISTS (SELECT 1 FROM survey WHERE id = old.survey_id AND opened_at IS NOT NULL)
  BEGIN SELECT raise(ABORT, 'the survey was opened on this commitment'); END
;;
CREATE TRIGGER promise_of_survey_keeps_its_day BEFORE UPDATE OF due_on, survey_id ON commitment
  WHEN (new.due_on IS NULL OR new.survey_id IS NOT old.survey_id)
    AND EXISTS (SELECT 1 FROM survey WHERE id = old.survey_id AND opened_at IS NOT NULL)
  BEGIN SELECT raise(ABORT, 'the survey was opened on this commitment'); END
"""

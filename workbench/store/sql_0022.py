"""The tables of step 22 of the store: how each topic stands, kept so that a list of thousands need not ask of each.

``topic_stand`` has one row for each topic, about the topic alone: what was merged into it is added by whoever reads.
It follows what it is taken from at once, by triggers, and repeats nobody's words: ``decided`` and ``said`` tell that
somebody of product decided or answered, ``step_id`` is the step whose next action comes first.
"""


def _from_steps(topic: str) -> str:
    return (
        "UPDATE topic_stand SET said = EXISTS (SELECT 1 FROM advocacy_step a WHERE a.topic_id = topic_stand.topic_id"
        " AND a.said <> ''), (next_on, step_id) = (SELECT a.next_on, a.id FROM advocacy_step a"
        " WHERE a.topic_id = topic_stand.topic_id AND a.next_on IS NOT NULL AND a.done_at IS NULL"
        f" ORDER BY a.next_on, a.id LIMIT 1){topic}"
    )


def _from_events(topic: str) -> str:
    last = "(SELECT s.{} FROM status_event s WHERE s.topic_id = topic_stand.topic_id ORDER BY s.at DESC, s.id DESC LIMIT 1)"
    return (
        f"UPDATE topic_stand SET status = coalesce({last.format('status')}, 'heard'),"
        f" decided = coalesce({last.format('decided_by')}, '') <> ''{topic}"
    )


M0022 = f"""
CREATE TABLE topic_stand (
  topic_id TEXT PRIMARY KEY REFERENCES topic(id) ON DELETE CASCADE, status TEXT NOT NULL DEFAULT 'heard',
  decided INTEGER NOT NULL DEFAULT 0, let_go INTEGER NOT NULL DEFAULT 0, said INTEGER NOT NULL DEFAULT 0,
  next_on TEXT, step_id TEXT, CHECK ((next_on IS NULL) = (step_id IS NULL))) STRICT, WITHOUT ROWID
;;
INSERT INTO topic_stand (topic_id, let_go) SELECT id, let_go_at IS NOT NULL FROM topic
;;
{_from_steps("")}
;;
{_from_events("")}
;;
CREATE INDEX topic_stand_by_status ON topic_stand (status) WHERE let_go = 0
;;
CREATE TRIGGER stand_of_topic AFTER INSERT ON topic BEGIN
  INSERT OR IGNORE INTO topic_stand (topic_id, let_go) VALUES (new.id, new.let_go_at IS NOT NULL); END
;;
CREATE TRIGGER stand_let_go AFTER UPDATE OF let_go_at ON topic BEGIN
  UPDATE topic_stand SET let_go = new.let_go_at IS NOT NULL WHERE topic_id = new.id; END
;;
CREATE TRIGGER stand_decided AFTER INSERT ON status_event BEGIN
  {_from_events(" WHERE topic_id = new.topic_id")}; END
;;
CREATE TRIGGER stand_decided_anew AFTER UPDATE ON status_event BEGIN
  {_from_events(" WHERE topic_id = new.topic_id")}; END
;;
CREATE TRIGGER stand_undecided AFTER DELETE ON status_event BEGIN
  {_from_events(" WHERE topic_id = old.topic_id")}; END
;;
CREATE TRIGGER stand_told AFTER INSERT ON advocacy_step BEGIN
  {_from_steps(" WHERE topic_id = new.topic_id")}; END
;;
CREATE TRIGGER stand_told_anew AFTER UPDATE OF topic_id, said, next_on, done_at ON advocacy_step BEGIN
  {_from_steps(" WHERE topic_id IN (old.topic_id, new.topic_id)")}; END
;;
CREATE TRIGGER stand_untold AFTER DELETE ON advocacy_step BEGIN
  {_from_steps(" WHERE topic_id = old.topic_id")}; END
"""

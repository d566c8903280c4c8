"""The tables of step 22 of the store: what is kept so that lists need not look through everything.

``topic_stand`` has one row for each topic, about the topic alone: what was merged into it is added by whoever reads.
It follows what it is taken from at once, by triggers, and repeats nobody's words: ``decided`` and ``said`` tell that
somebody of product decided or answered; ``step_id`` is the step whose next action comes first, ``told_id`` the one
that somebody was told or answered last. ``entry_loose`` lists customers' entries that stand behind no topic.
"""


def _from_steps(topic: str) -> str:
    steps = "FROM advocacy_step a WHERE a.topic_id = topic_stand.topic_id"
    return (
        f"UPDATE topic_stand SET said = EXISTS (SELECT 1 {steps} AND a.said <> ''),"
        f" (next_on, step_id) = (SELECT a.next_on, a.id {steps} AND a.next_on IS NOT NULL AND a.done_at IS NULL"
        " ORDER BY a.next_on, a.id LIMIT 1),"
        f" (told_at, told_id) = (SELECT coalesce(a.said_at, a.at), a.id {steps} ORDER BY 1 DESC, a.id DESC LIMIT 1){topic}"
    )


def _from_events(topic: str) -> str:
    last = "(SELECT s.{} FROM status_event s WHERE s.topic_id = topic_stand.topic_id ORDER BY s.at DESC, s.id DESC LIMIT 1)"
    return (
        f"UPDATE topic_stand SET status = coalesce({last.format('status')}, 'heard'),"
        f" decided = coalesce({last.format('decided_by')}, '') <> '', decided_at = {last.format('at')}{topic}"
    )


_LOOSE = (
    "SELECT e.id, e.said_at FROM entry e WHERE e.speaker = 'customer' AND e.practice = 0 AND NOT EXISTS"
    " (SELECT 1 FROM evidence v WHERE v.entry_id = e.id AND v.ended_at IS NULL)"
)

M0022 = f"""
CREATE TABLE topic_stand (
  topic_id TEXT PRIMARY KEY REFERENCES topic(id) ON DELETE CASCADE, status TEXT NOT NULL DEFAULT 'heard',
  decided INTEGER NOT NULL DEFAULT 0, let_go INTEGER NOT NULL DEFAULT 0, said INTEGER NOT NULL DEFAULT 0,
  decided_at TEXT, next_on TEXT, step_id TEXT, told_at TEXT, told_id TEXT, CHECK ((next_on IS NULL) = (step_id IS NULL))) STRICT, WITHOUT ROWID
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
CREATE TRIGGER stand_told_anew AFTER UPDATE OF topic_id, said, said_at, at, next_on, done_at ON advocacy_step BEGIN
  {_from_steps(" WHERE topic_id IN (old.topic_id, new.topic_id)")}; END
;;
CREATE TRIGGER stand_untold AFTER DELETE ON advocacy_step BEGIN
  {_from_steps(" WHERE topic_id = old.topic_id")}; END
;;
CREATE TABLE entry_loose (
  entry_id TEXT PRIMARY KEY REFERENCES entry(id) ON DELETE CASCADE, said_at TEXT NOT NULL) STRICT, WITHOUT ROWID
;;
CREATE INDEX entry_loose_by_saying ON entry_loose (said_at, entry_id)
;;
INSERT INTO entry_loose {_LOOSE}
;;
CREATE TRIGGER loose_new AFTER INSERT ON entry BEGIN
  INSERT OR IGNORE INTO entry_loose {_LOOSE} AND e.id = new.id; END
;;
CREATE TRIGGER loose_changed AFTER UPDATE OF said_at, speaker, practice ON entry BEGIN
  DELETE FROM entry_loose WHERE entry_id = new.id;
  INSERT INTO entry_loose {_LOOSE} AND e.id = new.id; END
;;
CREATE TRIGGER loose_linked AFTER INSERT ON evidence WHEN new.ended_at IS NULL BEGIN
  DELETE FROM entry_loose WHERE entry_id = new.entry_id; END
;;
CREATE TRIGGER loose_moved AFTER UPDATE OF ended_at, entry_id ON evidence BEGIN
  DELETE FROM entry_loose WHERE entry_id IN (old.entry_id, new.entry_id);
  INSERT INTO entry_loose {_LOOSE} AND e.id IN (old.entry_id, new.entry_id); END
;;
CREATE TRIGGER loose_unlinked AFTER DELETE ON evidence WHEN old.ended_at IS NULL BEGIN
  INSERT OR IGNORE INTO entry_loose {_LOOSE} AND e.id = old.entry_id; END
"""

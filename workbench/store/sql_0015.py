"""The tables of step 15 of the store: the questions of customers beside what they asked, and whole sets of them.

``question`` holds what was typed, the steps of a named set, and what was said of an ask beyond its tick (``message_id``
with the ask's words). ``whole_set`` is reckoned from messages, asks and questions: whatever it depends on marks its
person in ``set_stale``, and what is marked is reckoned anew by whoever reads it. A person is known by the address, so
that a chat and an email are of the same one; the practice desk's people stand apart. Nothing says who of us did it.
"""

# Not INSERT OR IGNORE: in a trigger, an upsert that sets it off would make that an ABORT.
_ONCE = "ON CONFLICT DO NOTHING"


def _person(where: str) -> str:
    return f"INSERT INTO set_stale SELECT customer_key FROM set_customer WHERE {where} {_ONCE}"


def _before(where: str) -> str:
    """The person that a ticket was of when sets were last reckoned."""
    return (
        "INSERT INTO set_stale SELECT w.customer_key FROM set_part p JOIN whole_set w ON w.id = p.whole_id"
        f" WHERE p.ticket_id {where} {_ONCE}"
    )


def _marks(table: str, *when: str) -> str:
    """The triggers by which a change of ``table`` marks the person of its ticket."""
    made = []
    for each in when:
        deed, row = each.split()[0], "old" if each.startswith("DELETE") else "new"
        made.append(
            f"CREATE TRIGGER set_{table}_{deed.lower()} AFTER {each.replace(' WHEN', f' ON {table} WHEN')}"
            f"{'' if ' WHEN' in each else f' ON {table}'} BEGIN {_person(f'ticket_id = {row}.ticket_id')}; END"
        )
    return "\n;;\n".join(made)


M0015 = f"""
CREATE TABLE problem_set (
  id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (length(trim(name)) > 0), at TEXT NOT NULL, ended_at TEXT) STRICT
;;
CREATE UNIQUE INDEX problem_set_once ON problem_set (name COLLATE NOCASE) WHERE ended_at IS NULL
;;
CREATE TABLE problem_step (
  id TEXT PRIMARY KEY, set_id TEXT NOT NULL REFERENCES problem_set(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(trim(name)) > 0), ended_at TEXT) STRICT
;;
CREATE INDEX problem_step_by_set ON problem_step (set_id, n)
;;
CREATE TABLE question (
  id TEXT PRIMARY KEY, ticket_id TEXT NOT NULL REFERENCES ticket(id) ON DELETE CASCADE,
  text TEXT NOT NULL CHECK (length(trim(text)) > 0), raised TEXT NOT NULL CHECK (raised IN ('customer', 'foreseen')),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'verified', 'not_needed')),
  message_id TEXT REFERENCES message(id) ON DELETE CASCADE, set_id TEXT REFERENCES problem_set(id) ON DELETE CASCADE,
  step_id TEXT REFERENCES problem_step(id) ON DELETE CASCADE, at TEXT NOT NULL, done_at TEXT,
  CHECK ((state = 'open') = (done_at IS NULL)), CHECK ((set_id IS NULL) = (step_id IS NULL))) STRICT
;;
CREATE INDEX question_by_ticket ON question (ticket_id, at, id)
;;
CREATE UNIQUE INDEX question_of_ask ON question (message_id, text) WHERE message_id IS NOT NULL
;;
CREATE INDEX question_by_set ON question (set_id) WHERE set_id IS NOT NULL
;;
CREATE TABLE set_apart (ticket_id TEXT PRIMARY KEY REFERENCES ticket(id) ON DELETE CASCADE, at TEXT NOT NULL) STRICT
;;
CREATE TABLE whole_set (
  id INTEGER PRIMARY KEY, customer_key TEXT NOT NULL, practice INTEGER NOT NULL, way TEXT NOT NULL, set_id TEXT,
  size INTEGER NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN
    ('complete', 'midway', 'never', 'waiting', 'unlisted', 'unlisted_waiting')),
  began_at TEXT NOT NULL, settled_at TEXT, rounds INTEGER NOT NULL, left_step TEXT, left_place INTEGER,
  elsewhere INTEGER NOT NULL, reopened INTEGER NOT NULL) STRICT
;;
CREATE INDEX whole_set_by_customer ON whole_set (customer_key)
;;
CREATE INDEX whole_set_cells ON whole_set (
  practice, set_id, size, way, outcome, settled_at, rounds, elsewhere, reopened)
;;
CREATE INDEX whole_set_unsettled ON whole_set (practice, coalesce(settled_at, '9'), outcome)
;;
CREATE INDEX whole_set_since ON whole_set (practice, began_at) WHERE outcome IN ('complete', 'midway', 'never')
;;
CREATE INDEX whole_set_left ON whole_set (practice, set_id, size, left_step, left_place, settled_at)
  WHERE outcome = 'midway'
;;
CREATE TABLE set_part (
  whole_id INTEGER NOT NULL REFERENCES whole_set(id) ON DELETE CASCADE, ticket_id TEXT NOT NULL,
  PRIMARY KEY (whole_id, ticket_id)) STRICT, WITHOUT ROWID
;;
CREATE INDEX set_part_by_ticket ON set_part (ticket_id)
;;
CREATE TABLE set_stale (customer_key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID
;;
CREATE INDEX customer_by_address ON customer (lower(email))
;;
CREATE VIEW set_customer AS
SELECT t.id AS ticket_id, t.customer_id, a.kind = 'practice' AS practice,
  iif(a.kind = 'practice', 'practice:', '')
    || coalesce('email:' || nullif(lower(c.email), ''), 'customer:' || c.id, 'ticket:' || t.id) AS customer_key
FROM ticket t JOIN account a ON a.id = t.account_id LEFT JOIN customer c ON c.id = t.customer_id
;;
{
    _marks(
        "message",
        "INSERT WHEN new.author <> 'system' AND NOT new.internal",
        "UPDATE OF at, author, internal, ticket_id",
        "DELETE",
    )
}
;;
{_marks("ask", "INSERT", "UPDATE", "DELETE")}
;;
{_marks("question", "INSERT", "UPDATE", "DELETE")}
;;
{_marks("set_apart", "INSERT", "DELETE")}
;;
{_marks("outgoing", "UPDATE OF state WHEN new.kind = 'reply' AND new.state <> old.state")}
;;
CREATE TRIGGER set_ticket_changed AFTER UPDATE OF status, channel, customer_id, unsent ON ticket
  WHEN (old.status, old.channel, old.unsent) <> (new.status, new.channel, new.unsent)
    OR old.customer_id IS NOT new.customer_id BEGIN
  {_before("= new.id")};
  {_person("ticket_id = new.id")};
END
;;
CREATE TRIGGER set_ticket_gone BEFORE DELETE ON ticket BEGIN {_before("= old.id")}; END
;;
CREATE TRIGGER set_customer_changed AFTER UPDATE OF email ON customer WHEN old.email <> new.email BEGIN
  {_before("IN (SELECT id FROM ticket WHERE customer_id = new.id)")};
  {_person("customer_id = new.id")};
END
;;
INSERT INTO set_stale SELECT DISTINCT customer_key FROM set_customer
"""

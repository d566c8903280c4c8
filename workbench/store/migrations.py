"""The steps that make the tables. Append only; each step stands on its own and uses no code that may change later."""

from __future__ import annotations

import json

from sqlite_utils import Database, Migrations

from workbench.kernel.errors import NewerStore
from workbench.store.sql_0004 import M0004
from workbench.store.sql_0005 import M0005
from workbench.store.sql_0006 import M0006
from workbench.store.sql_0007 import M0007
from workbench.store.sql_0008 import M0008
from workbench.store.sql_0009 import M0009
from workbench.store.sql_0010 import M0010
from workbench.store.sql_0011 import M0011
from workbench.store.sql_0012 import M0012
from workbench.store.sql_0017 import M0017

steps = Migrations("workbench")


@steps()
def m0001_first_tables(db: Database) -> None:
    for statement in _M0001.split(";;"):
        db.conn.execute(statement)


@steps()
def m0002_where_the_token_is(db: Database) -> None:
    """A token that was never in the keyring need not be taken out of one that is not there."""
    db.conn.execute("ALTER TABLE account ADD COLUMN in_keyring INTEGER NOT NULL DEFAULT 1")


@steps()
def m0003_search_in_two_steps(db: Database) -> None:
    """Packs are installed again at the next start, which fills the new index."""
    for statement in _M0003.split(";;"):
        db.conn.execute(statement)


@steps()
def m0004_snippets_that_are_written_here(db: Database) -> None:
    """What a pack brought is read again at the next start, with what it says of fields, variants and dates."""
    for statement in M0004.split(";;"):
        db.conn.execute(statement)


@steps()
def m0005_attachments(db: Database) -> None:
    """A draft may be files alone, so the list of conversations looks at both."""
    for statement in M0005.split(";;"):
        db.conn.execute(statement)


@steps()
def m0006_house_rules(db: Database) -> None:
    """Rules of packs, the last reading of each rule file that was good, and what a person keeps as it is."""
    for statement in M0006.split(";;"):
        db.conn.execute(statement)


@steps()
def m0007_conversations_that_begin_here(db: Database) -> None:
    """A ticket may be here before the helpdesk has it; where one can begin is known without a network."""
    for statement in M0007.split(";;"):
        db.conn.execute(statement)


@steps()
def m0008_counts_anew_and_facts_of_imports(db: Database) -> None:
    """What was counted so far took a filled place for a change, and kept what customers' replies were filled with.

    What an import does to facts, and which files it brings, is kept, so that it can be taken back.
    """
    for statement in M0008.split(";;"):
        db.conn.execute(statement)
    for key, text, known in db.conn.execute("SELECT id, text, known FROM snippet_insertion").fetchall():
        gaps, last = [], 0
        for name, value in json.loads(known):
            at = text.find(value, last)
            if at >= 0:
                last = at + len(value)
                gaps.append([name, at, last, "resolved"])
        db.conn.execute("UPDATE snippet_insertion SET known = ? WHERE id = ?", [json.dumps(gaps), key])


@steps()
def m0009_what_was_checked_and_follow_ups(db: Database) -> None:
    """What was checked goes with a reply; a day on which a customer hears from us again is seen in the list."""
    for statement in M0009.split(";;"):
        db.conn.execute(statement)


@steps()
def m0010_what_customers_ask(db: Database) -> None:
    """Ticks go with the draft of the reply: where it is thrown away, nothing is answered by it."""
    for statement in M0010.split(";;"):
        db.conn.execute(statement)


@steps()
def m0011_topics_and_what_became_of_them(db: Database) -> None:
    """Entries know whose words they are, and stand as evidence behind topics."""
    for statement in M0011.split(";;"):
        db.conn.execute(statement)


@steps()
def m0012_topics_are_found_and_counted_fast(db: Database) -> None:
    """A list of topics need not count every entry, and topics are found by their customers' words."""
    for statement in M0012.split(";;"):
        db.conn.execute(statement)


@steps()
def m0017_topics_as_issues_elsewhere(db: Database) -> None:
    """A topic may be an issue on a tracker; what is sent there is kept as it was seen before it left."""
    for statement in M0017.split(";;"):
        db.conn.execute(statement)


_NAMES = frozenset(
    {
        "m0001_first_tables",
        "m0002_where_the_token_is",
        "m0003_search_in_two_steps",
        "m0004_snippets_that_are_written_here",
        "m0005_attachments",
        "m0006_house_rules",
        "m0007_conversations_that_begin_here",
        "m0008_counts_anew_and_facts_of_imports",
        "m0009_what_was_checked_and_follow_ups",
        "m0010_what_customers_ask",
        "m0011_topics_and_what_became_of_them",
        "m0012_topics_are_found_and_counted_fast",
        "m0017_topics_as_issues_elsewhere",
    }
)


def pending(db: Database) -> bool:
    """Whether steps are still to be taken. Raises NewerStore where a newer program has written the store."""
    applied = {step.name for step in steps.applied(db)}
    waiting = {step.name for step in steps.pending(db)}
    if unknown := applied - _NAMES:
        raise NewerStore(
            "This data folder was written by a newer version of Support Workbench.",
            f"Nothing was changed. Install the newer version, or choose another folder with --data-dir. ({min(unknown)})",
        )
    return bool(waiting)


def migrate(db: Database) -> None:
    """Bring the store up to this program. Raises NewerStore, changing nothing."""
    if pending(db):
        steps.apply(db)


_M0001 = """
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

_M0003 = """
DROP TABLE snippet_fts
;;
CREATE VIRTUAL TABLE snippet_head USING fts5 (
  title, shortcut, labels, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3')
;;
CREATE VIRTUAL TABLE snippet_text USING fts5 (words, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')
;;
CREATE VIRTUAL TABLE snippet_words USING fts5vocab ('snippet_text', 'row')
;;
CREATE INDEX snippet_by_shortcut ON snippet (shortcut)
;;
CREATE INDEX snippet_by_title ON snippet (title COLLATE NOCASE, id)
;;
ALTER TABLE snippet_use RENAME TO snippet_use_before
;;
CREATE TABLE snippet_use (
  snippet_id TEXT PRIMARY KEY, uses INTEGER NOT NULL, warmth REAL NOT NULL, last_used_at TEXT, pinned_at TEXT) STRICT
;;
INSERT INTO snippet_use (snippet_id, uses, warmth, last_used_at)
  SELECT snippet_id, uses, min(uses, 5), last_used_at FROM snippet_use_before
;;
DROP TABLE snippet_use_before
;;
UPDATE pack SET digest = ''
"""

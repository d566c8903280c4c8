"""The steps that make the tables. Append only; each step stands on its own and uses no code that may change later."""

from __future__ import annotations

import json

from sqlite_utils import Database, Migrations

from workbench.kernel.errors import NewerStore
from workbench.store.sql_0001 import M0001
from workbench.store.sql_0003 import M0003
from workbench.store.sql_0004 import M0004
from workbench.store.sql_0005 import M0005
from workbench.store.sql_0006 import M0006
from workbench.store.sql_0007 import M0007
from workbench.store.sql_0008 import M0008
from workbench.store.sql_0009 import M0009
from workbench.store.sql_0010 import M0010
from workbench.store.sql_0011 import M0011
from workbench.store.sql_0012 import M0012
from workbench.store.sql_0013 import M0013
from workbench.store.sql_0014 import M0014
from workbench.store.sql_0015 import M0015
from workbench.store.sql_0016 import M0016
from workbench.store.sql_0017 import M0017
from workbench.store.sql_0018 import M0018
from workbench.store.sql_0019 import M0019
from workbench.store.sql_0020 import M0020
from workbench.store.sql_0021 import M0021
from workbench.store.sql_0022 import M0022
from workbench.store.sql_0023 import M0023
from workbench.store.sql_0024 import M0024

steps = Migrations("workbench")


@steps()
def m0001_first_tables(db: Database) -> None:
    _run(db, M0001)


@steps()
def m0002_where_the_token_is(db: Database) -> None:
    """A token that was never in the keyring need not be taken out of one that is not there."""
    db.conn.execute("ALTER TABLE account ADD COLUMN in_keyring INTEGER NOT NULL DEFAULT 1")


@steps()
def m0003_search_in_two_steps(db: Database) -> None:
    """Packs are installed again at the next start, which fills the new index."""
    _run(db, M0003)


@steps()
def m0004_snippets_that_are_written_here(db: Database) -> None:
    """What a pack brought is read again at the next start, with what it says of fields, variants and dates."""
    _run(db, M0004)


@steps()
def m0005_attachments(db: Database) -> None:
    """A draft may be files alone, so the list of conversations looks at both."""
    _run(db, M0005)


@steps()
def m0006_house_rules(db: Database) -> None:
    """Rules of packs, the last reading of each rule file that was good, and what a person keeps as it is."""
    _run(db, M0006)


@steps()
def m0007_conversations_that_begin_here(db: Database) -> None:
    """A ticket may be here before the helpdesk has it; where one can begin is known without a network."""
    _run(db, M0007)


@steps()
def m0008_counts_anew_and_facts_of_imports(db: Database) -> None:
    """What was counted so far took a filled place for a change, and kept what customers' replies were filled with.

    What an import does to facts, and which files it brings, is kept, so that it can be taken back.
    """
    _run(db, M0008)
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
    _run(db, M0009)


@steps()
def m0010_what_customers_ask(db: Database) -> None:
    """Ticks go with the draft of the reply: where it is thrown away, nothing is answered by it."""
    _run(db, M0010)


@steps()
def m0011_topics_and_what_became_of_them(db: Database) -> None:
    """Entries know whose words they are, and stand as evidence behind topics."""
    _run(db, M0011)


@steps()
def m0012_topics_are_found_and_counted_fast(db: Database) -> None:
    """A list of topics need not count every entry, and topics are found by their customers' words."""
    _run(db, M0012)


@steps()
def m0013_what_is_owed_and_told(db: Database) -> None:
    """What is owed follows the draft that holds it and the reply that it leaves with."""
    _run(db, M0013)


@steps()
def m0014_entries_are_found_fast(db: Database) -> None:
    """Entries are found by their words. A company is one account however its name's letters are written."""
    _run(db, M0014)
    known = dict(db.conn.execute("SELECT key, id FROM client ORDER BY key").fetchall())
    for key, client in list(known.items()):
        plain = " ".join(key.casefold().split())
        if plain == key:
            continue
        into = known.setdefault(plain, client)
        if into == client:
            db.conn.execute("UPDATE client SET key = ? WHERE id = ?", [plain, client])
        else:
            db.conn.execute("UPDATE voice SET client_id = ? WHERE client_id = ?", [into, client])
            db.conn.execute("DELETE FROM client WHERE id = ?", [client])


@steps()
def m0015_whole_sets_of_questions(db: Database) -> None:
    """What a customer wants to know is followed to the end, over every conversation that it takes."""
    _run(db, M0015)


@steps()
def m0016_numbers_of_briefs(db: Database) -> None:
    """Each number of a brief knows the entries that it was counted from; what was sent stays."""
    _run(db, M0016)


@steps()
def m0017_topics_as_issues_elsewhere(db: Database) -> None:
    """A topic may be an issue on a tracker; what is sent there is kept as it was seen before it left."""
    _run(db, M0017)


@steps()
def m0018_the_practice_around_feedback(db: Database) -> None:
    """Goodwill, surveys that somebody stands behind, boundaries, and what the team is there for."""
    _run(db, M0018)


@steps()
def m0019_yours_to_take_and_to_erase(db: Database) -> None:
    """What customers said is taken along whole, and a customer is forgotten whole."""
    _run(db, M0019)


@steps()
def m0020_wording_of_what_was_checked(db: Database) -> None:
    """What was checked remembers the certain words that stand in the reply for it."""
    _run(db, M0020)


@steps()
def m0021_the_practice_on_screen(db: Database) -> None:
    """What became of a survey, who may be quoted, what an agent may do unasked, and replies worth keeping."""
    _run(db, M0021)


@steps()
def m0022_how_topics_stand(db: Database) -> None:
    """A list of topics need not ask of each how it stands."""
    _run(db, M0022)


@steps()
def m0023_what_a_topic_costs(db: Database) -> None:
    """A brief can say what a topic costs and what is left undone for it."""
    _run(db, M0023)


@steps()
def m0024_ticks_that_go_with_a_reply(db: Database) -> None:
    """A question that was foreseen counts as answered when its reply has left; practice has pages of its own."""
    _run(db, M0024)


def _run(db: Database, statements: str) -> None:
    """Carry out statements that ``;;`` parts."""
    for statement in statements.split(";;"):
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
        "m0013_what_is_owed_and_told",
        "m0014_entries_are_found_fast",
        "m0015_whole_sets_of_questions",
        "m0016_numbers_of_briefs",
        "m0017_topics_as_issues_elsewhere",
        "m0018_the_practice_around_feedback",
        "m0019_yours_to_take_and_to_erase",
        "m0020_wording_of_what_was_checked",
        "m0021_the_practice_on_screen",
        "m0022_how_topics_stand",
        "m0023_what_a_topic_costs",
        "m0024_ticks_that_go_with_a_reply",
    }
)


def pending(db: Database) -> bool:
    """Whether steps are still to be taken. Raises NewerStore where a newer program has written the store."""
    applied = {step.name for step in steps.applied(db)}
    waiting = {step.name for step in steps.pending(db)}
    if unknown := applied - _NAMES:
        raise NewerStore(
            "This data folder was written by a newer version of Support Workbench.",
            "Nothing was changed. Install the newer version, or choose another folder with --data-dir."
            f" ({min(unknown)})",
        )
    return bool(waiting)


def migrate(db: Database) -> None:
    """Bring the store up to this program. Raises NewerStore, changing nothing."""
    if pending(db):
        steps.apply(db)

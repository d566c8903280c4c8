"""Feedback that was kept before there were topics knows whose words it is afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from workbench.store.migrations import migrate, steps

AT = "2026-05-01T10:00:00.000000+00:00"


@pytest.fixture
def before(tmp_path: Path) -> Database:
    """A store of the step before, with a company of two people, one person by mail alone, and one nobody knows."""
    database = Database(tmp_path / "old.db", execute_plugins=False)
    steps.apply(database, stop_before="m0011_topics_and_what_became_of_them")
    run = database.conn.execute
    run("INSERT INTO account (id, kind, name, address, created_at) VALUES ('desk', 'practice', 'Desk', '', ?)", [AT])
    for key, name, company in (("ann", "Ann", "Acme "), ("bob", "Bob", "ACME"), ("cat", "Cat", "")):
        run(
            "INSERT INTO customer VALUES (?, 'desk', ?, ?, ?, ?)",
            [key, f"r-{key}", name, f"{key}@example.org", company],
        )
        run(
            "INSERT INTO ticket (id, account_id, remote_id, number, subject, status, channel, customer_id, created_at,"
            " active_at) VALUES (?, 'desk', ?, '1', 's', 'open', 'email', ?, ?, ?)",
            [f"t-{key}", f"t-{key}", key, AT, AT],
        )
    for key, ticket, name in (
        ("e1", "t-ann", "Ann"), ("e2", "t-ann", "Ann"), ("e3", "t-bob", "Bob"), ("e4", "t-cat", "Cat"), ("e5", None, ""),
    ):  # fmt: skip
        run(
            "INSERT INTO entry (id, kind, verbatim, account_id, ticket_id, customer_name, customer_email, said_at,"
            " captured_at) VALUES (?, 'request', 'words', 'desk', ?, ?, ?, ?, ?)",
            [key, ticket, name, f"{name.lower()}@example.org" if name else "", AT, AT],
        )
    database.conn.commit()
    return database


def test_people_of_one_company_are_one_client(before: Database) -> None:
    migrate(before)
    rows = before.conn.execute(
        "SELECT e.id, v.name, c.key, c.name FROM entry e JOIN voice v ON v.id = e.voice_id"
        " JOIN client c ON c.id = v.client_id ORDER BY e.id"
    ).fetchall()
    assert [row[:3] for row in rows] == [
        ("e1", "Ann", "company:acme"),
        ("e2", "Ann", "company:acme"),
        ("e3", "Bob", "company:acme"),
        ("e4", "Cat", "email:cat@example.org"),
        ("e5", "", "entry:e5"),
    ]
    assert before.conn.execute("SELECT count(*) FROM voice").fetchone() == (4,)
    assert before.conn.execute("SELECT count(*) FROM entry WHERE speaker = 'customer' AND wants_reply").fetchone() == (
        5,
    )
    assert before.conn.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.fixture
def topics(before: Database) -> Database:
    migrate(before)
    before.conn.execute("PRAGMA foreign_keys = ON")
    for key in "abcd":
        before.conn.execute(
            "INSERT INTO topic (id, title, kind, created_at, practice) VALUES (?, ?, 'request', ?, ?)",
            [key, key, AT, key == "d"],
        )
    return before


def merge(database: Database, from_topic: str, into: str) -> None:
    database.conn.execute(
        "INSERT INTO topic_merge (id, from_topic, into_topic, at) VALUES (?, ?, ?, ?)",
        [from_topic + into, from_topic, into, AT],
    )


def test_chains_of_merges_end_at_one_topic_and_a_circle_is_refused(topics: Database) -> None:
    merge(topics, "a", "b")
    merge(topics, "b", "c")
    assert topics.conn.execute("SELECT id, root FROM topic_root ORDER BY id").fetchall() == [
        ("a", "c"), ("b", "c"), ("c", "c"), ("d", "d"),
    ]  # fmt: skip
    with pytest.raises(sqlite3.IntegrityError, match="other way round"):
        merge(topics, "c", "a")
    topics.conn.execute("UPDATE topic_merge SET undone_at = ? WHERE from_topic = 'b'", [AT])
    assert topics.conn.execute("SELECT root FROM topic_root WHERE id = 'a'").fetchone() == ("b",)


def test_practice_stays_apart(topics: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="practice"):
        merge(topics, "d", "a")
    with pytest.raises(sqlite3.IntegrityError, match="practice"):
        topics.conn.execute("INSERT INTO evidence VALUES ('x', 'e1', 'd', 'by_hand', ?, NULL)", [AT])


@pytest.mark.parametrize(
    ("status", "reason", "decider", "day"),
    [
        ("no", "", "Mara", None),
        ("no", "too short", "Mara", None),
        ("not_this_way", "It would break the sums of others.", " ", None),
        ("not_now", "It would break the sums of others.", "Mara", None),
        ("planned", "", "", None),
    ],
)
def test_a_decision_without_its_reason_or_person_cannot_be_kept(
    topics: Database, status: str, reason: str, decider: str, day: str | None
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        topics.conn.execute(
            "INSERT INTO status_event (id, topic_id, status, reason, decided_by, revisit_on, at)"
            " VALUES ('s', 'a', ?, ?, ?, ?, ?)",
            [status, reason, decider, day, AT],
        )


def test_what_was_decided_stays_as_it_was_written_while_its_topic_is_there(topics: Database) -> None:
    run = topics.conn.execute
    run("INSERT INTO status_event (id, topic_id, status, at) VALUES ('s', 'a', 'raised', ?)", [AT])
    for change in ("UPDATE status_event SET reason = 'x'", "DELETE FROM status_event"):
        with pytest.raises(sqlite3.IntegrityError, match="stays"):
            run(change)
    run("DELETE FROM topic WHERE id = 'a'")
    assert run("SELECT count(*) FROM status_event").fetchone() == (0,)


def test_at_most_two_topics_are_pinned(topics: Database) -> None:
    for key in "ab":
        topics.conn.execute("UPDATE topic SET pinned_at = ? WHERE id = ?", [AT, key])
    topics.conn.execute("UPDATE topic SET pinned_at = ? WHERE id = 'a'", [AT])
    with pytest.raises(sqlite3.IntegrityError, match="two"):
        topics.conn.execute("UPDATE topic SET pinned_at = ? WHERE id = 'c'", [AT])

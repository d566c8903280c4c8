"""Topics of a store of the step before are counted and found afterwards."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from workbench.feedback.topics.service import TopicService
from workbench.kernel.changes import Changes
from workbench.kernel.clock import SystemClock
from workbench.kernel.ids import TopicId
from workbench.store import Store
from workbench.store.migrations import migrate, steps

AT = "2026-05-01T10:00:00.000000+00:00"


def test_topics_that_were_there_are_counted_and_found(tmp_path: Path) -> None:
    database = Database(tmp_path / "workbench.db", execute_plugins=False)
    steps.apply(database, stop_before="m0012_topics_are_found_and_counted_fast")
    run = database.conn.execute
    run("INSERT INTO client (id, key) VALUES ('c', 'acme')")
    run("INSERT INTO voice (id, account_id, remote_id, client_id) VALUES ('v', '', 'r', 'c')")
    run("INSERT INTO topic (id, title, kind, created_at) VALUES ('t', 'Export', 'bug', ?)", [AT])
    run(
        "INSERT INTO entry (id, kind, verbatim, said_at, captured_at, voice_id) VALUES ('e', 'bug', 'a zebra', ?, ?, 'v')",
        [AT, AT],
    )
    run("INSERT INTO evidence (id, entry_id, topic_id, how, linked_at) VALUES ('l', 'e', 't', 'imported', ?)", [AT])
    database.conn.commit()
    migrate(database)
    database.close()
    store = Store(tmp_path / "workbench.db", Changes())
    topics = TopicService(store, SystemClock())
    assert [row.accounts for row in topics.listed()] == [1]
    topics.settle()
    assert [row.accounts for row in topics.listed()] == [1]
    assert [each.topic for each in topics.suggest("zebra ")] == [TopicId("t")]
    store.close()

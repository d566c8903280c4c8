"""Step 14: what was kept before is found by its words, and a company is one account however it is written."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from workbench.feedback.service import FeedbackService
from workbench.kernel.changes import Changes
from workbench.kernel.clock import SystemClock
from workbench.store import Store
from workbench.store.migrations import migrate, steps


def test_what_was_kept_is_found_and_companies_are_one(tmp_path: Path) -> None:
    file = tmp_path / "workbench.db"
    database = Database(file, execute_plugins=False)
    steps.apply(database, stop_before="m0014_entries_are_found_fast")
    run = database.conn.execute
    for id_, key in (
        ("1", "company:mÜller  gmbh"),
        ("2", "company:müller gmbh"),
        ("3", "company:Ärger"),
        ("4", "name:x"),
    ):
        run("INSERT INTO client (id, key) VALUES (?, ?)", [id_, key])
        run("INSERT INTO voice (id, account_id, remote_id, client_id) VALUES (?, '', ?, ?)", [id_, id_, id_])
    run("INSERT INTO entry (id, kind, verbatim, said_at, captured_at) VALUES"
        " ('e', 'bug', 'Rechnung fehlt', '2026-05-04T10:00:00Z', '2026-05-04T10:00:00Z')")  # fmt: skip
    database.conn.commit()
    migrate(database)
    assert dict(run("SELECT id, client_id FROM voice").fetchall()) == {"1": "2", "2": "2", "3": "3", "4": "4"}
    assert dict(run("SELECT id, key FROM client").fetchall())["3"] == "company:ärger"
    database.close()
    store = Store(file, Changes())
    feedback = FeedbackService(store, SystemClock())
    assert [entry.id for entry in feedback.listed(words="rech fehlt")] == ["e"]
    feedback.settle()
    assert [entry.id for entry in feedback.listed(words="rech fehlt")] == ["e"]
    store.close()

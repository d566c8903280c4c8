"""How topics of a store of the step before stand is known afterwards, and which entries stand behind none."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from workbench.store.migrations import migrate, steps

AT, LATER = "2026-05-01T10:00:00.000000Z", "2026-05-02T10:00:00.000000Z"


def test_what_was_there_is_taken_in(tmp_path: Path) -> None:
    database = Database(tmp_path / "workbench.db", execute_plugins=False)
    steps.apply(database, stop_before="m0022_how_topics_stand")
    run = database.conn.execute
    for topic in ("new", "told", "gone"):
        run("INSERT INTO topic (id, title, kind, created_at) VALUES (?, ?, 'bug', ?)", [topic, topic, AT])
    run("UPDATE topic SET let_go_at = ?, let_go_why = 'Nobody asks' WHERE id = 'gone'", [AT])
    run("INSERT INTO status_event (id, topic_id, status, at) VALUES ('s1', 'told', 'raised', ?)", [AT])
    run(
        "INSERT INTO status_event (id, topic_id, status, decided_by, at) VALUES ('s2', 'told', 'planned', 'M', ?)",
        [LATER],
    )
    run(
        "INSERT INTO advocacy_step (id, topic_id, told, how, at, next_action, next_on)"
        " VALUES ('a', 'told', 'M', 'chat', ?, 'Ask', '2026-06-01')",
        [AT],
    )
    for entry, speaker in (("behind", "customer"), ("loose", "customer"), ("ours", "agent")):
        run(
            "INSERT INTO entry (id, kind, verbatim, said_at, captured_at, speaker) VALUES (?, 'bug', 'x', ?, ?, ?)",
            [entry, AT, AT, speaker],
        )
    run(
        "INSERT INTO evidence (id, entry_id, topic_id, how, linked_at) VALUES ('v', 'behind', 'told', 'by_hand', ?)",
        [AT],
    )
    database.conn.commit()
    migrate(database)
    kept = {row["topic_id"]: row for row in database["topic_stand"].rows}
    assert {name: (row["status"], row["decided"], row["let_go"]) for name, row in kept.items()} == {
        "new": ("heard", 0, 0), "told": ("planned", 1, 0), "gone": ("heard", 0, 1),
    }  # fmt: skip
    assert (kept["told"]["decided_at"], kept["told"]["next_on"], kept["told"]["step_id"]) == (LATER, "2026-06-01", "a")
    assert [row["entry_id"] for row in database["entry_loose"].rows] == ["loose"]
    database.close()

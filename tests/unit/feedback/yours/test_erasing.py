"""A customer who was erased is nowhere in the data folder: neither in tables nor in the bytes of any file."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.unit.feedback.yours.conftest import AT, EMAIL, NAME, OTHER, WORDS, Kept
from workbench.feedback.topics.service import TopicService
from workbench.feedback.yours import copies
from workbench.feedback.yours.model import Whom
from workbench.store import backup
from workbench.store.driver import sqlite3
from workbench.store.migrations import steps

NEEDLES = [text.encode() for text in (NAME, EMAIL, WORDS, "zebra export drops", "Quist", "mette.quist")]
# Letters of theirs as an index of words keeps them apart from each other.
STEMS = [b"quarterli", b"quist"]
MADE = Callable[[str], Kept]


def holding(home: Path, needles: list[bytes]) -> dict[str, list[bytes]]:
    """Files under ``home`` with the needles that their bytes hold, in any case."""
    found = {}
    for file in home.rglob("*"):
        if file.is_file():
            data = file.read_bytes().lower()
            if there := [needle for needle in needles if needle.lower() in data]:
                found[file.relative_to(home).as_posix()] = there
    return found


def indexed(kept: Kept) -> None:
    TopicService(kept.store, kept.clock).settle()


def backed_up(kept: Kept) -> Path:
    kept.clock.advance(timedelta(days=1))
    return kept.store.maintain(lambda database: backup.make(database, kept.home, kept.clock.now()))


def test_nothing_of_theirs_is_in_the_bytes_of_any_file(kept: Kept) -> None:
    indexed(kept)
    old = backed_up(kept)
    kept.store.write(lambda tx: tx.run("DELETE FROM entry WHERE id = 'e1'"))  # removed here, and still in the backup
    kept.put("entry", id="e9", kind="bug", verbatim="Hello, it drops again", said_at=AT, captured_at=AT, voice_id="v1")
    backed_up(kept)
    wreck = kept.home / "damaged-20260101-000000"
    wreck.mkdir()
    (wreck / "workbench.db").write_bytes(b"x" * 100 + WORDS.encode())
    (wreck / "your-words.txt").write_text(WORDS, "utf-8")
    logs = kept.home / "logs"
    logs.mkdir()
    (logs / "workbench.log").write_text(f"started\ncould not reach {EMAIL} about “{WORDS}”\nended\n", "utf-8")
    assert {f"backups/{old.name}", "logs/workbench.log"} <= set(holding(kept.home, NEEDLES[2:3]))
    assert holding(kept.home, STEMS)

    done = kept.yours.erase(Whom(email=EMAIL.upper()))

    assert holding(kept.home, [*NEEDLES, *STEMS]) == {}
    assert (done.cleansed, done.unreadable, done.damaged, done.swept) == (2, 0, 1, True)
    assert (logs / "workbench.log").read_text("utf-8").startswith("started\n")
    assert len(copies.backups(kept.home)) == 2


def test_the_tables_of_the_others_stay_and_numbers_are_told(kept: Kept) -> None:
    indexed(kept)
    numbers = kept.yours.numbers(Whom(email=EMAIL))
    assert (numbers.people, numbers.entries, numbers.owed, numbers.questions, numbers.topics) == (1, 1, 1, 1, 1)
    assert (numbers.others_at_account, numbers.conversations) == (1, 1)
    assert [(each.title, each.went) for each in numbers.briefs] == [("Zebra export", ("Ines",))]
    assert [each.went for each in numbers.pushes] == [("https://x.example/4",)]
    assert kept.number("entry") == 3  # asking changes nothing

    assert kept.yours.erase(Whom(email=EMAIL)).numbers == numbers
    assert [kept.number(name) for name in ("entry", "voice", "client", "reply_owed", "question")] == [2, 2, 2, 0, 0]
    assert kept.value("SELECT group_concat(verbatim, '|') FROM entry") == f"{OTHER}|{OTHER}"
    row = TopicService(kept.store, kept.clock).listed()[0]
    assert (row.accounts, row.entries) == (2, 2)


def test_briefs_keep_their_numbers_and_lose_the_words(kept: Kept) -> None:
    kept.yours.erase(Whom(email=EMAIL))
    brief = kept.store.read().row("SELECT markdown, entry_ids FROM brief")
    assert brief == {
        "markdown": "# Zebra\n\n3 accounts.\n\n> [erased]\n\n[erased]",
        "entry_ids": json.dumps(["e1", "e2", "e3"]),
    }
    assert kept.value("SELECT body FROM push") == "> [erased]"
    assert kept.value("SELECT words FROM advocacy_step") == "She said “[erased]”"
    assert kept.value("SELECT problem FROM topic WHERE id = 't1'") == "[erased]: [erased]."
    assert kept.value("SELECT reason FROM status_event") == "what [erased] asked is not ours"
    with pytest.raises(Exception, match="stays as it was written"):  # what guards the history stands again
        kept.store.write(lambda tx: tx.run("UPDATE status_event SET reason = ''"))
    told = kept.store.read().row("SELECT * FROM erasure")
    assert told and (told["people"], told["entries"], told["brief_ids"]) == (1, 1, '["b1"]') and told["swept_at"]


def test_all_of_an_account_goes_where_it_is_asked_for(kept: Kept) -> None:
    kept.yours.erase(Whom(email=EMAIL, whole_account=True))
    assert kept.value("SELECT group_concat(id) FROM voice") == "v3"
    assert kept.value("SELECT group_concat(id) FROM client") == "c2"
    assert holding(kept.home, [b"kunde.example"]) == {}


def test_by_an_entry_also_where_nothing_else_is_known_of_them(kept: Kept) -> None:
    kept.put("entry", id="e9", kind="bug", verbatim="Nobody knows who I am today", said_at=AT, captured_at=AT)
    assert kept.yours.erase(Whom(entry="e9")).numbers.entries == 1
    assert holding(kept.home, [b"Nobody knows who"]) == {}
    assert kept.yours.numbers(Whom(entry="e1")).people == 1


def test_who_is_not_known_changes_nothing(kept: Kept) -> None:
    (kept.home / "damaged-x").mkdir()
    assert not kept.yours.erase(Whom(email="nobody@nowhere.example")).numbers.any
    assert (kept.home / "damaged-x").exists() and kept.number("erasure") == 0


def test_an_old_export_does_not_bring_them_back(kept: Kept, tmp_path: Path) -> None:
    file = tmp_path / "old.jsonl"
    kept.yours.export(file)
    kept.yours.erase(Whom(email=EMAIL))
    looked = kept.yours.bring(file)
    assert looked.fault_count == 0 and looked.counts["voice"].erased == 1 and looked.counts["entry"].erased == 1
    assert kept.number("entry") == 2 and holding(kept.home, [EMAIL.encode()]) == {}


def test_a_backup_that_cannot_be_opened_is_removed(kept: Kept) -> None:
    file = backed_up(kept)
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * 8192 + WORDS.encode())
    done = kept.yours.erase(Whom(email=EMAIL))
    assert (done.unreadable, file.exists()) == (1, False)


def test_a_backup_without_them_stays_as_it_is(kept: Kept, make: MADE) -> None:
    other = make("other")
    file = backed_up(other)
    into = backup.folder(kept.home)
    into.mkdir(exist_ok=True)
    before = (into / file.name).write_bytes(file.read_bytes())
    assert kept.yours.erase(Whom(email=EMAIL)).cleansed == 0
    assert (into / file.name).stat().st_size == before and (into / file.name).read_bytes() == file.read_bytes()


def test_a_backup_of_the_first_program_is_cleansed_too(kept: Kept) -> None:
    backup.folder(kept.home).mkdir(exist_ok=True)
    file = backup.folder(kept.home) / "workbench-20250101-000000.db"
    database = Database(file, execute_plugins=False)
    steps.apply(database, stop_before="m0003_search_in_two_steps")
    database.table("entry").insert(
        {"id": "old", "kind": "bug", "verbatim": "An old zebra of mine", "customer_name": NAME, "customer_email": EMAIL,
         "said_at": AT, "captured_at": AT}
    )  # fmt: skip
    database.conn.commit()
    database.close()
    assert holding(kept.home, [b"old zebra"])
    assert kept.yours.erase(Whom(email=EMAIL)).cleansed == 1
    assert holding(kept.home, [*NEEDLES, b"old zebra"]) == {}


def test_cut_off_before_the_sweep_it_is_swept_at_the_next_start(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "sweep", lambda database: False)
    assert not kept.yours.erase(Whom(email=EMAIL)).swept
    monkeypatch.undo()
    kept.yours.finish()
    assert kept.value("SELECT swept_at FROM erasure") and holding(kept.home, [*NEEDLES, *STEMS]) == {}


def test_a_rescue_that_was_cut_off_goes_too(kept: Kept) -> None:
    (kept.home / "workbench.db.part").write_text(WORDS, "utf-8")
    kept.yours.erase(Whom(email=EMAIL))
    assert holding(kept.home, NEEDLES) == {}


def test_where_the_disk_has_no_room_to_sweep_that_is_told_and_done_later(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(copies, "sweep", full)
    assert not kept.yours.erase(Whom(email=EMAIL)).swept
    kept.yours.finish()
    monkeypatch.undo()
    kept.yours.finish()
    assert kept.value("SELECT swept_at FROM erasure") and holding(kept.home, [*NEEDLES, *STEMS]) == {}


def test_what_a_kill_left_beside_a_backup_does_not_make_it_look_cleansed(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup_ = backed_up(kept)
    left = [backup_.with_name(f"{backup_.name}.part{ending}") for ending in ("", "-wal")]

    def killed(_: object) -> bool:
        for each in left:
            shutil.copy(each, tmp_path)
        raise RuntimeError("killed")

    monkeypatch.setattr(copies, "sweep", killed)
    with pytest.raises(RuntimeError):
        kept.yours.erase(Whom(email=EMAIL))
    monkeypatch.undo()
    for each in left:
        shutil.copy(tmp_path / each.name, each)
    assert kept.yours.erase(Whom(email=EMAIL)).cleansed == 1
    assert holding(kept.home, [*NEEDLES, *STEMS]) == {}


def test_a_sheet_counts_the_accounts_that_the_list_counts(kept: Kept, tmp_path: Path) -> None:
    kept.store.write(lambda tx: tx.run("UPDATE client SET left_on = '2026-04-01' WHERE id = 'c2'"))
    kept.yours.export_topics(tmp_path / "t.csv")
    (row,) = csv.DictReader((tmp_path / "t.csv").read_text("utf-8-sig").splitlines())
    shown = TopicService(kept.store, kept.clock).listed()[0]
    assert (row["accounts"], row["entries"]) == (str(shown.accounts), str(shown.entries)) == ("1", "3")

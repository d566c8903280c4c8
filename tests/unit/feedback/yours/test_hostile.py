"""A file of others that means harm: what it says is read as what it stands for, and nothing leaves because of it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.feedback.yours.conftest import AT, Kept
from workbench.feedback.export import to_csv
from workbench.feedback.model import Entry, FeedbackKind
from workbench.feedback.yours import lines
from workbench.feedback.yours.sheets import sheet
from workbench.kernel.clock import from_text
from workbench.kernel.errors import UserError
from workbench.kernel.ids import EntryId
from workbench.kernel.whole import whole_file

Make = Callable[[str], Kept]
ENTRY = Entry(
    id=EntryId("1"), kind=FeedbackKind.BUG, verbatim="", note="", account_name="", ticket=None, ticket_number="",
    ticket_subject="", message=None, customer_name="", customer_email="", channel="", said_at=from_text(AT),
    captured_at=from_text(AT), practice=False,
)  # fmt: skip


def rows_of(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()[1:-1]]


def written(file: Path, rows: list[dict[str, object]]) -> Path:
    told = "".join(json.dumps(row) + "\n" for row in rows)
    file.write_text(lines.header() + told + lines.last_line(len(rows)), "utf-8")
    return file


def changed(kept: Kept, tmp_path: Path, table: str, **values: object) -> Path:
    """An export in which the first row of ``table`` says something else."""
    file = tmp_path / "export.jsonl"
    kept.yours.export(file)
    rows = rows_of(file)
    next(row for row in rows if row["table"] == table).update(values)
    return written(tmp_path / "changed.jsonl", rows)


@pytest.mark.parametrize(
    ("table", "values", "words"),
    [
        ("entry", {"said_at": "yesterday"}, "a time in “said_at”"),
        ("entry", {"said_at": ""}, "a time in “said_at”"),
        ("entry", {"said_at": "2026-05-01"}, "a time in “said_at”"),
        ("entry", {"said_at": "0001-01-01T00:00:00.000000Z"}, "a time in “said_at”"),
        ("entry", {"captured_at": "9999-12-31T23:59:59.999999Z"}, "a time in “captured_at”"),
        ("entry", {"practice": 7}, "0 or 1 in “practice”"),
        ("topic", {"created_at": "{"}, "a time in “created_at”"),
        ("client", {"left_on": "soon"}, "a day in “left_on”"),
        ("outcome", {"due_on": "2026-13-01"}, "a day in “due_on”"),
        ("outcome", {"before_weeks": "[[1]]"}, "a list of numbers in “before_weeks”"),
        ("brief", {"entry_ids": "{"}, "a list of texts in “entry_ids”"),
        ("brief", {"entry_ids": "[" * 100_000}, "a list of texts in “entry_ids”"),
        ("push", {"not_before": "soon"}, "a time in “not_before”"),
        ("push", {"quoted": '{"a": 1}'}, "a list of texts in “quoted”"),
        ("issue", {"labels": "[1]"}, "a list of texts in “labels”"),
        ("issue", {"url": "file:///home/robin/.config/autostart/x.desktop"}, "an address on the web in “url”"),
        ("issue", {"url": "javascript:alert(1)"}, "an address on the web in “url”"),
        ("tracker", {"address": "smb://evil.example"}, "an address on the web in “address”"),
    ],
)
def test_what_no_list_could_read_is_refused(
    kept: Kept, make: Make, tmp_path: Path, table: str, values: dict[str, object], words: str
) -> None:
    file = changed(kept, tmp_path, table, **values)
    empty = make("empty")
    empty.desk()
    assert words in empty.yours.bring(file).faults[0].words
    assert empty.number("entry") == 0


def test_a_row_without_its_key_is_refused(kept: Kept, tmp_path: Path) -> None:
    file = written(tmp_path / "x.jsonl", [{"table": "purpose", "sentence": "We help.", "at": AT}])
    assert "has no “one”" in kept.yours.look(file).faults[0].words


@pytest.mark.parametrize("state", ["queued", "sending"])
def test_nothing_leaves_because_a_file_says_so(kept: Kept, make: Make, tmp_path: Path, state: str) -> None:
    file = changed(kept, tmp_path, "push", state=state, attempts=0)
    empty = make("empty")
    empty.desk()
    assert empty.yours.bring(file).fault_count == 0
    assert empty.value("SELECT state FROM push") == "ask"
    assert empty.value("SELECT attempts FROM push") == 1  # so that it is looked for before it may go out again


def test_a_tracker_comes_without_its_token(kept: Kept, make: Make, tmp_path: Path) -> None:
    """Its address may be another by now, so whoever brings it in signs in anew."""
    kept.put("tracker", id="g9", kind="jira", name="J", address="https://j.example", project="A", created_at=AT)
    file = changed(kept, tmp_path, "tracker", in_keyring=1, address="https://evil.example")
    empty = make("empty")
    empty.desk()
    assert empty.yours.bring(file).fault_count == 0
    assert empty.value("SELECT sum(in_keyring) FROM tracker") == 0
    again = tmp_path / "again.jsonl"
    kept.yours.export(again)
    assert kept.yours.look(again).counts["tracker"].here == 2  # and here it stays signed in
    assert kept.value("SELECT min(in_keyring) FROM tracker") == 1


def test_an_export_goes_through_no_link_and_is_for_nobody_else(kept: Kept, tmp_path: Path) -> None:
    """In a folder that others may write to, a link stands where the file goes, and where it could be guessed to go."""
    victim = tmp_path / "victim.txt"
    victim.write_text("mine", "utf-8")
    file = tmp_path / "out.jsonl"
    for name in (".out.jsonl.part", "out.jsonl"):
        (tmp_path / name).symlink_to(victim)
    kept.yours.export(file)
    assert victim.read_text("utf-8") == "mine" and not file.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_being_written_can_be_read_by_nobody_else(kept: Kept, tmp_path: Path) -> None:
    seen: list[int] = []

    def look(out: object) -> None:
        seen.extend(stat.S_IMODE(each.stat().st_mode) for each in tmp_path.glob(".private*"))

    before = os.umask(0)
    try:
        whole_file(tmp_path / "private", look, private=True)
    finally:
        os.umask(before)
    assert seen == [0o600]


def test_what_cannot_be_written_leaves_nothing(kept: Kept, tmp_path: Path) -> None:
    def full(out: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(UserError, match="could not be written"):
        whole_file(tmp_path / "full", full)
    with pytest.raises(UserError, match="could not be written"):
        kept.yours.export(tmp_path / "nowhere" / "x")
    assert not any(tmp_path.glob("*full*"))


@pytest.mark.parametrize(
    "words", ["fine;=1+1", 'fine;"=1+1"', "fine; =1+1", "fine;@sum", "\u00a0=1+1", "\v=1+1", "=1+1"]
)
def test_no_cell_is_a_formula_however_cells_are_parted(words: str) -> None:
    for text in (sheet(("verbatim",), [{"verbatim": words}]), to_csv([replace(ENTRY, verbatim=words)])):
        for cells in csv.reader(io.StringIO(text), delimiter=";", quoting=csv.QUOTE_NONE):
            assert not any(re.match(r"[\s\"]*[=+@]", cell) for cell in cells), text


def test_other_cells_stay_as_they_are() -> None:
    assert sheet(("a",), [{"a": "one; two, 3=3"}]).splitlines()[1] == '"one; two, 3=3"'

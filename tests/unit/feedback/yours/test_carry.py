"""What leaves comes in again as it was; a file that is not sound changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.feedback.yours.conftest import AT, Kept
from workbench.feedback.yours import carry, lines
from workbench.feedback.yours.tables import KEPT
from workbench.kernel.clock import SystemClock
from workbench.kernel.errors import DiskFull, UserError
from workbench.store import Tx

Make = Callable[[str], Kept]
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_SAID = _TEXT.filter(lambda text: bool(text.strip(" ")) and "\0" not in text)


def everything(kept: Kept) -> dict[str, int]:
    return {table.name: kept.number(table.name) for table in KEPT if kept.value(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", table.name)}  # fmt: skip


def test_an_export_brought_into_an_empty_store_is_exported_alike(kept: Kept, make: Make, tmp_path: Path) -> None:
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    number = kept.yours.export(first)
    assert number == sum(everything(kept).values())
    empty = make("empty")
    empty.desk()
    looked = empty.yours.look(first)
    assert (looked.fault_count, looked.comes, everything(empty)["entry"]) == (0, number, 0)
    assert empty.yours.bring(first).comes == number
    empty.yours.export(second)
    assert first.read_bytes() == second.read_bytes()
    assert empty.number("arriving") == 0


def test_the_same_file_again_brings_nothing(kept: Kept, tmp_path: Path) -> None:
    file = tmp_path / "1.jsonl"
    number = kept.yours.export(file)
    looked = kept.yours.bring(file)
    assert looked.comes == 0 and sum(each.here for each in looked.counts.values()) == number


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_SAID, _TEXT, st.integers(0, 2**63 - 1)), max_size=12), st.data())
def test_whatever_was_said_goes_round(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, str, int]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("round")
    here, there = Kept(folder / "here", SystemClock()), Kept(folder / "there", SystemClock())  # type: ignore[arg-type]
    try:
        for at, (words, note, minutes) in enumerate(said):
            here.put("topic", id=f"t{at}", title=words, problem=note, kind="bug", created_at=AT)
            here.put(
                "entry", id=f"e{at}", kind="bug", verbatim=words, note=note, said_at=AT, captured_at=AT, minutes=minutes
            )
            into = data.draw(st.integers(0, at))
            here.put("evidence", id=f"x{at}", entry_id=f"e{at}", topic_id=f"t{into}", how="imported", linked_at=AT)
            if into != at:
                undone = data.draw(st.sampled_from([None, AT]))
                here.put(
                    "topic_merge", id=f"m{at}", from_topic=f"t{at}", into_topic=f"t{into}", at=AT, undone_at=undone
                )
        here.yours.export(folder / "1")
        assert there.yours.bring(folder / "1").fault_count == 0
        there.yours.export(folder / "2")
        assert (folder / "1").read_bytes() == (folder / "2").read_bytes()
    finally:
        here.close()
        there.close()


def written(file: Path, *rows: object, rows_said: int | None = None) -> Path:
    told = len(rows) if rows_said is None else rows_said
    body = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    file.write_text("\n".join([lines.header().strip(), *body, lines.last_line(told)]), "utf-8")
    return file


TOPIC = {"table": "topic", "id": "n1", "title": "New", "kind": "bug", "created_at": AT}
NEW = {**TOPIC, "id": "n2"}


def merge(key: str, a: str, b: str) -> dict[str, object]:
    return {"table": "topic_merge", "id": key, "from_topic": a, "into_topic": b, "at": AT}


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        ([TOPIC, "{"], 3, "is not JSON"),
        ([TOPIC, "[1]"], 3, "is not an object"),
        ([TOPIC, "[" * 200_000], 3, ""),
        ([TOPIC, {"table": "snippet", "id": "x"}], 3, "of no table"),
        ([TOPIC, {"table": ["x"]}], 3, "of no table"),
        ([TOPIC, {**NEW, "title": 7}], 3, "something else than a text"),
        ([TOPIC, {**NEW, "severity": True}], 3, "something else than a whole number"),
        ([TOPIC, {**NEW, "severity": 2**70}], 3, "something else than a whole number"),
        ([TOPIC, {**NEW, "title": "\ud800"}], 3, "something else than a text"),
        ([TOPIC, {**NEW, "title": " "}], 3, "a value that cannot be"),
        ([TOPIC, {**NEW, "kind": "wish"}], 3, "a value that cannot be"),
        ([TOPIC, {**NEW, "colour": "red"}], 3, "does not know"),
        ([TOPIC, {"table": "topic", "id": "n3", "kind": "bug", "created_at": AT}], 3, "has no “title”"),
        ([TOPIC, TOPIC], 3, "the id of an earlier line"),
        ([TOPIC, NEW, merge("1", "n1", "n2"), merge("2", "n2", "n1")], 5, "merged the other way round"),
        ([TOPIC, merge("1", "n1", "n1")], 3, "cannot be"),
        ([TOPIC, {"table": "idea", "id": "i", "topic_id": "nowhere", "text": "x", "at": AT}], 3, "neither in the file"),
    ],
)
def test_a_file_with_a_fault_is_told_by_line_and_changes_nothing(
    kept: Kept, tmp_path: Path, rows: list[object], line: int, words: str
) -> None:
    before = everything(kept)
    looked = kept.yours.bring(written(tmp_path / "bad.jsonl", *rows))
    assert looked.faults[0].line == line and words in looked.faults[0].words
    assert everything(kept) == before and not list(kept.home.glob("import-*"))


def test_a_file_that_is_another_newer_or_cut_off_is_refused(kept: Kept, tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    for text, words in (
        ("", "was cut off"),
        ("name,kind\n", "is not JSON"),
        ('{"a": 1}\n', "not the header"),
        (lines.header().replace('"version":1', '"version":2'), "newer version"),
        (lines.header() + json.dumps(TOPIC), "was cut off"),
        (lines.header() + lines.last_line(4), "was cut off"),
    ):
        file.write_text(text, "utf-8")
        assert words in kept.yours.bring(file).faults[0].words
    file.write_bytes(b"\xff\xfe\n")
    assert "UTF-8" in kept.yours.bring(file).faults[0].words
    with pytest.raises(UserError):
        kept.yours.look(tmp_path / "nowhere.jsonl")


def test_a_line_of_200_megabytes_is_never_held(kept: Kept, tmp_path: Path) -> None:
    file = tmp_path / "long.jsonl"
    with file.open("wb") as out:
        out.write(lines.header().encode())
        for _ in range(200):
            out.write(b"x" * 1_000_000)
        out.write(b"\n" + lines.last_line(0).encode())
    looked = kept.yours.look(file)
    assert looked.faults[0].line == 2 and "longer than 8 MB" in looked.faults[0].words


def test_what_is_here_in_another_form_stays_and_is_told(kept: Kept, tmp_path: Path) -> None:
    other = {**TOPIC, "id": "t1", "title": "Named otherwise"}
    known = {"table": "client", "id": "far", "key": "company:kunde"}
    voice = {"table": "voice", "id": "near", "account_id": "b", "remote_id": "1", "client_id": "far"}
    away = {"table": "question", "id": "w", "ticket_id": "gone", "text": "x", "raised": "customer", "at": AT}
    looked = kept.yours.bring(written(tmp_path / "x.jsonl", known, voice, other, away))
    assert looked.counts["topic"].clashes == 1 and "Zebra export" in looked.clashes[0]
    assert looked.counts["client"].here == 1 and looked.counts["question"].elsewhere == 1
    assert kept.value("SELECT title FROM topic WHERE id = 't1'") == "Zebra export"
    assert kept.value("SELECT client_id FROM voice WHERE id = 'near'") == "c1"


def many(file: Path, number: int) -> Path:
    return written(file, *({**TOPIC, "id": f"n{at:05}"} for at in range(number)))


def test_an_import_that_fails_half_way_is_taken_out_again(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, before, steps = many(tmp_path / "x.jsonl", 450), everything(kept), [0]
    real = carry._bring_step

    def failing(tx: Tx, step: list[object]) -> None:
        steps[0] += 1
        if steps[0] == 4:
            raise OSError(28, "No space left on device")
        real(tx, step)  # type: ignore[arg-type]

    monkeypatch.setattr(carry, "_bring_step", failing)
    with pytest.raises(Exception, match="disk is full"):
        kept.yours.bring(file)
    assert steps[0] == 4 and everything(kept) == before and kept.number("arriving") == 0


def test_an_import_that_was_killed_is_taken_out_at_the_next_start(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = {"table": "status_event", "id": "n", "topic_id": "t1", "status": "raised", "at": AT}
    file, before = written(tmp_path / "x.jsonl", TOPIC, event), everything(kept)
    monkeypatch.setattr("workbench.feedback.yours.repo.forget_arriving", lambda *_: None)
    kept.yours.bring(file)
    assert everything(kept) != before
    monkeypatch.undo()
    kept.yours.finish()
    assert everything(kept) == before
    with pytest.raises(Exception, match="stays as it was written"):  # the guard stands again
        kept.store.write(lambda tx: tx.run("DELETE FROM status_event"))


def test_what_was_captured_here_of_somebody_who_came_with_half_an_import_stays(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = {"table": "client", "id": "cx", "key": "company:new", "name": "New"}
    voice = {"table": "voice", "id": "vx", "account_id": "a", "remote_id": "77", "name": "Nora", "client_id": "cx"}
    monkeypatch.setattr("workbench.feedback.yours.repo.forget_arriving", lambda *_: None)
    kept.yours.bring(written(tmp_path / "x.jsonl", client, voice, TOPIC))
    monkeypatch.undo()
    kept.put(
        "entry", id="own", kind="bug", verbatim="w", said_at=AT, captured_at=AT, voice_id="vx", customer_name="Nora"
    )
    kept.yours.finish()
    assert kept.value("SELECT voice_id FROM entry WHERE id = 'own'") == "vx" and kept.number("arriving") == 0
    assert not kept.value("SELECT 1 FROM topic WHERE id = ?", TOPIC["id"])


def test_half_an_import_that_the_full_disk_kept_goes_before_the_next(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real, steps = everything(kept), carry._bring_step, [0]

    def full(tx: Tx, step: list[object]) -> None:
        steps[0] += 1
        if steps[0] == 3:
            raise OSError(28, "No space left on device")
        real(tx, step)  # type: ignore[arg-type]

    def no_room(*_: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(carry, "_bring_step", full)
    monkeypatch.setattr("workbench.feedback.yours.repo.take_out", no_room)
    with pytest.raises(DiskFull):
        kept.yours.bring(many(tmp_path / "x.jsonl", 450))
    kept.yours.finish()  # a start while the disk is full: the rest can be worked on
    monkeypatch.undo()
    assert kept.number("arriving") == 2
    kept.yours.bring(written(tmp_path / "y.jsonl", TOPIC))
    assert everything(kept)["topic"] == before["topic"] + 1 and kept.number("arriving") == 0


def test_a_copy_on_which_a_killed_import_was_tried_is_removed(kept: Kept) -> None:
    (kept.home / "import-x1").mkdir()
    (kept.home / "import-x1" / "copy.db").write_text("words of everybody", "utf-8")
    kept.yours.finish()
    assert not list(kept.home.glob("import-*"))

"""A large file is read in a process of its own, and comes out as it would here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.exchange.model import Item, Outcome
from workbench.exchange.registry import FORMATS, recognise
from workbench.kernel.errors import UserError
from workbench.library.importing import apart
from workbench.packs.model import PackSnippet, SnippetStatus


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were begun; every file counts as large."""
    monkeypatch.setattr(apart, "LARGE", 0)
    found: list[subprocess.Popen[bytes]] = []
    real = apart._begun

    def noted(*given: object) -> subprocess.Popen[bytes] | None:
        child = real(*given)  # type: ignore[arg-type]
        if child is not None:
            found.append(child)
        return child

    monkeypatch.setattr(apart, "_begun", noted)
    return found


def raycast(folder: Path, count: int) -> Path:
    file = folder / "raycast.json"
    entries = [
        {"name": f"Zebra {n} é 🙂", "text": f"Stripes {{clipboard}} {n}", "keyword": f"k{n}"} for n in range(count)
    ]
    file.write_text(json.dumps([*entries, {"name": "Empty", "text": ""}]), encoding="utf-8")
    return file


def read(path: Path) -> list[Item]:
    found = recognise(path)
    assert found is not None
    return list(apart.read(found, path))


def test_it_gives_what_is_read_here(begun: list[subprocess.Popen[bytes]], tmp_path: Path) -> None:
    file = raycast(tmp_path, 250)
    found = recognise(file)
    assert found is not None
    assert read(file) == list(found.read(file))
    assert [child.returncode is not None for child in begun] == [True]


def test_what_is_small_is_read_here(
    begun: list[subprocess.Popen[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "LARGE", 1_000_000)
    assert len(read(raycast(tmp_path, 3))) == 4
    assert begun == []


def test_a_folder_is_large_by_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LARGE", 25)
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"x" * 12)
    assert not apart._is_large(tmp_path)
    (tmp_path / "c").write_bytes(b"xx")
    assert apart._is_large(tmp_path)


def test_why_nothing_can_be_read_comes_over(begun: list[subprocess.Popen[bytes]], tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"format": "support-workbench", "snippets": 7}', encoding="utf-8")
    format_ = next(each for each in FORMATS if each.name == "json")
    with pytest.raises(UserError) as here:
        list(format_.read(file))
    with pytest.raises(UserError) as there:
        list(apart.read(format_, file))
    assert (there.value.title, there.value.cure) == (here.value.title, here.value.cure)
    assert len(begun) == 1


def test_who_stops_ends_the_process(begun: list[subprocess.Popen[bytes]], tmp_path: Path) -> None:
    file = raycast(tmp_path, 2_000)
    found = recognise(file)
    assert found is not None
    items = apart.read(found, file)
    next(items)
    items.close()  # type: ignore[attr-defined]
    assert begun[0].returncode is not None


def other(code: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)


def test_a_process_that_ends_before_its_time_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LARGE", 0)
    code = "from workbench.library.importing.apart import _send, Part; import sys; _send(sys.stdout.buffer, Part())"
    monkeypatch.setattr(apart, "_begun", lambda *_: other(code))
    with pytest.raises(UserError, match="to its end"):
        read(raycast(tmp_path, 3))


def test_where_no_process_begins_it_is_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LARGE", 0)
    monkeypatch.setattr(apart, "_begun", lambda *_: other("raise SystemExit(3)"))
    assert len(read(raycast(tmp_path, 3))) == 4
    monkeypatch.setattr(apart, "_begun", lambda *_: None)
    assert len(read(raycast(tmp_path, 3))) == 4


def test_a_part_keeps_all_that_a_snippet_holds(tmp_path: Path) -> None:
    doc = PackSnippet(id="a", title="A", body="x", tags=("t",), status=SnippetStatus.DRAFT)
    part = apart.Part(items=(Item(source="s", outcome=Outcome.LOOK, notes=("n",), snippet=doc),), last=True)
    with (tmp_path / "part").open("w+b") as file:
        apart._send(file, part)
        file.seek(0)
        assert apart._received(file) == part
        assert apart._received(file) is None

"""Which format a file is, told by what is in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.exchange.registry import FORMATS, by_name, recognise


def test_names_are_there_once() -> None:
    names = [each.name for each in FORMATS]
    assert len(set(names)) == len(names)
    assert all(by_name(name) is each for name, each in zip(names, FORMATS, strict=True))
    assert by_name("nothing") is None


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("a.yml", "matches:\n- trigger: a\n  replace: b\n", "espanso"),
        ("a.yml", "services:\n", None),
        ("a.json", '{"format": "support-workbench-snippets", "version": 1, "snippets": []}', "json"),
        ("a.json", '{"fileFormatVersion": 10, "groups": [], "combos": []}', "beeftext"),
        ("a.json", '{"combos": []}', "beeftext"),
        ("a.json", '[ {"name": "a", "text": "b"} ]', "raycast"),
        ("a.json", '{"name": 1}', None),
        ("a.json", "", None),
        ("a.csv", "a,b\n", "csv"),
        ("a.csv", "", None),
        ("a.xml", '<plist version="1.0"><dict><key>snippetsTE2</key><array/></dict></plist>', "textexpander"),
        ("a.tedist", '<plist version="1.0"><dict><key>snippetsTE2</key><array/></dict></plist>', "textexpander"),
        ("a.ts", 'x = `<plist version="1.0"><dict><key>snippetsTE2</key></dict></plist>`', None),
        ("a.textexpander", "", "textexpander"),
        ("a.alfredsnippets", "PK", "alfred"),
        ("a.png", "\x89PNG", None),
    ],
)
def test_a_file_is_recognised(tmp_path: Path, name: str, text: str, format_: str | None) -> None:
    file = tmp_path / name
    file.write_text(text)
    found = recognise(file)
    assert (found.name if found else None) == format_


def test_what_is_not_there_or_no_file_is_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path in (tmp_path, tmp_path / "gone.yml", tmp_path / "pipe.json", tmp_path / "loop", Path("a\0b.yml")):
        assert recognise(path) is None

"""AutoKey: a folder tree, as it is written now and as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.exchange.autokey import AutoKey
from workbench.exchange.model import Item, Outcome
from workbench.kernel.errors import UserError


def phrase(folder: Path, name: str, text: str, *, old: bool = False, **more: Any) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(text)
    about = {"type": "phrase", "description": name.title(), "modes": [1], "usageCount": 3, **more}
    (folder / f"{'.' if old else ''}{name}.json").write_text(json.dumps(about))


def read(folder: Path) -> dict[str, Item]:
    return {item.source: item for item in AutoKey().read(folder)}


def test_new_and_old_trees(tmp_path: Path) -> None:
    words = {"abbreviations": ["adr", "addr"], "ignoreCase": False}
    phrase(tmp_path / "mail", "home", "22 Avenue\nBrisbane", abbreviation=words)
    (tmp_path / "mail" / "folder.json").write_text(json.dumps({"type": "folder", "title": "My mail", "usageCount": 0}))
    phrase(tmp_path / "old", "bye", "Goodbye", old=True, abbreviation={"abbreviation": "gb"})
    (tmp_path / "old" / ".folder.json").write_text(json.dumps({"title": "Older"}))
    assert AutoKey().recognises(tmp_path)
    found = read(tmp_path)
    home, bye = found["mail/home.txt"].snippet, found["old/bye.txt"].snippet
    assert home and bye
    assert (home.title, home.shortcut, home.synonyms, home.folder) == ("Home", "adr", ("addr",), "My mail")
    assert (home.body, home.origin) == ("22 Avenue\nBrisbane\n", "autokey:mail/home")
    assert (bye.title, bye.shortcut, bye.folder) == ("Bye", "gb", "Older")


def test_the_folder_of_all_settings_is_known_too(tmp_path: Path) -> None:
    (tmp_path / "autokey.json").write_text(json.dumps({"folders": [], "settings": {}}))
    phrase(tmp_path / "data" / "My Phrases", "home", "22 Avenue", abbreviation={"abbreviations": ["adr"]})
    assert AutoKey().recognises(tmp_path)
    assert [item.snippet.shortcut for item in AutoKey().read(tmp_path) if item.snippet] == ["adr"]


def test_an_abbreviation_that_is_off_is_no_shortcut(tmp_path: Path) -> None:
    phrase(tmp_path, "a", "words", modes=[3], abbreviation={"abbreviations": ["x"]})
    snippet = read(tmp_path)["a.txt"].snippet
    assert snippet is not None
    assert snippet.shortcut == ""


def test_a_phrase_alone_or_with_a_broken_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("Plain words")
    (tmp_path / "bad.txt").write_text("Other words")
    (tmp_path / "bad.json").write_text("{")
    found = read(tmp_path)
    assert found["plain.txt"].outcome is Outcome.COMES
    assert found["bad.txt"].outcome is Outcome.LOOK
    assert found["bad.txt"].snippet is not None


def test_scripts_stay_out(tmp_path: Path) -> None:
    phrase(tmp_path, "a", "words")
    (tmp_path / "run.py").write_text("import os")
    assert read(tmp_path)["run.py"].outcome is Outcome.SKIPPED


@pytest.mark.parametrize(
    ("written", "body", "look"),
    [
        ("Hi <cursor>!", "Hi {{cursor}}!", False),
        ("<date format=%d/%m/%y>", "{{date.today}}", False),
        ('<date format="%H:%M">', "{{field.time}}", True),
        ("<script name=x args=1>", "{{field.x}}", True),
        ("<system command='ls -l'>", "{{field.ls_l}}", True),
        ("<file name=/etc/passwd>", "{{field.etc_passwd}}", True),
        ("a<enter>b<tab>c", "a\nb\tc", False),
        ("a<left><ctrl>+b", "ab", True),
        (r"\<b\> \<cursor\>", "<b> <cursor>", False),
        ("<ann@example.com>", "<ann@example.com>", True),
        ("5 < 6 {{x}}", "5 < 6 \\{{x}}", False),
    ],
)
def test_each_macro(tmp_path: Path, written: str, body: str, look: bool) -> None:
    phrase(tmp_path, "a", written)
    item = read(tmp_path)["a.txt"]
    assert item.snippet is not None
    assert item.snippet.body == body + "\n"
    assert item.outcome is (Outcome.LOOK if look else Outcome.COMES), item.notes


def test_what_is_no_tree(tmp_path: Path) -> None:
    assert not AutoKey().recognises(tmp_path)
    with pytest.raises(UserError, match="holds no AutoKey phrases"):
        read(tmp_path)
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(UserError, match="is not a folder"):
        list(AutoKey().read(tmp_path / "a.txt"))

"""Alfred: a zip of JSON files with a prefix for the keywords."""

from __future__ import annotations

import json
import plistlib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from workbench.exchange.alfred import Alfred
from workbench.exchange.model import Item, Outcome
from workbench.kernel.errors import UserError


def collection(folder: Path, *snippets: Any, info: Any = None) -> Path:
    file = folder / "Mail.alfredsnippets"
    with zipfile.ZipFile(file, "w") as archive:
        for number, each in enumerate(snippets):
            archive.writestr(f"Name [{number}].json", each if isinstance(each, str) else json.dumps(each))
        if info is not None:
            archive.writestr("info.plist", plistlib.dumps(info) if isinstance(info, dict) else info)
    return file


def snippet(text: str, **more: Any) -> dict[str, Any]:
    return {"alfredsnippet": {"snippet": text, "uid": "U-1", "name": "Bye", "keyword": "bye", **more}}


def read(file: Path) -> list[Item]:
    return list(Alfred().read(file))


def test_a_collection(tmp_path: Path) -> None:
    file = collection(tmp_path, snippet("Goodbye"), info={"snippetkeywordprefix": ";", "snippetkeywordsuffix": "!"})
    assert Alfred().recognises(file)
    [item] = read(file)
    assert item.snippet is not None
    assert (item.snippet.shortcut, item.snippet.folder, item.snippet.title) == ("bye!", "Mail", "Bye")
    assert item.snippet.origin == "alfred:u-1"


@pytest.mark.parametrize(
    ("written", "body", "look"),
    [
        ("{cursor}", "x{{cursor}}", False),
        ("{date}{date:long}{isodate:yyyy-MM-dd}", "x{{date.today}}{{date.today}}{{date.today}}", False),
        ("{date +1d}", "x{{field.date}}", True),
        ("{isodate:HH:mm}", "x{{field.time}}", True),
        ("{time}", "x{{field.time}}", True),
        ("{clipboard}", "x{{field.from_the_clipboard}}", False),
        ("{clipboard:1}", "x{{field.from_the_clipboard_1}}", True),
        ("{random:a,b}", "x{{field.random}}", False),
        ("{random:UUID}", "x{{field.random}}", True),
        ("{var:name}", "x{{field.name}}", True),
        ("{surprise}", "x{{field.surprise}}", True),
        ("{ a: 1 } {5}", "x{ a: 1 } {5}", False),
        ("{{date}}", "x\\{{date}}", False),
    ],
)
def test_each_placeholder(tmp_path: Path, written: str, body: str, look: bool) -> None:
    [item] = read(collection(tmp_path, snippet("x" + written)))
    assert item.snippet is not None
    assert item.snippet.body == body + "\n"
    assert item.outcome is (Outcome.LOOK if look else Outcome.COMES), item.notes


def test_the_name_of_the_key_in_older_files(tmp_path: Path) -> None:
    [item] = read(collection(tmp_path, {"AlfredSnippet": {"snippet": "older", "name": "n", "uid": "1"}}))
    assert item.snippet is not None
    assert item.snippet.body == "older\n"


def test_what_is_damaged_leaves_the_rest(tmp_path: Path) -> None:
    file = collection(tmp_path, "{", '{"other": 1}', "[]", snippet("fine"), info="<plist><dict>")
    outcomes = [item.outcome for item in read(file)]
    assert outcomes == [Outcome.COMES, Outcome.SKIPPED, Outcome.SKIPPED, Outcome.SKIPPED]


def test_what_is_no_zip(tmp_path: Path) -> None:
    file = tmp_path / "x.alfredsnippets"
    file.write_bytes(b"PK no zip")
    with pytest.raises(UserError, match="not a collection"):
        read(file)

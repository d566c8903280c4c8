"""Raycast: a JSON array; its placeholders with arguments and modifiers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.exchange.model import Item, Outcome
from workbench.exchange.raycast import Raycast
from workbench.kernel.errors import UserError
from workbench.packs.model import FieldType


def read(folder: Path, *snippets: Any) -> list[Item]:
    file = folder / "Snippets.json"
    file.write_text(json.dumps(snippets))
    return list(Raycast().read(file))


def test_an_export(tmp_path: Path) -> None:
    first, second, bad = read(
        tmp_path, {"name": "Bye", "text": "Goodbye", "keyword": "!bye"}, {"name": "No keyword", "text": "x"}, 5
    )
    assert Raycast().recognises(tmp_path / "Snippets.json")
    assert first.snippet and second.snippet
    assert (first.snippet.shortcut, first.snippet.title, first.snippet.origin) == ("bye", "Bye", "raycast:!bye")
    assert (second.snippet.shortcut, second.snippet.origin) == ("", "raycast:No keyword")
    assert bad.outcome is Outcome.SKIPPED


@pytest.mark.parametrize(
    ("written", "body", "look"),
    [
        ("{cursor}", "x{{cursor}}", False),
        ("{clipboard}", "x{{field.from_the_clipboard}}", False),
        ("{clipboard | uppercase}", "x{{field.from_the_clipboard}}", True),
        ('{clipboard offset="1"}', "x{{field.from_the_clipboard_offset_1}}", True),
        ("{date}", "x{{date.today}}", False),
        ('{date format="yyyy-MM-dd"}', "x{{date.today}}", False),
        ('{date format="EEEE"}', "x{{field.part_of_the_date_eeee}}", True),
        ("{date +2d}", "x{{field.date}}", True),
        ('{date offset="+2d -1M"}', "x{{field.date}}", True),
        ("{time}", "x{{field.time}}", True),
        ("{datetime}", "x{{field.date_and_time}}", True),
        ("{day}", "x{{field.part_of_the_date_eeee}}", True),
        ("{selection}", "x{{field.selected_text}}", True),
        ("{uuid}", "x{{field.uuid}}", True),
        ('{argument name="tone"}{argument name="tone"}', "x{{field.tone}}{{field.tone}}", False),
        ('{snippet name="Nobody"}', "x{{field.nobody}}", True),
        ("{surprise here}", "x{{field.surprise_here}}", True),
    ],
)
def test_each_placeholder(tmp_path: Path, written: str, body: str, look: bool) -> None:
    [item] = read(tmp_path, {"name": "n", "text": "x" + written})
    assert item.snippet is not None
    assert item.snippet.body == body + "\n"
    assert item.outcome is (Outcome.LOOK if look else Outcome.COMES), item.notes


def test_arguments_with_options_and_default(tmp_path: Path) -> None:
    [item] = read(tmp_path, {"name": "n", "text": '{argument name="t" options="a, b" default="b"}{argument}'})
    assert item.snippet is not None
    choice, plain = item.snippet.fields
    assert (choice.type, choice.options, choice.default, choice.required) == (FieldType.CHOICE, ("a", "b"), "b", False)
    assert (plain.label, plain.type, plain.required) == ("Argument", FieldType.TEXT, True)


def test_snippets_include_each_other_by_name(tmp_path: Path) -> None:
    outer, inner = read(
        tmp_path, {"name": "Outer", "text": 'a {snippet name="Inner"}'}, {"name": "Inner", "text": "b", "keyword": "i"}
    )
    assert outer.snippet and inner.snippet
    assert outer.snippet.body == f"a {{{{>{inner.snippet.id}}}}}\n"


def test_what_is_no_export(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text('{"name": "x"}')
    assert not Raycast().recognises(file)
    with pytest.raises(UserError, match="not an export of Raycast"):
        list(Raycast().read(file))

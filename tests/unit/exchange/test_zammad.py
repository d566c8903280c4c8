"""Zammad: text modules as its API answers them, with and without what belongs to them, and its table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.exchange.model import Item, Outcome
from workbench.exchange.zammad import Zammad
from workbench.kernel.errors import UserError
from workbench.packs.model import PackSnippet, SnippetStatus


def module(id_: int = 3, **more: Any) -> dict[str, Any]:
    return {
        "id": id_, "user_id": None, "name": "Wir fragen nach", "keywords": "nachfrage, rückfrage", "note": "<b>Intern</b>",
        "content": "<div>Hallo #{ticket.customer.firstname},<br>Ticket #{ticket.number}: {{x}}</div>", "active": True,
        "foreign_id": None, "group_ids": [], "updated_by_id": 3, "created_by_id": 3, "updated_at": "2025-01-01T00:00:00.000Z",
        **more,
    }  # fmt: skip


def read(folder: Path, value: Any) -> list[Item]:
    file = folder / "modules.json"
    file.write_text(json.dumps(value))
    assert Zammad().recognises(file)
    return list(Zammad().read(file))


def snippet_of(item: Item) -> PackSnippet:
    assert item.snippet is not None, item.notes
    return item.snippet


@pytest.mark.parametrize(
    "value",
    [[module()], module(), {"record_ids": [3], "assets": {"TextModule": {"3": module()}, "User": {"3": {"id": 3}}}}],
    ids=["list", "one", "full"],
)
def test_a_module(tmp_path: Path, value: Any) -> None:
    item = next(each for each in read(tmp_path, value) if each.source == "Wir fragen nach")
    snippet = snippet_of(item)
    assert snippet.body == "Hallo {{customer.first_name}},\nTicket {{ticket.number}}: \\{{x}}\n"
    assert (snippet.synonyms, snippet.context) == (("nachfrage", "rückfrage"), "**Intern**")
    assert (snippet.origin, item.outcome) == ("zammad:3", Outcome.COMES)


def test_what_belongs_to_modules_is_no_module(tmp_path: Path) -> None:
    full = {"assets": {"TextModule": {"3": module()}, "User": {"3": {"id": 3, "firstname": "A"}}}}
    assert len(read(tmp_path, full)) == 1


def test_groups_and_off(tmp_path: Path) -> None:
    [item] = read(tmp_path, [module(active=False, group_ids=[1, 2])])
    assert snippet_of(item).status is SnippetStatus.DEPRECATED
    assert item.notes[:2] == ("It is switched off there.", "Only some groups use it there: 1, 2.")


TABLE = 'id,name,keywords,content,note,active,foreign_id,groups\r\n4,Gruß,"a b","<div>Hi #{user.firstname}\r\n</div>",,false,,1st~~~2nd\r\n'


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_table(tmp_path: Path, delimiter: str, encoding: str) -> None:
    file = tmp_path / "text_modules.csv"
    file.write_bytes(TABLE.replace(",", delimiter).encode(encoding))
    assert Zammad().recognises(file)
    [item] = Zammad().read(file)
    snippet = snippet_of(item)
    assert (snippet.title, snippet.body, snippet.origin) == ("Gruß", "Hi {{agent.first_name}}\n", "zammad:4")
    assert snippet.status is SnippetStatus.DEPRECATED
    assert "Only some groups use it there: 1st, 2nd." in item.notes


def test_a_table_by_hand_keeps_its_paragraphs(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text('name;keywords;content\na;b;"Hi,\n\n1 < 2 & more.\n\nBye"\nc;d;one<br>two\n')
    plain, html = Zammad().read(file)
    assert snippet_of(plain).body == "Hi,\n\n1 < 2 & more.\n\nBye\n"
    assert snippet_of(html).body == "one\ntwo\n"


def test_a_table_with_something_else(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("abbreviation,snippet\na,b\n")
    assert not Zammad().recognises(file)
    with pytest.raises(UserError, match="not a table of text modules"):
        list(Zammad().read(file))


def test_a_line_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("name,keywords,content\na,b," + "x" * 200_000 + "\nc,d,fine\n")
    good, bad = Zammad().read(file)
    assert snippet_of(good).body == "fine\n"
    assert bad.outcome is Outcome.SKIPPED


def test_wrong_kinds(tmp_path: Path) -> None:
    items = read(tmp_path, [module(1, content=5), module(2, keywords=[1], note=3, group_ids="a"), module(4, name=None)])
    assert [item.outcome for item in items] == [Outcome.SKIPPED, Outcome.COMES, Outcome.COMES]

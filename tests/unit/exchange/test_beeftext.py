"""Beeftext: every version of its list, and its variables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.exchange.beeftext import Beeftext
from workbench.exchange.model import Item, Outcome
from workbench.kernel.errors import UserError
from workbench.packs.model import FieldType, SnippetStatus

GROUP = {"uuid": "{0000-G}", "name": "Mail", "enabled": True}


def read(folder: Path, *combos: Any, version: int = 10, groups: Any = (GROUP,)) -> list[Item]:
    file = folder / "comboList.json"
    file.write_text(json.dumps({"fileFormatVersion": version, "combos": combos, "groups": list(groups)}))
    assert Beeftext().recognises(file)
    return list(Beeftext().read(file))


def combo(text: str, **more: Any) -> dict[str, Any]:
    return {"uuid": "{AB-1}", "keyword": "zz", "snippet": text, "name": "Name", "enabled": True, **more}


def test_a_combo_of_today(tmp_path: Path) -> None:
    [item] = read(tmp_path, combo("Hello", group="{0000-g}", description="For greetings", matchingMode=1))
    assert item.snippet is not None
    assert item.outcome is Outcome.COMES
    assert (item.snippet.folder, item.snippet.context) == ("Mail", "For greetings")
    assert (item.snippet.shortcut, item.snippet.origin) == ("zz", "beeftext:ab-1")


@pytest.mark.parametrize("version", [1, 2, 3, 8, 9, 10])
def test_every_version(tmp_path: Path, version: int) -> None:
    keys = {"comboText": "kw", "substitutionText": "words"} if version < 2 else {"keyword": "kw", "snippet": "words"}
    [item] = read(tmp_path, {"uuid": "{1}", "name": "", "useLooseMatch": True, **keys}, version=version, groups=())
    assert item.snippet is not None
    assert (item.snippet.shortcut, item.snippet.body, item.snippet.title) == ("kw", "words\n", "words")


def test_a_newer_version_is_told(tmp_path: Path) -> None:
    told, item = read(tmp_path, combo("x"), version=11)
    assert "newer version" in told.notes[0]
    assert item.snippet is not None


def test_what_was_off_is_a_draft(tmp_path: Path) -> None:
    own, by_group = read(
        tmp_path,
        combo("a", enabled=False),
        combo("b", keyword="y", uuid="{2}", group="{9}"),
        groups=[{"uuid": "{9}", "name": "Off", "enabled": False}],
    )
    assert own.snippet and by_group.snippet
    assert own.snippet.status is by_group.snippet.status is SnippetStatus.DRAFT


def test_old_html(tmp_path: Path) -> None:
    [item] = read(tmp_path, combo("<p>a <i>b</i></p>", useHtml=True))
    assert item.snippet is not None
    assert (item.snippet.body, item.outcome) == ("a *b*\n", Outcome.LOOK)


@pytest.mark.parametrize(
    ("written", "body", "look"),
    [
        ("#{date} #{cursor}", "{{date.today}} {{cursor}}", False),
        ("#{time}", "{{field.time}}", True),
        ("#{dateTime}", "{{field.date_and_time}}", True),
        ("#{dateTime:yyyy-MM-dd}", "{{date.today}}", False),
        ("#{dateTime:+1d-4w:yyyy-MM-dd}", "{{field.date}}", True),
        ("#{clipboard}", "{{field.from_the_clipboard}}", False),
        ("#{input:Your name} #{input:Your name}", "{{field.your_name}} {{field.your_name}}", False),
        (r"#{input:a \} b}", "{{field.a_b}}", False),
        ("#{combo:nobody}", "{{field.nobody}}", True),
        ("#{envVar:HOME}", "{{field.home}}", True),
        (r"#{powershell:C:\\x.ps1:500}", "{{field.c_x_ps1_500}}", True),
        ("#{what}", "{{field.what}}", True),
        ("#x {{x}}", r"#x \{{x}}", False),
    ],
)
def test_each_variable(tmp_path: Path, written: str, body: str, look: bool) -> None:
    [item] = read(tmp_path, combo(written))
    assert item.snippet is not None
    assert item.snippet.body == body + "\n"
    assert item.outcome is (Outcome.LOOK if look else Outcome.COMES), item.notes


def test_combos_include_each_other(tmp_path: Path) -> None:
    outer, inner = read(
        tmp_path, combo("a #{upper:b} #{combo:b}", keyword="a"), combo("b", keyword="b", uuid="{2}", name="")
    )
    assert outer.snippet and inner.snippet
    assert outer.snippet.body.count(f"{{{{>{inner.snippet.id}}}}}") == 2
    assert "case of its letters" in outer.notes[0]


def test_the_clipboard_is_a_long_field(tmp_path: Path) -> None:
    [item] = read(tmp_path, combo("#{clipboard} #{clipboard}"))
    assert item.snippet is not None
    [field] = item.snippet.fields
    assert (field.label, field.type) == ("From the clipboard", FieldType.LONG)


def test_one_bad_combo_leaves_the_others(tmp_path: Path) -> None:
    items = read(tmp_path, "words", {"keyword": 5, "snippet": ["x"]}, combo("fine"))
    assert [item.outcome for item in items] == [Outcome.SKIPPED, Outcome.SKIPPED, Outcome.COMES]


def test_what_is_no_list(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text('{"combos": 5}')
    with pytest.raises(UserError, match="not a list of combos"):
        list(Beeftext().read(file))

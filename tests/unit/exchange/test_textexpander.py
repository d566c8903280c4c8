"""TextExpander: groups, settings, backups and its macros."""

from __future__ import annotations

import plistlib
from pathlib import Path
from typing import Any

import pytest

from workbench.exchange.model import Item, Outcome
from workbench.exchange.textexpander import TextExpander
from workbench.kernel.errors import UserError
from workbench.packs.model import FieldType, PackSnippet


def snippet(text: str, *, abbreviation: str = ";a", **more: Any) -> dict[str, Any]:
    return {"abbreviation": abbreviation, "plainText": text, "snippetType": 0, "label": "", **more}


def group(*snippets: Any, name: str = "Mail", key: str = "snippetsTE2") -> dict[str, Any]:
    return {"groupInfo": {"groupName": name, "expandAfterMode": 2}, key: list(snippets)}


def read(folder: Path, root: Any, *, binary: bool = False, name: str = "g.textexpander") -> list[Item]:
    file = folder / name
    file.write_bytes(plistlib.dumps(root, fmt=plistlib.FMT_BINARY if binary else plistlib.FMT_XML))
    return list(TextExpander().read(file))


def one(folder: Path, text: str) -> tuple[Item, PackSnippet]:
    [item] = read(folder, group(snippet(text)))
    assert item.snippet is not None
    return item, item.snippet


@pytest.mark.parametrize("binary", [False, True])
def test_a_group(tmp_path: Path, binary: bool) -> None:
    root = group(snippet("Best regards", label="Signature", uuidString="4151D55E"), snippet("", abbreviation=";b"))
    first, empty = read(tmp_path, root, binary=binary)
    assert TextExpander().recognises(tmp_path / "g.textexpander")
    assert first.snippet is not None
    assert (first.snippet.title, first.snippet.shortcut, first.snippet.folder) == ("Signature", "a", "Mail")
    assert (first.snippet.origin, first.snippet.body) == ("textexpander:4151d55e", "Best regards\n")
    assert empty.outcome is Outcome.SKIPPED


def test_the_newer_list_is_preferred(tmp_path: Path) -> None:
    newer = {"abbreviation": ";n", "snippetType": 0, "extraInfo": {"jsonStr": '{"nodes":[{"tx":"the new text"}]}'}}
    root = group(newer, key="snippetsTE3") | {"snippetsTE2": [snippet("Update your program")]}
    [item] = read(tmp_path, root)
    assert item.snippet is not None
    assert item.snippet.body == "the new text\n"


def test_settings_with_several_groups(tmp_path: Path) -> None:
    root = {"groupsTE2": [group(snippet("one"), name="A"), group(snippet("two", abbreviation=";b"), name="B")]}
    assert [item.snippet.folder for item in read(tmp_path, root) if item.snippet] == ["A", "B"]


def test_settings_whose_groups_only_name_their_snippets(tmp_path: Path) -> None:
    root = {
        "groupsTE2": [{"name": "Mail", "uuidString": "G", "snippetUUIDs": ["A1"]}, {"name": "Rest", "snippetUUIDs": 3}],
        "snippetsTE2": [snippet("one", uuidString="A1"), snippet("two", abbreviation=";b", uuidString="B2")],
    }
    assert [item.snippet.folder for item in read(tmp_path, root) if item.snippet] == ["Mail", "g"]


def test_a_backup_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "x.textexpanderbackup"
    folder.mkdir()
    (folder / "group_1.xml").write_bytes(plistlib.dumps(group(snippet("one"))))
    (folder / "group_2.xml").write_bytes(b"<plist><dict>")
    assert TextExpander().recognises(folder)
    good, bad = TextExpander().read(folder)
    assert good.snippet is not None
    assert (bad.source, bad.outcome) == ("group_2.xml", Outcome.SKIPPED)


@pytest.mark.parametrize(
    ("written", "body", "look"),
    [
        ("50%% off", "50% off", False),
        ("Hi %|there", "Hi {{cursor}}there", False),
        ("%clipboard%|", "{{field.from_the_clipboard}} {{cursor}}".replace(" ", ""), False),
        ("%filltext:name=Name:default=Ann:width=20%, %filltext:name=Name%", "{{field.name}}, {{field.name}}", False),
        ("%fillarea:name=More notes%", "{{field.more_notes}}", False),
        ("%fillpart:name=Sorry:default=no%Sorry.%fillpartend% Bye", "{{?field.sorry}}Sorry.{{/}} Bye", False),
        ("%fillpart:name=Open%no end", "{{?field.open}}no end{{/}}", True),
        ("end%fillpartend%", "end", True),
        ("%Y-%m-%d", "{{date.today}}", False),
        ("%d. %B %Y", "{{date.today}}", False),
        ("%@+5D%Y-%m-%d", "{{field.date}}", True),
        ("%H:%M", "{{field.time}}", True),
        ("%A", "{{field.part_of_the_date_a}}", True),
        ("a%key:tab%b%key:enter%c", "a\tb\nc", False),
        ("a%key:F5%", "a", True),
        ("%snippet:;zz%", "{{field.zz}}", True),
        ("%script:run%", "{{field.script_run}}", True),
        ("{{name}}", "\\{{name}}", False),
        ("%Y %key:tab% x", "{{field.part_of_the_date_y}} \t x", True),
        ("%B %snippet:;zz% q", "{{field.part_of_the_date_b}} {{field.zz}} q", True),
        ("%d %delay:2s%.", "{{field.part_of_the_date_d}} .", True),
        ("%d%fillpart:name=A%b%fillpartend%", "{{field.part_of_the_date_d}}{{?field.a}}b{{/}}", True),
        ("July %dth: we", "July {{field.part_of_the_date_d}}th: we", True),
        ("%key:tab is cut off", "{{field.key_tab}} is cut off", True),
        ("%media:film%", "{{field.media_film}}", True),
    ],
)
def test_each_macro(tmp_path: Path, written: str, body: str, look: bool) -> None:
    item, made = one(tmp_path, written)
    assert made.body == body + "\n"
    assert item.outcome is (Outcome.LOOK if look else Outcome.COMES), item.notes


def test_fields_keep_default_and_options(tmp_path: Path) -> None:
    _, made = one(tmp_path, "%filltext:name=A:default=Ann% %fillpopup:name=When:today:default=tomorrow:next week%")
    text, popup = made.fields
    assert (text.type, text.default) == (FieldType.TEXT, "Ann")
    assert (popup.type, popup.options) == (FieldType.CHOICE, ("today", "tomorrow", "next week"))
    assert popup.default == "tomorrow"


def test_an_optional_part_is_a_yes_or_no(tmp_path: Path) -> None:
    _, made = one(tmp_path, "%fillpart:name=A:default=no%x%fillpartend%%fillpart:name=B%y%fillpartend%")
    assert [(each.type, each.default) for each in made.fields] == [(FieldType.YES_NO, "no"), (FieldType.YES_NO, "yes")]


def test_nested_snippets_in_any_case(tmp_path: Path) -> None:
    outer, inner = read(tmp_path, group(snippet("Hi %Snippet:;SIG%"), snippet("Ann", abbreviation=";sig")))
    assert outer.snippet and inner.snippet
    assert outer.snippet.body == f"Hi {{{{>{inner.snippet.id}}}}}\n"


@pytest.mark.parametrize("kind", [2, 3, 4])
def test_scripts_never_run_and_their_text_does_not_come_in(tmp_path: Path, kind: int) -> None:
    [item] = read(tmp_path, group(snippet("rm -rf ~", snippetType=kind, label="Clean up")))
    assert item.snippet is not None
    assert item.outcome is Outcome.LOOK
    assert "rm" not in item.snippet.body
    assert item.snippet.fields[0].label == "Clean up"


def test_its_csv(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(';a,"Hi %filltext:name=Name%",Greeting\n;b,50%% off,\n', encoding="utf-16")
    _about, a, b = TextExpander().read(file)
    assert a.snippet and b.snippet
    assert (a.snippet.title, a.snippet.body) == ("Greeting", "Hi {{field.name}}\n")
    assert b.snippet.body == "50% off\n"


def test_what_is_no_export(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no TextExpander snippets"):
        read(tmp_path, {"other": 1})
    (tmp_path / "x.textexpander").write_bytes(b"bplist00" + b"\xff" * 60)
    with pytest.raises(UserError, match="not a property list"):
        list(TextExpander().read(tmp_path / "x.textexpander"))

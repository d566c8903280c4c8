"""Zendesk: macros in every shape its API gives, what they do to a ticket, and the dynamic content they include."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from workbench.exchange.making import id_of
from workbench.exchange.model import Item, Outcome
from workbench.exchange.zendesk import Zendesk
from workbench.kernel.errors import UserError
from workbench.packs.model import FieldType, PackSnippet, SnippetStatus


def macro(id_: Any = 360001, title: Any = "Billing::Refund::Card", *actions: tuple[str, Any], **more: Any) -> Any:
    given = [{"field": field, "value": value} for field, value in actions]
    return {
        "id": id_, "url": f"https://acme.example/api/v2/macros/{id_}.json", "title": title, "raw_title": title,
        "active": True, "default": False, "position": 3, "description": None, "restriction": None,
        "created_at": "2024-01-02T03:04:05Z", "updated_at": "2025-01-02T03:04:05Z", "actions": given, **more,
    }  # fmt: skip


def page(*macros: Any) -> dict[str, Any]:
    return {"macros": macros, "next_page": None, "count": len(macros), "meta": {"has_more": False}}


def read(folder: Path, value: Any) -> list[Item]:
    file = folder / "macros.json"
    file.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
    assert Zendesk().recognises(file)
    return list(Zendesk().read(file))


def snippet_of(item: Item) -> PackSnippet:
    assert item.snippet is not None, item.notes
    return item.snippet


def one(folder: Path, *actions: tuple[str, Any], **more: Any) -> Item:
    [item] = read(folder, page(macro(1, "A::B", *actions, **more)))
    return item


def test_a_macro(tmp_path: Path) -> None:
    [item] = read(tmp_path, page(macro(
        360001, "Billing::Refund::Card", ("comment_value_html", "<p>Hi <b>you</b>,</p><p>done.</p>"),
        description="After 30 days",
    )))  # fmt: skip
    snippet = snippet_of(item)
    assert (snippet.folder, snippet.title, snippet.context) == ("Billing/Refund", "Card", "After 30 days")
    assert snippet.body == "Hi **you**,\n\ndone.\n"
    assert (snippet.origin, snippet.id) == ("zendesk:360001", id_of("zendesk:360001"))
    assert (item.outcome, item.notes, snippet.status) == (Outcome.COMES, (), SnippetStatus.APPROVED)


@pytest.mark.parametrize("shape", ["page", "list", "pages", "lines", "one", "lines of pages", "bom"])
def test_every_shape_of_file(tmp_path: Path, shape: str) -> None:
    first, second = macro(1, "One", ("comment_value", "a")), macro(2, "Two", ("comment_value", "b"))
    lines = f"{json.dumps(first)}\n\n{json.dumps(second)}\n"
    shapes = {
        "page": page(first, second), "list": [first, second], "pages": [page(first), page(second)], "lines": lines,
        "one": {"macro": first}, "lines of pages": f"{json.dumps(page(first))}\n{json.dumps(page(second))}",
        "bom": "\ufeff" + json.dumps([first, second]),
    }  # fmt: skip
    bodies = [snippet_of(item).body for item in read(tmp_path, shapes[shape])]
    assert bodies == (["a\n"] if shape == "one" else ["a\n", "b\n"])


def test_a_folder_of_pages_that_overlap(tmp_path: Path) -> None:
    same = macro(1, "One", ("comment_value", "a"))
    newer = macro(2, "Two", ("comment_value", "new"), updated_at="2026-01-01T00:00:00Z")
    (tmp_path / "p1.json").write_text(json.dumps(page(same, newer)))
    (tmp_path / "p2.json").write_text(json.dumps(page(same, macro(2, "Two", ("comment_value", "old")))))
    (tmp_path / "p3.json").write_text("{ no JSON")
    assert Zendesk().recognises(tmp_path)
    items = list(Zendesk().read(tmp_path))
    assert [snippet_of(item).body for item in items[:2]] == ["a\n", "new\n"]
    assert [(item.source, item.outcome) for item in items[2:]] == [
        ("p2.json, item 2", Outcome.SKIPPED), ("p3.json", Outcome.SKIPPED),
    ]  # fmt: skip
    assert "the newer one came in" in items[2].notes[0]


def test_channels(tmp_path: Path) -> None:
    snippet = snippet_of(
        one(tmp_path, ("comment_value", ["channel:chat", "hey"]), ("comment_value", ["channel:all", "Hi"]))
    )
    assert (snippet.body, snippet.channel) == ("Hi\n", "")
    [chat] = snippet.variants
    assert (chat.body, chat.channel) == ("hey\n", "chat")
    alone = snippet_of(one(tmp_path, ("comment_value", ["channel:chat", "hey"])))
    assert (alone.body, alone.channel, alone.variants) == ("hey\n", "chat", ())
    html = snippet_of(one(tmp_path, ("comment_value_html", ["channel:all", "<p>Hi</p>"])))
    assert html.body == "Hi\n"


def test_a_chat_text_asks_for_the_same_fields(tmp_path: Path) -> None:
    both = (
        ("comment_value", "{{ticket.ticket_field_7}}"),
        ("comment_value", ["channel:chat", "{{ticket.ticket_field_7}}"]),
    )
    snippet = snippet_of(one(tmp_path, *both))
    assert [field.name for field in snippet.fields] == ["ticket_field_7"]
    assert snippet.body == snippet.variants[0].body == "{{field.ticket_field_7}}\n"


def test_several_comments(tmp_path: Path) -> None:
    item = one(tmp_path, ("comment_value_html", "<p>a</p>"), ("comment_value_html", "<p>b</p>"))
    assert snippet_of(item).body == "a\n\nb\n"
    assert item.notes == ("It held several comments; they came in as one.",)
    item = one(tmp_path, ("comment_value", "plain"), ("comment_value_html", "<p><b>rich</b></p>"))
    assert snippet_of(item).body == "**rich**\n"
    assert "with and without its looks" in item.notes[0]


@pytest.mark.parametrize("value", [False, "false"])
def test_a_note_for_colleagues(tmp_path: Path, value: Any) -> None:
    assert snippet_of(one(tmp_path, ("comment_value", "psst"), ("comment_mode_is_public", value))).channel == "note"


def test_ticket_changes_are_told(tmp_path: Path) -> None:
    item = one(
        tmp_path, ("comment_value", "x"), ("status", "solved"), ("current_tags", "vip eu"), ("custom_fields_36", "a"),
        ("side_conversation", ["s", "b"]),
    )  # fmt: skip
    assert item.notes == (
        "Ticket changes left out: status solved; add the tags vip eu; field 36 a; side conversation s, b.",
    )
    assert item.outcome is Outcome.COMES
    silent = one(tmp_path, ("status", "solved"))
    assert silent.outcome is Outcome.SKIPPED
    assert silent.notes == ("It says nothing, and only changes the ticket: status solved.",)


def test_who_may_use_it_and_whether_it_is_on(tmp_path: Path) -> None:
    item = one(tmp_path, ("comment_value", "x"), active=False, restriction={"type": "Group", "id": 4, "ids": [4, 5]})
    assert snippet_of(item).status is SnippetStatus.DEPRECATED
    assert item.notes == ("It is switched off there.", "Only some groups use it there: 4, 5.")
    assert one(tmp_path, ("comment_value", "x"), restriction={}).notes == ()
    assert one(tmp_path, ("comment_value", "x"), restriction={"type": "User", "id": 4}).notes == (
        "Only one person uses it there.",
    )


def test_dynamic_content_is_included_where_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "macros.json").write_text(json.dumps(page(macro(1, "M", ("comment_value", "Hi\n{{dc.bye}}")))))
    [alone] = Zendesk().read(tmp_path)
    assert alone.outcome is Outcome.LOOK
    assert snippet_of(alone).fields[0].type is FieldType.LONG
    items = [{
        "id": 9, "name": "Bye", "placeholder": "{{dc.bye}}", "default_locale_id": 1,
        "variants": [{"content": "Tschüs", "locale_id": 8, "default": False}, {"content": "Bye {{dc.bye}}", "default": True}],
    }]  # fmt: skip
    (tmp_path / "dynamic.json").write_text(json.dumps({"items": items}))
    bye, hello = Zendesk().read(tmp_path)
    assert snippet_of(hello).body == "Hi\n{{>" + snippet_of(bye).id + "}}\n"
    assert hello.outcome is Outcome.COMES
    assert (snippet_of(bye).origin, snippet_of(bye).folder) == ("zendesk:dc.9", "Dynamic content")
    assert any("circle" in note for note in bye.notes)
    assert any("other languages" in note for note in bye.notes)


def test_dynamic_content_may_have_the_number_of_a_macro(tmp_path: Path) -> None:
    content = {"id": 1, "name": "Bye", "placeholder": "{{dc.bye}}", "variants": [{"content": "Bye", "default": True}]}
    languages = {**content, "id": 2, "placeholder": "{{dc.b}}", "variants": [{"content": "Bye"}, {"content": "Ciao"}]}
    found = read(tmp_path, {"macros": [macro(1, "M", ("comment_value", "Hi"))], "items": [content, languages]})
    assert [snippet_of(item).body for item in found] == ["Hi\n", "Bye\n", "Bye\n"]
    assert [item.outcome for item in found] == [Outcome.COMES, Outcome.COMES, Outcome.LOOK]


@pytest.mark.parametrize(
    "bad",
    [
        macro(1, "x", actions=5), macro(1, "x", actions=[5, None, {"field": 3}]), macro(1, 7, ("comment_value", 7)), 5,
        "text", None, [[[[[[[[1]]]]]]]], {}, {"id": True}, macro({"a": 1}, ["x"], ("comment_value", ["a", "b", "c"])),
        macro(1, "x", ("comment_value", "\x00\x01 \n")), macro(1, "x", ("comment_value", None), restriction=[1]),
    ],
)  # fmt: skip
def test_what_is_wrong_in_one_leaves_the_others(tmp_path: Path, bad: Any) -> None:
    good = macro(2, "Good", ("comment_value", "good"))
    items = read(tmp_path, {"macros": [bad, good]})
    assert [item.outcome for item in items if item.source == "Good"] == [Outcome.COMES]
    assert [item.outcome for item in items if item.source != "Good"] == [Outcome.SKIPPED]
    assert all(item.notes for item in items if item.source != "Good")


def test_a_comment_of_the_wrong_kind_beside_a_good_one(tmp_path: Path) -> None:
    item = one(tmp_path, ("comment_value", {"a": 1}), ("comment_value", ["channel:chat", "hey"]))
    assert (item.outcome, item.notes) == (Outcome.LOOK, ("One of its comments could not be read.",))


def test_no_controls_come_in(tmp_path: Path) -> None:
    item = one(tmp_path, ("comment_value", "a\x00b\x1bc\r\nd"), description="x\x00y")
    assert snippet_of(item).body == "abc\nd\n"
    assert snippet_of(item).context == "xy"


def test_half_a_letter_is_marked(tmp_path: Path) -> None:
    words = json.dumps(page(macro(1, "x", ("comment_value", "ok 😀 HALF \\ud800"))))
    [item] = read(tmp_path, words.replace("HALF", "\\ud83d"))
    assert snippet_of(item).body == "ok 😀 \ufffd \\ud800\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"), (b"[" * 300_000, "not JSON"), (b'{"macros":' * 300_000, "not JSON"),
        (b'{"macros": [{"id": 1', "not JSON"), (b"\x00\x01\xff\xfe\x00", "not text"), (b'{"macros": []}', "no replies"),
        (b"[" + b"1," * 6_000_000 + b"1]", "more parts"), (b"nothing\nat all\n", "not JSON"),
    ],
    ids=["empty", "deep lists", "deep objects", "cut off", "binary", "none", "many parts", "words"],
)  # fmt: skip
def test_hostile_files_are_refused_soon(tmp_path: Path, data: bytes, words: str) -> None:
    file = tmp_path / "macros.json"
    file.write_bytes(data)
    begun = time.perf_counter()
    with pytest.raises(UserError, match=words):
        list(Zendesk().read(file))
    assert time.perf_counter() - begun < 5


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "macros.json"
    with file.open("wb") as out:
        out.truncate(65 * 1024 * 1024)
    with pytest.raises(UserError, match="larger than 64 MB"):
        list(Zendesk().read(file))


def test_bad_lines_are_findings(tmp_path: Path) -> None:
    lines = [json.dumps(macro(n, f"M{n}", ("comment_value", "x"))) for n in (1, 2)]
    items = read(tmp_path, f"{lines[0]}\n{{broken\n{lines[1]}\n")
    assert [item.outcome for item in items] == [Outcome.COMES, Outcome.COMES, Outcome.SKIPPED]
    assert items[2].source == "macros.json, line 2"


def test_windows_letters_are_told(tmp_path: Path) -> None:
    file = tmp_path / "macros.json"
    file.write_bytes(json.dumps(page(macro(1, "x", ("comment_value", "Grüße"))), ensure_ascii=False).encode("cp1252"))
    [item] = Zendesk().read(file)
    assert snippet_of(item).body == "Grüße\n"
    assert item.outcome is Outcome.LOOK


def test_many_macros_come_one_by_one(tmp_path: Path) -> None:
    html = "<p>Hi {{ticket.requester.first_name}},</p><p>it is <a href='https://a.example/{{ticket.id}}'>on its way</a>.<br>Bye</p>"
    macros = page(*(macro(n, f"F::{n}", ("comment_value_html", html), ("status", "open")) for n in range(2_000)))
    file = tmp_path / "macros.json"
    file.write_text(json.dumps(macros))
    items = Zendesk().read(file)
    begun = time.perf_counter()
    first = next(items)
    until_first = time.perf_counter() - begun
    assert "[on its way](https://a.example/{{ticket.number}})" in snippet_of(first).body
    assert sum(1 for _ in items) == 1_999
    assert until_first < (time.perf_counter() - begun) / 3

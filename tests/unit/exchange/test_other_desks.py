"""Chatwoot, Gorgias, Intercom, Front and osTicket."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.exchange import registry
from workbench.exchange.chatwoot import Chatwoot
from workbench.exchange.front import Front
from workbench.exchange.gorgias import Gorgias
from workbench.exchange.intercom import Intercom
from workbench.exchange.model import Format, Item, Outcome
from workbench.exchange.osticket import OsTicket
from workbench.packs.model import PackSnippet, SnippetStatus

CANNED = {
    "id": 1,
    "account_id": 2,
    "short_code": "order-late",
    "content": "Hi {{contact.first_name || 'there'}},\n**sorry**.",
}
MACRO = {
    "id": 11, "external_id": None, "name": "Where is it", "intent": "order/status", "language": "FR", "usage": 4,
    "created_datetime": "2024-01-01T00:00:00", "updated_datetime": "2024-01-01T00:00:00", "uri": "/api/macros/11/",
    "actions": [
        {"name": "setResponseText", "title": "Add response text", "type": "user", "arguments": {
            "body_html": "<div>Bonjour {{ticket.customer.firstname}},</div><div>oui.</div>", "body_text": "Bonjour"}},
        {"name": "addTags", "title": "Add tags", "type": "user", "arguments": {"tags": "late, vip"}},
        {"name": "setStatus", "title": "Set status", "type": "user", "arguments": {"status": "closed"}},
        {"name": "addInternalNote", "title": "Note", "type": "user", "arguments": {"body_html": "look", "body_text": "look"}},
    ],
}  # fmt: skip
SAVED = {
    "type": "macro", "id": "123", "name": "Order", "visible_to": "specific_teams", "visible_to_team_ids": ["4"],
    "available_on": ["inbox", "messenger"], "created_at": "2025-07-17T11:18:08.000Z", "updated_at": "2025-07-17T15:30:24.000Z",
    "body": '<p>Hi <attribute key="user.first_name" default="there &quot;&amp;&quot; you"/>, <a href="https://a.example">here</a></p>',
    "body_text": 'Hi {{user.first_name|fallback:"there & you"}}, here',
}  # fmt: skip
TEMPLATE = {
    "_links": {"self": "https://a.example/message_templates/rsp_1", "related": {"folder": "https://a.example/message_template_folders/rsf_9"}},
    "id": "rsp_1", "name": "Welcome", "subject": "Hello you", "body": "<div>Hi {{recipient.first_name}}</div>",
    "attachments": [{"id": "fil_1", "filename": "a.pdf"}], "is_available_for_all_inboxes": True,
}  # fmt: skip
ROW = {
    "canned_id": "5", "dept_id": "0", "isenabled": "1", "title": "What is it", "lang": "en_US", "notes": None,
    "response": "<p>Hi %{ticket.name.first},</p><p>%{ticket.dept.name}</p>", "created": "2024-01-01", "updated": "2024-01-01",
}  # fmt: skip


def read(format_: Format, folder: Path, value: Any) -> list[Item]:
    file = folder / "export.json"
    file.write_text(json.dumps(value))
    found = registry.recognise(file)
    assert found is not None
    assert found.name == format_.name
    return list(format_.read(file))


def snippet_of(item: Item) -> PackSnippet:
    assert item.snippet is not None, item.notes
    return item.snippet


@pytest.mark.parametrize("value", [[CANNED], CANNED, {"payload": [CANNED]}, {"canned_response": CANNED}])
def test_chatwoot(tmp_path: Path, value: Any) -> None:
    [item] = read(Chatwoot(), tmp_path, value)
    snippet = snippet_of(item)
    assert (snippet.shortcut, snippet.title, snippet.origin) == ("order-late", "Order late", "chatwoot:1")
    assert snippet.body == "Hi {{customer.first_name|there}},\n**sorry**.\n"
    assert item.outcome is Outcome.COMES


def test_gorgias(tmp_path: Path) -> None:
    [item] = read(
        Gorgias(), tmp_path, {"data": [MACRO], "object": "list", "meta": {"next_cursor": None}, "uri": "/api/macros"}
    )
    snippet = snippet_of(item)
    assert snippet.body == "Bonjour {{customer.first_name}},\n\noui.\n"
    assert (snippet.language, snippet.tags, snippet.synonyms) == ("fr", ("late", "vip"), ("order status",))
    assert [(each.channel, each.body) for each in snippet.variants] == [("note", "look\n")]
    assert "Ticket changes left out: add tags late, vip; set status closed." in item.notes
    assert item.outcome is Outcome.COMES


def test_gorgias_archived_silent_and_wrong(tmp_path: Path) -> None:
    old = MACRO | {"id": 1, "archived_datetime": "2025-01-01T00:00:00"}
    silent = MACRO | {"id": 2, "actions": MACRO["actions"][1:3]}  # type: ignore[index]
    wrong = MACRO | {"id": 3, "actions": [5, {"name": 7}, {"name": "setResponseText", "arguments": "x"}]}
    archived, skipped, odd = read(Gorgias(), tmp_path, [old, silent, wrong])
    assert snippet_of(archived).status is SnippetStatus.DEPRECATED
    assert (skipped.outcome, odd.outcome) == (Outcome.SKIPPED, Outcome.SKIPPED)
    assert "only changes the ticket: add tags late, vip; set status closed" in skipped.notes[0]


def test_intercom(tmp_path: Path) -> None:
    [item] = read(Intercom(), tmp_path, {"type": "list", "data": [SAVED], "pages": {"type": "pages"}})
    assert snippet_of(item).body == "Hi {{customer.first_name|there '&' you}}, [here](https://a.example)\n"
    assert "Only some teams use it there." in item.notes
    [plain] = read(Intercom(), tmp_path, [SAVED | {"body": None, "available_on": ["messenger"]}])
    assert (snippet_of(plain).body, snippet_of(plain).channel) == (
        "Hi {{customer.first_name|there & you}}, here\n",
        "chat",
    )


def test_front(tmp_path: Path) -> None:
    folder = {"_links": {"self": "x"}, "id": "rsf_9", "name": "Sales/EU"}
    [item] = read(Front(), tmp_path, [{"_results": [folder]}, {"_pagination": {"next": None}, "_results": [TEMPLATE]}])
    snippet = snippet_of(item)
    assert (snippet.body, snippet.folder, snippet.origin) == ("Hi {{customer.first_name}}\n", "Sales EU", "front:rsp_1")
    assert item.notes[:2] == ("Files that go with it were left out: a.pdf.", "Its subject was left out: Hello you.")
    assert item.outcome is Outcome.LOOK


@pytest.mark.parametrize("wrapped", [False, True])
def test_osticket(tmp_path: Path, wrapped: bool) -> None:
    tool = [{"type": "header"}, {"type": "database"}, {"type": "table", "name": "ost_canned_response", "data": [ROW]}]
    [item] = read(OsTicket(), tmp_path, tool if wrapped else [ROW])
    snippet = snippet_of(item)
    assert snippet.body == "Hi {{customer.first_name}},\n\n{{field.dept_name}}\n"
    assert (snippet.language, snippet.origin, item.outcome) == ("en-us", "osticket:5", Outcome.LOOK)


def test_each_is_told_from_the_others(tmp_path: Path) -> None:
    samples = {
        "zendesk": {"macros": [{"id": 1, "title": "x", "actions": [{"field": "comment_value", "value": "#{x}"}]}]},
        "helpscout": [{"id": 1, "name": "x", "text": "a", "chatText": "b"}],
        "freshdesk": [{"id": 1, "title": "x", "content_html": "<p>a</p>"}],
        "zammad": {"id": 1, "name": "x", "keywords": "", "content": "#{ticket.title}"},
        "chatwoot": [CANNED], "gorgias": {"data": [MACRO]}, "intercom": {"data": [SAVED]}, "front": {"_results": [TEMPLATE]},
        "osticket": [ROW],
    }  # fmt: skip
    for name, value in samples.items():
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(value))
        assert [each.name for each in registry.FORMATS if each.recognises(file)][:1] == [name]
        alone = tmp_path / name
        alone.mkdir()
        (alone / "page-1.json").write_text(json.dumps(value))
        found = registry.recognise(alone)
        assert found is not None
        assert found.name == name

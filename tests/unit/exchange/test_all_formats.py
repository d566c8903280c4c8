"""Every format together: each knows its own file and no other, in whatever order they are asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.exchange.model import Outcome
from workbench.exchange.registry import FORMATS, recognise

FILES: dict[str, tuple[str, Any]] = {
    "zendesk": (
        "macros.json",
        {"macros": [{"id": 1, "title": "A::B", "active": True, "actions": [{"field": "comment_value_html", "value": "<p>Hi</p>"}]}]},
    ),
    "helpscout": ("replies.json", [{"id": 1, "name": "A", "text": "Hi<br />there", "chatText": "Hi"}]),
    "freshdesk": ("canned.json", [{"id": 1, "title": "A", "folder_id": 2, "content": "Hi", "content_html": "<p>Hi</p>"}]),
    "zammad": ("modules.json", [{"id": 1, "name": "A", "keywords": "a", "content": "<p>Hi</p>", "active": True, "group_ids": []}]),
    "chatwoot": ("canned.json", [{"id": 1, "account_id": 1, "short_code": "a", "content": "Hi"}]),
    "gorgias": (
        "macros.json",
        {"data": [{"id": 1, "name": "A", "actions": [{"name": "setResponseText", "arguments": {"body_text": "Hi", "body_html": "Hi"}}]}]},
    ),
    "raycast": ("r.json", [{"name": "A", "text": "Hi there", "keyword": "a"}]),
    "beeftext": ("c.json", {"fileFormatVersion": 10, "combos": [{"uuid": "{1}", "name": "A", "keyword": "a", "snippet": "Hi"}], "groups": []}),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_known_for_what_it_is_and_its_words_come_in(name: str, tmp_path: Path) -> None:
    file_name, content = FILES[name]
    file = tmp_path / file_name
    file.write_text(json.dumps(content))
    found = recognise(file)
    assert found is not None
    assert found.name == name
    items = list(found.read(file))
    assert [item.snippet.body.strip()[:2] for item in items if item.snippet] == ["Hi"]
    assert all(item.outcome is not Outcome.SKIPPED for item in items)
    assert items[0].snippet is not None
    assert items[0].snippet.origin.startswith(f"{name}:")


def test_names_are_words_for_a_command_line_and_each_is_there_once() -> None:
    names = [each.name for each in FORMATS]
    assert len(set(names)) == len(names) == 18
    assert all(name.isalpha() and name.islower() for name in names)

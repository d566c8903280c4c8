"""Freshdesk and Freshservice: folders, responses, and files that go with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.exchange.freshdesk import Freshdesk
from workbench.exchange.model import Item, Outcome

FOLDERS = [
    {
        "id": 43,
        "name": "Billing/Refunds",
        "personal": False,
        "responses_count": 2,
        "created_at": "2024-01-01T00:00:00Z",
    },
    {"id": 44, "name": "Mine", "personal": True, "responses_count": 1},
]


def response(id_: int = 5, **more: Any) -> dict[str, Any]:
    return {
        "id": id_, "title": "Refund", "folder_id": 43, "content": "Hi {{ticket.requester.firstname}}, done",
        "content_html": "<div dir=\"ltr\">Hi {{ticket.requester.firstname}},</div><div><b>done</b></div>",
        "attachments": [], "created_at": "2024-01-01T00:00:00Z", "updated_at": "2024-01-02T00:00:00Z", **more,
    }  # fmt: skip


def read(folder: Path, *answers: Any) -> list[Item]:
    for number, answer in enumerate(answers):
        (folder / f"{number}.json").write_text(json.dumps(answer))
    assert Freshdesk().recognises(folder)
    return list(Freshdesk().read(folder))


@pytest.mark.parametrize(
    "answers",
    [
        (FOLDERS, [response()]), (FOLDERS, response()), ({"canned_response_folders": FOLDERS}, {"canned_responses": [response()]}),
        (FOLDERS, [{"id": 5, "title": "Refund", "folder_id": 43}], {"canned_response": response()}),
    ],
)  # fmt: skip
def test_a_response_in_its_folder(tmp_path: Path, answers: tuple[Any, ...]) -> None:
    [item] = read(tmp_path, *answers)
    snippet = item.snippet
    assert snippet is not None
    assert (snippet.title, snippet.folder, snippet.origin) == ("Refund", "Billing Refunds", "freshdesk:5")
    assert snippet.body == "Hi {{customer.first_name}},\n\n**done**\n"
    assert item.outcome is Outcome.COMES


def test_plain_words_where_there_is_no_html(tmp_path: Path) -> None:
    [item] = read(tmp_path, response(content_html=None, content="1 < 2 & {{ticket.id}}"))
    assert item.snippet is not None
    assert item.snippet.body == "1 < 2 & {{ticket.number}}\n"


def test_what_is_told(tmp_path: Path) -> None:
    files, mine, bare = read(
        tmp_path, FOLDERS,
        [response(1, attachments=[{"id": 1, "name": "guide.pdf"}, 5]), response(2, folder_id=44), {"id": 3, "title": "Bare"}],
    )  # fmt: skip
    assert files.outcome is Outcome.LOOK
    assert "Files that go with it were left out: guide.pdf, a file." in files.notes
    assert "Only one person uses it there." in mine.notes
    assert mine.outcome is Outcome.COMES
    assert bare.outcome is Outcome.SKIPPED
    assert "only names it" in bare.notes[0]


def test_wrong_kinds(tmp_path: Path) -> None:
    items = read(
        tmp_path, [response(1, content_html=7, content=[1]), response(2, folder_id=[1], title={"a": 1}), 5, response(3)]
    )
    assert [item.outcome for item in items] == [Outcome.SKIPPED, Outcome.COMES, Outcome.COMES, Outcome.SKIPPED]

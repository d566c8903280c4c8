"""Help Scout and FreeScout: the list that names replies, the answers that hold them, and their chat texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.exchange.helpscout import HelpScout
from workbench.exchange.model import Item, Outcome
from workbench.kernel.errors import UserError


def read(folder: Path, *answers: Any) -> list[Item]:
    for number, answer in enumerate(answers):
        (folder / f"{number}.json").write_text(json.dumps(answer))
    assert HelpScout().recognises(folder)
    return list(HelpScout().read(folder))


def reply(id_: int = 7, **more: Any) -> dict[str, Any]:
    text = "Hello {%customer.firstName,fallback=there%},<br /><br />it is <b>done</b>.<br />{%user.firstName%}"
    return {"id": id_, "name": "Done", "text": text, "chatText": "It is done,\n{%customer.firstName%}.", **more}


def test_a_reply_for_mail_and_chat(tmp_path: Path) -> None:
    [item] = read(tmp_path, reply())
    snippet = item.snippet
    assert snippet is not None
    assert (snippet.title, snippet.origin, item.outcome) == ("Done", "helpscout:7", Outcome.COMES)
    assert snippet.body == "Hello {{customer.first_name|there}},\n\nit is **done**.\n{{agent.first_name}}\n"
    [chat] = snippet.variants
    assert (chat.channel, chat.body) == ("chat", "It is done,\n{{customer.first_name}}.\n")


def test_a_reply_for_chat_alone(tmp_path: Path) -> None:
    [item] = read(tmp_path, reply(text=None))
    assert item.snippet is not None
    assert (item.snippet.channel, item.snippet.variants) == ("chat", ())


@pytest.mark.parametrize("turned", [False, True])
def test_the_list_is_filled_in_from_the_answers(tmp_path: Path, turned: bool) -> None:
    listed = [
        {"id": 7, "name": "Done", "preview": "Hello…", "chatPreview": "It is…"},
        {"id": 8, "name": "Later", "preview": "We will", "chatPreview": None},
    ]
    done, later = read(tmp_path, reply(), listed) if turned else read(tmp_path, listed, reply())
    assert done.outcome is Outcome.COMES
    assert (later.outcome, later.source) == (Outcome.SKIPPED, "Later")
    assert "only its beginning" in later.notes[0]


def test_pages_with_embedded_replies(tmp_path: Path) -> None:
    page = {"_embedded": {"saved-replies": [reply(), reply(8, name="Other")]}, "page": {"number": 1}}
    assert [item.outcome for item in read(tmp_path, page)] == [Outcome.COMES, Outcome.COMES]


def test_wrong_kinds(tmp_path: Path) -> None:
    odd, number, good = read(tmp_path, [reply(1, text=5), reply(2, text=5, chatText=[]), reply(3)])
    assert odd.outcome is Outcome.LOOK
    assert odd.notes == ("What it holds as text is not text.",)
    assert (number.outcome, good.outcome) == (Outcome.SKIPPED, Outcome.COMES)


def test_nothing_there(tmp_path: Path) -> None:
    assert not HelpScout().recognises(tmp_path)
    with pytest.raises(UserError, match="holds no replies"):
        list(HelpScout().read(tmp_path))

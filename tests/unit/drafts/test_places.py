"""Placeholders stay what they are when two texts become one."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.unit.conftest import Bench
from workbench.drafts.places import joined
from workbench.helpdesk.port import OutKind
from workbench.outbox.model import Queued


def place(start: int, words: str) -> dict[str, object]:
    return {"placed": {"span": {"start": start, "end": start + len(words)}, "state": "empty"}, "words": words}


def test_those_of_the_second_move_and_those_of_the_first_stay_where_they_are_in_it() -> None:
    front = json.dumps([place(0, "ab"), place(9, "gone")])
    found = json.loads(joined(front, json.dumps([place(1, "cd")]), 10))
    assert found == [place(0, "ab"), place(11, "cd")]


@pytest.mark.parametrize("broken", ["", "{", "3", "[{}]", '[{"placed": {"span": 3}}]'])
def test_what_cannot_be_read_is_left_out(broken: str) -> None:
    assert joined(broken, broken, 3) == ""
    assert json.loads(joined(broken, json.dumps([place(0, "a")]), 1)) == [place(1, "a")]


def test_words_taken_back_before_others_leave_the_placeholders_of_both(bench: Bench) -> None:
    drafts, outbox, ticket = bench.workbench.drafts, bench.workbench.outbox, bench.ticket()
    first, second = json.dumps([place(0, "Mette")]), json.dumps([place(5, "{{User}}")])
    drafts.save(ticket, OutKind.REPLY, "Mette, yes.", 0, 1, first).result()
    queued = outbox.queue(ticket, OutKind.REPLY, "Mette, yes.", hold=timedelta(minutes=1))
    assert isinstance(queued, Queued)
    drafts.save(ticket, OutKind.REPLY, "Run `{{User}}`", 0, 1, second).result()
    outbox.withdraw(queued.id)
    kept = drafts.load(ticket, OutKind.REPLY)
    assert kept is not None
    assert kept.text == "Mette, yes.\n\nRun `{{User}}`"
    for each in json.loads(kept.places):
        span = each["placed"]["span"]
        assert kept.text[span["start"] : span["end"]] == each["words"]
    assert len(json.loads(kept.places)) == 2

from __future__ import annotations

import re

import pytest

from workbench.certainty import check, conventions
from workbench.certainty.guards import Guard, Place, excuses

BREAKS = conventions.read({"breaks": "and so"}).breaks


def place(sentence: str, cue: str) -> Place:
    start = sentence.index(cue)
    return Place(sentence, start, start + len(cue), BREAKS)


def test_a_place_knows_its_surroundings() -> None:
    found = place("i moved it, and the page should now load well?", "should now")
    assert found.head == "i moved it, and the page"
    assert found.clause == "the page"
    assert found.tail == "load well?"
    assert found.ending.endswith("?")


def test_a_place_looks_no_further_than_its_window() -> None:
    found = place("a" * 1_000 + " should " + "b" * 1_000, "should")
    assert len(found.head) < 300
    assert len(found.tail) < 300


def test_a_guard_holds_only_where_all_its_patterns_are_found() -> None:
    guard = Guard("advice", (("clause", re.compile("you$")), ("tail", re.compile("^back up"))))
    assert excuses((guard,), place("so you should back up", "should"))
    assert not excuses((guard,), place("so you should see it", "should"))
    assert not excuses((guard,), place("so it should back up", "should"))


HARMLESS = {
    "a question": "Should it be under the other account now?",
    "a polite question": "Perhaps the plugin is outdated?",
    "advice": "You should also check the spam folder.",
    "a duty of ours": "We should talk about that on the phone.",
    "a duty of a person": "Your husband should sign out first.",
    "an inverted condition": "Should the page stay blank, send me a screenshot.",
    "a condition": "Write to me if it should happen again.",
    "a required value": "The port should be 993.",
    "a value that is hidden": "It should be `true`.",
    "an instruction": "Bugs should be reported in the tracker.",
    "a relative clause": "Send me the file that should be changed.",
    "what somebody wants": "The form lets you choose whether prices should include tax.",
    "what is told": "I know what it should say.",
    "a fault owned": "This should not have happened.",
    "an open condition": "If it still fails, an add-on may be the cause.",
    "a suggestion": "Perhaps ask your host.",
    "an opinion": "I think it's a good idea.",
    "the customer's words": "I assume you mean the app.",
    "a literal look": "The icon looks like a gear.",
    "agreement": "That sounds like a plan.",
    "a comparison": "It is harder than it seems.",
    "permission": "You may cancel at any time.",
    "what varies": "Some sites may be slower.",
    "a quotation": 'You wrote "it should work".',
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS.keys())
def test_a_cue_in_harmless_company_is_excused(text: str) -> None:
    assert check(text) == []


HARMFUL = {
    "a thing": "The export should be in your inbox.",
    "a team": "The team should be able to restore it.",
    "what the customer sees": "You should see a green tick.",
    "the outcome of a step": "If you restart the app, it should load your posts.",
    "a time is no value": "It should be 5 days at most.",
    "a demonstrative": "I moved it, and that should fix the menu.",
    "a state reported as now": "The mailbox should now be set to IMAP.",
    "a doubt about the diagnosis": "It's probably the cache.",
}


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL.keys())
def test_a_cue_in_other_company_is_not_excused(text: str) -> None:
    assert [finding.level for finding in check(text)] == ["warn"]

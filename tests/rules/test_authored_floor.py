"""A floor under the rules: sentences written and labelled for this purpose, judged sentence by sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.certainty import Kind, check

SENTENCES = [json.loads(line) for line in (Path(__file__).parent / "authored.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("kind", list(Kind))
def test_authored_sentences_are_heard_as_labelled(kind: Kind) -> None:
    wrong = [
        (item["id"], item["text"])
        for item in SENTENCES
        if (kind in item["kinds"]) != (kind in {finding.kind for finding in check(item["text"])})
    ]
    assert wrong == []


WARM = [
    "Ha, that made my day!",
    "Great catch! 🎉",
    "I'm sorry I sent the wrong link; here is the right one.",
    "Sorry for the delay; your export is ready.",
    "I charged your card twice. That was my mistake, and I'm sorry.",
    "Happy Friday, Ann! 😄",
    "Your garden looks lovely in the new gallery.",
    "I hope the launch goes well 🚀",
    "Thank you for the Safari test!",
    "I'm glad it's working again :)",
    "No worries, I once deleted my own blog before lunch.",
    "I've been there, and it's no fun.",
    "Enjoy the weekend!",
]


@pytest.mark.parametrize("text", WARM)
def test_warmth_humour_and_a_plain_apology_are_left_alone(text: str) -> None:
    assert check(text) == []


PLAIN = [
    "You should contact your bank.",
    "Which folder should I look in?",
    "The width should be 300 pixels.",
    "Each entry should be on its own line.",
    "Let me know if it should happen again.",
    "Delivery may take up to five days.",
    "I like how your site looks.",
    "The button appears below the image.",
    "I tried to reproduce it and could not.",
    "Your site is back up.",
    "We decided against it.",
    "I passed your ticket to Ann in billing; she writes to you today.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_advice_facts_and_decisions_are_left_alone(text: str) -> None:
    assert check(text) == []


DOUBT = [
    ("The invoice should arrive within the hour.", "The invoice will arrive within the hour."),
    ("Both of your domains should now be connected.", "Both of your domains are now connected."),
    ("You should now be able to log in.", "You can now log in."),
    ("It looks like the payment failed.", "The payment failed."),
    ("The server appears to be down.", "The server is down."),
    ("I suspect the firewall blocks it.", "The firewall blocks it."),
    ("This is likely due to a plugin.", "This is due to a plugin."),
    ("Your card may have expired.", "Your card has expired."),
]


@pytest.mark.parametrize(("text", "certain"), DOUBT)
def test_doubt_is_heard_and_its_certain_form_offered(text: str, certain: str) -> None:
    (finding,) = check(text)
    assert (finding.kind, finding.rewrite) == (Kind.UNCERTAIN, certain)

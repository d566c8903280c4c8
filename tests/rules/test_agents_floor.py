"""A floor under the rules of the other languages: replies as agents from Graz to Porto Alegre write them.

One person wrote and labelled them, before the rules were run on them; sixteen labels of `replies` were put right
by the guideline afterwards, and a few doubtful sentences of `families` were dropped. The rules have learned from all
of them since, so the figures only may not fall. When first run (precision, recall):

- `replies`: uncertain .91 .73, false hope 1.00 .42, apology 1.00 .88, script 1.00 .78
- `later`, after a round of mending: uncertain 1.00 .78, false hope .88 .44, apology 1.00 .83, script 1.00 .50
- `last`, after another: uncertain 1.00 .50, false hope 1.00 .08, apology 1.00 1.00, script 1.00 .92
- `close`, after one more: uncertain 1.00 .95, false hope .83 .62, apology 1.00 .88, script 1.00 .50

The last three are few and say much the same in each language. What is heard is right; of what is said in new words a
half to nine tenths is heard.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.certainty import Kind, check

FLOOR = 0.97
LANGUAGES = ("de", "es", "fr", "pt")


def sentences(language: str) -> Iterator[dict[str, str]]:
    for line in (Path(__file__).parent / "agents.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        if item["language"] == language:
            yield item


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_agent_doubts_is_heard_and_little_else(language: str) -> None:
    heard: set[tuple[str, Kind]] = set()
    meant: set[tuple[str, Kind]] = set()
    for item in sentences(language):
        heard |= {(item["text"], finding.kind) for finding in check(item["text"], language)}
        meant |= {(item["text"], Kind(kind)) for kind in item["kinds"]}
    for kind in Kind:
        found = {(text, each) for text, each in heard if each == kind}
        labelled = {(text, each) for text, each in meant if each == kind}
        assert len(found & labelled) >= FLOOR * len(found), sorted(found - labelled)
        assert len(found & labelled) >= FLOOR * len(labelled), sorted(labelled - found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_whole_replies_half_the_sentences_are_harmless(language: str) -> None:
    replies = [item for item in sentences(language) if "-families" not in item["id"]]
    assert sum(not item["kinds"] for item in replies) >= 0.48 * len(replies)

"""A floor under the rules of the other languages: replies as agents from Graz to Porto Alegre write them.

Each sentence was labelled before the rules were run on it, and the rules have learned from all of them since, so the
figures only may not fall. When first run, `replies` gave uncertain P .91 R .73, false hope P 1.00 R .42, apology
P 1.00 R .88, script P 1.00 R .78. After a round of mending `later` gave uncertain P 1.00 R .78, false hope P .88
R .44, apology P 1.00 R .83, script P 1.00 R .50; after another `last` gave uncertain P 1.00 R .50, false hope P 1.00
R .08, apology P 1.00 R 1.00, script P 1.00 R .92; after one more `close` gave uncertain P 1.00 R .95, false hope P .83
R .62, apology P 1.00 R .88, script P 1.00 R .50. That is nearer to what an unknown text gets: what is heard is right,
and of what is said in new words a half to nine tenths is heard.
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

"""Replies to measure on, made of texts of our own: the starter pack, the practice desk and the sentences of the tests.

No real reply may be part of the project, so these stand in for them: as long as replies are, and fuller of doubt.
"""

from __future__ import annotations

import html
import json
import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDS = 200
SIZE = 1_000_000  # bytes
_BLANK = re.compile(r"\{\{[^{}|]*(?:\|([^{}]*))?\}\}")


def corpus(seed: int = 4) -> dict[str, list[str]]:
    """``replies`` of about WORDS words, SIZE bytes together; ``dense``, of which nearly every sentence has a finding;
    ``edited``, each of the first replies after one more word was typed into one sentence.
    """
    chance = random.Random(seed)
    paragraphs, sentences, dense = [*_starter(), *_practice()], list(_authored()), list(_examples())
    replies = list(_replies(chance, paragraphs, sentences))
    crowded = [" ".join(chance.sample(dense, 14)) for _ in range(200)]
    return {"replies": replies, "dense": crowded, "edited": [_edited(chance, reply) for reply in replies[:300]]}


def _replies(chance: random.Random, paragraphs: list[str], sentences: list[str]) -> Iterator[str]:
    size = 0
    while size < SIZE:
        parts = ["Hi Mette,"]
        while sum(len(part.split()) for part in parts) < WORDS - 20:
            parts.append(_with_one(chance, chance.choice(paragraphs), chance.choice(sentences)))
        reply = "\n\n".join([*parts, "Best wishes,\nRobin"])
        size += len(reply.encode())
        yield reply


def _with_one(chance: random.Random, paragraph: str, sentence: str) -> str:
    """A sentence of the tests in about every second paragraph."""
    return f"{paragraph} {sentence}" if chance.random() < 0.5 else paragraph


def _edited(chance: random.Random, reply: str) -> str:
    gaps = [found.start() for found in re.finditer(r"(?<=\w) (?=\w)", reply)]
    at = chance.choice(gaps)
    return f"{reply[:at]} really{reply[at:]}"


def _starter() -> Iterator[str]:
    for file in sorted((ROOT / "resources/packs/starter/snippets").rglob("*.md")):
        _, head, body = file.read_text("utf-8").split("+++\n", 2)
        if tomllib.loads(head).get("language", "en") == "en":
            yield from _paragraphs(_BLANK.sub(lambda found: found[1] or "4242", body))


def _practice() -> Iterator[str]:
    for file in sorted((ROOT / "resources/practice/conversations").glob("*.toml")):
        talk = tomllib.loads(file.read_text("utf-8"))
        if talk.get("language") == "en":
            for message in talk["messages"]:
                plain = re.sub(r"<(?:br|/p|/div)[^>]*>", "\n\n", message.get("html", ""))
                yield from _paragraphs(html.unescape(re.sub(r"<[^>]*>", "", plain)))


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        if 8 < len(paragraph.split()) < 90:
            yield paragraph.strip()


def _authored() -> Iterator[str]:
    for line in (ROOT / "tests/rules/authored.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)["text"]


def _examples() -> Iterator[str]:
    rules = tomllib.loads((ROOT / "resources/rules/en.toml").read_text("utf-8"))
    for rule in rules["rule"]:
        yield from rule["flag"]

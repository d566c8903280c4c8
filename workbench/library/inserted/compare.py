"""How much of a snippet is left in what was written. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rapidfuzz import fuzz, process

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_OPEN = re.compile(r"\{\{[^{}\n]*\}\}")
_WORD = re.compile(r"\w+")
_SAME_WORDS = 50.0  # of 100: below this a paragraph is another one
_HARDLY = 70.0
_RUN = 4  # words in a row; fewer are anybody's
_MOST_WORDS = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is left of a snippet, by number of its paragraph. ``rewritten``: the new words."""

    kept: tuple[int, ...] = ()
    rewritten: Mapping[int, str] = field(default_factory=dict)
    removed: tuple[int, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether anything is left."""
        return bool(self.kept or self.rewritten)


def paragraphs(text: str) -> list[str]:
    """The paragraphs with words in them."""
    return [part.strip() for part in _PARAGRAPH.split(text) if part.strip()]


def left(inserted: str, written: str) -> Left:
    """Compare a snippet as it was inserted with what the agent made of the reply."""
    theirs = paragraphs(written)
    flat = [" ".join(part.split()) for part in theirs]
    kept, rewritten, removed = [], {}, []
    for number, part in enumerate(paragraphs(inserted)):
        words = " ".join(part.split())
        if words in flat or any(words in each for each in flat):
            kept.append(number)
            continue
        best = process.extractOne(words, flat, scorer=fuzz.ratio, score_cutoff=_SAME_WORDS)
        if best is None:
            removed.append(number)
        else:
            rewritten[number] = theirs[best[2]]
    return Left(kept=tuple(kept), rewritten=rewritten, removed=tuple(removed))


def says_so(inserted: str, written: str) -> bool:
    """Whether what a snippet stated is still stated: more of it than a greeting, as it came or hardly changed."""
    became, parts = left(inserted, written), paragraphs(inserted)
    stated = any(len(parts[number].split()) >= _RUN for number in became.kept)
    return stated or any(_alike(parts[number], text) >= _HARDLY for number, text in became.rewritten.items())


def _alike(inserted: str, written: str) -> float:
    """Of 100; what was open when it was inserted may be anything by now."""
    return fuzz.ratio(_OPEN.sub("", inserted), written)


def unchanged(inserted: Sequence[str], written: str) -> float:
    """The share of the words of a reply that stand as a snippet brought them, 0 to 1."""
    words = _WORD.findall(written)[:_MOST_WORDS]
    if not words:
        return 0.0
    from_snippets = [False] * len(words)
    for text in inserted:
        matcher = SequenceMatcher(None, _WORD.findall(text)[:_MOST_WORDS], words, autojunk=False)
        for block in matcher.get_matching_blocks():
            if block.size >= _RUN:
                from_snippets[block.b : block.b + block.size] = [True] * block.size
    return sum(from_snippets) / len(words)


def in_body(body: str, inserted: str) -> list[int]:
    """For each paragraph inserted, the number of the paragraph of the template that it came from."""
    templates = paragraphs(body)
    numbers = []
    for number, part in enumerate(paragraphs(inserted)):
        best = process.extractOne(part, templates, scorer=fuzz.ratio)
        numbers.append(best[2] if best else min(number, max(0, len(templates) - 1)))
    return numbers


def as_template(text: str, known: Sequence[tuple[str, str]]) -> str:
    """``text`` with the values that were filled in taken out again, so that nothing of a customer is kept.

    ``known``: names and values. Addresses and long numbers go too, wherever they are from.
    """
    for name, value in sorted(known, key=lambda pair: -len(pair[1])):
        if len(value) > 1:
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "{{" + name + "}}", text)
    return _PRIVATE.sub("…", text)


_PRIVATE = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|https?://\S+|\+?\d[\d ()/-]{5,}\d")

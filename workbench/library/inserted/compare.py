"""How much of a snippet is left in what was written. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rapidfuzz import fuzz, process

from workbench.library.inserted.parts import Part, paragraphs, stands_in

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


def left(inserted: Sequence[Part], written: str) -> Left:
    """Compare a snippet as it was inserted with what the agent made of the reply; what fills its places is theirs."""
    theirs = paragraphs(written)
    flat = [" ".join(part.split()) for part in theirs]
    kept, rewritten, removed = [], {}, []
    for number, part in enumerate(inserted):
        if any(stands_in(part, each) for each in flat):
            kept.append(number)
            continue
        best = process.extractOne(part.bare, flat, scorer=fuzz.ratio, score_cutoff=_SAME_WORDS)
        if best is not None:
            rewritten[number] = theirs[best[2]]
        elif part.shorter:  # a paragraph that a slot left alone took with it was not taken out by anybody
            removed.append(number)
    return Left(kept=tuple(kept), rewritten=rewritten, removed=tuple(removed))


def says_so(inserted: Sequence[Part], written: str) -> bool:
    """Whether what a snippet stated is still stated: more of it than a greeting, as it came or hardly changed."""
    became = left(inserted, written)
    stated = any(len(inserted[number].bare.split()) >= _RUN for number in became.kept)
    return stated or any(
        fuzz.ratio(inserted[number].bare, text) >= _HARDLY for number, text in became.rewritten.items()
    )


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


def in_body(body: str, inserted: Sequence[Part]) -> list[int]:
    """For each paragraph inserted, the number of the paragraph of the template that it came from."""
    templates = paragraphs(body)
    numbers = []
    for number, part in enumerate(inserted):
        best = process.extractOne(part.tagged, templates, scorer=fuzz.ratio)
        numbers.append(best[2] if best else min(number, max(0, len(templates) - 1)))
    return numbers

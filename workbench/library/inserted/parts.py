"""A snippet as it was inserted, in paragraphs: the words that are the snippet's, and the places that are a reply's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from workbench.kernel.gate import leaving
from workbench.kernel.places import is_slot, places
from workbench.kernel.spans import Span
from workbench.library.model import State

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_WORD = re.compile(r"\w")
_FIRST, _MOST = 0xF0000, 20_000  # of a private plane of Unicode: a place is one letter, whatever stands there
_PLACE = re.compile("[\U000f0000-\U000fffff]")
_TOKEN = re.compile("[\U000f0000-\U000fffff]|\\w+|[^\\w\\s]")
_PRIVATE = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|https?://\S+|\+?\d[\d ()/-]{5,}\d")
_LONGEST = 300  # characters; more than that between two words is no value any more
_MOST_WORDS = 1_000  # of a paragraph that is compared word by word
_SLOT = "yours"

Known = tuple[str, str]
"""The name of a place, empty where it is of something else, and what stood there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place in the words that were inserted, by code points."""

    name: str
    span: Span
    state: State

    @property
    def open(self) -> bool:
        """Whether nothing stood there yet."""
        return self.state in {State.EMPTY, State.UNKNOWN, State.YOURS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A paragraph. ``words``: on one line, each place one private letter; ``names``: by that letter.

    ``shorter``: the words without the sentences whose slot was left; ``known``: what stood at its places.
    """

    words: str
    shorter: str
    names: Mapping[str, str] = field(default_factory=dict)
    known: tuple[Known, ...] = ()

    @property
    def bare(self) -> str:
        """The words of the snippet alone."""
        return _flat(_PLACE.sub(" ", self.words))

    @property
    def tagged(self) -> str:
        """The words with ``{{name}}`` at each place."""
        return _PLACE.sub(lambda place: _tag(self.names.get(place[0], "")), self.words)


def paragraphs(text: str) -> list[str]:
    """The paragraphs with words in them."""
    return [part.strip() for part in _PARAGRAPH.split(text) if part.strip()]


def parts_of(text: str, gaps: Sequence[Gap] = ()) -> list[Part]:
    """The paragraphs of ``text`` that hold words of their own.

    The value of a fact is the snippet's own, so that a change of it is seen. Whatever stands open is a place.
    """
    there = {gap.span: gap for gap in gaps if gap.open or not gap.name.startswith("fact.")}
    there |= {span: Gap(name="", span=span, state=State.EMPTY) for span in places(text) if span not in there}
    by_letter, lettered = {}, text
    for nth, span in reversed(list(enumerate(sorted(there, key=lambda span: span.start)[:_MOST]))):
        if not is_slot(text, span):  # their sentence is found by them
            by_letter[_letter(nth)] = there[span]
            lettered = lettered[: span.start] + _letter(nth) + lettered[span.end :]
    parts = [_part(raw, by_letter, text) for raw in paragraphs(lettered)]
    return [part for part in parts if _WORD.search(part.bare)]


def stands_in(part: Part, paragraph: str) -> bool:
    """Whether a paragraph, on one line, holds the words of ``part`` with anything in its places."""
    return any(_fits(words, paragraph) for words in dict.fromkeys((part.words, part.shorter)))


def as_template(text: str, known: Sequence[Known]) -> str:
    """``text`` with the values that were filled in taken out again, so that nothing of a customer is kept.

    Addresses and long numbers go too, wherever they are from.
    """
    for name, value in sorted(known, key=lambda pair: -len(pair[1])):
        if len(value) > 1:
            stand_in = (_tag(name) if name else "…").replace("\\", "\\\\")
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", stand_in, text)
    return _PRIVATE.sub("…", text)


def rewritten_as(part: Part, written: str, known: Sequence[Known]) -> str | None:
    """A paragraph that came of ``part`` as a template; ``known``: values of the whole reply.

    None where it cannot be told what was filled in at one of its places: then none of it may be kept.
    """
    text = as_template(written, [*part.known, *known])
    tokens, there = _TOKEN.findall(part.words), list(_TOKEN.finditer(text))
    if max(len(tokens), len(there)) > _MOST_WORDS:
        return None
    same = {-1: -1, len(tokens): len(there)}
    for block in SequenceMatcher(None, tokens, [each[0] for each in there], autojunk=False).get_matching_blocks():
        same |= {block.a + nth: block.b + nth for nth in range(block.size)}
    cuts = []
    for at, token in enumerate(tokens):
        name = part.names.get(token)
        if name is None or (name and _tag(name) in text):
            continue
        before, after = same.get(at - 1), same.get(at + 1)
        if before is None or after is None:
            return None
        if after - before > 1:
            cuts.append((there[before + 1].start(), there[after - 1].end(), _tag(name) if name else "…"))
    if any(end - start > _LONGEST for start, end, _ in cuts):
        return None
    for start, end, stand_in in reversed(cuts):
        text = text[:start] + stand_in + text[end:]
    return text


def with_its_tags(text: str, template: str) -> str:
    """``text`` with its places written as the paragraph ``template`` writes them, fallback and hint with them."""
    for place in places(template):
        written = template[place.start : place.end]
        name = written[2:-2].partition("|")[0].strip()
        text = text.replace(_tag(name), written)
    return text


def _part(raw: str, by_letter: Mapping[str, Gap], text: str) -> Part:
    shorter, inside = leaving(raw), {each: by_letter[each] for each in _PLACE.findall(raw) if each in by_letter}
    names = {letter: gap.name for letter, gap in inside.items()}
    for nth, slot in reversed(list(enumerate(span for span in places(raw) if is_slot(raw, span)))):
        names[_letter(_MOST + nth)] = _SLOT
        raw = raw[: slot.start] + _letter(_MOST + nth) + raw[slot.end :]
    known = tuple((gap.name, text[gap.span.start : gap.span.end]) for gap in inside.values() if not gap.open)
    return Part(words=_flat(raw), shorter=_flat(shorter), names=names, known=known)


def _fits(words: str, paragraph: str) -> bool:
    """The words between the places follow each other, from the beginning of a word on."""
    pieces = [piece.strip() for piece in _PLACE.split(words) if piece.strip()]
    if not any(map(_WORD.search, pieces)):
        return False
    found = re.search(rf"\b{re.escape(pieces[0])}" if _WORD.match(pieces[0]) else re.escape(pieces[0]), paragraph)
    at = found.end() if found else -1
    for piece in pieces[1:]:
        at = paragraph.find(piece, at) if at >= 0 else -1
        at = at + len(piece) if at >= 0 else -1
    return at >= 0


def _tag(name: str) -> str:
    return "{{" + name + "}}"


def _letter(nth: int) -> str:
    return chr(_FIRST + nth)


def _flat(text: str) -> str:
    return " ".join(text.split())

"""Whether a text may leave: the one judgement behind Send, notes and every way to copy.

What is open is never let through; what only looks as if a template had left it is shown and may be meant.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.kernel.leaving import going, without
from workbench.kernel.places import broken_places, label_of, open_places
from workbench.kernel.scars import scars
from workbench.kernel.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PutIn:
    """What snippets put into a text, as it is written there.

    ``blanks``: what must be filled and slots; ``optional``: blanks that go away when they are left; ``doubtful``:
    values that look wrong.
    """

    blanks: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``open``: labels of what must be filled. ``odd``: the words of what may be meant, each once."""

    open: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()


NOTHING = PutIn()


def leaving(text: str, put_in: PutIn = NOTHING) -> str:
    """The text as it leaves: without the sentences of slots that were left, and without optional blanks."""
    return without(text, fading(text, put_in))


def fading(text: str, put_in: PutIn = NOTHING) -> tuple[Span, ...]:
    """What of it does not leave, in order."""
    return going(text, put_in.blanks, _optional(put_in))


def to_fill(text: str, put_in: PutIn = NOTHING) -> tuple[Span, ...]:
    """Where something must be filled in before it may leave, in order."""
    optional = _optional(put_in)
    return tuple(each for each in open_places(text, put_in.blanks) if text[each.start : each.end] not in optional)


def look(text: str, put_in: PutIn = NOTHING) -> Verdict:
    """What holds ``text`` back, as it leaves."""
    text = leaving(text, put_in)
    spans = sorted((*broken_places(text), *scars(text)))
    odd = [text[each.start : each.end].strip() for each in spans]
    odd += [each for each in put_in.doubtful if each in text]
    blanks = tuple(label_of(text, each) for each in to_fill(text, put_in))
    return Verdict(open=blanks, odd=tuple(dict.fromkeys(odd)))


def _optional(put_in: PutIn) -> frozenset[str]:
    """Words that one place must have and another may lack are needed."""
    return frozenset(put_in.optional) - frozenset(put_in.blanks)

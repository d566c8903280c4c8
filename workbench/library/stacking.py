"""A snippet put into a reply that has its greeting and its name below already: it brings neither again. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from workbench.kernel.spans import Span
from workbench.library.model import Filled, Placed

_SHORT = 60  # letters of a greeting, or of a closing such as “Kind regards,”
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacked:
    """What is put in. ``back``: so many code points before the caret are replaced with it.

    ``left_out``: what of the snippet stands there already, for the person to read; empty where nothing does.
    """

    filled: Filled
    back: int = 0
    left_out: str = ""


def stacked(filled: Filled, before: str, after: str) -> Stacked:
    """``filled`` as it goes between ``before`` and ``after``, the words round the caret."""
    start, end = _greeting(filled), _name(filled)
    said = []
    if start and _greets(before, filled.text[:start]):
        said.append("greeting")
    else:
        start = 0
    signed_before = end < len(filled.text) and _signed(before, filled.text[end:].strip())
    if end < len(filled.text) and (signed_before is not None or _has_line(after, _last_line(filled.text))):
        said.append("name")
    else:
        end = len(filled.text)
    if not said or not filled.text[start:end].strip():
        return Stacked(filled=filled)
    cut = _part(filled, start, end)
    words = " and ".join(said)
    if signed_before is None or after.strip() or end == len(filled.text):
        return Stacked(filled=cut, left_out=words)
    below = before[signed_before:].rstrip()
    text = f"{cut.text}\n\n{below}"
    return Stacked(filled=replace(cut, text=text), back=len(before) - signed_before, left_out=words)


def _greeting(filled: Filled) -> int:
    """Where what follows the greeting begins; 0 where there is none: a short line with the customer in it."""
    found = _PARAGRAPH.search(filled.text)
    if found is None or found.start() > _SHORT or "\n" in filled.text[: found.start()].strip():
        return 0
    named = any(place.name.startswith("customer.") and place.span.end <= found.start() for place in filled.places)
    return found.end() if named and filled.text[: found.start()].rstrip()[-1:] in ",!:" else 0


def _greets(before: str, greeting: str) -> bool:
    """Whether the reply begins with a greeting of its own."""
    first = before.strip().partition("\n")[0].strip()
    begins = greeting.split()[:1] == first.split()[:1]
    return (
        bool(first)
        and len(first) <= _SHORT
        and first[-1] in ",!:"
        and (begins or greeting.rsplit(maxsplit=1)[-1] in first)
    )


def _name(filled: Filled) -> int:
    """Where the name of the agent at the end begins, with a short closing above it; the end where there is none."""
    whole = filled.text.rstrip()
    last = whole.rfind("\n") + 1
    names = {filled.text[each.span.start : each.span.end] for each in filled.places if each.name.startswith("agent.")}
    if not last or whole[last:].strip() not in names:
        return len(filled.text)
    start = _paragraph_start(whole, last)
    above = whole[:start].rstrip()
    closing = _paragraph_start(above, len(above))
    words = above[closing:]
    is_closing = closing and "\n" not in words and len(words) <= _SHORT // 2 and words[-1:] not in ".!?"
    return closing if is_closing else start


def _paragraph_start(text: str, at: int) -> int:
    starts = [found.end() for found in _PARAGRAPH.finditer(text, 0, at)]
    return starts[-1] if starts else 0


def _signed(before: str, name: str) -> int | None:
    """Where the same name, and its closing, stand at the end of ``before``; None where they do not."""
    whole = before.rstrip()
    if _last_line(whole) != _last_line(name):
        return None
    at = whole.rfind(name)
    if at >= 0 and at + len(name) == len(whole):
        return at
    return _paragraph_start(whole, len(whole))


def _has_line(text: str, line: str) -> bool:
    return any(each.strip() == line for each in text.split("\n"))


def _last_line(text: str) -> str:
    return text.rstrip().rpartition("\n")[2].strip()


def _part(filled: Filled, start: int, end: int) -> Filled:
    """What stands from ``start`` to ``end``, without blank lines round it."""
    words = filled.text[start:end]
    start += len(words) - len(words.lstrip("\n"))
    end = start + len(filled.text[start:end].rstrip())

    def moved(place: Placed) -> Placed:
        return replace(place, span=Span(place.span.start - start, place.span.end - start))

    places = tuple(moved(each) for each in filled.places if start <= each.span.start and each.span.end <= end)
    caret = max(0, min(filled.caret, end) - start)
    return replace(filled, text=filled.text[start:end], caret=caret, places=places)

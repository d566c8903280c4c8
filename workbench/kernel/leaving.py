"""What of a text goes away when it leaves: the sentence of a slot that nobody filled, and optional blanks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from workbench.kernel.greetings import GREETING
from workbench.kernel.places import in_code, is_slot, places
from workbench.kernel.spans import Span

_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s|$)|:(?=[ \t]*$)", re.MULTILINE)
_GREETED = re.compile(rf"^[ \t]*(?i:{GREETING})\b[^\n,!:.]{{0,60}}[,!:.]", re.MULTILINE)
_GREETING_LINE = re.compile(rf"[ \t]*(?i:{GREETING})\b[^\n,!:.]{{0,60}}[,!:.]?[ \t]*")
_MARKER = re.compile(r"[ \t]*(?:(?:[-*+•]|\d{1,3}[.)]|>|#{1,6})(?=\s|$)[ \t]*)+|[ \t]*\|")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_I]|(?i:mrs?|ms|mx|dr|prof|st|sra?|mme|mlle|dott|sig|hr|fr|e\. ?g|i\. ?e|eg|ie|cf|vs|ca|"
    r"approx|incl|z\. ?b|d\. ?h|u\. ?a|bzw|evtl|ggf|usw|inkl|p\. ?ex|resp|bijv|o\. ?a|núm))$"
)
_LAST_WORD = re.compile(r"(?<!\S)[^\W\d_](?:[^\W\d_]|['’-])*$")
_MOST_LINES = 12  # of one sentence
_MOST_SLOTS = 50  # whose sentences are looked for; nobody writes more
_CLOSING = " ,.;:!?)"


def going(text: str, sure: Collection[str] = (), optional: Collection[str] = ()) -> tuple[Span, ...]:
    """What goes away as the text stands, in order: sentences of slots, and blanks whose words are ``optional``.

    ``sure``: the words of placeholders that a snippet put in.
    """
    found = places(text, (*sure, *optional))
    slots = [place for place in found if is_slot(text, place)]
    spans = [place for place in found if text[place.start : place.end] in optional]
    masked = text
    for slot in slots:
        masked = masked[: slot.start] + "_" * len(slot) + masked[slot.end :]
    fences = [span for span in in_code(text) if "\n" in text[span.start : span.end]] if slots else []
    for number, slot in enumerate(slots):
        bare = number >= _MOST_SLOTS or any(fence.overlaps(slot) for fence in fences)
        spans.append(slot if bare else _sentence(masked, slot))
    return tuple(_joined(sorted(spans)))


def without(text: str, spans: Collection[Span]) -> str:
    """The text without ``spans``, which do not overlap; a line that held nothing else goes too."""
    for span in sorted(spans, reverse=True):
        text = _cut(text, span)
    return text


def _sentence(text: str, slot: Span) -> Span:
    begin = _begin(text, slot)
    alone = not text[begin : slot.start].strip()
    return Span(begin, _end(text, slot, alone=alone))


def _begin(text: str, slot: Span) -> int:
    line, until = text.rfind("\n", 0, slot.start) + 1, slot.start
    for _ in range(_MOST_LINES):
        if stops := list(_stops(text, line, until)):
            return stops[-1]
        if not line or not _runs_on(text, line):
            break
        line, until = text.rfind("\n", 0, line - 1) + 1, line
    return line


def _end(text: str, slot: Span, *, alone: bool) -> int:
    at, ends = slot.end, slot.end
    for _ in range(_MOST_LINES):
        ends = text.find("\n", at)
        ends = len(text) if ends == -1 else ends
        if stop := next(_stops(text, at, ends), None):
            return stop
        alone = alone and not text[slot.end : ends].strip()
        if alone or not text[ends + 1 : ends + 2].islower():
            break
        at = ends + 1
    return ends


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end between two places; a greeting is one of its own."""
    line = text.rfind("\n", 0, start) + 1
    greeted = _GREETED.match(text, line, end) if start == line else None
    if greeted:
        yield greeted.end()
    line_end = text.find("\n", start)
    for match in _END.finditer(text, greeted.end() if greeted else start, len(text) if line_end < 0 else line_end):
        if match.end() > end:
            return
        before = text[max(line, match.start() - 8) : match.start()]
        listed = _MARKER.fullmatch(text[line : match.end()])
        if match[0] != "." or not (listed or _ABBREVIATED.search(before)):
            yield match.end()


def _runs_on(text: str, line: int) -> bool:
    """Whether the sentence of the line that begins at ``line`` began on the line before."""
    above = text[text.rfind("\n", 0, line - 1) + 1 : line - 1].rstrip()
    if _MARKER.match(text, line) or _GREETING_LINE.fullmatch(above):
        return False
    last = _LAST_WORD.search(above)
    return above.endswith(",") or (last is not None and last[0][0].islower())


def _joined(spans: list[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last is not None and span.start < last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _cut(text: str, span: Span) -> str:
    begins = text.rfind("\n", 0, span.start) + 1
    ends = text.find("\n", span.end)
    ends = len(text) if ends == -1 else ends
    kept, rest = text[begins : span.start], text[span.end : ends]
    if not kept.strip():
        rest = rest.lstrip(" ")
    elif kept.endswith(" ") and rest[:1] in _CLOSING:
        kept = kept.rstrip(" ")
    line = kept + rest
    if line.strip() and not _MARKER.fullmatch(line):
        return text[:begins] + line + text[ends:]
    above, below = text[:begins], text[ends + 1 :]
    if not above or above.endswith("\n\n"):
        below = below.lstrip("\n")
    return above + below

"""Comments, and two that mean something: between ``<!-- certainty: off -->`` and ``on`` nothing is checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workbench.certainty.files.prose import Edit
from workbench.kernel.spans import Span

_SWITCH = re.compile(r"\s*certainty:\s*(on|off)\s*", re.IGNORECASE)


def comments(text: str) -> list[Span]:
    """Where the comments stand, marks included; one that is never closed goes on to the end."""
    found: list[Span] = []
    at = text.find("<!--")
    while at != -1:
        ends = text.find("-->", at + 4)
        end = ends + 3 if ends != -1 else len(text)
        found.append(Span(at, end))
        at = text.find("<!--", end)
    return found


def switched_off(said: Iterable[tuple[Span, str]], length: int) -> Iterator[Edit]:
    """Takes out what is switched off. ``said``: place and inner text of each, in order; ``length`` of the text."""
    since: int | None = None
    for span, words in said:
        switch = _SWITCH.fullmatch(words)
        if switch is None:
            continue
        if switch[1].lower() == "off" and since is None:
            since = span.start
        elif switch[1].lower() == "on" and since is not None:
            yield Edit(since, span.end, "\n\n")
            since = None
    if since is not None:
        yield Edit(since, length, "\n\n")

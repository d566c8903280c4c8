"""A text with some of its places replaced, which still knows where everything came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.kernel.spans import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """``text`` in place of what stands from ``start`` up to ``end``; code points."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of the text: ``at`` there, ``start`` to ``end`` in the source; ``same``: letter for letter."""

    at: int
    start: int
    end: int
    same: bool


class Prose:
    """``text`` is ``source`` after its edits. An edit that begins within an earlier one is left out."""

    def __init__(self, source: str, edits: Iterable[Edit] = ()) -> None:
        self.source = source
        self._pieces: list[_Piece] = []
        parts: list[str] = []
        at = 0
        for start, end, text in _runs(source, edits):
            written = source[start:end] if text is None else text
            if not written:
                continue
            self._pieces.append(_Piece(at, start, end, text is None))
            parts.append(written)
            at += len(written)
        self.text = "".join(parts)
        self._starts = [piece.at for piece in self._pieces]

    def back(self, span: Span) -> Span:
        """Where ``span`` of the text stands in the source; what was replaced is named as a whole."""
        first, last = self._piece(span.start), self._piece(max(span.start, span.end - 1))
        start = first.start + (span.start - first.at if first.same else 0)
        end = last.start + span.end - last.at if last.same else last.end
        return Span(start, max(start, end))

    def _piece(self, at: int) -> _Piece:
        if not self._pieces:
            return _Piece(0, 0, 0, same=True)
        return self._pieces[max(0, bisect_right(self._starts, at) - 1)]


def _runs(source: str, edits: Iterable[Edit]) -> Iterator[tuple[int, int, str | None]]:
    """Start, end and new text of each run, in order; None for what stays."""
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start < done:
            continue
        yield done, edit.start, None
        yield edit.start, edit.end, edit.text
        done = edit.end
    yield done, len(source), None

"""Where a stretch of a plain text stands on the screen; what is not in view costs nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QTextBlock, QTextLine
from PySide6.QtWidgets import QPlainTextEdit


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a stretch that stands on one line: its box on the viewport, and the height of its baseline."""

    box: QRectF
    baseline: float


def in_view(view: QPlainTextEdit) -> tuple[int, int]:
    """The first place in view and the one after the last, in UTF-16 units; to the line, for a block may be long."""
    block = view.firstVisibleBlock()
    bottom = view.viewport().height()
    y = view.contentOffset().y() + view.blockBoundingGeometry(block).top()
    first = block.position() + _line_from(block, -y)
    while block.isValid() and y + (height := view.blockBoundingRect(block).height()) <= bottom:
        y += height
        block = block.next()
    if not block.isValid():
        return first, view.document().characterCount()
    return first, block.position() + _line_from(block, bottom - y, after=True)


def pieces(view: QPlainTextEdit, start: int, length: int) -> list[Piece]:
    """The pieces of ``length`` UTF-16 units from ``start`` that are in view, from top to bottom."""
    end = start + length
    found: list[Piece] = []
    block = max(view.document().findBlock(start), view.firstVisibleBlock(), key=QTextBlock.blockNumber)
    bottom = view.viewport().height()
    while block.isValid() and block.position() < end:
        corner = view.blockBoundingGeometry(block).translated(view.contentOffset()).topLeft()
        if corner.y() > bottom:
            break
        found.extend(_in_block(block, corner, start - block.position(), end - block.position()))
        block = block.next()
    return found


def whole(found: list[Piece]) -> QRect:
    """The box round all pieces; empty where there are none."""
    box = QRectF()
    for piece in found:
        box = box.united(piece.box)
    return box.toAlignedRect()


def holds(found: list[Piece], point: QPoint) -> bool:
    """Whether ``point`` of the viewport is on one of them."""
    return any(piece.box.contains(QPointF(point)) for piece in found)


def _in_block(block: QTextBlock, corner: QPointF, start: int, end: int) -> Iterator[Piece]:
    layout = block.layout()
    begins = layout.lineForTextPosition(max(0, start))
    for number in range(begins.lineNumber() if begins.isValid() else 0, layout.lineCount()):
        line = layout.lineAt(number)
        if line.textStart() >= end:
            return
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            left, right = sorted((_x(line, first), _x(line, last)))
            top = corner.y() + line.y()
            box = QRectF(corner.x() + left, top, right - left, line.height())
            yield Piece(box, top + line.ascent())


def _line_from(block: QTextBlock, y: float, *, after: bool = False) -> int:
    """Where the line at ``y`` of a block begins; ``after``: where it ends."""
    layout = block.layout()
    count = layout.lineCount()
    at = bisect_left(range(count), y, key=lambda number: layout.lineAt(number).y() + layout.lineAt(number).height())
    if at >= count:
        return block.length() if after else 0
    line = layout.lineAt(at)
    return line.textStart() + (line.textLength() + 1 if after else 0)


def _x(line: QTextLine, at: int) -> float:
    found: tuple[float, int] = line.cursorToX(at)  # type: ignore[assignment]
    return found[0]

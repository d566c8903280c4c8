"""Where a stretch of a plain text stands on the screen; what is not in view costs nothing."""

from __future__ import annotations

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
    """The first place in view and the one after the last, in UTF-16 units."""
    block = view.firstVisibleBlock()
    first, bottom = block.position(), view.viewport().height()
    y = view.contentOffset().y() + view.blockBoundingGeometry(block).top()
    while block.isValid() and y <= bottom:
        y += view.blockBoundingRect(block).height()
        block = block.next()
    return first, block.position() if block.isValid() else view.document().characterCount()


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
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            left, right = sorted((_x(line, first), _x(line, last)))
            top = corner.y() + line.y()
            box = QRectF(corner.x() + left, top, right - left, line.height())
            yield Piece(box, top + line.ascent())


def _x(line: QTextLine, at: int) -> float:
    found: tuple[float, int] = line.cursorToX(at)  # type: ignore[assignment]
    return found[0]

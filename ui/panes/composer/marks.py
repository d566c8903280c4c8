"""What is painted round the words of a reply: pills for blanks, and a line of its own shape for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit

from ui.panes.composer.geometry import Piece, pieces
from ui.theme.theme import Theme
from workbench.certainty import Finding, Kind


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the text in UTF-16 units, as Qt counts."""

    start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A finding where it stands now. ``sentence`` is the text that its rewrite replaces, at ``around``."""

    finding: Finding
    at: Place
    around: Place
    sentence: str
    ended: bool


def ink_blanks(document: QTextDocument, blanks: Sequence[Place], ink: str, braces: str) -> None:
    """Write the labels of ``blanks`` in ``ink`` and their braces in ``braces``; only what differs is laid out anew."""
    block = document.begin()
    rest = list(reversed(blanks))
    while block.isValid():
        start, end = block.position(), block.position() + block.length()
        inside = []
        while rest and rest[-1].start < end:
            inside.append(rest.pop())
        # The state of a block tells for which words and blanks it was last inked; -1 is Qt's for never.
        state = _state(block.revision(), start, inside, ink) if inside else -1
        if block.userState() != state:
            block.setUserState(state)
            block.layout().setFormats([form for blank in inside for form in _inked(blank, start, ink, braces)])
            document.markContentsDirty(start, block.length())
        block = block.next()


def paint_pills(painter: QPainter, view: QPlainTextEdit, theme: Theme, blanks: Iterable[Place]) -> None:
    """Rounded grounds under ``blanks``; to be painted before the words."""
    slot = theme.tokens.placeholder.open
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(slot.line), 1))
    painter.setBrush(QColor(slot.soft))
    for blank in blanks:
        for piece in pieces(view, blank.start, blank.length):
            box = piece.box.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, theme.tokens.radius.small, theme.tokens.radius.small)


def paint_ground(painter: QPainter, view: QPlainTextEdit, theme: Theme, mark: Mark) -> None:
    """A tint under the words whose card is open; to be painted before the words."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.tokens.tone_named(mark.finding.kind).soft))
    for piece in pieces(view, mark.at.start, mark.at.length):
        painter.drawRoundedRect(piece.box.adjusted(-1, 0, 1, 0), 2, 2)


def paint_lines(painter: QPainter, view: QPlainTextEdit, theme: Theme, marks: Iterable[Mark]) -> None:
    """A line under each of ``marks``, in the colour and shape of its kind; to be painted after the words."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        for piece in pieces(view, mark.at.start, mark.at.length):
            draw_line(painter, theme, mark.finding.kind, _below(piece))


def draw_line(painter: QPainter, theme: Theme, kind: Kind, line: QLineF) -> None:
    """``line`` in the shape of ``kind``: dashes, a double line, dots, or dashes and dots."""
    width = float(theme.tokens.stroke.mark)
    pen = QPen(QColor(theme.tokens.tone_named(kind).ink), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    match kind:
        case Kind.UNCERTAIN:
            pen.setDashPattern([2.5, 1.5])
        case Kind.FALSE_HOPE:
            pen.setWidthF(width * 0.6)
            painter.setPen(pen)
            painter.drawLine(line.translated(0, width * 0.9))
            line = line.translated(0, -width * 0.5)
        case Kind.OVER_APOLOGY:
            pen.setWidthF(width * 1.1)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.01, 2.0])
        case Kind.SCRIPT:
            pen.setDashPattern([4.0, 1.5, 1.0, 1.5])
    painter.setPen(pen)
    painter.drawLine(line)


def _inked(blank: Place, block: int, ink: str, braces: str) -> Iterator[QTextLayout.FormatRange]:
    at = blank.start - block
    for start, length, colour in ((at, 2, braces), (at + 2, blank.length - 4, ink), (at + blank.length - 2, 2, braces)):
        made = QTextLayout.FormatRange()
        form = QTextCharFormat()
        form.setForeground(QColor(colour))
        made.start, made.length, made.format = start, length, form
        yield made


def _state(revision: int, block: int, blanks: Sequence[Place], ink: str) -> int:
    return hash((revision, ink, *((blank.start - block, blank.length) for blank in blanks))) & 0x7FFFFFFF


def _below(piece: Piece) -> QLineF:
    """Just under the baseline, inside the box of the line, so that a repaint of the line repaints it too."""
    y = min(piece.baseline + 3.0, piece.box.bottom() - 2.0)
    return QLineF(QPointF(piece.box.left(), y), QPointF(piece.box.right(), y))

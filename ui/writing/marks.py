"""What is painted round the words of a reply: pills for blanks, and a line of its own shape for each kind."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit

from ui.theme.theme import Theme
from ui.theme.tokens import Slot
from ui.writing.geometry import Piece, pieces
from workbench.certainty import Finding, Kind
from workbench.certainty.model import Known
from workbench.kernel.spans import to_utf16
from workbench.library.model import State

_MOST_INKED = 500
_ENDS = frozenset(".!?…:;\"'”’»)]")
_BRACE = 1 / 6  # of a line: how wide each unseen brace is, two of them the room between a label and its edge
_ROOM = 2.0  # pixels between a value's edge and the words round it
_BEYOND = 12.0
_BARE = frozenset((State.RESOLVED,))


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


def mark_of(text: str, finding: Finding) -> Mark:
    """``finding`` where it stands in ``text``."""
    sentence = text[finding.replaces.start : finding.replaces.end]
    return Mark(
        finding=finding,
        at=Place(*to_utf16(text, finding.span)),
        around=Place(*to_utf16(text, finding.replaces)),
        sentence=sentence,
        ended=sentence[-1:] in _ENDS,
    )


@dataclass(frozen=True, slots=True)
class Pill:
    """A placeholder where it stands now. ``blank``: its words are a label in braces, still to be filled."""

    at: Place
    state: State
    blank: bool


def look_of(theme: Theme, state: State) -> Slot:
    """The colours of a placeholder in ``state``."""
    slots = theme.tokens.placeholder
    match state:
        case State.UNKNOWN | State.SUSPICIOUS:
            return slots.wrong
        case State.EMPTY:
            return slots.open
        case _:
            return slots.filled


def ink_blanks(document: QTextDocument, pills: Sequence[Pill], fading: Sequence[Place], theme: Theme) -> None:
    """Write the labels of blanks in their ink and their braces unseen, and fainter what goes away as it stands.

    What has an edge gets the room for it, so that it touches neither a comma nor a space. Only what differs is laid out
    anew. A blank that was broken in two lines shows its braces, and so do those that come after very many others.
    """
    block = document.begin()
    rest = [pill for pill in pills if pill.blank or pill.state not in _BARE][:_MOST_INKED][::-1]
    fainter = deque(sorted(fading, key=lambda place: place.start))
    while block.isValid():
        start, end = block.position(), block.position() + block.length()
        while fainter and fainter[0].end <= start:
            fainter.popleft()
        inside = []
        while rest and rest[-1].at.start < end:
            inside.append(rest.pop())
        inside = [pill for pill in inside if pill.at.end < end]
        near = takewhile(lambda place: place.start < end, fainter)  # noqa: B023  # used up before the next block
        faint = [_within(place, start, end) for place in near if place.end > start]
        # The state of a block tells for which words and blanks it was last inked; -1 is Qt's for never.
        state = _state(block.revision(), start, inside, faint, theme) if inside or faint else -1
        if block.userState() != state:
            block.setUserState(state)
            inked = [form for pill in inside for form in _inked(pill, start, theme)]
            block.layout().setFormats([*(_faded(place, start, theme) for place in faint), *inked])
            document.markContentsDirty(start, block.length())
        block = block.next()


def paint_pills(painter: QPainter, view: QPlainTextEdit, theme: Theme, pills: Iterable[Pill]) -> None:
    """Grounds under ``pills``, each state with an edge of its own; to be painted before the words.

    What is known has none, what may be another has dots, what a person alone can say has dashes, and what holds a reply
    back has a full line, doubled below where the value looks wrong.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pill in pills:
        slot = look_of(theme, pill.state)
        pen = QPen(QColor(slot.line), 1)
        match pill.state:
            case State.RESOLVED:
                pen = QPen(Qt.PenStyle.NoPen)
            case State.DEFAULTED:
                pen.setStyle(Qt.PenStyle.DotLine)
            case State.YOURS:
                pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(slot.soft))
        reach = 0.0 if pill.blank else 1.0 if pill.state in _BARE else _ROOM / 2
        for box in _boxes(painter, view, pill.at, reach):
            painter.drawRoundedRect(box, theme.tokens.radius.small, theme.tokens.radius.small)
            if pill.state in {State.SUSPICIOUS, State.UNKNOWN}:
                painter.drawLine(box.bottomLeft() + QPointF(3, -2), box.bottomRight() + QPointF(-3, -2))


def paint_ring(painter: QPainter, view: QPlainTextEdit, theme: Theme, pill: Pill) -> None:
    """The focus on ``pill``, which is selected; to be painted after the words."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = theme.tokens.stroke.focus
    painter.setPen(QPen(QColor(theme.tokens.accent.focus), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = (width - 1) / 2
    for box in _boxes(painter, view, pill.at, 0.0):
        inner = box.adjusted(inset, -1, -inset, 0)  # clear of the tails of letters
        painter.drawRoundedRect(inner, theme.tokens.radius.small, theme.tokens.radius.small)


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


def draw_line(painter: QPainter, theme: Theme, kind: Kind | Known, line: QLineF) -> None:
    """``line`` in the shape of ``kind``: dashes, a double line, dots, dashes and dots, or a line between two ticks."""
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
        case Known.FACT:
            pen.setWidthF(width * 0.75)
            painter.setPen(pen)
            for end in (line.p1(), line.p2()):
                painter.drawLine(QLineF(end, end - QPointF(0, width * 2)))
    painter.setPen(pen)
    painter.drawLine(line)


def _boxes(painter: QPainter, view: QPlainTextEdit, place: Place, reach: float) -> Iterator[QRectF]:
    """A box for each line that ``place`` stands on; where it goes on in the next line it is open, not closed twice.

    ``reach``: pixels the edge lies outside of the words. What is painted while a box is out is cut at its open ends.
    """
    found = pieces(view, place.start, place.length)
    for at, piece in enumerate(found):
        first, last = at == 0, at == len(found) - 1
        if view.isRightToLeft():
            first, last = last, first
        box = piece.box.adjusted(0.5 - reach, 1.5, reach - 0.5, -0.5)
        box.setLeft(max(box.left(), 0.5))
        painter.save()
        painter.setClipRect(box.adjusted(-1 if first else 0, -2, 1 if last else 0, 2))
        yield box.adjusted(0 if first else -_BEYOND, 0, 0 if last else _BEYOND, 0)
        painter.restore()


def _inked(pill: Pill, block: int, theme: Theme) -> Iterator[QTextLayout.FormatRange]:
    look, at, end = look_of(theme, pill.state), pill.at.start - block, pill.at.end - block
    if not pill.blank:
        for place in (at - 1, end - 1):
            if place >= 0:
                yield _spaced(place, _ROOM)
        return
    for start, stop, colour in ((at, at + 2, look.soft), (at + 2, end - 2, look.ink), (end - 2, end, look.soft)):
        made = QTextLayout.FormatRange()
        form = QTextCharFormat()
        form.setForeground(QColor(colour))
        form.setFontItalic(False)
        if colour == look.soft:
            _squeeze(form, theme.fonts.line() * _BRACE)
        made.start, made.length, made.format = start, stop - start, form
        yield made


def _squeeze(form: QTextCharFormat, width: float) -> None:
    """Make each letter ``width`` pixels of nothing, as high as it was, or the caret beside it would shrink."""
    form.setFontStretch(1)
    form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    form.setFontLetterSpacing(width)


def _spaced(at: int, room: float) -> QTextLayout.FormatRange:
    """``room`` pixels after the letter at ``at``."""
    made, form = QTextLayout.FormatRange(), QTextCharFormat()
    form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    form.setFontLetterSpacing(room)
    made.start, made.length, made.format = at, 1, form
    return made


def _faded(place: Place, block: int, theme: Theme) -> QTextLayout.FormatRange:
    made, form = QTextLayout.FormatRange(), QTextCharFormat()
    form.setForeground(theme.colour("text.faint"))
    form.setFontItalic(True)
    made.start, made.length, made.format = place.start - block, place.length, form
    return made


def _within(place: Place, start: int, end: int) -> Place:
    first, last = max(place.start, start), min(place.end, end)
    return Place(first, last - first)


def _state(revision: int, block: int, pills: Sequence[Pill], faint: Sequence[Place], theme: Theme) -> int:
    looks = (
        (pill.at.start - block, pill.at.length, pill.blank, look_of(theme, pill.state).ink, theme.fonts.line())
        for pill in pills
    )
    faded = ((place.start - block, place.length, theme.tokens.text.faint) for place in faint)
    return hash((revision, *looks, *faded)) & 0x7FFFFFFF


def _below(piece: Piece) -> QLineF:
    """Just under the baseline, inside the box of the line, so that a repaint of the line repaints it too."""
    y = min(piece.baseline + 3.0, piece.box.bottom() - 2.0)
    return QLineF(QPointF(piece.box.left(), y), QPointF(piece.box.right(), y))

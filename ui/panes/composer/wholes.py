"""Blanks as objects: nobody writes half of one, deletes half of one, or takes half of one along."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from ui.writing.marks import Place
from ui.writing.paper import Paper

_Move = QTextCursor.MoveOperation
_Standard = QKeySequence.StandardKey
_KEEP = QTextCursor.MoveMode.KeepAnchor
_CUTS = (
    (_Standard.DeleteStartOfWord, _Move.PreviousWord),
    (_Standard.DeleteEndOfWord, _Move.NextWord),
    (_Standard.DeleteEndOfLine, _Move.EndOfBlock),
)
_CHARACTERS = {Qt.Key.Key_Backspace: _Move.PreviousCharacter, Qt.Key.Key_Delete: _Move.NextCharacter}
_HELD = ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def selection_of(paper: Paper) -> Place:
    """The selection, wide enough to hold blanks whole; where the caret stands inside of one, that one."""
    cursor = paper.textCursor()
    return widened(paper, Place(cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart()))


def widened(paper: Paper, place: Place) -> Place:
    """``place`` with all of each blank that it cuts."""
    start, end = place.start, place.end
    for blank in paper.blanks():
        if blank.start < place.end and place.start < blank.end:
            start, end = min(start, blank.start), max(end, blank.end)
    return Place(start, end - start)


def inside(paper: Paper) -> Place | None:
    """The blank that the caret stands inside of, with nothing selected."""
    cursor = paper.textCursor()
    if cursor.hasSelection():
        return None
    return next((blank for blank in paper.blanks() if blank.start < cursor.position() < blank.end), None)


def writes(event: QKeyEvent) -> bool:
    """Whether a key puts something in the place of what is selected, or takes it away."""
    if event.key() in _ENTERS or event.matches(_Standard.Paste) or event.matches(_Standard.Cut):
        return True
    return bool(event.text()) and event.text().isprintable()


def cut_by(paper: Paper, event: QKeyEvent) -> Place | None:
    """What a key would delete that cuts a blank, widened to all of it; None where it cuts none."""
    way = next((move for key, move in _CUTS if event.matches(key)), None)
    if way is None and not event.modifiers() & _HELD:
        way = _CHARACTERS.get(Qt.Key(event.key()))
    if way is None:
        return None
    cursor = paper.textCursor()
    if not cursor.hasSelection():
        cursor.movePosition(way, _KEEP)
    cut = Place(cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart())
    whole = widened(paper, cut)
    return whole if whole != cut else None

"""What can be chosen at a stop: the options of a choice, or the customer's own words, which are at hand anywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout

from ui.commands.parts import Parts
from ui.panes.composer.editor import ReplyEditor
from ui.theme.roles import set_role
from ui.widgets.overlay import Overlay
from ui.writing.geometry import pieces, whole
from workbench.kernel.text import fold, one_line
from workbench.library.model import Placed, State
from workbench.packs.model import FieldType

_WIDTH, _QUOTES_WIDTH, _MOST = 420, 620, 8
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_SENTENCE = re.compile(r"[^.!?\n]{12,160}[.!?]?")
_QUOTES = 60


class Options(Overlay):
    """Under the stop that the caret is at; never takes the focus. Enter takes the row that is chosen."""

    def __init__(self, parts: Parts, editor: ReplyEditor) -> None:
        super().__init__(parts.theme, editor)
        self._editor = editor
        self._all: Sequence[str] = ()
        self._quotes: Sequence[str] = ()
        self._anywhere = False
        self._title = QLabel()
        self._model = QStringListModel()
        self._view = QListView()
        self._lay_out()
        editor.stops_through.reached.connect(self._on_reached)
        editor.stops_through.left.connect(self.hide)
        editor.focused.connect(lambda there: None if there else self.hide())
        editor.cursorPositionChanged.connect(self._on_caret)

    def hear(self, customer: str) -> None:
        """``customer``: what they wrote last, to be at hand."""
        found = (match[0].strip() for match in _SENTENCE.finditer(customer))
        self._quotes = [f"“{one_line(each, 160)}”" for each in found][:_QUOTES]

    def open_their_words(self) -> bool:
        """Show what they wrote last at the caret, wherever it is; False where there is no sentence."""
        if self._quotes:
            self._open("Their words, put in at the caret:", self._quotes, choose=True)
            self._anywhere = True
        return bool(self._quotes)

    def on_typed(self) -> None:
        """The words at the stop are others: show what begins so."""
        if self._anywhere:
            self.hide()
        if self.isHidden():
            return
        typed = fold(self._editor.textCursor().block().text()[: self._editor.textCursor().positionInBlock()])
        fitting = [each for each in self._all if any(typed.endswith(fold(each)[:n]) for n in range(1, len(each) + 1))]
        self._list(fitting or self._all, choose=bool(fitting))

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether the key was for the list."""
        if self.isHidden() or event.modifiers() & _HELD:
            return False
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in _ENTERS and self._view.currentIndex().isValid():
            self._take()
        else:
            return False
        return True

    def shown(self) -> list[str]:
        """What is listed."""
        return self._model.stringList() if not self.isHidden() else []

    def _on_reached(self, placed: Placed) -> None:
        if placed.field is not None and placed.field.type is FieldType.CHOICE:
            self._open(f"{placed.label}", placed.field.options, choose=True)
        elif placed.field is not None and placed.field.type is FieldType.YES_NO:
            self._open(placed.label, ("yes", "no"), choose=True)
        elif placed.state is State.YOURS and self._quotes:
            self._open("Yours to write. In their words:", self._quotes, choose=False)
        else:
            self.hide()

    def _on_caret(self) -> None:
        if self._anywhere:
            self.hide()

    def _open(self, title: str, options: Sequence[str], *, choose: bool) -> None:
        self._all = options
        self._anywhere = False
        self._title.setText(title)
        self._list(options, choose=choose)
        place = self._editor.selection()
        here = whole(pieces(self._editor, place.start, place.length)) if place.length else QRect()
        near = here if not here.isEmpty() else self._editor.cursorRect()
        corner = self._editor.viewport().mapTo(self._editor, near.topLeft())
        rows, width = min(_MOST, len(options)), _QUOTES_WIDTH if options is self._quotes else _WIDTH
        height = rows * self._view.sizeHintForRow(0) + self._title.sizeHint().height() + 18
        self.lie_near(QRect(corner, near.size()), QSize(min(width, self._editor.width()), height))

    def _list(self, options: Sequence[str], *, choose: bool) -> None:
        self._model.setStringList(list(options))
        self._view.setCurrentIndex(self._model.index(0 if choose else -1))

    def _take(self) -> None:
        words = str(self._view.currentIndex().data())
        stops = self._editor.stops_through
        if stops.here() is None:
            self.hide()
            self._editor.replace(self._editor.selection(), words)
            return
        stops.fill(words)
        self.hide()
        if not stops.next(round_and_round=False):
            stops.take()

    def _step(self, by: int) -> None:
        rows, here = self._model.rowCount(), self._view.currentIndex()
        at = (here.row() + by) % rows if here.isValid() else (0 if by > 0 else rows - 1)
        self._view.setCurrentIndex(self._model.index(at))

    def _lay_out(self) -> None:
        set_role(self._title, "caption")
        self._title.setContentsMargins(8, 2, 8, 0)
        self._view.setModel(self._model)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._view.setAccessibleName("Options")
        self._view.clicked.connect(lambda _index: self._take())
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 4, 4)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._view, 1)

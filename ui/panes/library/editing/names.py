"""What may stand between the braces of a placeholder, listed as soon as ``{{`` is typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout

from ui.theme.theme import Theme
from ui.widgets.overlay import Overlay
from ui.writing.marks import Place
from ui.writing.paper import Paper
from workbench.kernel.text import fold

_TYPED = re.compile(r"\{\{([\w. ]{0,40})$")
_AHEAD = re.compile(r"[\w. ]{0,40}\}\}")
_WIDTH, _MOST = 380, 8
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
Offered = Callable[[], Sequence[tuple[str, str]]]


class NameList(Overlay):
    """Under the caret of ``paper``; never takes the focus. ``offered`` gives labels and names, asked each time."""

    def __init__(self, theme: Theme, paper: Paper, offered: Offered) -> None:
        super().__init__(theme, paper)
        self._paper = paper
        self._offered = offered
        self._found: list[tuple[str, str]] = []
        self._dropped = False
        self._model = QStringListModel()
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName("Names of values")
        self.view.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.view)
        self.setAccessibleName("Names of values")
        paper.textChanged.connect(self._on_text)
        paper.cursorPositionChanged.connect(self._on_caret)
        paper.installEventFilter(self)

    def titles(self) -> list[str]:
        """What is listed."""
        return self._model.stringList()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Resize, QEvent.Type.FontChange}:
            self.hide()
        if self.isVisible() and isinstance(event, QKeyEvent) and self._is_ours(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._press(Qt.Key(event.key()))
                return True
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        return event.key() in (*_ENTERS, *_STEPS, Qt.Key.Key_Escape) and not event.modifiers()

    def _press(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Escape:
            self._dropped = True
            self.hide()
        elif key in _STEPS:
            at = (self.view.currentIndex().row() + _STEPS[key]) % len(self._found)
            self.view.setCurrentIndex(self._model.index(at))
        else:
            self._take()

    def _typed(self) -> str | None:
        """What stands between the braces and the caret; None where no brace is open."""
        cursor = self._paper.textCursor()
        found = _TYPED.search(cursor.block().text()[: cursor.positionInBlock()][-44:])
        return None if cursor.hasSelection() or found is None else found[1]

    def _on_text(self) -> None:
        typed = self._typed()
        if typed is None or not self._paper.hasFocus():
            self._dropped = False
            self.hide()
        elif not self._dropped:
            self._list(fold(typed).strip())

    def _on_caret(self) -> None:
        if self.isVisible() and self._typed() is None:
            self.hide()

    def _list(self, wanted: str) -> None:
        self._found = [each for each in self._offered() if wanted in fold(" ".join(each))]
        self._model.setStringList([f"{label}   {name}" if label != name else name for label, name in self._found])
        if not self._found:
            self.hide()
            return
        self.view.setCurrentIndex(self._model.index(0))
        caret = self._paper.cursorRect()
        near = QRect(self._paper.viewport().mapTo(self._paper, caret.topLeft()), caret.size())
        rows = min(len(self._found), _MOST)
        self.lie_near(near, QSize(_WIDTH, rows * self.view.sizeHintForRow(0) + 12))

    def _take(self) -> None:
        """Put the name in, with its closing braces, over what was typed of it."""
        at, typed = self.view.currentIndex().row(), self._typed()
        if typed is None or not 0 <= at < len(self._found):
            return
        cursor = self._paper.textCursor()
        after = cursor.block().text()[cursor.positionInBlock() :]
        closed = _AHEAD.match(after) if after.startswith("}}") else None
        length = len(typed) + (len(closed[0]) if closed else 0)
        self.hide()
        self._paper.cursor_over(Place(cursor.position() - len(typed), length)).insertText(f"{self._found[at][1]}}}}}")

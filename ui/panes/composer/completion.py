"""Snippets while typing: ``;`` and the first letters open a short list under the caret."""

from __future__ import annotations

import re
from concurrent.futures import CancelledError, Future

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout

from ui.commands.parts import Parts
from ui.panes.composer.editor import ReplyEditor
from ui.widgets.overlay import Overlay
from ui.widgets.snippet_rows import ROW, Row, SnippetDelegate, SnippetRows, row_of
from ui.writing.marks import Place
from workbench.library.model import Hit, ReplyContext, Snippet

_TYPED = re.compile(r"(?:^|(?<=[\s(]));([\w.\-]{0,40})$")
_WIDTH, _MOST = 420, 8
_UNNOTICED = 0.03  # seconds
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Completion(Overlay):
    """``chosen`` (Snippet, Place): insert it over what was typed. Never takes the focus.

    It is the search of the library, beside the window, so that no letter waits for it; Enter does, where it came before
    its list. With a bare ``;`` nothing is selected yet, so Enter still makes a new line.
    """

    chosen = Signal(object, object)

    def __init__(self, parts: Parts, editor: ReplyEditor) -> None:
        super().__init__(parts.theme, editor)
        self._parts = parts
        self._editor = editor
        self._context = ReplyContext()
        self._dropped_at = -1
        self._asked: tuple[Place, str] | None = None
        self._finding: Future[tuple[Hit, ...]] | None = None  # until it is listed
        self._enter_waits = False
        self._rows = SnippetRows()
        self._view = QListView()
        self._delegate = SnippetDelegate(parts.theme, tall=False)
        self._view.setModel(self._rows)
        self._view.setItemDelegate(self._delegate)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setMouseTracking(True)
        self._view.setAccessibleName("Snippets")
        self._view.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._view)
        self.setAccessibleName("Snippets")
        editor.cursorPositionChanged.connect(self._on_caret)
        editor.focused.connect(self._on_focus)

    def address(self, context: ReplyContext) -> None:
        """What suits this ticket comes first."""
        self._context = context

    def on_typed(self) -> None:
        """The words changed: open, narrow or close the list."""
        typed = self._typed()
        if typed is None or self._editor.isReadOnly():
            self._drop()
            return
        if typed[0].start == self._dropped_at or typed == self._asked:
            return
        self._dropped_at = -1
        self._asked, self._enter_waits = typed, False
        library, context = self._parts.workbench.library, self._context
        self._finding = self._parts.runner.run(
            "read",
            lambda: tuple(library.search(typed[1], context, _MOST)),
            lambda hits: self._arrive(typed, hits),
            key="completion",
        )

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether the key was for the list; the editor offers every key first."""
        if event.modifiers() & _MODIFIERS:
            return False
        key = Qt.Key(event.key())
        if (key == Qt.Key.Key_Space or key in _ENTERS) and self._take_exact():
            return True
        if key in (*_ENTERS, *_STEPS) and not self._settled() and self._asked and self._asked[1]:
            self._enter_waits = key in _ENTERS
            return True
        if self.isHidden():
            return False
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            typed = self._typed()
            self._dropped_at = typed[0].start if typed else -1
            self._drop()
        elif key in _ENTERS and self._view.currentIndex().isValid():
            self._choose(self._view.currentIndex())
        else:
            return False
        return True

    def is_listed(self) -> bool:
        """Whether nothing is on its way."""
        return self._finding is None

    def titles(self) -> list[str]:
        """What is listed."""
        return [self._rows.index(row).data() for row in range(self._rows.rowCount())]

    def _take_exact(self) -> bool:
        """A whole shortcut that only one snippet has needs no choosing."""
        typed = self._typed()
        if typed is None or not typed[1] or typed[0].start == self._dropped_at:
            return False
        index = self._view.currentIndex()
        if self.isVisible() and index.row() > 0:
            return False  # another one has been gone to
        snippet = self._parts.workbench.library.only_with_shortcut(typed[1])
        if snippet is None:
            return False
        self._give(snippet, typed[0])
        return True

    def _settled(self) -> bool:
        """Whether the list is of what stands there; one that is on its way is waited for as long as nobody notices."""
        if self._finding is None or self._asked is None or self._asked != self._typed():
            return True
        try:
            fault = self._finding.exception(_UNNOTICED)
        except (TimeoutError, CancelledError):
            return False
        if fault is None:
            self._arrive(self._asked, self._finding.result())
        else:
            self._drop()
        return True

    def _arrive(self, typed: tuple[Place, str], hits: tuple[Hit, ...]) -> None:
        if self._finding is None or typed != self._asked or typed != self._typed():
            return
        self._finding = None
        self._rows.show_rows([row_of(hit) for hit in hits])
        self._view.setCurrentIndex(self._rows.index(0) if typed[1] else QModelIndex())
        if not hits:
            self.hide()
        else:
            self._place(len(hits))
        if self._enter_waits:
            self._enter_waits = False
            if hits:
                self._choose(self._view.currentIndex())
            else:
                self._editor.textCursor().insertBlock()

    def _drop(self) -> None:
        self._asked = self._finding = None
        self._enter_waits = False
        self.hide()

    def _typed(self) -> tuple[Place, str] | None:
        """Where the ``;`` stands and what was typed after it; None where the caret is not behind such a thing."""
        cursor = self._editor.textCursor()
        if cursor.hasSelection():
            return None
        before = cursor.block().text()[: cursor.positionInBlock()]
        found = _TYPED.search(before[-48:])
        if found is None:
            return None
        length = len(found[1]) + 1
        return Place(cursor.position() - length, length), found[1]

    def _choose(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW)
        typed = self._typed()
        if row is not None and typed is not None:
            self._give(row.snippet, typed[0])

    def _give(self, snippet: Snippet, over: Place) -> None:
        self._drop()
        self.chosen.emit(snippet, over)

    def _step(self, by: int) -> None:
        rows = self._rows.rowCount()
        here = self._view.currentIndex()
        at = (here.row() + by) % rows if here.isValid() else (0 if by > 0 else rows - 1)
        self._view.setCurrentIndex(self._rows.index(at))

    def _place(self, rows: int) -> None:
        typed = self._typed()
        if typed is None:
            return
        caret = self._editor.cursorRect(self._editor.cursor_over(Place(typed[0].start, 0)))
        near = QRect(self._editor.viewport().mapTo(self._editor, caret.topLeft()), caret.size())
        size = QSize(_WIDTH, rows * self._delegate.height() + 8)
        covers_status = near.bottom() + size.height() > self._editor.height()
        self.lie_near(near, size, over=covers_status)

    def _on_caret(self) -> None:
        if self._asked is not None and self._typed() is None:
            self._drop()

    def _on_focus(self, there: bool) -> None:
        if not there:
            self._drop()

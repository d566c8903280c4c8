"""Asks for the fields of a snippet, with the reply growing beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role
from ui.widgets.field_rows import FieldRows
from ui.widgets.key_hints import KeyHints
from ui.widgets.overlay import Overlay
from ui.widgets.questions import Questions
from ui.writing.marks import Place
from ui.writing.paper import Paper
from workbench.library.model import Filled, ReplyContext, Snippet

_SIZE = QSize(820, 460)
_PREVIEW_FROM = 600
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A snippet with its answers, ready to insert over ``over``; ``fill`` fills another variant with the same ones."""

    snippet: Snippet
    filled: Filled
    fill: Callable[[Snippet], Filled]
    over: Place | None


class FieldForm(Overlay):
    """``filled`` (Asked): insert it. ``closed``: it went away and the caret is wanted back.

    What is left open goes into the reply as a blank; an answer that does not fit its field does not.
    """

    filled = Signal(object)
    closed = Signal()

    def __init__(self, parts: Parts, host: QWidget) -> None:
        super().__init__(parts.theme, host)
        self._library = parts.workbench.library
        self._questions: Questions | None = None
        self._over: Place | None = None
        self._title = QLabel()
        self.rows = FieldRows()
        self.preview = Paper(parts.theme)
        self._insert = QPushButton("Insert")
        self._lay_out(parts)
        self.rows.changed.connect(self._show)
        self.rows.done.connect(self._submit)
        self._insert.clicked.connect(self._submit)
        self.setAccessibleName("Fields of the snippet")

    def open_near(self, near: QRect, snippet: Snippet, context: ReplyContext, over: Place | None) -> bool:
        """Ask for what ``snippet`` needs in ``context``; False where it needs nothing."""
        questions = Questions(self._library, snippet, context)
        if not questions.fields:
            return False
        self._questions, self._over = questions, over
        self._title.setText(snippet.title)
        self.rows.ask(questions.fields, snippet.language or context.language, {})
        self._show()
        width = min(_SIZE.width(), near.width(), self._host.window().width() - 16)
        self.preview.setVisible(width >= _PREVIEW_FROM)
        self.lie_over(near, QSize(width, _SIZE.height()))
        self.rows.rows[0].answer.setFocus(Qt.FocusReason.PopupFocusReason)
        return True

    def close_form(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def event(self, event: QEvent) -> bool:
        # Enter and Esc are the form's, whatever the window uses them for: with Ctrl it would send the reply behind it.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif event.key() in _ENTERS:
            self._submit()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        bar = self.preview.verticalScrollBar()
        at = bar.value()
        assert self._questions is not None
        self.preview.show_filled(self._questions.filled(self.rows.rows))
        bar.setValue(at)

    def _submit(self) -> None:
        if row := self.rows.faulty():
            row.answer.setFocus()
            return
        assert self._questions is not None
        fill, snippet = self._questions.filling(self.rows.rows), self._questions.snippet
        asked = Asked(snippet=snippet, filled=fill(snippet), fill=fill, over=self._over)
        self.hide()
        self.filled.emit(asked)

    def _lay_out(self, parts: Parts) -> None:
        set_role(self._title, "heading")
        self._title.setWordWrap(True)
        set_role(self._insert, "primary")
        self.preview.setReadOnly(True)
        self.preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview.setAccessibleName("The reply so far")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, 10, 2)
        column.addWidget(self.rows)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(scroll, 5)
        middle.addWidget(self.preview, 6)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(KeyHints(parts.theme, (("Return", "next"), ("Ctrl+Return", "insert"), ("Esc", "close"))), 1)
        foot.addWidget(self._insert)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 12, 12, 10)
        outer.setSpacing(10)
        outer.addWidget(self._title)
        outer.addLayout(middle, 1)
        outer.addLayout(foot)


def _is_ours(event: QKeyEvent) -> bool:
    return event.key() in (*_ENTERS, Qt.Key.Key_Escape)

"""The page that asks for what is still open in a snippet, with the words growing beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role
from ui.widgets.divider import Divider
from ui.widgets.field_rows import FieldRow, FieldRows
from ui.widgets.key_hints import KeyHints
from ui.widgets.questions import Questions
from ui.writing.paper import Paper
from workbench.library.model import Filled

_PREVIEW_FROM = 560
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HINTS = (("Return", "next"), ("Ctrl+Return", "copy as plain text"), ("Esc", "back"))


class Asking(QWidget):
    """``answered`` (Filled, whether without formats): copy it; ``left``: back to what was found."""

    answered = Signal(object, bool)
    left = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._questions: Questions | None = None
        self._plain = False
        self._title = QLabel()
        self.rows = FieldRows()
        self._preview = Paper(parts.theme)
        self._copy = QPushButton("Copy")
        self._lay_out(parts)
        self.rows.changed.connect(self._show)
        self.rows.done.connect(self._submit)
        self._copy.clicked.connect(self._submit)

    def ask(self, questions: Questions, *, plain: bool) -> None:
        """Ask for all that ``questions`` has; ``plain``: the words are wanted without formats."""
        self._questions, self._plain = questions, plain
        snippet = questions.snippet
        self._title.setText(snippet.title)
        self.rows.ask(questions.fields, snippet.language or questions.context.language, {})
        self._show()
        self.rows.rows[0].answer.setFocus(Qt.FocusReason.PopupFocusReason)

    def preview_text(self) -> str:
        return self._preview.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTERS:
            self._plain = self._plain or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._submit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._preview.setVisible(self.width() >= _PREVIEW_FROM)

    def _filled(self) -> Filled:
        assert self._questions is not None
        return self._questions.filled(self.rows.rows)

    def _show(self) -> None:
        bar = self._preview.verticalScrollBar()
        at = bar.value()
        self._preview.show_filled(self._filled())
        bar.setValue(at)

    def _submit(self) -> None:
        """Only what is whole goes: an answer that is missing here is missed by nobody later."""
        row = self.rows.faulty() or self._missing()
        if row is not None:
            row.answer.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.answered.emit(self._filled(), self._plain)

    def _missing(self) -> FieldRow | None:
        for row in self.rows.rows:
            if row.field.required and not row.value():
                row.complain("Fill this in.")
                return row
        return None

    def _lay_out(self, parts: Parts) -> None:
        set_role(self._title, "heading")
        self._title.setWordWrap(True)
        set_role(self._copy, "primary")
        self._preview.setReadOnly(True)
        self._preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._preview.setAccessibleName("What will be copied")
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
        middle.addWidget(self._preview, 6)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(KeyHints(parts.theme, _HINTS), 1)
        foot.addWidget(self._copy)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(4, 4, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self._title)
        outer.addLayout(middle, 1)
        outer.addWidget(Divider())
        outer.addLayout(foot)

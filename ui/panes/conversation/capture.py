"""Note what a customer said: a bubble at their words, a letter for the kind, Enter. Esc leaves nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role, set_surface
from ui.widgets.flow_layout import FlowLayout
from ui.workers.undo import note
from workbench.feedback.model import LETTERS, AlreadyKept, Captured, FeedbackKind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import MessageId
from workbench.kernel.text import one_line

_ICONS = {
    FeedbackKind.BUG: "bug",
    FeedbackKind.REQUEST: "lightbulb",
    FeedbackKind.KUDOS: "heart",
    FeedbackKind.CRITICISM: "flag",
    FeedbackKind.CONFUSION: "help-circle",
}
_WIDTH = 460
_HINT = "A letter chooses what it is, Enter keeps it, Esc leaves nothing."


class CaptureBubble(QFrame):
    """Lies over the conversation while it is open. ``closed``: it went, kept or not."""

    closed = Signal()

    def __init__(self, parts: Parts, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._parts = parts
        self._message: MessageId | None = None
        self._words = ""
        self._kind: FeedbackKind | None = None
        self._quote = QLabel()
        self._quote.setTextFormat(Qt.TextFormat.PlainText)
        self._quote.setWordWrap(True)
        self._line = QLineEdit()
        self._line.setPlaceholderText("A word of yours beside it (Tab, optional)")
        self._line.setAccessibleName("Your own note")
        self._hint = QLabel(_HINT)
        self._hint.setWordWrap(True)
        set_role(self._hint, "caption")
        self._group = QButtonGroup(self)
        self._buttons: dict[FeedbackKind, QPushButton] = {}
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Note feedback")
        self.hide()

    def open_at(self, place: QPoint, message: MessageId, words: str) -> None:
        """Ask what ``words`` of ``message`` are; ``place`` in the host's coordinates."""
        self._message, self._words, self._kind = message, words, None
        self._quote.setText(f"“{one_line(words, 220)}”")
        self._line.clear()
        self._hint.setText(_HINT)
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)
        host = self._host
        self.setFixedWidth(min(_WIDTH, max(240, host.width() - 32)))
        self.adjustSize()
        left = max(16, min(place.x(), host.width() - self.width() - 16))
        top = max(8, min(place.y(), host.height() - self.height() - 8))
        self.move(left, top)
        self.show()
        self.raise_()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        # While the bubble is open its letters are its own, whatever the window uses them for.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().lower()
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._keep()
        elif letter in LETTERS and not self._line.hasFocus():
            self._choose(LETTERS[letter])
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        set_surface(self, "raised")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        chips = QWidget()
        kinds = FlowLayout(chips, 4, 4)
        for letter, kind in LETTERS.items():
            button = QPushButton(f"{kind.value.title()}  {letter.upper()}")
            button.setIcon(self._parts.icons.icon(_ICONS[kind]))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(f"{kind.value.title()}, key {letter.upper()}")
            set_role(button, "chip")
            button.clicked.connect(lambda _=False, kind=kind: self._choose(kind))
            self._group.addButton(button)
            self._buttons[kind] = button
            kinds.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._quote)
        column.addWidget(chips)
        column.addWidget(self._line)
        column.addWidget(self._hint)
        self._line.returnPressed.connect(self._keep)

    def _choose(self, kind: FeedbackKind) -> None:
        self._kind = kind
        self._buttons[kind].setChecked(True)
        self._hint.setText("Enter keeps it.")
        if not self._line.hasFocus():
            self.setFocus()

    def _keep(self) -> None:
        if self._kind is None or self._message is None:
            self._hint.setText("Choose what it is first: B, R, K, C or F.")
            return
        try:
            receipt = self._parts.workbench.feedback.capture(self._message, self._words, self._kind, self._line.text())
        except WorkbenchError as error:
            self._hint.setText(f"{error.title} {error.cure}")
            return
        match receipt.value:
            case Captured():
                note(self._parts.undo, receipt)  # type: ignore[arg-type]
                self._parts.notices.say(f"Noted as {self._kind.value}.", "Undo", self._parts.undo.undo)
                self._close()
            case AlreadyKept():
                self._hint.setText("These words are noted already, under this kind.")
            case _:
                self._hint.setText("Only the customer's own words can be noted. Select some in their message.")

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

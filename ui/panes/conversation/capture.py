"""The bubble at selected words of a customer: a letter for the kind, Enter, and the words are kept."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.commands.parts import Parts
from ui.panes.conversation.kinds import LETTER, KindButton
from ui.panes.conversation.words import plain
from ui.theme.roles import ToneName, set_role, set_tone
from ui.widgets.announce import announce
from ui.widgets.flow_layout import FlowLayout
from ui.workers import undo
from workbench.feedback.model import LETTERS, AlreadyKept, CaptureAnswer, FeedbackKind, NotTheirWords
from workbench.kernel.ids import MessageId
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import one_line

_WIDEST, _EDGE, _GAP = 640, 8, 6
_MOST_WORDS = 180
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HINT = "A letter for the kind, Enter keeps, Esc leaves nothing."
_CHOOSE = f"Choose what it is first: {', '.join(LETTER[kind] for kind in FeedbackKind)}."
_NOT_THEIRS = "Only words of the customer's own message can be kept. Select some of them."


class CaptureBubble(QWidget):
    """Lies over the window at the words it is about; goes when it is done with, or when the focus goes elsewhere."""

    def __init__(self, parts: Parts, host: QWidget) -> None:
        super().__init__(host)
        self._parts = parts
        self._message = MessageId("")
        self._words = ""
        self._busy = False
        self._back: QWidget | None = None
        self._quote, self.hint = QLabel(), QLabel()
        self.kinds = {kind: KindButton(parts.icons, kind) for kind in FeedbackKind}
        self.note = QLineEdit()
        self._keep = QPushButton("Keep")
        self._lay_out()
        self.hide()

    def open_at(self, spot: QRect, message: MessageId, words: str, back: QWidget) -> None:
        """Ask about ``words`` of ``message``, which stand at ``spot`` (global). ``back``: gets the focus afterwards."""
        self._message, self._words, self._back = message, words, back
        self._busy = False
        self._quote.setText(f"“{one_line(plain(words), _MOST_WORDS)}”")
        self.note.clear()
        self._choose(None)
        self._say(_HINT, "")
        host = back.window()
        if self.parentWidget() is not host:
            self.setParent(host)
        self._place(spot)
        self.show()
        self.raise_()
        self.setFocus()
        announce(self, f"Note as feedback: {self._quote.text()} {_HINT}")

    def leave(self) -> None:
        """Go, and leave nothing."""
        if self.isHidden():
            return
        focused = self.isAncestorOf(self.focusWidget() or self) or self.hasFocus()
        self.hide()
        if focused and self._back is not None:
            self._back.setFocus()

    def kind(self) -> FeedbackKind | None:
        """The kind that is chosen."""
        return next((kind for kind, button in self.kinds.items() if button.isChecked()), None)

    def keep(self) -> None:
        """Keep the words under the chosen kind."""
        kind = self.kind()
        if kind is None:
            self._say(_CHOOSE, "warning")
        elif not self._busy:
            self._busy = True
            message, words, note = self._message, self._words, self.note.text()
            feedback = self._parts.workbench.feedback
            self._parts.runner.run(
                "write", lambda: feedback.capture(message, words, kind, note), self._kept, lambda _: self._failed()
            )

    def event(self, event: QEvent) -> bool:
        # While the bubble has the focus, letters choose a kind, whatever the window uses them for.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not _held(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in _ENTER:
            if isinstance(focused, KindButton) and focused.hasFocus():
                self._choose(focused.kind)
            self.keep()
        elif (kind := LETTERS.get(event.text().lower())) and not _held(event):
            self._choose(kind)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._parts.theme.colour("line.field"))
        painter.setBrush(self._parts.theme.colour("surface.raised"))
        radius = self._parts.theme.tokens.radius.large
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _choose(self, kind: FeedbackKind | None) -> None:
        for each, button in self.kinds.items():
            button.setChecked(each is kind)
        if kind is not None:
            self._say(f"{kind.value.capitalize()}. Enter keeps it.", "")

    def _kept(self, receipt: Receipt[CaptureAnswer]) -> None:
        self._busy = False
        if isinstance(receipt.value, NotTheirWords):
            self._say(_NOT_THEIRS, "warning")
        elif isinstance(receipt.value, AlreadyKept):
            self._say(f"These words are kept as {_said(receipt.value.entry.kind)} already.", "info")
        else:
            kind = receipt.value.entry.kind
            undo.note(self._parts.undo, receipt)  # type: ignore[arg-type]
            self.leave()
            self._parts.notices.say(f"Noted as {_said(kind)}.", "Undo", self._parts.undo.undo)

    def _failed(self) -> None:
        self._busy = False
        self._say("The words could not be kept. Try again.", "danger")

    def _say(self, text: str, tone: ToneName) -> None:
        self.hint.setText(text)
        set_tone(self.hint, tone)
        if tone:
            announce(self, text)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        elsewhere = new is not None and new is not self and not self.isAncestorOf(new)
        if elsewhere and not self.isHidden() and new is not None and new.window() is self.window():
            self.hide()

    def _place(self, spot: QRect) -> None:
        """Below the words; above them where there is no room; always within the window."""
        host = self.parentWidget()
        layout = self.layout()
        assert host is not None
        assert layout is not None
        width = min(_WIDEST, host.width() - 2 * _EDGE)
        height = layout.totalHeightForWidth(width)
        at = QRect(host.mapFromGlobal(spot.topLeft()), spot.size())
        top = at.bottom() + _GAP
        if top + height > host.height() - _EDGE:
            top = at.top() - _GAP - height
        top = max(_EDGE, min(top, host.height() - _EDGE - height))
        left = max(_EDGE, min(at.left(), host.width() - _EDGE - width))
        self.setGeometry(QRect(QPoint(left, top), QPoint(left + width - 1, top + height - 1)))

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Note as feedback")
        self._quote.setTextFormat(Qt.TextFormat.PlainText)
        self._quote.setWordWrap(True)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        set_role(self.hint, "caption")
        self.note.setPlaceholderText("Add a note")
        self.note.setAccessibleName("Note")
        set_role(self._keep, "primary")
        self._keep.clicked.connect(self.keep)
        close = QToolButton()
        close.setIcon(self._parts.icons.icon("close"))
        close.setAccessibleName("Leave nothing")
        close.setToolTip("Leave nothing (Esc)")
        close.clicked.connect(self.leave)
        kinds = QWidget()
        flow = FlowLayout(kinds, 6, 6)
        for kind, button in self.kinds.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self._choose(kind))
            flow.addWidget(button)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._quote, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        foot.setSpacing(12)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(kinds)
        column.addWidget(self.note)
        column.addLayout(foot)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)


def _said(kind: FeedbackKind) -> str:
    """The kind within a sentence."""
    return {FeedbackKind.KUDOS: "kudos", FeedbackKind.REQUEST: "request"}.get(kind, kind.value)


def _held(event: QKeyEvent) -> bool:
    """Whether a key such as Ctrl is held."""
    return bool(event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier))

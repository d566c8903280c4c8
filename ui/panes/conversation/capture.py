"""The bubble at selected words of a customer: a letter for the kind, Enter, and the words are kept.

A digit puts them behind a topic that is suggested, M masks personal data, W says whether the customer wants to hear of
it, and O makes it an observation of our own, which is typed and counts nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
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
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.conversation.capture_quote import Quote
from ui.panes.conversation.capture_topics import MOST, TopicLines
from ui.panes.conversation.capture_words import HELD, OWN_HEAD, OWN_HINT, noted, refused
from ui.panes.conversation.kinds import LETTER, KindButton, Toggle
from ui.theme.roles import ToneName, set_role, set_tone
from ui.widgets.announce import announce
from ui.widgets.flow_layout import FlowLayout
from ui.workers import undo
from workbench.feedback.model import LETTERS, AlreadyKept, Beside, CaptureAnswer, Captured, FeedbackKind, OwnAnswer
from workbench.feedback.personal import Mark
from workbench.feedback.topics.model import Suggestion
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import MessageId, TicketId
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import in_marks, one_line

_WIDEST, _EDGE, _GAPS, _GAP = 640, 8, 10, 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HINT = "A letter for the kind, Enter keeps, Esc leaves nothing."
_CHOOSE = f"Choose what it is first: {', '.join(LETTER[kind] for kind in FeedbackKind)}."
_CHOOSE_TYPING = f"Choose what it is first: {HELD} and {', '.join(LETTER[kind] for kind in FeedbackKind)}."
_ALT = Qt.KeyboardModifier.AltModifier if HELD == "Alt" else Qt.KeyboardModifier.MetaModifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The conversation that the bubble is about."""

    ticket: TicketId
    practice: bool


class CaptureBubble(QWidget):
    """Lies over the window at the words it is about; goes when it is done with, or when the focus goes elsewhere."""

    def __init__(self, parts: Parts, host: QWidget) -> None:
        super().__init__(host)
        self._parts = parts
        self._message = MessageId("")
        self._talk: Talk | None = None
        self._words = ""
        self._marks: Sequence[Mark] = ()
        self._busy = False
        self._back: QWidget | None = None
        self.quote, self.hint = Quote(parts.theme), QLabel()
        self.kinds = {kind: KindButton(parts.icons, kind) for kind in FeedbackKind}
        self.topics = TopicLines(parts)
        self.note = QLineEdit()
        self.masks, self.wants, self.own = (
            Toggle(parts.icons, icon, key) for icon, key in (("lock", "M"), ("reply", "W"), ("eye", "O"))
        )
        self._keep = QPushButton("Keep")
        self._lay_out()
        self._connect()
        self.hide()

    def open_at(self, spot: QRect, message: MessageId, words: str, back: QWidget, talk: Talk | None = None) -> None:
        """Ask about ``words`` of ``message``, which stand at ``spot`` (global). ``back``: gets the focus afterwards."""
        self._message, self._words = message, words
        self._marks = self._parts.workbench.feedback.personal(words, talk.ticket if talk else None)
        self._open(spot, back, talk, own=False)
        announce(self, f"Note as feedback: {self.quote.accessibleName()} {self.hint.text()}")

    def open_own(self, spot: QRect, back: QWidget, talk: Talk | None) -> None:
        """Ask for what we see ourselves, on a conversation or on none."""
        self._message, self._words, self._marks = MessageId(""), "", ()
        self._open(spot, back, talk, own=True)
        announce(self, f"{OWN_HEAD} {self.hint.text()}")

    def _open(self, spot: QRect, back: QWidget, talk: Talk | None, *, own: bool) -> None:
        self._talk, self._back, self._busy = talk, back, False
        self.note.clear()
        self.topics.show_topics(())
        for toggle, on in ((self.masks, False), (self.wants, True), (self.own, own)):
            toggle.setChecked(on)
        self._wants_told = False
        self._choose(None)
        host = back.window()
        if self.parentWidget() is not host:
            self.setParent(host)
        self._spot = spot
        self._place()
        self.show()
        self.raise_()
        (self.note if own else self).setFocus()
        self._say(OWN_HINT if own else self._hint(), "")
        self._suggest(self._words)

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
            self._say(_CHOOSE_TYPING if self.note.hasFocus() else _CHOOSE, "warning")
        elif not self._busy:
            self._busy = True
            self._parts.runner.run("write", self._deed(kind), self._kept, self._failed)

    def _deed(self, kind: FeedbackKind) -> Callable[[], Receipt[CaptureAnswer] | Receipt[OwnAnswer]]:
        feedback, message, words, note = self._parts.workbench.feedback, self._message, self._words, self.note.text()
        taken, ticket = self.topics.taken(), self._talk.ticket if self._talk else None
        beside = Beside(
            mask=self.masks.isChecked(),
            wants_reply=self.wants.isChecked() if self._wants_told else None,
            topic=taken.topic if taken else None,
        )
        if self.own.isChecked():
            return lambda: feedback.note_own(note, kind, ticket, beside=beside)
        return lambda: feedback.capture(message, words, kind, note, beside)

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
        elif _held(event) or not self._do_letter(_letter(event)):
            super().keyPressEvent(event)

    def _do_letter(self, letter: str) -> bool:
        """Do what a letter or digit stands for; whether it stands for anything. In the line it is typed with Alt."""
        toggle = {"m": self.masks, "w": self.wants, "o": self.own}.get(letter)
        if kind := LETTERS.get(letter):
            self._choose(kind)
        elif toggle is not None and toggle.isVisibleTo(self):
            toggle.click()
        elif letter == "n":
            self.note.setFocus()
        else:
            return letter.isdecimal() and self.topics.take(int(letter) - 1)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the line letters are typed; with Alt they do what they do elsewhere in the bubble."""
        if watched is self.note and isinstance(event, QKeyEvent) and event.modifiers() == _ALT:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._do_letter(_letter(event)):
                return True
        return super().eventFilter(watched, event)

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
        if not self._wants_told:
            self.wants.setChecked(kind is not FeedbackKind.KUDOS)
        self._dress()
        if kind is not None:
            self._say(f"{kind.value.capitalize()}. Enter keeps it.", "")

    def _hint(self) -> str:
        number = len(self._marks)
        found = f"{number:n} personal {'detail' if number == 1 else 'details'}: M masks. " if number else ""
        return found + _HINT

    def _dress(self) -> None:
        """Show what the toggles say."""
        own, number = self.own.isChecked(), len(self._marks)
        if own:
            self.quote.show_words("", (), masked=False)
            self.quote.setText(OWN_HEAD)
        else:
            self.quote.show_words(self._words, self._marks, masked=self.masks.isChecked())
        self.masks.setVisible(bool(number) and not own)
        self.masks.show_word(f"Mask {number:n} personal {'detail' if number == 1 else 'details'}")
        self.wants.setVisible(not own)
        self.wants.show_word("Wants to hear of it")
        self.own.show_word("What I see myself")
        self.own.setVisible(bool(self._words))
        self.note.setPlaceholderText("What you see, in your own words" if own else "Add a note (N)")
        self.note.setAccessibleName("What you see" if own else "Note")

    def _turned(self, toggle: Toggle) -> None:
        self._wants_told = self._wants_told or toggle is self.wants
        self._dress()
        self._place()
        if toggle is self.own:
            own = toggle.isChecked()
            (self.note if own else self).setFocus()
            self._say(OWN_HINT if own else self._hint(), "")
            self._suggest(self.note.text() if own else self._words)
        elif toggle is self.masks:
            announce(self, self.quote.accessibleName())

    def _suggest(self, words: str) -> None:
        """Ask which topics ``words`` may be about."""
        topics, practice = self._parts.workbench.product.topics, self._talk.practice if self._talk else None
        if words.strip():
            self._parts.runner.run(
                "read", lambda: topics.suggest(words, MOST, practice=practice), self._offer, key="capture.suggest"
            )

    def _offer(self, found: Sequence[Suggestion]) -> None:
        if isValid(self) and self.isVisible() and self.topics.taken() is None:
            for number in range(min(MOST, len(found)), -1, -1):  # as many as there is room for
                self.topics.show_topics(found[:number])
                self._place()
                if self._fits():
                    break

    def _told_topic(self) -> None:
        taken = self.topics.taken()
        self._say(
            f"It will stand behind {in_marks(one_line(taken.title, 60))}." if taken else "It stands behind no topic.",
            "",
        )

    def _kept(self, receipt: Receipt[CaptureAnswer] | Receipt[OwnAnswer]) -> None:
        self._busy = False
        answer = receipt.value
        if isinstance(answer, Captured):
            undo.note(self._parts.undo, receipt)  # type: ignore[arg-type]
            self.leave()
            self._parts.notices.say(noted(answer), "Undo", self._parts.undo.undo)
        else:
            self._say(refused(answer, self._words or self.note.text()), "info" if _is_kept(answer) else "warning")

    def _failed(self, _error: WorkbenchError) -> None:
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

    def _place(self) -> None:
        """Below the words; above them where there is no room; always within the window."""
        host = self.parentWidget()
        layout, spot = self.layout(), self._spot
        assert host is not None
        assert layout is not None
        layout.invalidate()
        width = min(_WIDEST, host.width() - 2 * _EDGE)
        layout.setSpacing(_GAPS)
        if layout.totalHeightForWidth(width) > host.height() - 2 * _EDGE:
            layout.setSpacing(_GAP)
        height = layout.totalHeightForWidth(width)
        at = QRect(host.mapFromGlobal(spot.topLeft()), spot.size())
        top = at.bottom() + _GAP
        if top + height > host.height() - _EDGE:
            top = at.top() - _GAP - height
        top = max(_EDGE, min(top, host.height() - _EDGE - height))
        left = max(_EDGE, min(at.left(), host.width() - _EDGE - width))
        self.setGeometry(QRect(QPoint(left, top), QPoint(left + width - 1, top + height - 1)))

    def _fits(self) -> bool:
        host = self.parentWidget()
        return host is not None and self.height() <= host.height() - 2 * _EDGE

    def _connect(self) -> None:
        self.note.installEventFilter(self)
        self._keep.clicked.connect(self.keep)
        for kind, button in self.kinds.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self._choose(kind))
        for toggle in (self.masks, self.wants, self.own):
            toggle.clicked.connect(lambda _checked=False, toggle=toggle: self._turned(toggle))
        self.topics.turned.connect(self._told_topic)
        self.note.textEdited.connect(lambda text: self._suggest(text) if self.own.isChecked() else None)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _lay_out(self) -> None:
        self._spot, self._wants_told = QRect(), False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Note as feedback")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        set_role(self.hint, "caption")
        set_role(self._keep, "primary")
        close = QToolButton()
        close.setIcon(self._parts.icons.icon("close"))
        close.setAccessibleName("Leave nothing")
        close.setToolTip("Leave nothing (Esc)")
        close.clicked.connect(self.leave)
        kinds, toggles = QWidget(), QWidget()
        for box, buttons in ((kinds, self.kinds.values()), (toggles, (self.masks, self.wants, self.own))):
            flow = FlowLayout(box, 6, 6)
            for button in buttons:
                flow.addWidget(button)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.quote, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        foot.setSpacing(12)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 12)
        column.setSpacing(_GAPS)
        column.addLayout(head)
        for part in (kinds, self.topics, self.note, toggles):
            column.addWidget(part)
        column.addLayout(foot)


def _letter(event: QKeyEvent) -> str:
    """The letter or digit of a key, also where Alt makes it another one or none."""
    key = event.key()
    return chr(key).lower() if event.modifiers() & _ALT and 0x20 < key < 0x7F else event.text().lower()


def _is_kept(answer: object) -> bool:
    return isinstance(answer, AlreadyKept)


def _held(event: QKeyEvent) -> bool:
    """Whether a key such as Ctrl is held; Alt may be, which lets letters through where others are typed."""
    free = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier | _ALT
    return bool(event.modifiers() & ~free)

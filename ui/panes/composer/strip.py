"""The one line of status under the reply; each part of it does what it speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.commands.parts import Parts
from ui.panes.composer.send_button import SendButton
from ui.theme.roles import set_role, set_tone
from ui.widgets.announce import announce
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.glyph import Glyph

_LABEL = 28
_LEAST_LABEL = 8
_CAP_FROM = 32  # lines of text: how wide it is before the keys are shown beside the button
_CALM = ("Draft saved", "Saving…")
_IN = 12  # pixels from the edge of a part to its words


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the strip tells. ``blanks``: labels of what is to be filled; ``odd``: values put in that look wrong.

    ``unchecked``: why nothing is checked; ``from_snippets``: how much of it is a snippet's words as they came.
    ``asks``: which of the customer's asks are open; ``guest``: a guest writes, so the host sends.
    """

    verify: int = 0
    hints: int = 0
    blanks: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    unchecked: str = ""
    draft: str = ""
    asks: str = ""
    from_snippets: str = ""
    note: bool = False
    online: bool = True
    guest: bool = False


class Strip(QWidget):
    """Parts that do not fit are shortened first, then left out; the button to send stays whole.

    What asks for something stands at the left, the next blank last of it since its name changes; what only tells stands
    at the right. So nothing moves under the pointer while one goes from blank to blank.
    """

    verify_asked = Signal()
    hints_asked = Signal()
    blank_asked = Signal()
    odd_asked = Signal()
    draft_asked = Signal()
    asks_asked = Signal()
    send_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._status = Status()
        self._verify = self._part(parts, "question", "mark.uncertain.ink", self.verify_asked)
        self._blank = self._part(parts, "edit", "placeholder.open.ink", self.blank_asked)
        self._odd = self._part(parts, "alert", "placeholder.wrong.ink", self.odd_asked)
        self._asks = self._part(parts, "help-circle", "text.secondary", self.asks_asked)
        self._hints = self._part(parts, "lightbulb", "text.secondary", self.hints_asked)
        self._unchecked = ElidedLabel()
        self._draft = self._part(parts, "", "", self.draft_asked)
        self._snippets = ElidedLabel()
        self._said = ElidedLabel()
        self._said_glyph = Glyph(parts.icons, "info")
        self._aside = self._made_aside()
        for label in (self._unchecked, self._snippets):
            set_role(label, "caption")
            label.setContentsMargins(_IN, 0, _IN, 0)
        self._send = SendButton(parts)
        self._send.asked.connect(self.send_asked)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._aside, 1)
        for part in (self._verify, self._odd, self._asks, self._hints, self._unchecked, self._blank):
            row.addWidget(part)
        self._stretch = row.count()
        row.addStretch(1)
        for part in (self._snippets, self._draft):
            row.addWidget(part)
        row.addWidget(self._send)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._quiet()
        self.show_status(Status(), anew=True)

    def show_status(self, status: Status, *, anew: bool = False) -> None:
        """Tell this, when what was said has been heard; ``anew``: at once, for another draft is open."""
        if not anew and (status == self._status or not self._aside.isHidden()):
            self._status = status
            return
        self._status = status
        self._send.show_word(note=status.note, online=status.online, guest=status.guest)
        self._quiet()
        self._fit()

    def say(self, text: str, *, calm: bool = False) -> None:
        """Say ``text`` in place of the parts, until the agent goes on writing; ``calm``: there is nothing to mend."""
        set_tone(self._said, "" if calm else "warning")
        self._said_glyph.show_icon("info", "text.secondary" if calm else "tone.warning.ink")
        for part in self._parts():
            part.hide()
        self._said.show_text(text)
        self._aside.show()
        self._row.setStretch(self._stretch, 0)
        announce(self, text)

    def hush(self) -> None:
        """What was said has been heard."""
        if not self._aside.isHidden():
            self.show_status(self._status, anew=True)

    def said(self) -> str:
        """What is said in place of the parts."""
        return "" if self._aside.isHidden() else self._said.full_text()

    def parts_shown(self) -> list[str]:
        """The words of the parts that are shown, for tests and for a reader."""
        return [part.text() for part in self._parts() if not part.isHidden()]

    def _parts(self) -> tuple[QPushButton | ElidedLabel, ...]:
        return (
            self._verify,
            self._blank,
            self._odd,
            self._asks,
            self._hints,
            self._unchecked,
            self._draft,
            self._snippets,
        )

    def send_word(self) -> str:
        return self._send.text()

    def minimumSizeHint(self) -> QSize:
        # What does not fit is left out, so it never holds the window wide.
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._aside.isHidden():
            self._fit()

    def _quiet(self) -> None:
        self._row.setStretch(self._stretch, 1)
        self._aside.hide()

    def _fit(self) -> None:
        """Try one shorter way after the other until it fits; the name of the blank then takes what is left."""
        metrics = self.fontMetrics()
        self._send.show_cap(self.width() >= _CAP_FROM * metrics.height())
        self._draft.setMinimumWidth(max(metrics.horizontalAdvance(word) for word in _CALM) + 2 * _IN)
        for level in range(7):
            self._show(level)
            spare = self.width() - self._needed()
            if spare >= 0 or not self.width():
                if level < 2 and self._status.blanks:
                    words = _blank_words(self._status.blanks, letters=_LABEL)
                    room = metrics.horizontalAdvance(self._blank.text()) + spare
                    self._blank.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
                return

    def _show(self, level: int) -> None:
        status, bare = self._status, level >= 6
        verify = f"{status.verify} to verify" if status.verify else ""
        _fill(self._verify, verify, "Show what to verify", bare=bare)
        blank = _blank_words(status.blanks, letters=_LEAST_LABEL if level < 2 else 0)
        _fill(self._blank, blank, "Go to the next blank", bare=bare)
        odd = f"{len(status.odd)} to look at" if status.odd else ""
        _fill(self._odd, odd, "Go to a value that looks wrong", bare=bare)
        _fill(self._asks, status.asks if level < 6 else "", "Go to what the customer asks")
        hints = f"{status.hints} hint{'s' if status.hints > 1 else ''}" if status.hints else ""
        _fill(self._hints, hints if level < 3 else "", "Show the hints")
        self._unchecked.show_text(status.unchecked)
        self._unchecked.setVisible(bool(status.unchecked) and level < 4)
        self._snippets.show_text(status.from_snippets)
        self._snippets.setVisible(bool(status.from_snippets) and level < 1)
        calm = status.draft in _CALM
        _fill(self._draft, status.draft if level < 5 or not calm else "", "")
        # Nothing is to be done about a calm word, so Tab does not stop at it.
        self._draft.setFocusPolicy(Qt.FocusPolicy.NoFocus if calm else Qt.FocusPolicy.TabFocus)

    def _needed(self) -> int:
        return self._row.sizeHint().width()

    def _made_aside(self) -> QWidget:
        aside = QWidget()
        row = QHBoxLayout(aside)
        row.setContentsMargins(11, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._said_glyph)
        row.addWidget(self._said, 1)
        return aside

    @staticmethod
    def _part(parts: Parts, icon: str, ink: str, asked: SignalInstance) -> QPushButton:
        button = QPushButton()
        set_role(button, "quiet")
        if icon:
            button.setIcon(parts.icons.icon(icon, ink))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(asked)
        return button


def _fill(button: QPushButton, text: str, tip: str, *, bare: bool = False) -> None:
    """``bare``: beside its picture the number alone, all of it on hover and to a reader."""
    button.setText(text.partition(" ")[0] if bare else text)
    button.setAccessibleName(f"{text}. {tip}" if tip else text)
    button.setToolTip(f"{text}. {tip}" if bare else tip)
    button.setVisible(bool(text))


def _blank_words(labels: tuple[str, ...], *, letters: int) -> str:
    """How many, and ``letters`` of the name of the next; no name for 0."""
    if not labels:
        return ""
    count = f"{len(labels)} blank{'s' if len(labels) > 1 else ''}"
    first = labels[0] if len(labels[0]) <= letters else f"{labels[0][: letters - 1].rstrip()}…"
    return f"{count}: {first}" if letters else count

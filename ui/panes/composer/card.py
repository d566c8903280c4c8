"""The card of a finding: what the customer hears, what to check, and the certain wording once that is done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.roles import set_role, set_surface
from ui.theme.theme import Theme
from ui.widgets.announce import announce
from ui.widgets.key_cap import KeyCap
from ui.widgets.overlay import Overlay
from ui.writing.marks import Mark, draw_line
from workbench.certainty import Kind
from workbench.certainty.model import Known

_LETTERS = 54
_SIDE, _BETWEEN = 16, 16
WORDS: dict[Kind | Known, str] = {
    Kind.UNCERTAIN: "Leaves doubt",
    Kind.FALSE_HOPE: "Raises a hope",
    Kind.OVER_APOLOGY: "Sorry again",
    Kind.SCRIPT: "Sounds like a script",
    Known.FACT: "Known otherwise",
}


class KindWord(QWidget):
    """The word for a kind, over the line that marks it in the text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._kind: Kind | Known = Kind.UNCERTAIN
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_kind(self, kind: Kind | Known) -> None:
        self._kind = kind
        self.setAccessibleName(WORDS[kind])
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.fonts.strong())
        return QSize(metrics.horizontalAdvance(WORDS[self._kind]) + 2, metrics.height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.fonts.strong())
        painter.setPen(QColor(self._theme.tokens.tone_named(self._kind).ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, WORDS[self._kind])
        y = QFontMetrics(self._theme.fonts.strong()).ascent() + 4
        draw_line(painter, self._theme, self._kind, QLineF(0, y, self.width() - 1, y))


class FindingCard(Overlay):
    """``use_asked`` and ``keep_asked`` speak of `mark`. ``closed`` comes with whether the keyboard was in it.

    It changes nothing itself. U uses, K keeps, Esc closes, once it has the focus.
    """

    use_asked = Signal()
    keep_asked = Signal()
    closed = Signal(bool)
    entered = Signal()
    left = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host)
        self.mark: Mark | None = None
        self._kind = KindWord(theme)
        self._count = _label("caption")
        self._hears = _label("")
        self._verify = _label("")
        self._offer = QWidget()
        self._rewrite = _label("")
        self._why_none = _label("caption")
        self._use = self._button("Checked: use it", "U", theme, self.use_asked)
        self._keep = self._button("Keep as it is", "K", theme, self.keep_asked)
        set_role(self._use[0], "primary")
        self._lay_out()
        self.setAccessibleName("What to verify")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_mark(self, mark: Mark, near: QRect, *, number: int, of: int, focus: bool) -> None:
        """Show the card of ``mark`` near its words; ``number`` of ``of`` such findings."""
        self.mark = mark
        finding = mark.finding
        self._kind.show_kind(finding.kind)
        self._count.setText(f"{number} of {of}" if of > 1 else "")
        self._hears.setText(finding.message)
        self._verify.setText(finding.verify)
        self._rewrite.setText(finding.rewrite or "")
        self._offer.setVisible(finding.rewrite is not None)
        self._why_none.setVisible(finding.rewrite is None)
        self._use[1].setVisible(finding.rewrite is not None)
        width = min(self._wanted_width(), self._host.window().width() - 16)
        self.lie_near(near, QSize(width, self._height_for(width)))
        announce(self, f"{WORDS[finding.kind]}. {finding.message} {finding.verify}")
        if focus:
            (self._use[0] if finding.rewrite is not None else self._keep[0]).setFocus(Qt.FocusReason.PopupFocusReason)

    def has_keyboard(self) -> bool:
        focus = self.focusWidget()
        return self.isVisible() and focus is not None and focus.hasFocus()

    def close_card(self) -> None:
        """Take it away; nothing else happens."""
        if self.isHidden():
            return
        had = self.has_keyboard()
        self.mark = None
        self.hide()
        self.closed.emit(had)

    def event(self, event: QEvent) -> bool:
        # Its letters are keys of the window elsewhere; while it has the focus they are its own.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._act_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        elif act == "close":
            self.close_card()
        elif act == "use":
            self.use_asked.emit()
        else:
            self.keep_asked.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.entered.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

    def _act_of(self, event: QKeyEvent) -> str | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if event.key() == Qt.Key.Key_U and self.mark is not None and self.mark.finding.rewrite is not None:
            return "use"
        return {Qt.Key.Key_Escape: "close", Qt.Key.Key_K: "keep"}.get(Qt.Key(event.key()))

    def _wanted_width(self) -> int:
        """Some words a line; never less than the buttons need, whatever the size of the text."""
        acts = sum(pair.sizeHint().width() for _button, pair in (self._use, self._keep))
        return max(self.fontMetrics().averageCharWidth() * _LETTERS, acts + _BETWEEN + 2 * _SIDE)

    def _height_for(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        return max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 12, _SIDE, 12)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self._kind)
        top.addStretch(1)
        top.addWidget(self._count)
        column.addLayout(top)
        column.addWidget(self._hears)
        column.addWidget(_caption("Check first"))
        column.addWidget(self._verify)
        offer = QVBoxLayout(self._offer)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.setSpacing(4)
        offer.addWidget(_caption("Then it can say"))
        ground = QWidget()
        set_surface(ground, "card")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.addWidget(self._rewrite)
        offer.addWidget(ground)
        column.addWidget(self._offer)
        self._why_none.setText("No ready wording here: say what you know, and by when you will know the rest.")
        column.addWidget(self._why_none)
        column.addSpacing(4)
        buttons = QHBoxLayout()
        buttons.setSpacing(_BETWEEN)
        for _button, pair in (self._use, self._keep):
            buttons.addWidget(pair)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def _button(self, verb: str, key: str, theme: Theme, asked: SignalInstance) -> tuple[QPushButton, QWidget]:
        button, cap = QPushButton(verb), KeyCap(theme, key)
        button.setAccessibleName(f"{verb} ({key})")
        button.clicked.connect(asked)
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(button)
        row.addWidget(cap)
        return button, pair


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role == "caption":
        set_role(label, "caption")
    return label


def _caption(text: str) -> QLabel:
    label = _label("caption")
    label.setText(text)
    return label

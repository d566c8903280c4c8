"""The card of a finding: what the customer hears, what to check, and the answers to it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QMenu, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.composer.acts import MORE, Act, acts_of, lacks, more_of, offers, phrase_of, word
from ui.panes.composer.card_day import DayStep
from ui.panes.composer.card_parts import KeyButton, Wording, label
from ui.panes.composer.card_phrase import PhraseStep
from ui.panes.composer.card_why import WhyFold
from ui.panes.composer.kind_word import WORDS, KindWord
from ui.theme.roles import set_role
from ui.widgets.announce import announce
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.overlay import Overlay
from ui.writing.marks import Mark
from workbench.certainty.model import Rule

_LETTERS = 54
_SIDE, _BETWEEN = 16, 16
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYS = {Qt.Key.Key_I: Act.IS, Qt.Key.Key_N: Act.IS_NOT, Qt.Key.Key_C: Act.CANNOT, Qt.Key.Key_U: Act.USE,
         Qt.Key.Key_K: Act.KEEP}  # fmt: skip
_SHIFTED = {Qt.Key.Key_K: Act.KEEP_PHRASE, Qt.Key.Key_R: Act.KEEP_REPLY}


class FindingCard(Overlay):
    """``acted`` (Act): an answer for `mark`. ``promised`` (day, wording) and ``phrase_meant`` (words) end a step.

    ``closed`` comes with whether the keyboard was in it. It changes nothing itself. Its letters count once it has the
    focus; Esc leaves a step, then the card.
    """

    acted = Signal(object)
    promised = Signal(object, str)
    phrase_meant = Signal(str)
    closed = Signal(bool)
    entered = Signal()
    left = Signal()

    def __init__(self, parts: Parts, host: QWidget) -> None:
        super().__init__(parts.theme, host)
        self.mark: Mark | None = None
        self._near = QRect()
        self._kind = KindWord(parts.theme)
        self._count = label("caption")
        self._hears, self._verify = label(), label()
        self._answers, self._body = QWidget(), QWidget()
        self._column = QVBoxLayout(self._body)
        self._wording = Wording()
        self._lacks = label("caption")
        self.buttons = {act: KeyButton(parts.theme, act.value) for act in Act if act not in MORE}
        self.more = QToolButton()
        self._menu = QMenu(self)
        self._more: dict[Act, QAction] = {}
        self.why = WhyFold(parts.icons)
        self.day_step, self.phrase_step = DayStep(parts.theme), PhraseStep(parts.theme)
        self._fill_more(parts)
        self._lay_out()
        self._connect()
        self.setAccessibleName("What to verify")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_mark(
        self, mark: Mark, near: QRect, *, number: int, of: int, focus: bool, rule: Rule | None = None
    ) -> None:
        """Show the card of ``mark`` near its words; ``number`` of ``of`` such findings. ``rule``: what found it."""
        self.mark, self._near = mark, near
        finding = mark.finding
        self._kind.show_kind(finding.kind)
        self._count.setText(f"{number} of {of}" if of > 1 else "")
        self._hears.setText(finding.message)
        self._verify.setText(finding.verify)
        self._wording.show_wording(offers(finding), finding.rewrite or "")
        self._wording.setVisible(finding.rewrite is not None)
        self._lacks.setText(lacks(finding))
        self._lacks.setVisible(finding.rewrite is None)
        for act, button in self.buttons.items():
            button.say(word(act, finding.kind))
            button.setVisible(act in acts_of(finding))
        for act, action in self._more.items():
            action.setVisible(act in more_of(finding))
        self.why.show_rule(rule)
        self._show_step(None)
        announce(self, f"{WORDS[finding.kind]}. {finding.message} {finding.verify}")
        if focus:
            # Enter must not say what nobody has checked: the first answer has it only where there is nothing to check.
            first = self.buttons[Act.USE].button if Act.USE in acts_of(finding) else self
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def ask_day(self, today: date, language: str, honest: str) -> None:
        """Ask by when it will be known; ``honest``: what can be said until then."""
        self.day_step.ask(today, language, honest)
        self._show_step(self.day_step)
        self.day_step.take_focus()

    def ask_phrase(self) -> None:
        """Ask which words are kept for good."""
        if self.mark is not None:
            self._show_step(self.phrase_step)
            self.phrase_step.ask(phrase_of(self.mark))

    def has_keyboard(self) -> bool:
        focus = self.focusWidget()
        return self.isVisible() and focus is not None and focus.hasFocus()

    def in_step(self) -> bool:
        """Whether something is being asked: the card does not go away by itself then."""
        return self.isVisible() and not self._answers.isVisible()

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
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is not None:
            self.acted.emit(act)
        elif event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif event.key() in _ENTERS and self.in_step():
            self._end_step(words=not event.modifiers() & _SHIFT)
        elif self._is_why(event):
            self.why.turn()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.entered.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = self._theme.tokens.stroke.focus
            painter.setPen(QPen(self._theme.colour("accent.focus"), width))
            half, radius = width / 2, self._theme.tokens.radius.large
            painter.drawRoundedRect(self.rect().toRectF().adjusted(half, half, -half, -half), radius, radius)

    def _act_of(self, event: QKeyEvent) -> Act | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.mark is None or self.in_step() or held not in (Qt.KeyboardModifier.NoModifier, _SHIFT):
            return None
        key = Qt.Key(event.key())
        act = (_SHIFTED if held else _KEYS).get(key)
        can = more_of(self.mark.finding) if held else acts_of(self.mark.finding)
        return act if act in can else None

    def _is_ours(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape or self._act_of(event) is not None or self._is_why(event):
            return True
        # In a step a letter, or Enter with any key held, must not reach the reply behind the card.
        return self.in_step() and (event.key() in _ENTERS or bool(event.text()) and not event.modifiers())

    def _is_why(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_W and not event.modifiers() and not self.in_step()

    def _end_step(self, *, words: bool) -> None:
        if self.day_step.isVisible():
            self.day_step.promise(words=words)
        else:
            self.phrase_step.mean()

    def _step_back(self) -> None:
        if self.in_step():
            self._show_step(None)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.close_card()

    def _show_step(self, step: QWidget | None) -> None:
        self._answers.setVisible(step is None)
        for each in (self.day_step, self.phrase_step):
            each.setVisible(each is step)
        self._lie()

    def _lie(self) -> None:
        """Be as large as what is shown asks for, where it was."""
        if self.mark is not None:
            width = min(self._wanted_width(), self._host.window().width() - 16)
            foot = self.geometry().bottom() if self.isVisible() else -1
            self.lie_near(self._near, QSize(width, self._height_for(width)))
            words = self._host.mapTo(self._host.window(), self._near.topLeft()).y()
            if 0 <= foot < words < self.y():  # it stood above its words, and stays there
                self.move(self.x(), max(8, foot - self.height() + 1))

    def _wanted_width(self) -> int:
        """Some words a line; never less than the widest button needs, whatever the size of the text."""
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        return max(self.fontMetrics().averageCharWidth() * _LETTERS, widest + 2 * _SIDE)

    def _height_for(self, width: int) -> int:
        for each in self._body.findChildren(QWidget):  # what was just shown or hidden tells the layouts later only
            each.updateGeometry()
        for inner in reversed(self._body.findChildren(QLayout)):
            inner.invalidate()
        self._column.activate()
        return max(self._column.totalHeightForWidth(width - 2), self._column.totalMinimumSize().height()) + 2

    def _fill_more(self, parts: Parts) -> None:
        self.more.setIcon(parts.icons.icon("chevron-down"))
        self.more.setAccessibleName("Keep more than this sentence")
        self.more.setToolTip("Keep more than this sentence")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for act in MORE:
            action = self._more[act] = self._menu.addAction(f"{word(act, next(iter(WORDS)))}\t{act.value}")
            action.triggered.connect(lambda _checked=False, act=act: self.acted.emit(act))
        self.more.setMenu(self._menu)

    def _connect(self) -> None:
        for act, button in self.buttons.items():
            button.button.clicked.connect(lambda _checked=False, act=act: self.acted.emit(act))
        set_role(self.buttons[Act.USE].button, "primary")
        self.day_step.promised.connect(self.promised)
        self.phrase_step.meant.connect(self.phrase_meant)
        self.day_step.reshaped.connect(self._lie)
        self.why.reshaped.connect(self._lie)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._kind)
        top.addStretch(1)
        top.addWidget(self._count)
        keep = QWidget()
        both = QHBoxLayout(keep)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(2)
        both.addWidget(self.buttons[Act.KEEP])
        both.addWidget(self.more)
        acts = QWidget()
        flow = FlowLayout(acts, _BETWEEN, 8)
        for act in (Act.USE, Act.IS, Act.IS_NOT, Act.CANNOT):
            flow.addWidget(self.buttons[act])
        flow.addWidget(keep)
        check = QVBoxLayout()
        check.setSpacing(2)
        check.addWidget(label("caption", "Check first"))
        check.addWidget(self._verify)
        inside = QVBoxLayout(self._answers)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(check)
        for part in (self._wording, self._lacks, acts, self.why):
            inside.addWidget(part)
        self._column.setContentsMargins(_SIDE, 12, _SIDE, 12)
        self._column.setSpacing(8)
        self._column.addLayout(top)
        self._column.addWidget(self._hears)
        for each in (self._answers, self.day_step, self.phrase_step):
            self._column.addWidget(each)
        self._column.addStretch(1)
        scroll = QScrollArea()  # for large text in a small window
        scroll.setWidget(self._body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for each in (scroll.viewport(), self._body):
            each.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(scroll)

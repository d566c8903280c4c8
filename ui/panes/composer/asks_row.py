"""The customer's asks over the reply, each with its letter: open, suggested by the words, or ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from ui.commands.parts import Parts
from ui.panes.composer.foreseen import Foreseen
from ui.theme.icons import Icons
from ui.theme.roles import set_role
from ui.theme.theme import Theme
from ui.widgets.ask_letter import paint_letter
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.tips import tip
from workbench.certainty.asked.model import Asked, Stand

_GAP, _PAD = 6, 6
_ONE_ROW, _TWO_ROWS = 20, 16  # letters of an ask that should be seen
_REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_HELD = ~Qt.KeyboardModifier.KeypadModifier


class AskChip(QAbstractButton):
    """One ask; a press ticks it. ``dismiss_asked``: it is no question. ``stepped``: go on by so many."""

    dismiss_asked = Signal()
    stepped = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, ask: Asked) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self.ask = ask
        self._suggested = False
        self._width = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.updateGeometry)

    def show_ask(self, ask: Asked, *, suggested: bool) -> None:
        """Show how it stands; ``suggested``: the words of the reply seem to answer it."""
        self.ask = ask
        self._suggested = suggested and ask.stand is Stand.OPEN
        self.setChecked(ask.stand is Stand.ANSWERED)
        stand = "answered" if self.isChecked() else "the reply seems to answer it" if self._suggested else "open"
        keys = f"Alt+{ask.letter}" if ask.letter in "ABCD" else "Space"
        coming, off = ", not asked yet", "takes it off the list"
        if not self.is_foreseen():
            coming, off = "", "says it is no question"
        self.setAccessibleName(f"{ask.letter}, {stand}{coming}: {ask.text}")
        self.setToolTip(tip(f"{ask.text}\n{ask.letter} is {stand}{coming}. {keys} ticks it, Delete {off}."))
        self.update()

    def is_foreseen(self) -> bool:
        """Whether an agent saw it coming, and the customer has not asked it."""
        return isinstance(self.ask, Foreseen)

    @property
    def suggested(self) -> bool:
        return self._suggested

    def show_width(self, width: int) -> None:
        """``width`` in pixels; 0: the letter alone."""
        self._width = width
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        box = self._box()
        return QSize(max(self._width, box + 2 * _PAD), box + _PAD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in _REMOVES:
            self.dismiss_asked.emit()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """It is ticked when that is kept, and not before."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._shows_close() and self._close_box().contains(event.position().toPoint()):
            self.setDown(False)
            self.dismiss_asked.emit()
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction("Leave open" if self.isChecked() else "Tick as answered", self.click)
        menu.addAction("Take off the list" if self.is_foreseen() else "Not a question", self.dismiss_asked.emit)
        menu.exec(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = self.hasFocus()
        edge = QPen(QColor(tokens.accent.focus if ring else tokens.line.button), tokens.stroke.focus if ring else 1)
        painter.setPen(edge)
        painter.setBrush(QColor(tokens.surface.hover if self.underMouse() else tokens.surface.card))
        inset = edge.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        letter, stands = self.ask.letter, {"answered": self.isChecked(), "suggested": self._suggested}
        paint_letter(painter, self._theme, self._letter_box(), letter, **stands)
        if self._width:
            self._paint_words(painter)
        if self._shows_close():
            box = self._close_box()
            self._icons.icon("close").paint(painter, box)

    def _paint_words(self, painter: QPainter) -> None:
        tokens, box = self._theme.tokens, self._words_box()
        if self.isChecked():
            tick = QRect(box.left(), box.center().y() - box.height() // 4, box.height() // 2, box.height() // 2)
            self._icons.icon("check", "tone.accent.ink").paint(painter, self._mirrored(tick))
            box.setLeft(tick.right() + 4)
        if self.is_foreseen():
            eye = QRect(box.left(), 0, box.height() // 2, box.height() // 2)
            eye.moveTop((box.height() - eye.height()) // 2)
            self._icons.icon("eye").paint(painter, self._mirrored(eye))
            box.setLeft(eye.right() + 4)
        painter.setFont(self._theme.fonts.caption())
        painter.setPen(QColor(tokens.text.secondary if self.isChecked() else tokens.text.primary))
        metrics = QFontMetrics(self._theme.fonts.caption())
        words = metrics.elidedText(self.ask.text, Qt.TextElideMode.ElideRight, box.width())
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(self._mirrored(box), side, words)

    def _box(self) -> int:
        return QFontMetrics(self._theme.fonts.caption()).height() + 4

    def _letter_box(self) -> QRect:
        box = self._box()
        return self._mirrored(QRect(_PAD // 2 + 1 if self._width else _PAD, (self.height() - box) // 2, box, box))

    def _words_box(self) -> QRect:
        start = self._box() + _PAD + 4
        end = self._box() if self._shows_close() else _PAD
        return QRect(start, 0, max(0, self.width() - start - end), self.height())

    def _shows_close(self) -> bool:
        return bool(self._width) and (self.underMouse() or self.hasFocus())

    def _close_box(self) -> QRect:
        box = self._box() - 6
        return self._mirrored(QRect(self.width() - box - 3, (self.height() - box) // 2, box, box))

    def _mirrored(self, box: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return box
        return QRect(QPointF(self.width() - box.right() - 1, box.top()).toPoint(), box.size())


class MoreLine(QLineEdit):
    """A question that the customer will ask next. ``kept``: Enter; ``left``: Esc, or the keyboard went elsewhere."""

    kept = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("What will they ask next? Enter adds it, Esc leaves it")
        self.setAccessibleName("A question that the customer will ask next")
        self.setMaxLength(300)

    def event(self, event: QEvent) -> bool:
        """What is typed here means nothing to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not event.modifiers():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.text().strip() and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()


class AsksRow(QWidget):
    """``ticked`` and ``dismissed`` carry the Asked. ``changed``: others are open. ``left``: the keyboard goes back.
    ``foreseen`` (words): a question that the customer has not asked and will is to be added.

    One row or two where the words can be seen, else the letters alone. Hidden while there is nothing to answer.
    """

    ticked = Signal(object)
    dismissed = Signal(object)
    changed = Signal()
    left = Signal()
    foreseen = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._theme, self._icons = parts.theme, parts.icons
        self.more_button, self.line = QToolButton(), MoreLine()
        self.chips: list[AskChip] = []
        self._flow = FlowLayout(self, _GAP, _GAP)
        self.setAccessibleName("What the customer asks")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        parts.theme.changed.connect(self._shape)
        self._lay_out_more()
        self.hide()

    def show_asks(self, asks: Sequence[Asked], suggested: frozenset[str]) -> None:
        """Show these; ``suggested``: letters. The keyboard stays near where it was."""
        before = self.open_words()
        if [chip.ask.letter for chip in self.chips] != [ask.letter for ask in asks]:
            self._make(asks)
        for chip, ask in zip(self.chips, asks, strict=True):
            chip.show_ask(ask, suggested=ask.letter in suggested)
        self._shape()
        if self.open_words() != before:
            self.changed.emit()

    def go_to(self) -> bool:
        """Give the keyboard to the first that is open; False where there is none at all."""
        first = next((chip for chip in self.chips if not chip.isChecked()), next(iter(self.chips), None))
        if first is None:
            return False
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def ask_more(self) -> None:
        """Ask in place for a question that the customer will ask next."""
        self.line.clear()
        self.more_button.hide()
        self.line.show()
        self._shape()
        self.line.setFocus()

    def put_away(self) -> None:
        """Ask no more for another question; what was typed goes."""
        self.line.hide()
        self.more_button.show()
        self._shape()

    def open_words(self) -> str:
        """Which are open, for the strip; of a single one the row tells enough."""
        letters = [chip.ask.letter for chip in self.chips if not chip.isChecked()]
        return f"{', '.join(letters)} open" if letters and len(self.chips) > 1 else ""

    def least(self) -> int:
        """Pixels that it takes as it is now."""
        return 0 if self.isHidden() else self.height() + _GAP

    def minimumSizeHint(self) -> QSize:
        # What does not fit is left out, so it never holds the window wide.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shape()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._shape()

    def _make(self, asks: Sequence[Asked]) -> None:
        held = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), None)
        old, self.chips = self.chips, [self._chip(ask) for ask in asks]
        for chip in old:
            self._flow.removeWidget(chip)
        for part in (self.more_button, self.line):  # they stand last
            self._flow.removeWidget(part)
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.show()
        for part in (self.more_button, self.line):
            self._flow.addWidget(part)
        if held is not None and self.chips:
            self.chips[min(held, len(self.chips) - 1)].setFocus()
        elif held is not None:
            self.left.emit()
        for chip in old:
            chip.hide()
            chip.deleteLater()

    def _keep_more(self) -> None:
        words = self.line.text().strip()
        self._close_more()
        if words:
            self.foreseen.emit(words)

    def _close_more(self) -> None:
        focused = self.line.hasFocus()
        self.put_away()
        if focused:
            self.left.emit()

    def _lay_out_more(self) -> None:
        self.more_button.setIcon(self._icons.icon("plus"))
        self.more_button.setToolTip("Add a question that they will ask next (Alt+F)")
        self.more_button.setAccessibleName("Add a question that they will ask next")
        set_role(self.more_button, "inset")
        self.line.hide()
        for part in (self.more_button, self.line):
            self._flow.addWidget(part)
        self.more_button.clicked.connect(self.ask_more)
        self.line.kept.connect(self._keep_more)
        self.line.left.connect(self._close_more)

    def _chip(self, ask: Asked) -> AskChip:
        chip = AskChip(self._theme, self._icons, ask)
        chip.clicked.connect(lambda: self.ticked.emit(chip.ask))
        chip.dismiss_asked.connect(lambda: self.dismissed.emit(chip.ask))
        chip.stepped.connect(lambda by: self._step(chip, by))
        chip.left.connect(self.left)
        return chip

    def _step(self, chip: AskChip, by: int) -> None:
        at = self.chips.index(chip) + by
        self.chips[at % len(self.chips)].setFocus(Qt.FocusReason.TabFocusReason)

    def _shape(self) -> None:
        asking = not self.line.isHidden()
        if not self.chips and not asking:
            self.hide()
            return
        self.line.setFixedWidth(max(1, self.width()))
        width = self._chip_width() if self.chips else 0
        for chip in self.chips:
            chip.show_width(width)
            self.more_button.setFixedHeight(chip.sizeHint().height())
        self._flow.invalidate()
        self.setFixedHeight(self._flow.heightForWidth(max(1, self.width())))
        self.show()  # with its height: who hears of it asks for that

    def _chip_width(self) -> int:
        count = len(self.chips)
        room = self.width() - (0 if self.more_button.isHidden() else self.more_button.sizeHint().width() + _GAP)
        letter = QFontMetrics(self._theme.fonts.caption()).averageCharWidth()
        for rows, letters in ((1, _ONE_ROW), (2, _TWO_ROWS)):
            columns = -(-count // rows)
            each = (room - _GAP * (columns - 1)) // columns
            if each >= letter * letters + 40:
                return each
        return 0

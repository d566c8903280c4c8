"""What is attached to the reply that is being written: a chip for each file, and why one was not attached."""

from __future__ import annotations

from collections.abc import Sequence

import humanize
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.icons import Icons
from ui.theme.roles import set_role, set_surface
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.notice import Notice
from workbench.attachments.model import Attached
from workbench.attachments.names import parted

_WIDEST = 320
_GAP = 6
_ROWS = 2.5  # more than these scroll; the half one shows that there is more
_SOON_MS = 250


class RemoveButton(QToolButton):
    """Takes a file off: by the pointer, Enter, Space, Delete or Backspace. ``reached``: the keyboard is here."""

    reached = Signal()

    def __init__(self, icons: Icons, what: str) -> None:
        super().__init__()
        self.setIcon(icons.icon("close"))
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip("Remove (Delete)")
        self.setAccessibleName(f"Remove {what}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()


class AttachedChip(QFrame):
    """One file. Its name may be shortened, its endings never: ``bill.pdf.exe`` shows both."""

    def __init__(self, icons: Icons, attached: Attached) -> None:
        super().__init__()
        set_surface(self, "card")
        self.attached = attached
        file = attached.file
        stem, ending = parted(file.name)
        size = humanize.naturalsize(file.size)
        self._stem = ElidedLabel(stem)
        self._stem.setToolTip("")
        tail, length = QLabel(ending), QLabel(size)
        tail.setTextFormat(Qt.TextFormat.PlainText)
        tail.setSizePolicy(self._stem.sizePolicy())  # or the two would not stand on one line
        tail.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # whatever script the name is in
        set_role(length, "caption")
        self.remove = RemoveButton(icons, f"{file.name}, {size}")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 2, 0)
        row.setSpacing(_GAP)
        name = QHBoxLayout()
        name.setSpacing(0)
        name.addWidget(self._stem, 1)
        name.addWidget(tail)
        row.addWidget(Glyph(icons, "paperclip"))
        row.addLayout(name, 1)
        row.addWidget(length)
        row.addWidget(self.remove)
        self.setMaximumWidth(_WIDEST)
        self.setAccessibleName(f"Attached {file.name}, {size}")


class AttachedRow(QWidget):
    """``remove_asked`` (id). ``emptied``: the keyboard was in a chip that went, and there is none left.

    Hidden while there is nothing to show.
    """

    remove_asked = Signal(str)
    emptied = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._icons = parts.icons
        self.notice = Notice(parts.icons)
        self.chips: list[AttachedChip] = []
        self._busy = QLabel("Attaching…")
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, _GAP, _GAP)
        self._scroll = QScrollArea()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(lambda: self._show_busy(on=True))
        self._scroll.verticalScrollBar().rangeChanged.connect(self._show_last)
        self.notice.dismissed.connect(self._shape)
        self._lay_out()
        self._shape()

    def show_attached(self, attached: Sequence[Attached]) -> None:
        """Show these. The keyboard stays near where it was."""
        if tuple(attached) == tuple(chip.attached for chip in self.chips):
            return
        held = next((place for place, chip in enumerate(self.chips) if chip.remove.hasFocus()), None)
        kept = {chip.attached: chip for chip in self.chips}
        for chip in self.chips:
            self._flow.removeWidget(chip)
        self.chips = [kept.pop(each) if each in kept else self._chip(each) for each in attached]
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.show()
        self._hand_on(held)
        for chip in kept.values():
            chip.hide()
            chip.deleteLater()
        self._shape()

    def show_error(self, words: str) -> None:
        """Say in place why something was not attached."""
        self.notice.show_notice(words, "danger")
        self._shape()

    def calm(self) -> None:
        """Take away what was said."""
        self.notice.hide()
        self._shape()

    def show_busy(self, *, on: bool) -> None:
        """Say that something is being read, when it takes a while."""
        if on:
            self._soon.start()
        else:
            self._soon.stop()
            self._show_busy(on=False)

    def least(self) -> int:
        """Pixels that it takes as it is now."""
        return 0 if self.isHidden() else self._height() + _GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shape()

    def _chip(self, attached: Attached) -> AttachedChip:
        chip = AttachedChip(self._icons, attached)
        chip.remove.clicked.connect(lambda: self.remove_asked.emit(attached.id))
        chip.remove.reached.connect(lambda: self._scroll.ensureWidgetVisible(chip, 0, _GAP))
        return chip

    def _hand_on(self, place: int | None) -> None:
        if place is None:
            return
        if self.chips:
            self.chips[min(place, len(self.chips) - 1)].remove.setFocus()
        else:
            self.emptied.emit()

    def _show_last(self) -> None:
        """What came last is seen, unless the keyboard is at another."""
        if self.chips and not any(chip.remove.hasFocus() for chip in self.chips):
            self._scroll.ensureWidgetVisible(self.chips[-1], 0, _GAP)

    def _show_busy(self, *, on: bool) -> None:
        self._busy.setVisible(on)
        self._shape()

    def _shape(self) -> None:
        self._scroll.setVisible(bool(self.chips))
        if self.chips:
            whole = self._flow.heightForWidth(max(1, self.width()))
            most = int(self.chips[0].sizeHint().height() * _ROWS) + 2 * _GAP
            self._scroll.setFixedHeight(min(whole, most))
        self.setVisible(bool(self.chips) or not self.notice.isHidden() or not self._busy.isHidden())
        self.setFixedHeight(self._height())

    def _height(self) -> int:
        heights = [self._scroll.height()] if self.chips else []
        if not self._busy.isHidden():
            heights.append(self._busy.sizeHint().height())
        if not self.notice.isHidden():
            heights.append(self.notice.heightForWidth(max(1, self.width())))
        return sum(heights) + _GAP * max(0, len(heights) - 1)

    def _lay_out(self) -> None:
        set_role(self._busy, "caption")
        self._busy.hide()
        self._scroll.setWidget(self._chips)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for see_through in (self._scroll, self._scroll.viewport(), self._chips):
            see_through.setAutoFillBackground(False)
        set_role(self._scroll, "bare")
        self._chips.setAccessibleName("Attached files")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        for part in (self.notice, self._busy, self._scroll):
            column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

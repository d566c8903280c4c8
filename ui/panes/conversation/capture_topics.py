"""The topics that words may be about, each taken by its digit. None is taken by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.key_cap import KeyCap
from workbench.feedback.topics.model import Suggestion

MOST = 3
_REASON = 130  # pixels of a reason that are always seen


class TopicLines(QWidget):
    """``turned``: another topic, or none, is taken."""

    turned = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._theme = parts.theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._found: Sequence[Suggestion] = ()
        self.lines: list[QPushButton] = []
        self.hide()

    def show_topics(self, found: Sequence[Suggestion]) -> None:
        """Offer ``found``; nothing is taken."""
        for line in self.lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._found = found[:MOST]
        self.lines = [self._line(at, each) for at, each in enumerate(self._found)]
        for line in self.lines:
            self._column.addWidget(line)
        self.setVisible(bool(found))

    def take(self, at: int) -> bool:
        """Take the topic at that place, or give it back; whether there is one."""
        if not 0 <= at < len(self.lines):
            return False
        taken = self._found[at] is self.taken()
        for number, line in enumerate(self.lines):
            line.setChecked(number == at and not taken)
        self.turned.emit()
        return True

    def taken(self) -> Suggestion | None:
        """The topic that is taken."""
        return next((each for each, line in zip(self._found, self.lines, strict=True) if line.isChecked()), None)

    def _line(self, at: int, found: Suggestion) -> QPushButton:
        why = ", ".join(found.shared)
        line = QPushButton()
        set_role(line, "chip")
        line.setCheckable(True)
        line.setAccessibleName(f"Topic {at + 1}: {found.title}. Shared words: {why}")
        line.setToolTip(f"{found.title}\nBoth have: {why}")
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        title, reason = ElidedLabel(found.title), ElidedLabel(f"both have: {why}")
        set_role(reason, "caption")
        reason.setMinimumWidth(min(reason.sizeHint().width(), _REASON))  # a long title gives way to it
        row = QHBoxLayout(line)
        row.setContentsMargins(10, 4, 8, 4)
        row.setSpacing(8)
        cap = KeyCap(self._theme, str(at + 1))
        for part in (title, reason, cap):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(title)
        row.addWidget(reason, 1)
        row.addWidget(cap)
        line.setFixedHeight(row.sizeHint().height())
        line.clicked.connect(lambda _checked=False: self._clicked(at))
        return line

    def _clicked(self, at: int) -> None:
        self.lines[at].setChecked(not self.lines[at].isChecked())  # as it was; `take` turns it
        self.take(at)

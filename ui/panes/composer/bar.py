"""What stands in the composer's place until something is written: the two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role
from ui.widgets.key_cap import KeyCap
from workbench.helpdesk.port import OutKind

_GAP, _AFTER = 6, 10


class BeginBar(QWidget):
    """``begun`` carries the kind."""

    begun = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._reply = self._button(parts, "Reply", "reply", OutKind.REPLY)
        self._note = self._button(parts, "Internal note", "note", OutKind.NOTE)
        set_role(self._note, "quiet")
        self._caps = [KeyCap(parts.theme, parts.registry[name].shortcut) for name in ("ticket.reply", "ticket.note")]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for button, cap in zip((self._reply, self._note), self._caps, strict=True):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addSpacing(_AFTER)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def address(self, to: str) -> None:
        """Say whom a reply goes to."""
        shown = to if len(to) <= 24 else f"{to[:23].rstrip()}…"
        self._reply.setText(f"Reply to {shown}" if to else "Reply")

    def minimumSizeHint(self) -> QSize:
        # What does not fit is left out, so it never holds the window wide.
        return QSize(120, super().minimumSizeHint().height())

    def least(self) -> int:
        """Pixels in which both buttons are whole."""
        return self._reply.sizeHint().width() + self._note.sizeHint().width() + 3 * _GAP + 2 * _AFTER

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        with_caps = self.least() + sum(cap.sizeHint().width() + _GAP for cap in self._caps)
        for cap in self._caps:
            cap.setVisible(self.width() >= with_caps)

    def _button(self, parts: Parts, word: str, icon: str, kind: OutKind) -> QPushButton:
        button = QPushButton(word)
        button.setIcon(parts.icons.icon(icon))
        button.clicked.connect(lambda: self.begun.emit(kind))
        return button

"""The one primary act of the composer: a button, its key, and the ways to send that also change the status."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_half, set_role
from ui.widgets.key_cap import KeyCap

_GUEST = "A guest writes today. The draft is kept for the host, who sends it."
_ALSO = ("reply.send_solve", "reply.send_pending")


class SendButton(QWidget):
    """``asked`` carries the id of the command that was asked for."""

    asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._cap = KeyCap(parts.theme, parts.registry["reply.send"].shortcut)
        self._send = QPushButton()
        set_role(self._send, "primary")
        self._send.clicked.connect(lambda: self.asked.emit("reply.send"))
        self._more = QPushButton()
        set_role(self._more, "primary")
        set_half(self._send, "left")
        set_half(self._more, "right")
        self._more.setIcon(parts.icons.icon("chevron-down", "text.on_accent"))
        self._more.setAccessibleName("More ways to send")
        self._more.setToolTip("More ways to send")
        self._more.clicked.connect(self._open)
        self._menu = self._made_menu()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(8)
        row.addWidget(self._send)
        row.addWidget(self._more)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_word(self, *, note: bool, online: bool, guest: bool = False) -> None:
        """Say what it does now; without a network things are queued, and that is no error.

        ``guest``: a guest writes. It says whose hand sends, and is not the thing to press.
        """
        self._dress(guest)
        self._send.setText("Host adds" if note and guest else "Host sends" if guest else _word(note, online))
        tip = _GUEST if guest else "" if online else "It goes out when you are online."
        keys = QKeySequence(self._parts.registry["reply.send"].shortcut)
        told = f"{self._send.text()} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})"
        self._send.setToolTip(f"{told}. {tip}" if tip else told)
        self._send.setAccessibleDescription(tip)
        for action, solved in zip(self._menu.actions(), ("mark solved", "mark pending"), strict=True):
            action.setText(f"{self._send.text()} and {solved}")

    def _dress(self, guest: bool) -> None:
        set_role(self._send, "" if guest else "primary")
        set_half(self._send, "" if guest else "left")
        self._send.setIcon(self._parts.icons.icon("lock") if guest else QIcon())
        self._more.setVisible(not guest)

    def show_cap(self, there: bool) -> None:
        self._cap.setVisible(there)

    def text(self) -> str:
        return self._send.text()

    def _made_menu(self) -> QMenu:
        menu = QMenu(self)
        for command_id in _ALSO:
            command = self._parts.registry[command_id]
            keys = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            # The keys are the window's; here they are only told.
            action = menu.addAction(command.title)
            action.setShortcutVisibleInContextMenu(True)
            action.setToolTip(f"{command.title} ({keys})" if keys else command.title)
            action.triggered.connect(lambda _checked=False, name=command_id: self.asked.emit(name))
        return menu

    def _open(self) -> None:
        size = self._menu.sizeHint()
        self._menu.popup(self.mapToGlobal(QPoint(self.width() - size.width(), -size.height() - 4)))


def _word(note: bool, online: bool) -> str:
    return "Add note" if note else "Send" if online else "Queue"

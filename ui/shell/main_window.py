"""The main window: rail, rooms, and the quiet lines; everything else lives in the rooms."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.commands.actions import Actions
from ui.commands.parts import Parts
from ui.shell import menus
from ui.shell.inbox_room import InboxRoom
from ui.shell.notices import ShellNotices
from ui.shell.rail import Rail
from ui.shell.rooms import Room, Rooms
from ui.shell.sync_word import SyncWord
from ui.widgets.notice import Notice
from ui.widgets.toast import Toast
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import StoreFault
from workbench.kernel.ids import TicketId
from workbench.outbox.states import State

_STATE = "window"
_SIZE = QSize(1360, 860)
_FRAME = QSize(16, 48)  # what the window manager may put round it
_LATER_MS = 250


class MainWindow(QMainWindow):
    """``closing``: the window is about to go; what is unsaved has been handed to the core by then."""

    closing = Signal()

    def __init__(self, parts: Parts, rooms: tuple[Room, ...], notices: ShellNotices) -> None:
        super().__init__()
        self._parts = parts
        self._titles = {room.name: room.title for room in rooms}
        self._rail = Rail(parts.icons, parts.registry)
        self._rooms = Rooms(rooms)
        self.sync_word = SyncWord(parts.icons)
        self._line = Notice(parts.icons)
        self._frame = QWidget()
        self._told_of_loss = False
        self._for_good = False
        self.stays: Callable[[], bool] = lambda: False  # whether closing it only hides it
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._make_one)
        self.actions_of_commands = Actions(parts.registry, self)
        self._lay_out(rooms)
        notices.attach(Toast(parts.theme, self._frame), self._line)
        self.addActions(self.actions_of_commands.all())
        menus.fill(self.menuBar(), parts.registry, self.actions_of_commands)
        self._rail.chosen.connect(self.visit)
        parts.theme.changed.connect(self._rail.fit)
        parts.bridge.changed.connect(self._on_changed)
        self.setWindowTitle("Support Workbench")
        self.setMinimumSize(560, 420)
        self._count_outbox()

    def visit(self, name: str) -> QWidget:
        """Go to a room. Sets the fact ``room.`` and its name, and takes back that of the room before."""
        facts = self._parts.registry.facts
        facts.set(f"room.{self._rooms.current()}", False)
        room = self._rooms.visit(name)
        facts.set(f"room.{name}", True)
        self._rail.show_room(name)
        if name in self._titles:
            self.setWindowTitle(f"{self._titles[name]} – Support Workbench")
        room.setFocus()
        return room

    def open_ticket(self, ticket: str) -> None:
        """Go to the inbox and show a conversation there."""
        room = self.visit("inbox")
        if isinstance(room, InboxRoom):
            room.open_ticket(ticket)

    def inbox(self) -> InboxRoom:
        room = self._rooms.make("inbox")
        assert isinstance(room, InboxRoom)
        return room

    def make_waiting_rooms(self) -> None:
        """Make the rooms that nobody has visited, one at a time, when the person has begun to look around."""
        self._later.start()

    def _make_one(self) -> None:
        if waiting := self._rooms.waiting():
            self._rooms.make(waiting[0])
            self.actions_of_commands.refresh()
            self._later.start()

    def restore(self) -> None:
        """Come back as it was left: size, layout, room, conversation."""
        kept = self._parts.workbench.settings.recall(_STATE)
        state = kept if isinstance(kept, dict) else {}
        if not (isinstance(shape := state.get("geometry"), str) and self._reshape(shape)):
            self.resize(_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        if isinstance(inbox := state.get("inbox"), dict):
            self.inbox().restore(inbox)
        room = state.get("room")
        if not self._parts.workbench.accounts.all():
            room = "welcome"
        self.visit(room if isinstance(room, str) and room in self._titles else "inbox")

    def raise_up(self) -> None:
        """Come to the front: another start asked for it."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does; Qt does so in dialogs alone."""
        button = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, QPushButton | QToolButton):
            button.click()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Close for good, also where closing would only hide it."""
        self._for_good = True
        if not self.close():
            self._for_good = False

    def session_ends(self) -> None:
        """Nothing may hold up who logs out."""
        self._for_good = True

    def shown_ticket(self) -> TicketId | None:
        """The conversation that is open, without making a room for it."""
        room = self._rooms.made("inbox")
        return room.shown_ticket() if isinstance(room, InboxRoom) else None

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isVisible() and not self._for_good and self.stays():
            event.ignore()
            if self._may_leave():
                self.hide()
            return
        if self._rooms.made("inbox") is not None:
            if not self._may_leave():
                event.ignore()
                return
            state = {
                "geometry": self.saveGeometry().toBase64().toStdString(),
                "room": self._rooms.current(),
                "inbox": self.inbox().state(),
            }
            self.inbox().shutdown()
            with suppress(StoreFault):  # how the window stood is not worth holding anybody up
                self._parts.workbench.settings.remember(_STATE, state)
        self.closing.emit()
        super().closeEvent(event)

    def _may_leave(self) -> bool:
        """Not with words that are on no disk, unless the person has been told and closes again."""
        unkept = self._rooms.keep_words()
        if unkept is None or self._told_of_loss:
            return True
        self._told_of_loss = True
        room, error = unkept
        if self._rooms.current() != room:  # who is writing stays in the words
            self.visit(room)
        self._parts.notices.fault(
            f"The window stays open. {error.title}",
            f"{error.cure} To leave without what you wrote last, close the window again.".strip(),
        )
        return False

    def _reshape(self, shape: str) -> bool:
        return self.restoreGeometry(QByteArray.fromBase64(shape.encode()))

    def _lay_out(self, rooms: tuple[Room, ...]) -> None:
        for room in rooms:
            if room.name in self._titles and room.icon:
                self._rail.add(room.name, room.title, room.icon, low=room.low)
        self._rail.add_foot(self.sync_word)
        self._rail.fitted.connect(self.sync_word.setFixedWidth)
        self._rail.fit()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        column.addWidget(self._rooms, 1)
        across = QHBoxLayout(self._frame)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addWidget(middle, 1)
        self.setCentralWidget(self._frame)

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.OUTGOING in changes:
            self._count_outbox()
        if (
            Kind.DRAFT in changes or Kind.ENTRY in changes
        ):  # the disk takes words again: whoever was told may be told anew
            self._told_of_loss = False

    def _count_outbox(self) -> None:
        counts = self._parts.workbench.outbox.counts()
        self._rail.mark("outbox", counts.get(State.FAILED, 0) + counts.get(State.ASK, 0), "need a look")

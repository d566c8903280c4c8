"""The rooms: which there are, and each made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QStackedWidget, QWidget

from workbench.kernel.errors import WorkbenchError


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room of the window. ``make`` is called once, at the first visit or when there is time."""

    name: str
    title: str
    icon: str
    make: Callable[[], QWidget]
    low: bool = False


@runtime_checkable
class KeepsWords(Protocol):
    """A room in which something is written."""

    def keep_words(self) -> WorkbenchError | None:
        """Wait until what is written is on the disk; why not, where it is not."""


class Rooms(QStackedWidget):
    """A stack of rooms."""

    def __init__(self, rooms: tuple[Room, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rooms = {room.name: room for room in rooms}
        self._made: dict[str, QWidget] = {}

    def visit(self, name: str) -> QWidget:
        """Show the room, making it if need be."""
        widget = self.make(name)
        self.setCurrentWidget(widget)
        return widget

    def make(self, name: str) -> QWidget:
        if name not in self._made:
            widget = self._rooms[name].make()
            self._made[name] = widget
            self.addWidget(widget)
        return self._made[name]

    def made(self, name: str) -> QWidget | None:
        return self._made.get(name)

    def keep_words(self) -> tuple[str, WorkbenchError] | None:
        """Have every room keep what is written in it; the first that could not, and why."""
        for name, widget in self._made.items():
            if isinstance(widget, KeepsWords) and (error := widget.keep_words()):
                return name, error
        return None

    def waiting(self) -> list[str]:
        """Rooms that nobody has visited yet."""
        return [name for name in self._rooms if name not in self._made]

    def current(self) -> str:
        shown = self.currentWidget()
        return next((name for name, widget in self._made.items() if widget is shown), "")

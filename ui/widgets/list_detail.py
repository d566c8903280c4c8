"""A list and what is chosen in it: side by side, or one in the other's place where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class ListDetail(QSplitter):
    """``narrowed``: whether one takes the other's place now. Widths are in letters, so text at 200 % folds sooner.

    ``two_from``: the least width for both; ``list_least``: the least width of the list beside the detail.
    """

    narrowed = Signal(bool)

    def __init__(self, listed: QWidget, detail: QWidget, *, two_from: int, list_least: int) -> None:
        super().__init__()
        self._listed, self._detail = listed, detail
        self._two_from, self._list_least = two_from, list_least
        self._reading = False
        self._offered = True
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(listed)
        self.addWidget(detail)
        self.setStretchFactor(1, 1)
        self.setSizes([380, 700])

    def is_narrow(self) -> bool:
        return self.width() < self._letters(self._two_from)

    def is_reading(self) -> bool:
        return self._reading

    def show_detail(self) -> None:
        """Go to what is chosen."""
        self._reading = True
        self._fold()

    def show_list(self) -> None:
        """Go back to the list."""
        self._reading = False
        self._fold()

    def offer(self, offered: bool) -> None:
        """Whether there is any detail to show; without, the list has all the room."""
        self._offered = offered
        self._reading = self._reading and offered
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = self.is_narrow()
        self._listed.setMinimumWidth(0 if narrow else self._letters(self._list_least))
        self._listed.setVisible(not narrow or not self._reading)
        self._detail.setVisible(self._reading if narrow else self._offered)
        self.narrowed.emit(narrow)

    def _letters(self, number: int) -> int:
        return self.fontMetrics().averageCharWidth() * number

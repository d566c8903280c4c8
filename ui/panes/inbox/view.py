"""The list itself: its keys, and where the quiet line floats above it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QPushButton, QWidget

from ui.panes.inbox.words import news
from ui.theme.icons import Icons
from ui.theme.roles import set_tone
from ui.widgets.announce import announce
from ui.widgets.toast import set_resting

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NewsLine(QPushButton):
    """ "3 new — show": lies over the top of the list, so that no row moves when it appears."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(icons.icon("chevron-up", "text.link"))
        set_tone(self, "accent")
        self.hide()

    def show_number(self, number: int) -> None:
        """Say how many; nothing for none."""
        if number and self.text() != news(number):
            self.setText(news(number))
            self.adjustSize()
            announce(self, news(number))
        self.setVisible(bool(number))
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)


class TicketList(QListView):
    """``opened``: Enter or a double click on a row. ``left_above``: Up was pressed on the first row."""

    opened = Signal(QModelIndex)
    left_above = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.news = NewsLine(icons, self)
        self.setAccessibleName("Conversations")
        set_resting(self)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self.opened)

    def at_top(self) -> bool:
        return self.verticalScrollBar().value() == 0

    def being_read(self) -> bool:
        """Whether the person may have their eye or hand on the rows."""
        return not self.at_top() or self.hasFocus() or self.viewport().underMouse()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, no search."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Not the base class's: it would choose the first row only because the focus came.
        QWidget.focusInEvent(self, event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() == 0 and not self.news.isHidden():
            self.left_above.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_news()

    def place_news(self) -> None:
        """In the middle, at the top."""
        self.news.move((self.width() - self.news.width()) // 2, 4)

"""The command palette: a few letters of what is wanted, then Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QListView, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.commands.registry import Command
from ui.dialogs.matching import matching
from ui.dialogs.palette_rows import COMMAND, CommandDelegate, CommandRows
from ui.theme.roles import set_role
from ui.widgets.filter_line import FilterLine

_WIDTH, _ROWS = 600, 9
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}


class CommandPalette(QFrame):
    """Lies over the window. The chosen command runs after it has closed and the focus is back where it was."""

    def __init__(self, parts: Parts, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = parts
        self._host = parent
        self._before: QWidget | None = None
        self.rows = CommandRows()
        self.query = FilterLine(parts.icons, "What do you want to do?", "Find a command")
        self.view = QListView()
        self._delegate = CommandDelegate(parts.icons)
        self._nothing = QLabel("No command is called so just now.")
        self._lay_out()
        self.query.textChanged.connect(self._show)
        self.query.left.connect(self.dismiss)
        self.query.installEventFilter(self)
        self.view.clicked.connect(self._run)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self.hide()

    def open_over(self, window: QWidget) -> None:
        """Show it over ``window``, with an empty query."""
        self._before = QApplication.focusWidget()
        if self._host is not window:
            self._host.removeEventFilter(self)
            self._host = window
            self.setParent(window)
        window.installEventFilter(self)
        self.query.clear()
        self._show()
        self.show()
        self.raise_()
        self.query.setFocus()

    def dismiss(self) -> None:
        """Close it; the focus goes back where it was."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.query and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.dismiss()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()  # and the key goes no further, where it would press what has the focus again
                return True
            if (step := _STEPS.get(Qt.Key(event.key()))) is not None:
                self._step(step)
                return True
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._parts.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line.field))
        painter.setBrush(QColor(tokens.surface.raised))
        radius = tokens.radius.large
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _show(self) -> None:
        registry = self._parts.registry
        offered = [each for each in registry if each.palette and registry.enabled(each.id)]
        self.rows.show_rows(matching(self.query.text(), offered))
        there = bool(self.rows.rowCount())
        self.view.setVisible(there)
        self._nothing.setVisible(not there)
        self.view.setCurrentIndex(self.rows.index(0))
        self._place()

    def _step(self, by: int) -> None:
        last = self.rows.rowCount() - 1
        at = self.view.currentIndex().row() + by
        at = (last if at < 0 else 0) if abs(by) == 1 and not 0 <= at <= last else max(0, min(at, last))
        self.view.setCurrentIndex(self.rows.index(at))

    def _run(self) -> None:
        command: Command | None = self.view.currentIndex().data(COMMAND)
        if command is not None:
            self.dismiss()
            # After the focus has come back: what holds for the command is asked only then.
            QTimer.singleShot(0, lambda: self._parts.registry.run(command.id))

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and new is not self and not self.isAncestorOf(new):
            self._before = None
            self.hide()

    def _place(self) -> None:
        host = self._host
        width = min(_WIDTH, host.width() - 32)
        row = self.view.sizeHintForRow(0) if self.rows.rowCount() else 0
        self.view.setFixedHeight(max(1, min(self.rows.rowCount(), _ROWS) * row + 2))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((host.width() - width) // 2, max(16, host.height() // 10))

    def _lay_out(self) -> None:
        self.setAccessibleName("Find a command")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.query)
        column.addWidget(self.view)
        column.addWidget(self._nothing)
        self._nothing.setMargin(12)
        set_role(self._nothing, "secondary")
        self.view.setModel(self.rows)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName("Commands")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

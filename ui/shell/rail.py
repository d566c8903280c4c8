"""The rail at the left: one button for each room that works, and how the helpdesk stands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from ui.commands.registry import Registry
from ui.theme.icons import Icons
from ui.theme.roles import set_role, set_surface

_WIDTH, _ICON = 88, 20


class Rail(QWidget):
    """``chosen`` tells the name of the room that was asked for, ``fitted`` the width of what stands in the rail."""

    chosen = Signal(str)
    fitted = Signal(int)

    def __init__(self, icons: Icons, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._registry = registry
        self._buttons: dict[str, QToolButton] = {}
        self._titles: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 8, 4, 8)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        self.fit()
        set_surface(self, "rail")
        self.setAccessibleName("Rooms")

    def add(self, name: str, title: str, icon: str, *, low: bool = False) -> None:
        """Add a room's button; ``low`` puts it at the foot."""
        button = QToolButton(self)
        button.setText(title)
        button.setIcon(self._icons.icon(icon))
        button.setIconSize(self._icon_size())
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setCheckable(True)
        button.setFixedWidth(_WIDTH - 8)
        button.setAccessibleName(title)
        keys = self._registry[f"go.{name}"].shortcut
        button.setToolTip(f"{title}  {keys}")
        set_role(button, "rail")
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(button)
        self._buttons[name] = button
        self._titles[name] = title
        place = self._column.count() if low else self._column.count() - 1 - sum(1 for _ in self._low())
        self._column.insertWidget(place, button)
        if low:
            button.setProperty("low", True)

    def fit(self) -> None:
        """Be as wide as the longest word at this text size asks for."""
        words = QFontMetrics(self._icons.theme.fonts.strong())
        width = max(_WIDTH, *(words.horizontalAdvance(title) + 28 for title in self._titles.values()), 0)
        self.setFixedWidth(width)
        for button in self._buttons.values():
            button.setFixedWidth(width - 8)
            button.setIconSize(self._icon_size())
        self.fitted.emit(width - 8)

    def add_foot(self, widget: QWidget) -> None:
        """Put a widget at the very foot."""
        self._column.addWidget(widget)

    def show_room(self, name: str) -> None:
        """Mark the room that is shown; one without a button leaves the marks as they are."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def mark(self, name: str, count: int, meaning: str) -> None:
        """Show that ``count`` things in the room need the agent; 0 takes the mark away."""
        button = self._buttons[name]
        title = self._titles[name]
        button.setText(f"{title} {count}" if count else title)
        button.setAccessibleName(f"{title}, {count} {meaning}" if count else title)

    def _icon_size(self) -> QSize:
        """As much higher than a line of text at any size."""
        side = max(_ICON, round(self._icons.theme.fonts.line() * 1.1))
        return QSize(side, side)

    def _low(self) -> list[QToolButton]:
        return [button for button in self._buttons.values() if button.property("low")]

"""The sheet of shortcuts: every command that has one, made from the registry."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.commands.registry import Command
from ui.dialogs.matching import matching
from ui.theme.roles import set_role, set_surface
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.filter_line import FilterLine
from ui.widgets.key_cap import KeyCap

_ELSEWHERE = "Elsewhere"
_TWO_SHOWN = 2


class ShortcutSheet(QDialog):
    """Groups are the menus. Typing narrows it; Esc closes."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.query = FilterLine(parts.icons, "Search shortcuts")
        self.lines: dict[str, QWidget] = {}
        self.groups: dict[str, tuple[QWidget, tuple[str, ...]]] = {}
        self._nothing = QLabel("No shortcut is called so.")
        self.setWindowTitle("Keyboard shortcuts")
        self._lay_out()
        self.query.textChanged.connect(self._narrow)
        self.query.left.connect(self.reject)

    def open_over(self, window: QWidget) -> None:
        """Show it over ``window``, complete."""
        self.query.clear()
        self.resize(min(880, window.width() - 64), min(720, window.height() - 64))
        self.open()
        self.query.setFocus()

    def _commands(self) -> dict[str, list[Command]]:
        groups: dict[str, list[Command]] = {}
        for command in self._parts.registry:
            if command.shortcuts:
                groups.setdefault(command.menu or _ELSEWHERE, []).append(command)
        return groups

    def _narrow(self) -> None:
        found = {each.id for each in matching(self.query.text(), chain(*self._commands().values()))}
        for command_id, line in self.lines.items():
            line.setVisible(command_id in found)
        for group, members in self.groups.values():
            group.setVisible(not found.isdisjoint(members))
        self._nothing.setVisible(not found)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 0)
        column.setSpacing(12)
        column.addWidget(self.query)
        set_role(self._nothing, "secondary")
        self._nothing.hide()
        column.addWidget(self._nothing)
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 8, 16)
        across.setSpacing(32)
        sides = [QVBoxLayout(), QVBoxLayout()]
        heights = [0, 0]
        for title, commands in self._commands().items():
            shorter = heights.index(min(heights))
            heights[shorter] += len(commands) + 2
            sides[shorter].addWidget(self._group(title, commands))
        for side in sides:
            side.setSpacing(20)
            side.addStretch()
            across.addLayout(side, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(area, 1)
        set_surface(self, "window")

    def _group(self, title: str, commands: list[Command]) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        heading = QLabel(title)
        set_role(heading, "title")
        column.addWidget(heading)
        column.addSpacing(4)
        for command in commands:
            self.lines[command.id] = self._line(command)
            column.addWidget(self.lines[command.id])
        self.groups[title] = (group, tuple(each.id for each in commands))
        return group

    def _line(self, command: Command) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(ElidedLabel(command.title), 1)
        for at, keys in enumerate(command.shortcuts[:_TWO_SHOWN]):
            if at:
                either = QLabel("or")
                set_role(either, "caption")
                row.addWidget(either)
            row.addWidget(KeyCap(self._parts.theme, keys))
        return line

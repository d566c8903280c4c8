"""The sheet of shortcuts: every command that has one, and the keys that mean something in one place only."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.commands.local_keys import LOCAL_KEYS
from ui.commands.parts import Parts
from ui.commands.registry import Command
from ui.dialogs.matching import matching
from ui.theme.roles import set_role, set_surface
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.filter_line import FilterLine
from ui.widgets.key_cap import KeyCap, caps

_ELSEWHERE, _LAST = "Elsewhere", "Help"
_TWO_SHOWN = 2
_TWO_FROM = 90  # width in letters


class ShortcutSheet(QDialog):
    """Groups are the menus. Typing narrows it; Esc closes."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.query = FilterLine(parts.icons, "Search shortcuts")
        self.lines: dict[str, QWidget] = {}
        self.groups: dict[str, tuple[QWidget, tuple[str, ...]]] = {}
        self._sides = (QVBoxLayout(), QVBoxLayout())
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _commands(self) -> dict[str, list[Command]]:
        groups: dict[str, list[Command]] = {}
        for command in (*self._parts.registry, *LOCAL_KEYS):
            if command.shortcuts:
                groups.setdefault(command.menu or _ELSEWHERE, []).append(command)
        return dict(sorted(groups.items(), key=lambda each: each[0] == _LAST))

    def _narrow(self) -> None:
        found = {each.id for each in matching(self.query.text(), chain(*self._commands().values()))}
        for command_id, line in self.lines.items():
            line.setVisible(command_id in found)
        for group, members in self.groups.values():
            group.setVisible(not found.isdisjoint(members))
        self._nothing.setVisible(not found)
        self._arrange()

    def _arrange(self) -> None:
        """Groups that hold something in two columns of like height, or in one where it is narrow."""
        wide = self.width() >= self.fontMetrics().averageCharWidth() * _TWO_FROM
        heights = [0, 0]
        for group, members in self.groups.values():
            shorter = heights.index(min(heights)) if wide else 0
            shown = [each for each in members if not self.lines[each].isHidden()]
            heights[shorter] += len(shown) + 2 if shown else 0
            self._sides[shorter].addWidget(group)
        self._across.setStretch(1, int(wide))
        self._across.setSpacing(32 if wide else 0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 0)
        column.setSpacing(12)
        column.addWidget(self.query)
        set_role(self._nothing, "secondary")
        self._nothing.hide()
        column.addWidget(self._nothing)
        inside = QWidget()
        across = self._across = QHBoxLayout(inside)
        across.setContentsMargins(0, 8, 8, 16)
        for side in self._sides:
            side.setSpacing(20)
            side.setAlignment(Qt.AlignmentFlag.AlignTop)
            across.addLayout(side, 1)
        for title, commands in self._commands().items():
            self._group(title, commands)
        self._arrange()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(area, 1)
        set_surface(self, "window")

    def _group(self, title: str, commands: list[Command]) -> None:
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

    def _line(self, command: Command) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(ElidedLabel(command.title), 1)
        for at, keys in enumerate(_told_apart(command.shortcuts)[:_TWO_SHOWN]):
            if at:
                either = QLabel("or")
                set_role(either, "caption")
                row.addWidget(either)
            row.addWidget(KeyCap(self._parts.theme, keys))
        return line


def _told_apart(shortcuts: tuple[str, ...]) -> list[str]:
    """Those whose caps differ: the two Enter keys look the same."""
    return list({str(caps(QKeySequence(keys))): keys for keys in reversed(shortcuts)}.values())[::-1]

"""The kinds of topics side by side, each with its letter; while a line is typed, Alt and the letter choose one."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from ui.panes.feedback.topics.looks import kind_state
from ui.theme.icons import Icons
from ui.widgets.chip_button import ChipButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.key_cap import KeyCap
from workbench.feedback.topics.model import LETTERS, TopicKind

HELD = "Control" if sys.platform == "darwin" else "Alt"  # there Alt types letters of its own
_HELD = Qt.KeyboardModifier.AltModifier if HELD == "Alt" else Qt.KeyboardModifier.MetaModifier


class KindRow(QWidget):
    """Always has one that is chosen."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setAccessibleName("Kind of topic")
        self._group = QButtonGroup(self)
        self.buttons: dict[TopicKind, ChipButton] = {}
        letter = {kind: letter.upper() for letter, kind in LETTERS.items()}
        flow = FlowLayout(self, 4, 4)
        for kind in TopicKind:
            state = kind_state(kind)
            button = ChipButton(icons, state.icon, state.word, KeyCap(icons.theme, letter[kind]))
            button.setCheckable(True)
            button.setAccessibleName(f"{state.word}, {HELD}+{letter[kind]}")
            self._group.addButton(button)
            self.buttons[kind] = button
            flow.addWidget(button)
        self.choose(TopicKind.REQUEST)

    def kind(self) -> TopicKind:
        """The one that is chosen."""
        return next(kind for kind, button in self.buttons.items() if button.isChecked())

    def choose(self, kind: TopicKind) -> None:
        """Choose it."""
        self.buttons[kind].setChecked(True)

    def take(self, event: QKeyEvent) -> bool:
        """Choose what Alt and a letter stand for; whether they stand for anything."""
        kind = LETTERS.get(chr(event.key()).lower()) if event.key() < 128 else None
        if kind is None or not event.modifiers() & _HELD:
            return False
        self.choose(kind)
        return True

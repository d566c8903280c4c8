"""Files that go with a snippet: each is attached to the reply into which it is put."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme.icons import Icons


class FileLines(QWidget):
    """A button for each file, which takes it off, and one for one more. ``add_asked``; ``changed``: others."""

    add_asked = Signal()
    changed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._names: list[str] = []
        self.buttons: list[QPushButton] = []
        self.add_button = QPushButton(icons.icon("paperclip"), "Add a file or picture")
        self.add_button.clicked.connect(self.add_asked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_files(self, names: Sequence[str]) -> None:
        self._names = list(names)
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [self._made(name) for name in names]
        for at, button in enumerate(self.buttons):
            self._column.insertWidget(at, button, 0, Qt.AlignmentFlag.AlignLeading)

    def add(self, name: str) -> None:
        if name not in self._names:
            self.show_files([*self._names, name])
            self.changed.emit()

    def files(self) -> tuple[str, ...]:
        return tuple(self._names)

    def _made(self, name: str) -> QPushButton:
        button = QPushButton(self._icons.icon("close"), name.replace("&", "&&"))
        button.setToolTip("It goes with the snippet no more")
        button.setAccessibleName(f"Take {name} off")
        button.clicked.connect(lambda: self._take_off(name))
        return button

    def _take_off(self, name: str) -> None:
        self.show_files([each for each in self._names if each != name])
        self.changed.emit()

"""Lines of words on the page of a topic."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme.roles import Role, set_role


def label(role: Role) -> QLabel:
    """Words that take as many lines as they need; plain, whatever is in them."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    set_role(made, role)
    return made


def put_lines(column: QVBoxLayout, lines: Sequence[QWidget]) -> None:
    """Show these in place of those that are there."""
    while (item := column.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for line in lines:
        column.addWidget(line)

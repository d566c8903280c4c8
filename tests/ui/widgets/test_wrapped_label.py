"""A label of a few lines shows all of what fits in them, and no line more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TWO = "The refund has been made, and you have seen it in the payment system"


def test_it_takes_as_many_lines_as_it_needs_up_to_its_own(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    label = WrappedLabel()
    column = QVBoxLayout(host)
    column.addWidget(label)
    column.addStretch(1)
    line = label.fontMetrics().lineSpacing()
    host.resize(label.fontMetrics().horizontalAdvance(TWO) * 2 // 3, 200)
    host.show()
    for text, lines, whole in ((TWO, 2, True), ("Short.", 1, True), (TWO * 4, 2, False)):
        label.show_text(text)
        qtbot.waitUntil(lambda lines=lines: label.height() == lines * line)
        assert (label.text() == text) == whole
        assert label.full_text() == text
        assert bool(label.toolTip()) != whole

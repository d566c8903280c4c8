"""A long text is cut, and nothing of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LONG = "Die Exportdatei bricht nach der fünftausendsten Zeile ab und meldet nichts"


def test_what_does_not_fit_is_cut_and_told_in_full_on_hover(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.resize(120, 24)
    label.show()
    assert label.text().endswith("\N{HORIZONTAL ELLIPSIS}")
    assert label.accessibleName() == label.full_text() == LONG
    assert label.toolTip() == f"<qt>{LONG}</qt>"
    label.resize(label.sizeHint())
    assert label.text() == LONG
    assert label.toolTip() == ""


def test_a_text_from_outside_is_not_read_as_markup(qtbot: QtBot) -> None:
    label = ElidedLabel("<b>bold</b>")
    qtbot.addWidget(label)
    label.resize(300, 24)
    label.show()
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>bold</b>"


def test_line_breaks_do_not_make_a_second_line(qtbot: QtBot) -> None:
    label = ElidedLabel("one\ntwo\t three")
    qtbot.addWidget(label)
    assert label.full_text() == "one two three"


def test_a_long_text_does_not_hold_the_window_wide(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < label.sizeHint().width() / 3


def test_a_text_of_another_script_stands_at_the_side_the_window_reads_from(qtbot: QtBot) -> None:
    label = ElidedLabel("علي")
    qtbot.addWidget(label)
    assert label.alignment() & Qt.AlignmentFlag.AlignLeft
    assert label.alignment() & Qt.AlignmentFlag.AlignAbsolute
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert label.alignment() & Qt.AlignmentFlag.AlignRight

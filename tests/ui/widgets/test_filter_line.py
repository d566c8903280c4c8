"""The field above a list: its keys lead into the list and back out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QToolButton, QWidget

from ui.theme.icons import Icons
from ui.theme.theme import Look, Theme
from ui.widgets.filter_line import FilterLine
from workbench.paths import resources

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def icons(qapp: QApplication) -> Icons:
    return Icons(Theme(resources() / "themes"), resources() / "icons")


@pytest.fixture
def line(qtbot: QtBot, icons: Icons) -> FilterLine:
    made = FilterLine(icons, "Search")
    qtbot.addWidget(made)
    made.show()
    return made


def test_escape_clears_first_and_leaves_second(line: FilterLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "ana")
    with qtbot.assertNotEmitted(line.left):
        qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""
    with qtbot.waitSignal(line.left):
        qtbot.keyClick(line, Qt.Key.Key_Escape)


def test_escape_belongs_to_the_field_and_not_to_the_window(qtbot: QtBot, icons: Icons) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = FilterLine(icons, "Search")
    line.setParent(window)
    shortcut = QShortcut(Qt.Key.Key_Escape, window)
    window.show()
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    line.setText("ana")
    with qtbot.assertNotEmitted(shortcut.activated):
        qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""


def test_down_leads_into_the_list_and_enter_opens(line: FilterLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.entered_list):
        qtbot.keyClick(line, Qt.Key.Key_Down)
    with qtbot.waitSignal(line.chosen):
        qtbot.keyClick(line, Qt.Key.Key_Return)


def test_the_cross_is_there_only_while_there_is_something_to_clear(line: FilterLine, qtbot: QtBot) -> None:
    cross = line.findChild(QToolButton)
    assert not cross.isVisible()
    qtbot.keyClicks(line, "a")
    assert cross.isVisible()
    assert cross.accessibleName() == "Clear"
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert line.text() == ""
    assert not cross.isVisible()


def test_the_field_has_a_name_for_a_reader(line: FilterLine) -> None:
    assert line.accessibleName() == "Search"


def test_the_icons_make_room_and_change_sides(line: FilterLine, qtbot: QtBot) -> None:
    cross = line.findChild(QToolButton)
    assert cross.x() > line.width() // 2
    assert line.textMargins().left() > 0
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert cross.x() < line.width() // 2


def test_the_icons_grow_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(resources() / "themes")
    theme.apply(qapp)
    line = FilterLine(Icons(theme, resources() / "icons"), "Search")
    qtbot.addWidget(line)
    line.resize(line.sizeHint())
    line.show()
    small = line.textMargins().left()
    theme.wear(Look(scale=200))
    line.resize(line.sizeHint())
    assert line.textMargins().left() > small
    theme.wear(Look(scale=100))

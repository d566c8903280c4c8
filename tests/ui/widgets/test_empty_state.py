"""Where there is nothing, it says what that means and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets.divider import Divider
from ui.widgets.empty_state import EmptyState
from workbench.paths import resources

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def made(qtbot: QtBot, action: str) -> EmptyState:
    icons = Icons(Theme(resources() / "themes"), resources() / "icons")
    state = EmptyState(icons, "inbox", "Nothing waits", "New conversations appear here as they come in.", action)
    qtbot.addWidget(state)
    state.resize(900, 400)
    state.show()
    return state


def test_its_button_tells_that_it_was_pressed(qtbot: QtBot) -> None:
    state = made(qtbot, "Look now")
    with qtbot.waitSignal(state.acted):
        qtbot.mouseClick(state.button(), Qt.MouseButton.LeftButton)


def test_without_a_verb_there_is_no_button(qtbot: QtBot) -> None:
    state = made(qtbot, "")
    assert not state.button().isVisible()
    state.show_texts("No match", "Nothing was found for these words.", "Clear")
    assert state.button().isVisible()
    assert [label.text() for label in state.findChildren(QLabel)] == [
        "No match",
        "Nothing was found for these words.",
    ]


def test_the_sentence_keeps_to_a_measure_in_a_wide_place(qtbot: QtBot) -> None:
    state = made(qtbot, "")
    sentence = state.findChildren(QLabel)[1]
    qtbot.waitUntil(lambda: sentence.width() < 500)
    state.resize(300, 400)
    qtbot.waitUntil(lambda: 250 <= sentence.width() <= 300)


def test_a_divider_is_one_pixel_of_the_line_colour(qtbot: QtBot) -> None:
    across, down = Divider(), Divider(Qt.Orientation.Vertical)
    for line in (across, down):
        qtbot.addWidget(line)
        assert 1 in (line.sizeHint().width(), line.sizeHint().height())
    across.resize(40, 1)
    assert across.grab().toImage().pixelColor(20, 0) == across.palette().mid().color()

"""Where the keys go: what is chosen by a key is done once, and the place where one was is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.journeys.conftest import Driver
from tests.journeys.test_first_day import at_the_practice_desk


def test_enter_in_the_command_palette_presses_no_button_behind_it(drive: Callable[..., Driver]) -> None:
    person = at_the_practice_desk(drive)
    button, pressed = QPushButton("Behind", person.window.centralWidget()), []
    button.clicked.connect(lambda: pressed.append(1))
    button.show()
    button.setFocus()
    person.ctrl(Qt.Key.Key_K)
    person.type("larger")
    person.press(Qt.Key.Key_Return)
    person.until(button.hasFocus)
    assert not pressed
    person.press(Qt.Key.Key_Return)
    assert pressed, "a button that has the focus is pressed by Enter"

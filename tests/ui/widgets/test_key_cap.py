"""A shortcut is shown as the keys one presses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QKeySequence

from ui.theme.theme import Theme
from ui.widgets.key_cap import KeyCap, caps
from workbench.paths import resources

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("shortcut", "shown"),
    [
        ("Ctrl+Return", [["Ctrl", "Enter"]]),
        ("Ctrl+Shift+P", [["Ctrl", "Shift", "P"]]),
        ("G, I", [["G"], ["I"]]),
        (";", [[";"]]),
        ("Ctrl+.", [["Ctrl", "."]]),
        ("Ctrl++", [["Ctrl", "+"]]),
        ("+", [["+"]]),
        ("", []),
    ],
)
def test_each_key_has_its_cap(qapp: object, shortcut: str, shown: list[list[str]]) -> None:
    assert caps(QKeySequence(shortcut)) == shown


def test_a_reader_is_told_the_keys_in_their_order(qtbot: QtBot) -> None:
    cap = KeyCap(Theme(resources() / "themes"), "G, I")
    qtbot.addWidget(cap)
    assert cap.accessibleName() == "G then I"
    wide = cap.sizeHint().width()
    cap.show_shortcut("G")
    assert cap.sizeHint().width() < wide
    assert not cap.grab().isNull()

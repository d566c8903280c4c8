"""A person is shown by initials that can be read, whatever the name is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ui.theme.theme import Theme
from ui.widgets.avatar import Avatar, initials
from workbench.paths import resources

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Lima", "AL"),
        ("ana", "A"),
        ("Wolfgang Amadeus von Rottenburg", "WR"),
        ("ana.lima@example.org", "AL"),
        ("(Billing) Team", "BT"),
        ("علي حسن", "عح"),
        ("\U0001f600 Kim", "K"),
        ("7-Eleven", "7"),
        ("", ""),
        ("@", ""),
        ("---", ""),
    ],
)
def test_initials_are_the_first_letters_of_the_ends_of_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_circle_is_round_and_tells_the_whole_name(qtbot: QtBot) -> None:
    avatar = Avatar(Theme(resources() / "themes"), "Ana Lima")
    qtbot.addWidget(avatar)
    assert avatar.accessibleName() == "Ana Lima"
    assert avatar.sizeHint().width() == avatar.sizeHint().height()
    empty = Avatar(Theme(resources() / "themes"))
    qtbot.addWidget(empty)
    assert empty.grab().toImage() != avatar.grab().toImage()

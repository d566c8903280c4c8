"""A notice says what happened in place, and offers what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets import notice as module
from ui.widgets.notice import Notice
from workbench.paths import resources

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LONG = "Das Ticketsystem hat diese Antwort nicht angenommen: Die Unterhaltung ist geschlossen."


@pytest.fixture
def notice(qtbot: QtBot) -> Notice:
    made = Notice(Icons(Theme(resources() / "themes"), resources() / "icons"))
    qtbot.addWidget(made)
    return made


def test_a_notice_is_hidden_until_there_is_something_to_say(notice: Notice) -> None:
    assert notice.isHidden()
    notice.show_notice("3 new conversations.")
    assert not notice.isHidden()
    assert notice.text() == notice.accessibleName() == "3 new conversations."


def test_its_action_is_done_and_its_cross_closes_it(notice: Notice, qtbot: QtBot) -> None:
    done: list[str] = []
    notice.show_notice("3 new conversations.")
    button = notice.add_action("Show them", lambda: done.append("shown"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["shown"]
    with qtbot.waitSignal(notice.dismissed):
        qtbot.mouseClick(notice.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert notice.isHidden()


def test_the_actions_of_the_last_notice_are_gone(notice: Notice, qtbot: QtBot) -> None:
    notice.show_notice("One.")
    notice.add_action("Retry", lambda: None)
    notice.show_notice("Two.", closable=False)
    qtbot.waitUntil(lambda: notice.findChildren(QPushButton) == [])
    assert notice.findChild(QToolButton).isHidden()


def test_in_a_narrow_place_the_buttons_go_below_and_the_text_stays_whole(notice: Notice, qtbot: QtBot) -> None:
    notice.show_notice(LONG, "danger")
    button = notice.add_action("Als neue Unterhaltung senden", lambda: None)
    notice.resize(900, notice.heightForWidth(900))
    qtbot.waitUntil(lambda: button.mapTo(notice, button.rect().center()).x() > 450)
    notice.resize(360, 200)
    notice.layout().activate()
    text = notice.layout().itemAtPosition(0, 1).widget()
    assert button.mapTo(notice, button.rect().topLeft()).y() >= text.geometry().bottom()
    assert text.height() >= text.heightForWidth(text.width())


def test_a_text_of_two_lines_is_not_cut_by_what_stands_below(notice: Notice, qtbot: QtBot) -> None:
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.addWidget(notice)
    column.addStretch()
    notice.show_notice(LONG + " " + LONG, "danger")
    notice.add_action("Zeigen", lambda: None)
    pane.show()
    for width in (900, 760, 400, 240):
        pane.resize(width, 400)
        text = notice.layout().itemAtPosition(0, 1).widget()
        qtbot.waitUntil(lambda text=text: text.height() >= text.heightForWidth(text.width()))
        assert notice.height() < 320
    notice.setParent(None)


def test_a_reader_is_told(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(module, "announce", lambda _widget, text: told.append(text))
    notice.show_notice("Queued. It goes out when you are online.", "warning")
    assert told == ["Queued. It goes out when you are online."]


def test_every_button_has_a_name(notice: Notice) -> None:
    notice.show_notice("One.")
    notice.add_action("Retry", lambda: None)
    assert all(
        button.accessibleName() or button.text()
        for kind in (QPushButton, QToolButton)
        for button in notice.findChildren(kind)
    )

"""The inbox room where there is no room for two columns: half a screen, or text at twice its size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.journeys.conftest import Driver
from tests.journeys.test_first_day import at_the_practice_desk, open_ticket
from ui.panes.conversation.customer_panel import CustomerPanel
from ui.panes.conversation.pane import ConversationPane
from ui.panes.inbox.pane import InboxPane
from workbench.settings.schema import SCALE


class Narrow:
    """A person in a window of one column, and what they see."""

    def __init__(self, person: Driver) -> None:
        self.person = person
        self.room = person.window.inbox()
        self.list_, self.conversation = self._pane(InboxPane), self._pane(ConversationPane)
        person.window.resize(640, 700)
        person.settle()
        person.until(lambda: self.room.width() < 760)

    def shows_list(self) -> bool:
        return self.list_.isVisible() and not self.conversation.isVisible()

    def shows_conversation(self) -> bool:
        return self.conversation.isVisible() and not self.list_.isVisible()

    def _pane(self, kind: type[QWidget]) -> QWidget:
        return next(iter(self.room.findChildren(kind)))


@pytest.fixture
def narrow(drive: Callable[..., Driver]) -> Narrow:
    person = at_the_practice_desk(drive)
    open_ticket(person, "1001")
    return Narrow(person)


def test_the_conversation_that_is_read_stays_when_the_window_becomes_narrow(narrow: Narrow) -> None:
    assert narrow.shows_conversation()


def test_esc_and_the_button_lead_back_to_the_list(narrow: Narrow) -> None:
    back = next(
        each for each in narrow.conversation.findChildren(QAbstractButton) if each.isVisible() and "list" in each.accessibleName().lower()
    )  # fmt: skip
    back.click()
    narrow.person.until(narrow.shows_list)
    narrow.person.press(Qt.Key.Key_Return)
    narrow.person.until(narrow.shows_conversation)
    narrow.person.press(Qt.Key.Key_Escape)
    narrow.person.until(narrow.shows_list)


def test_to_go_through_the_list_is_not_to_leave_it(narrow: Narrow) -> None:
    narrow.room.focus_list()
    narrow.person.press(Qt.Key.Key_J)
    narrow.person.press(Qt.Key.Key_J)
    assert narrow.shows_list()


def test_a_reply_begun_from_the_list_is_seen(narrow: Narrow) -> None:
    narrow.room.focus_list()
    assert narrow.shows_list()
    narrow.person.press(Qt.Key.Key_R)
    narrow.person.until(narrow.shows_conversation)
    narrow.person.until(narrow.person.editor().hasFocus)


def test_with_room_for_both_both_are_seen(narrow: Narrow) -> None:
    narrow.person.window.resize(1200, 700)
    narrow.person.until(lambda: narrow.list_.isVisible() and narrow.conversation.isVisible())
    backs = [
        each for each in narrow.conversation.findChildren(QAbstractButton) if "list" in each.accessibleName().lower()
    ]
    assert not any(each.isVisible() for each in backs)


def test_at_twice_the_text_the_side_gives_way_and_nothing_to_press_is_cut(drive: Callable[..., Driver]) -> None:
    person = at_the_practice_desk(drive)
    open_ticket(person, "1001")
    person.window.resize(1360, 860)
    side = next(iter(person.window.inbox().findChildren(CustomerPanel)))
    person.until(side.isVisible)
    person.core.settings.set(SCALE, 200)
    person.until(lambda: not side.isVisible())
    person.press(Qt.Key.Key_R)
    person.until(person.editor().hasFocus)
    person.settle()
    line = person.window.fontMetrics().height()
    for width in (1360, 900, 640):
        person.window.resize(width, 860)
        person.settle()
        buttons = [each for each in person.window.findChildren(QAbstractButton) if each.isVisible()]
        cut = [each.text() for each in buttons if each.text() and each.width() < each.sizeHint().width()]
        assert cut == []
        rail = [each for each in buttons if each.property("role") == "rail"]
        assert all(each.iconSize().height() >= line * 0.8 for each in rail)

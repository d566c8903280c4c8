"""What a key means depends on the room that is on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.journeys.conftest import Driver
from tests.journeys.test_first_day import at_the_practice_desk, open_ticket
from ui.panes.inbox.pane import InboxPane
from ui.panes.library.pane import LibraryPane
from workbench.tickets.model import TicketQuery

Open = Callable[..., Driver]


def statuses(person: Driver) -> dict[str, object]:
    return {row.number: row.status for row in person.core.tickets.page(TicketQuery(status=None)).rows}


@pytest.mark.parametrize("room", ["library", "feedback", "outbox", "settings"])
def test_no_key_reaches_a_conversation_that_is_not_on_the_screen(drive: Open, room: str) -> None:
    person = at_the_practice_desk(drive)
    open_ticket(person, "1001")
    person.window.inbox().focus_list()
    person.press(Qt.Key.Key_R)
    person.type("Half a thought")
    before = statuses(person)
    person.desktop.parts.registry.run(f"go.{room}")
    person.window.setFocus()
    for key in (Qt.Key.Key_E, Qt.Key.Key_P, Qt.Key.Key_J, Qt.Key.Key_R, Qt.Key.Key_F):
        person.press(key)
    person.ctrl(Qt.Key.Key_Return)
    person.qtbot.wait(300)
    assert statuses(person) == before
    assert not person.core.outbox.listed()
    person.desktop.parts.registry.run("go.inbox")
    person.until(lambda: person.editor().toPlainText() == "Half a thought")


def test_a_search_from_another_room_goes_where_it_is_seen(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    person.desktop.parts.registry.run("go.settings")
    assert person.desktop.parts.registry.run("inbox.search")
    search = next(iter(person.window.findChildren(InboxPane))).search
    person.until(search.hasFocus)
    assert search.isVisible()


def test_the_search_keys_mean_the_search_of_the_room(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    person.desktop.parts.registry.run("go.library")
    library = next(iter(person.window.findChildren(LibraryPane)))
    person.ctrl(Qt.Key.Key_F)
    person.until(library.search.hasFocus)
    person.desktop.parts.registry.run("go.feedback")
    person.ctrl(Qt.Key.Key_F)
    assert person.window.windowTitle().startswith("Feedback")

"""What is due in the inbox: a mark in its row, a filter, and a line that speaks once a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.panes.inbox.test_model import row
from ui.commands.parts import Parts
from ui.panes.inbox.pane import InboxPane
from ui.panes.inbox.words import Filter, marks, spoken
from workbench.follow_ups.service import FollowUpService
from workbench.kernel.ids import TicketId
from workbench.tickets.model import TicketQuery

TODAY = date(2026, 5, 4)


@pytest.fixture
def ticket(parts: Parts) -> TicketId:
    rows = parts.workbench.tickets.page(TicketQuery(status=None)).rows
    return next(row.id for row in rows if "Charged twice" in row.subject)


@pytest.fixture
def pane(parts: Parts, qtbot: QtBot) -> Callable[[], InboxPane]:
    def make() -> InboxPane:
        made = InboxPane(parts)
        qtbot.addWidget(made)
        made.resize(340, 700)
        made.show()
        return made

    return make


def test_a_row_says_when_it_is_followed_up_and_that_it_is_due() -> None:
    later, due = row("a", follow_up=TODAY + timedelta(days=4)), row("b", follow_up=TODAY - timedelta(days=1))
    assert [(mark.word, mark.tone) for mark in marks(later, Filter.OPEN, TODAY)] == [("Friday", "neutral")]
    assert [(mark.word, mark.tone) for mark in marks(due, Filter.OPEN, TODAY)] == [("Due", "warning")]
    assert "Follow up: Friday" in spoken(later, Filter.OPEN, "now", TODAY)
    assert marks(row("c"), Filter.OPEN, TODAY) == ()


def test_the_filter_lists_what_is_due_until_it_is_done(
    pane: Callable[[], InboxPane], parts: Parts, ticket: TicketId, qtbot: QtBot
) -> None:
    core = parts.workbench.follow_ups
    made = core.add(ticket, core.today(), "The charge").value
    inbox = pane()
    assert parts.registry.run("inbox.due")
    qtbot.waitUntil(lambda: [each.id for each in inbox.rows.rows] == [ticket])
    assert inbox.filters.buttons[Filter.DUE].isChecked()
    core.move(made.id, core.today() + timedelta(days=1))
    qtbot.waitUntil(lambda: inbox.rows.rowCount() == 0)
    assert inbox.empty is not None


def test_a_line_says_once_a_day_what_is_due_and_leads_there(
    pane: Callable[[], InboxPane], parts: Parts, ticket: TicketId, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    core = parts.workbench.follow_ups
    core.add(ticket, core.today() + timedelta(days=1), "The charge")
    inbox = pane()
    inbox.due.look()
    qtbot.wait(100)
    assert inbox.due.isHidden(), "not due yet"
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    monkeypatch.setattr(FollowUpService, "today", lambda _self: tomorrow.astimezone().date())
    inbox.due.look()
    qtbot.waitUntil(inbox.due.isVisible)
    assert inbox.due.text().startswith("A follow-up is due: Mette S")
    assert inbox.due.window() is inbox, "it stands above the list"
    inbox.due._shown()
    assert inbox.due.isHidden() and inbox.presenter.shown is Filter.DUE
    qtbot.waitUntil(lambda: parts.workbench.settings.recall("follow_ups.said") is not None)
    again = inbox.due
    again.look()
    qtbot.wait(100)
    assert again.isHidden(), "it was said today"


def test_the_line_goes_when_nothing_is_due_any_more(
    pane: Callable[[], InboxPane], parts: Parts, ticket: TicketId, qtbot: QtBot
) -> None:
    core = parts.workbench.follow_ups
    made = core.add(ticket, core.today(), "The charge").value
    inbox = pane()
    inbox.due.look()
    qtbot.waitUntil(inbox.due.isVisible)
    core.done(made.id)
    qtbot.waitUntil(inbox.due.isHidden)

"""From a word that leaves doubt to a day that is kept: card, follow-up, the next day, done. By keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from PySide6.QtCore import Qt

from tests.journeys.conftest import Driver
from tests.journeys.test_first_day import open_ticket
from ui.panes.composer.pane import ComposerPane
from ui.panes.conversation.pane import ConversationPane
from ui.panes.inbox.pane import InboxPane
from workbench.certainty.checked.model import Outcome
from workbench.settings.schema import UNDO_SECONDS
from workbench.tickets.model import TicketQuery

T = TypeVar("T")
WEDNESDAY = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)


class Moving:
    """Time that goes on from a day in May, and can be set ahead."""

    def __init__(self) -> None:
        self.ahead = WEDNESDAY - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


def found(person: Driver, kind: type[T]) -> T:
    widget = person.window.findChild(kind)
    assert isinstance(widget, kind)
    return widget


def test_what_cannot_be_checked_today_is_promised_and_comes_back_on_its_day(drive: Callable[..., Driver]) -> None:
    clock = Moving()
    person = drive(clock=clock)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: len(person.core.tickets.page(TicketQuery(status=None)).rows) == 25)
    person.core.settings.set(UNDO_SECONDS, 0)
    open_ticket(person, "1001")
    person.window.inbox().focus_list()
    composer = found(person, ComposerPane)

    person.press(Qt.Key.Key_R)
    person.type("Hi Mette. The second charge should now be gone. Robin")
    person.until(composer.checks.warnings)
    person.ctrl(Qt.Key.Key_Period)
    person.until(composer.guide.card.has_keyboard)
    person.press(Qt.Key.Key_C)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: "write to you by" in composer.editor.text())
    person.type("asked the bank")
    words = "I have asked the bank. I will look at it and write to you by "
    assert composer.editor.text().startswith(f"Hi Mette. {words}")
    assert "should" not in composer.editor.text()
    person.ctrl(Qt.Key.Key_Return)
    person.until(lambda: person.core.outbox.listed() and not person.core.outbox.counts())

    (sent,) = person.core.outbox.listed()
    assert [each.outcome for each in sent.checked] == [Outcome.CANNOT]
    inbox = found(person, InboxPane)
    assert inbox.due.isHidden(), "it is not due yet"

    clock.ahead += timedelta(days=1)
    inbox.due.look()
    person.until(inbox.due.isVisible)
    assert "Charged twice" in inbox.due.text()
    person.desktop.parts.registry.run("inbox.due")
    person.until(lambda: [row.number for row in inbox.rows.rows] == ["1001"])
    person.window.inbox().focus_list()
    person.press(Qt.Key.Key_J)
    conversation = found(person, ConversationPane)
    person.until(lambda: conversation.follow_ups.rows)
    (row,) = conversation.follow_ups.rows
    assert row.label.full_text() == "Follow up today: The second charge should now be gone."
    assert any(card.checked and card.checked.isVisible() for card in conversation.thread_view.cards())
    row.done.setFocus()
    person.press(Qt.Key.Key_Return)
    person.until(lambda: person.core.follow_ups.waiting() == [])
    person.until(conversation.follow_ups.isHidden)

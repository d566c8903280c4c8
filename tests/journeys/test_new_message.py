"""To a customer who has not written: from one key to a message that went out once, by keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.journeys.conftest import Driver
from tests.journeys.test_first_day import at_the_practice_desk
from ui.panes.composer.pane import ComposerPane
from ui.panes.conversation.pane import ConversationPane
from workbench.settings.schema import UNDO_SECONDS
from workbench.tickets.model import TicketQuery, TicketRow

MOST_PRESSES = 8


def composer_of(person: Driver) -> ComposerPane:
    composer = person.window.findChild(ComposerPane)
    assert isinstance(composer, ComposerPane)
    return composer


def lines_of(person: Driver) -> list[dict[str, str]]:
    sent = person.core.home / "practice" / "sent.jsonl"
    text = sent.read_text("utf-8") if sent.exists() else ""
    return [json.loads(line) for line in text.splitlines()] if text.endswith("\n") else []


def test_one_key_a_customer_a_subject_a_snippet_and_it_is_with_them_once(drive: Callable[..., Driver]) -> None:
    person = at_the_practice_desk(drive)
    person.core.settings.set(UNDO_SECONDS, 0)
    composer = composer_of(person)
    person.window.inbox().focus_list()
    person.presses = 0

    person.press(Qt.Key.Key_C)
    form = composer.desk.heading
    person.until(form.to.hasFocus)
    person.type("mette")
    person.until(form.people.isVisible)
    person.press(Qt.Key.Key_Return)
    assert form.subject.hasFocus()
    person.type("Your kiln invoice")
    person.press(Qt.Key.Key_Return)
    person.type("Hello {{ticket.number}}")
    person.ctrl(Qt.Key.Key_Return)
    person.until(lambda: "Fill 1 blank before it goes: ticket.number" in composer.desk.strip.said())
    assert person.core.outbox.listed() == []
    person.type("Mette, it is paid.")
    person.ctrl(Qt.Key.Key_Return)

    person.until(lambda: len(lines_of(person)) == 2)
    begun, said = lines_of(person)
    assert (begun["kind"], begun["email"], begun["subject"]) == (
        "begin", "mette@soerensen-keramik.example", "Your kiln invoice",
    )  # fmt: skip
    assert (said["ticket"], said["text"]) == (begun["ticket"], "Hello Mette, it is paid.")
    person.until(lambda: [row.preview for row in rows(person, "kiln invoice")] == ["Hello Mette, it is paid."])
    (row,) = rows(person, "kiln invoice")
    assert (row.unsent, row.customer, row.number) == (False, "Mette Sørensen", "1026")
    person.window.open_ticket(row.id)
    person.until(lambda: "Hello Mette, it is paid." in person.message_with("it is paid").toPlainText())
    print(f"key presses besides typed text: {person.presses}")
    assert person.presses <= MOST_PRESSES


def rows(person: Driver, words: str) -> list[TicketRow]:
    return [row for row in person.core.tickets.page(TicketQuery(status=None)).rows if words in row.subject]


def test_a_message_that_is_written_has_the_room_and_gives_it_back(drive: Callable[..., Driver]) -> None:
    person = at_the_practice_desk(drive)
    conversation = person.window.findChild(ConversationPane)
    assert isinstance(conversation, ConversationPane)
    person.window.inbox().focus_list()
    person.press(Qt.Key.Key_J)
    person.until(conversation.thread_view.isVisible)
    usual = conversation.height()
    person.press(Qt.Key.Key_C)
    person.until(composer_of(person).desk.heading.to.hasFocus)
    assert conversation.thread_view.isHidden()
    assert conversation.height() < usual / 2
    assert conversation.header.subject.text() == "New message"
    person.press(Qt.Key.Key_Escape)
    person.press(Qt.Key.Key_J)
    person.until(conversation.thread_view.isVisible)
    person.until(lambda: abs(conversation.height() - usual) <= 4)
    person.until(lambda: not any(row.unsent for row in rows(person, "")))


def test_one_that_is_not_sent_is_there_after_a_restart(drive: Callable[..., Driver]) -> None:
    person = at_the_practice_desk(drive)
    person.window.inbox().focus_list()
    person.press(Qt.Key.Key_C)
    form = composer_of(person).desk.heading
    person.until(form.to.hasFocus)
    person.type("lars@example.com")
    person.press(Qt.Key.Key_Return)
    person.type("Your order")
    person.press(Qt.Key.Key_Return)
    person.type("Half a th")
    home = person.core.home
    person.desktop.close()

    person = drive(home)
    form = composer_of(person).desk.heading
    person.until(form.isVisible)
    assert (form.to.text(), form.subject.text()) == ("lars@example.com", "Your order")
    assert person.editor().toPlainText() == "Half a th"


def test_thrown_away_and_brought_back_it_can_be_written_on(drive: Callable[..., Driver]) -> None:
    person = at_the_practice_desk(drive)
    person.window.inbox().focus_list()
    person.press(Qt.Key.Key_C)
    form = composer_of(person).desk.heading
    person.until(form.to.hasFocus)
    person.type("lars@example.com")
    person.until(lambda: "lars@example.com" in [row.customer for row in rows(person, "")])
    usual = form.to.height()
    person.press(Qt.Key.Key_Escape)
    registry, ticket = person.desktop.parts.registry, person.window.shown_ticket()
    registry.run("reply.discard")
    person.until(lambda: person.window.shown_ticket() != ticket)
    person.until(lambda: not form.isVisible())
    registry.run("app.undo")
    person.until(form.isVisible)
    person.until(lambda: form.to.height() == usual, 3)
    assert form.to.text() == "lars@example.com"

"""A message to a customer who has not written: its heading, what it fills, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.composer.heading.form import HeadingForm
from ui.panes.composer.pane import ComposerPane
from workbench.helpdesk import repo as accounts
from workbench.helpdesk.port import Inbox, OutKind
from workbench.kernel.ids import RemoteId, TicketId
from workbench.packs.model import PackSnippet
from workbench.tickets.model import Conversation, TicketQuery, TicketRow

BODY = "Hi {{customer.first_name|there}},\n\nDear {{customer.full_name}}, we write to {{customer.email}}.\n\n{{agent.first_name}}"


@pytest.fixture
def fresh(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> HeadingForm:
    """A new message is open, as the room would open it."""

    def show(ticket: str) -> None:
        pane.show_conversation(parts.workbench.tickets.open(TicketId(ticket)))

    pane.new_asked.connect(show)
    parts.bridge.changed.connect(lambda _changes: pane._ticket and show(pane._ticket))
    with qtbot.waitSignal(pane.new_asked):
        parts.registry.run("inbox.new")
    qtbot.waitUntil(pane.desk.heading.to.hasFocus)
    return pane.desk.heading


def shown(pane: ComposerPane) -> TicketId:
    page = pane.page()
    assert page is not None
    return page.ticket


def new_rows(parts: Parts) -> list[TicketRow]:
    return [row for row in parts.workbench.tickets.page(TicketQuery(status=None)).rows if row.unsent]


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def head(form: HeadingForm, to: str, subject: str, qtbot: QtBot, parts: Parts, pane: ComposerPane) -> None:
    form.to.setText(to)
    form.subject.setText(subject)
    pane.addressing.settle()


def put_in(pane: ComposerPane, parts: Parts, body: str = BODY) -> None:
    editing = parts.workbench.editing
    editing.add(PackSnippet(id="greet", title="Greeting", shortcut="greet", language="en", body=body))
    snippet = next(hit.snippet for hit in parts.workbench.library.search("Greeting") if hit.snippet.title == "Greeting")
    pane.inserting.insert(snippet)


def test_a_new_message_has_the_ordinary_composer_under_its_heading(pane: ComposerPane, fresh: HeadingForm) -> None:
    page = pane.page()
    assert page is not None
    assert page.kind is OutKind.REPLY
    assert fresh.isVisible()
    assert pane.desk.sheet.isVisible()
    assert pane.editor.placeholderText().startswith("Write the message.")
    assert not fresh.places.isVisible(), "there is one place to write from"


def test_a_customer_is_completed_and_the_keys_lead_on(
    pane: ComposerPane, fresh: HeadingForm, parts: Parts, qtbot: QtBot
) -> None:
    QTest.keyClicks(fresh.to, "sor")
    qtbot.waitUntil(fresh.people.isVisible)
    assert fresh.people.names() == ["Mette Sørensen · mette@soerensen-keramik.example · Sørensen Keramik"]
    press(Qt.Key.Key_Return)
    assert fresh.to.text() == "Mette Sørensen <mette@soerensen-keramik.example>"
    assert fresh.subject.hasFocus()
    assert fresh.people.isHidden()
    QTest.keyClicks(fresh.subject, "Your kiln")
    press(Qt.Key.Key_Return)
    assert pane.editor.hasFocus()
    qtbot.waitUntil(lambda: [row.subject for row in new_rows(parts)] == ["Your kiln"])
    assert new_rows(parts)[0].customer == "Mette Sørensen"


def test_esc_closes_the_list_first_and_then_leads_out(
    pane: ComposerPane, fresh: HeadingForm, parts: Parts, qtbot: QtBot
) -> None:
    QTest.keyClicks(fresh.to, "mette")
    qtbot.waitUntil(fresh.people.isVisible)
    press(Qt.Key.Key_Escape)
    assert fresh.people.isHidden()
    with qtbot.waitSignal(pane.focus_list_asked):
        press(Qt.Key.Key_Escape)


def test_placeholders_follow_the_line_and_a_stand_in_stays_until_it_is_known(
    pane: ComposerPane, fresh: HeadingForm, parts: Parts, qtbot: QtBot
) -> None:
    put_in(pane, parts)
    assert pane.editor.text().startswith("Hi there,\n\nDear {{customer’s name}}, we write to {{customer’s address}}.")
    head(fresh, "lars@example.com", "x", qtbot, parts, pane)
    assert pane.editor.text().startswith("Hi there,\n\nDear {{customer’s name}}, we write to lars@example.com.")
    head(fresh, "Lars Holm <lars@example.com>", "x", qtbot, parts, pane)
    assert pane.editor.text().startswith("Hi Lars,\n\nDear Lars Holm, we write to lars@example.com.")
    head(fresh, "Eva Berg <eva@example.com>", "x", qtbot, parts, pane)
    assert pane.editor.text().startswith("Hi Eva,\n\nDear Eva Berg, we write to eva@example.com.")
    head(fresh, "kim@example.com", "x", qtbot, parts, pane)
    assert "Eva" not in pane.editor.text(), "nobody gets somebody else's name"
    assert "customer’s name" in pane.editor.labels()


def test_what_the_agent_typed_into_a_place_stays(
    pane: ComposerPane, fresh: HeadingForm, parts: Parts, qtbot: QtBot
) -> None:
    put_in(pane, parts, "Dear {{customer.full_name}}, hello.")
    pane.editor.setFocus()
    assert pane.editor.next_blank()
    QTest.keyClicks(pane.editor, "Captain")
    pane.editor.stops_through.take()
    head(fresh, "Lars Holm <lars@example.com>", "x", qtbot, parts, pane)
    assert pane.editor.text() == "Dear Captain, hello."


def test_the_number_of_a_ticket_that_is_not_there_yet_holds_it_back(
    pane: ComposerPane, fresh: HeadingForm, parts: Parts, qtbot: QtBot
) -> None:
    put_in(pane, parts, "About #{{ticket.number}}, {{customer.first_name}}.")
    head(fresh, "Lars Holm <lars@example.com>", "Your order", qtbot, parts, pane)
    with qtbot.waitSignal(pane.sending.answered):
        parts.registry.run("reply.send")
    assert pane.desk.strip.said() == "Fill 1 blank before it goes: ticket number"
    assert parts.workbench.outbox.listed() == []


@pytest.mark.parametrize(
    ("to", "subject", "why", "line"),
    [
        ("", "x", "Say who it goes to.", "to"),
        ("Lars", "x", "is no address", "to"),
        ("lars@nowhere", "x", "no address that mail can go to", "to"),
        ("a@example.com, b@example.com", "x", "One conversation goes to one customer.", "to"),
        ("lars@example.com", "  ", "Give it a subject.", "subject"),
    ],
)
def test_without_address_or_subject_it_says_so_in_place(
    pane: ComposerPane, fresh: HeadingForm, parts: Parts, qtbot: QtBot, to: str, subject: str, why: str, line: str
) -> None:
    fresh.to.setText(to)
    fresh.subject.setText(subject)
    pane.editor.setFocus()
    QTest.keyClicks(pane.editor, "Hello")
    with qtbot.waitSignal(pane.sending.answered):
        parts.registry.run("reply.send")
    assert why in fresh.said()
    assert getattr(fresh, line).hasFocus()
    assert parts.workbench.outbox.listed() == []
    assert not pane.editor.isReadOnly()
    getattr(fresh, line).setText("eva@example.com")
    assert fresh.said() == ""


def test_what_was_typed_last_is_in_what_is_sent_and_undo_brings_all_of_it_back(
    pane: ComposerPane, fresh: HeadingForm, parts: Parts, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "bill.pdf"
    file.write_bytes(b"%PDF")
    ticket = shown(pane)
    parts.workbench.attachments.attach(ticket, OutKind.REPLY, file)
    put_in(pane, parts, "Hi {{customer.first_name}}.")
    fresh.subject.setText("Your order")
    fresh.to.setText("Lars Holm <lars@example.com>")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
    (out,) = parts.workbench.outbox.listed()
    assert (out.text, out.customer, out.ticket_subject) == ("Hi Lars.", "Lars Holm", "Your order")
    assert [each.file.name for each in out.attached] == ["bill.pdf"]
    qtbot.waitUntil(fresh.isHidden)
    with qtbot.waitSignal(pane.sending.withdrawn):
        parts.registry.run("reply.undo_send")
    qtbot.waitUntil(fresh.isVisible)
    assert (fresh.to.text(), fresh.subject.text()) == ("Lars Holm <lars@example.com>", "Your order")
    assert pane.editor.text() == "Hi Lars."
    fresh.to.setText("Eva Berg <eva@example.com>")
    pane.addressing.settle()
    assert pane.editor.text() == "Hi Eva."


def test_it_is_kept_as_it_is_typed_and_is_there_when_it_is_opened_again(
    pane: ComposerPane, fresh: HeadingForm, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    ticket = shown(pane)
    fresh.to.setText("Lar")
    fresh.subject.setText("Your order")
    pane.editor.setFocus()
    QTest.keyClicks(pane.editor, "Hello")
    pane.show_conversation(mette)
    assert fresh.isHidden()
    qtbot.waitUntil(lambda: [row.customer for row in new_rows(parts)] == ["Lar"])
    pane.show_conversation(parts.workbench.tickets.open(ticket))
    assert (fresh.to.text(), fresh.subject.text(), pane.editor.text()) == ("Lar", "Your order", "Hello")


def test_one_in_which_nothing_was_written_goes_when_it_is_left(
    pane: ComposerPane, fresh: HeadingForm, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    assert len(new_rows(parts)) == 1
    parts.registry.run("inbox.new")
    assert len(new_rows(parts)) == 1, "the blank one that is open will do"
    pane.show_conversation(mette)
    qtbot.waitUntil(lambda: new_rows(parts) == [])


def test_discarded_it_is_gone_and_undo_brings_heading_and_words_back(
    pane: ComposerPane, fresh: HeadingForm, parts: Parts, qtbot: QtBot
) -> None:
    fresh.to.setText("Lars Holm <lars@example.com>")
    fresh.subject.setText("Your order")
    pane.editor.setFocus()
    QTest.keyClicks(pane.editor, "Hello")
    parts.registry.run("reply.discard")
    assert new_rows(parts) == []
    assert fresh.isHidden()
    assert parts.notices.said[-1][:2] == ("The message is discarded.", "Undo")  # type: ignore[attr-defined]
    with qtbot.waitSignal(pane.new_asked):
        parts.undo.undo()
    assert (fresh.to.text(), fresh.subject.text()) == ("Lars Holm <lars@example.com>", "Your order")
    qtbot.waitUntil(lambda: pane.editor.text() == "Hello")


def test_where_there_are_several_places_one_is_chosen(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    (account,) = parts.workbench.accounts.all()
    inboxes = [Inbox(remote_id=RemoteId(each), name=each.title()) for each in ("support", "sales")]
    parts.workbench.store.write(lambda tx: accounts.keep_inboxes(tx, account.id, inboxes, parts.workbench.clock.now()))
    pane.new_asked.connect(lambda ticket: pane.show_conversation(parts.workbench.tickets.open(TicketId(ticket))))
    with qtbot.waitSignal(pane.new_asked):
        parts.registry.run("inbox.new")
    form = pane.desk.heading
    assert form.places.isVisible()
    assert [form.places.itemText(at) for at in range(form.places.count())] == ["Support", "Sales"]
    form.places.setCurrentIndex(1)
    pane.addressing.settle()
    unsent = parts.workbench.unsent.one(shown(pane))
    assert unsent is not None
    assert unsent.heading.inbox == "sales"


def test_where_it_can_begin_nowhere_it_says_why(pane: ComposerPane, parts: Parts) -> None:
    (account,) = parts.workbench.accounts.all()
    parts.workbench.store.write(lambda tx: accounts.keep_inboxes(tx, account.id, [], parts.workbench.clock.now()))
    parts.registry.run("inbox.new")
    assert "lets you begin no conversation from here" in parts.notices.said[-1][0]  # type: ignore[attr-defined]
    assert new_rows(parts) == []


def test_a_note_cannot_come_first(pane: ComposerPane, fresh: HeadingForm, parts: Parts) -> None:
    parts.registry.run("ticket.note")
    assert pane.desk.strip.said() == "Notes can be added once the first message is sent."
    page = pane.page()
    assert page is not None
    assert page.kind is OutKind.REPLY


def test_the_language_of_a_known_customer_is_that_of_the_message(
    pane: ComposerPane, fresh: HeadingForm, parts: Parts, qtbot: QtBot
) -> None:
    german = next(
        found
        for row in parts.workbench.tickets.page(TicketQuery(status=None)).rows
        if (found := parts.workbench.tickets.open(row.id)) and found.language == "de" and found.customer
    )
    assert german.customer is not None
    head(fresh, german.customer.email, "x", qtbot, parts, pane)
    assert pane.inserting.context().language == "de"
    assert pane.checks._language == "de"

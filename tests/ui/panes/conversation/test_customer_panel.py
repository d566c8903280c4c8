from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from tests.ui.panes.conversation.conftest import ticket
from tests.unit.feedback.topics.conftest import World
from ui.commands.parts import Parts
from ui.panes.conversation.customer_panel import CustomerPanel
from ui.panes.conversation.customer_rows import OwedRow, SaidRow, TicketButton
from workbench.feedback.advocacy.model import Status as Answer
from workbench.feedback.model import FeedbackKind
from workbench.feedback.topics.model import TopicKind
from workbench.helpdesk.port import Author, RemoteCustomer, RemoteTicket, Status
from workbench.kernel.ids import RemoteId
from workbench.tickets import keep


@pytest.fixture
def panel(parts: Parts, qtbot: Any) -> CustomerPanel:
    made = CustomerPanel(parts)
    qtbot.addWidget(made)
    made.resize(260, 600)
    made.show()
    return made


def show(panel: CustomerPanel, parts: Parts, number: str) -> None:
    panel.show_conversation(parts.workbench.tickets.open(ticket(parts.workbench, number)))


def another(parts: Parts, number: str, name: str, email: str) -> None:
    workbench = parts.workbench
    account = workbench.accounts.all()[0].id
    customer = RemoteCustomer(remote_id=RemoteId(f"c-{number}"), name=name, email=email)
    made = RemoteTicket(
        remote_id=RemoteId(f"t-{number}"), number=number, subject="Refund of May", status=Status.SOLVED,
        remote_status="", customer=customer, created_at=workbench.clock.now(),
    )  # fmt: skip
    workbench.store.write(lambda tx: keep.keep_ticket(tx, account, made))


def test_it_says_who_the_customer_is_and_copies_it(panel: CustomerPanel, parts: Parts) -> None:
    show(panel, parts, "1001")
    assert panel.mail.full_text() == "mette@soerensen-keramik.example"
    button = next(each for each in panel.findChildren(QToolButton) if each.accessibleName() == "Copy the address")
    button.click()
    assert QGuiApplication.clipboard().text() == "mette@soerensen-keramik.example"


def test_it_lists_their_other_conversations_and_nobody_else_s(panel: CustomerPanel, parts: Parts, qtbot: Any) -> None:
    another(parts, "3001", "Mette Sørensen", "mette@soerensen-keramik.example")
    another(parts, "3002", "Somebody Else", "mette@soerensen-keramik.example.evil")
    show(panel, parts, "1001")
    qtbot.waitUntil(lambda: bool(panel.findChildren(TicketButton)))
    (button,) = panel.findChildren(TicketButton)
    assert button.accessibleName().startswith("Refund of May, Solved")
    with qtbot.waitSignal(panel.ticket_asked) as asked:
        button.click()
    assert asked.args == [ticket(parts.workbench, "3001")]


def test_what_they_told_us_appears_when_it_is_noted(panel: CustomerPanel, parts: Parts, qtbot: Any) -> None:
    show(panel, parts, "1001")
    conversation = parts.workbench.tickets.open(ticket(parts.workbench, "1001"))
    assert conversation is not None
    said = next(message for message in conversation.messages if message.author is Author.CUSTOMER)
    parts.workbench.feedback.capture(said.id, "charged my card twice", FeedbackKind.BUG)
    qtbot.waitUntil(lambda: bool(panel.findChildren(SaidRow)))
    assert "charged my card twice" in panel.findChildren(SaidRow)[0].accessibleName()
    show(panel, parts, "1002")
    qtbot.waitUntil(lambda: not [row for row in panel.findChildren(SaidRow) if row.isVisible()])


def test_nothing_is_shown_without_a_conversation(panel: CustomerPanel, parts: Parts) -> None:
    show(panel, parts, "1001")
    panel.show_conversation(None)
    assert not [each for each in panel.findChildren(QLabel) + panel.findChildren(QPushButton) if each.isVisible()]


def test_it_says_what_they_are_owed_and_what_they_were_told(panel: CustomerPanel, parts: Parts, qtbot: Any) -> None:
    core = parts.workbench
    world = World(core.store, core.clock, core.product.topics)
    entry = world.say("mette", "All invoices in one file, every quarter")
    world.write("UPDATE entry SET ticket_id = ? WHERE id = ?", ticket(core, "1001"), entry)
    topic = core.product.topics.create("Export all invoices", TopicKind.REQUEST, entry=entry).value.topic.id
    show(panel, parts, "1001")
    core.product.advocacy.decide(topic, Answer.NO, decided_by="Mara", reason="The old report stays as it is.")

    def rows() -> list[str]:
        return [row.accessibleName() for row in panel.findChildren(OwedRow) if row.isVisible()]

    qtbot.waitUntil(lambda: rows() == ["Export all invoices: No · we owe them a reply"])
    [owed] = core.product.owed.waiting()
    core.product.owed.skip(owed.id, "Told on the phone")
    qtbot.waitUntil(lambda: rows() == ["Export all invoices: No · not told: Told on the phone"])

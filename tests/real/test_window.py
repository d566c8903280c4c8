"""The main job through the real window over a real helpdesk: pull, write certainly, queue with the network off, send once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton

from tests.journeys.conftest import Driver, drive  # noqa: F401
from tests.servers.fault_proxy import FaultProxy
from tests.servers.rt5 import RequestTracker
from tests.torture.desks import QuickDesks
from ui.dialogs.sign_in import SignIn
from ui.panes.conversation.capture import CaptureBubble
from workbench.outbox.states import State
from workbench.settings.schema import UNDO_SECONDS
from workbench.sync.model import Phase
from workbench.tickets.model import TicketQuery

pytestmark = pytest.mark.real


@pytest.mark.timeout(480)
def test_the_main_job_end_to_end(rt5: RequestTracker, drive: Callable[..., Driver]) -> None:  # noqa: F811
    rt5.seed_more(1)  # a conversation that no other test writes on
    number = str(rt5.tickets[-1])
    with FaultProxy(rt5.port, mode="ok") as network:
        person = drive(desks=QuickDesks(settle=24, timeout=20))
        sign_in(person, network.url, rt5.tokens["alice"])
        person.core.settings.set(UNDO_SECONDS, 1)
        row = next(row for row in person.core.tickets.page(TicketQuery(status=None)).rows if row.number == number)
        person.window.open_ticket(row.id)
        note_feedback(person, row.id)

        network.unplug()
        before = len(rt5.mails())
        person.window.inbox().focus_list()
        person.press(Qt.Key.Key_R)
        editor = person.editor()
        person.until(editor.hasFocus)
        person.type("Your blog should now be under your other account. I looked at it. ")
        make_certain(person)
        person.ctrl(Qt.Key.Key_Return)
        account = person.core.accounts.all()[0]
        person.until(lambda: person.core.sync.status(account.id).phase is Phase.OFFLINE, 30)
        assert person.core.outbox.counts() == {State.QUEUED: 1}
        assert len(rt5.mails()) == before

        network.plug()
        assert person.desktop.parts.registry.run("sync.now")
        person.until(lambda: not person.core.outbox.counts(), 60)
        person.until(lambda: len(rt5.mails()) == before + 1, 30)
        sent = [text for text in rt5.mail_texts() if "is now under your other account" in " ".join(text.split())]
        assert len(sent) == 1
        assert "desk:" not in sent[0]
        person.until(lambda: said_once(person, row.id), 30)


def sign_in(person: Driver, address: str, token: str) -> None:
    """Through the dialog, as a person would; where there is no keyring the token is kept for the session."""
    button = next(
        each
        for each in person.window.findChildren(QPushButton)
        if each.isVisible() and "Request Tracker" in each.text()
    )
    button.click()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, SignIn) and each.isVisible())
    dialog.address.setText(address)
    dialog.token.setText(token)
    dialog.connect_button.click()
    person.until(lambda: bool(person.core.accounts.all()), 30)
    person.window.activateWindow()  # what a window manager does when a dialog closes
    person.until(person.window.isActiveWindow)
    person.until(lambda: len(person.core.tickets.page(TicketQuery(status=None)).rows) >= 20, 120)
    person.until(lambda: person.core.sync.status(person.core.accounts.all()[0].id).phase is Phase.CURRENT, 120)


def note_feedback(person: Driver, ticket: str) -> None:
    person.until(lambda: person.message_with("message one"), 20)
    for _ in range(3):  # a look at the helpdesk may show the conversation anew just then, and the person selects again
        person.window.activateWindow()
        browser = person.message_with("message one")
        cursor = browser.document().find("message one")
        cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor, 2)
        browser.setFocus()
        browser.setTextCursor(cursor)
        person.until(lambda: person.desktop.parts.registry.facts.hold({"words.selected"}))
        person.press(Qt.Key.Key_F)
        if any(bubble.isVisible() for bubble in person.window.findChildren(CaptureBubble)):
            break
    person.press(Qt.Key.Key_R)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: [entry.kind for entry in person.core.feedback.listed()] == ["request"])


def make_certain(person: Driver) -> None:
    editor = person.editor()
    person.until(lambda: person.desktop.parts.registry.enabled("reply.next_finding"))
    person.qtbot.wait(800)
    person.desktop.parts.registry.run("reply.next_finding")
    person.settle()
    use = next(
        each for each in person.window.findChildren(QPushButton) if each.isVisible() and each.text() == "Checked: it is"
    )
    use.click()
    person.until(lambda: "is now under your other account" in editor.toPlainText())


def said_once(person: Driver, ticket: str) -> bool:
    """Pulled back, and shown once."""
    conversation = person.core.tickets.open(ticket)  # type: ignore[arg-type]
    assert conversation is not None
    ours = [m for m in conversation.messages if re.search("is now under your other", m.text)]
    return len(ours) == 1 and ours[0].outgoing_id is None

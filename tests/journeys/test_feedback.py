"""What a customer said, by keyboard, from their words to the reply that tells them what became of it, sent once."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from errno import ENETUNREACH
from unittest.mock import patch

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QWidget

from tests.fakes.helpdesk import FakeDesks, FakeHelpdesk
from tests.fakes.trackers import FakeGitHub
from tests.journeys.conftest import Driver
from tests.journeys.test_first_day import at_the_practice_desk, open_ticket
from ui.panes.composer.editor import ReplyEditor
from ui.panes.conversation.capture import CaptureBubble
from ui.panes.feedback.advocacy.trail import TrailPart
from ui.panes.feedback.brief.part import BriefPart
from ui.panes.feedback.entries.section import EntriesSection
from ui.panes.feedback.owed.section import OwedSection
from ui.panes.feedback.pane import FeedbackPane
from ui.panes.feedback.topics.section import TopicsSection
from ui.panes.inbox.view import TicketList
from ui.widgets.toast import Toast
from workbench.feedback.advocacy.model import Channel, OwedState, Status
from workbench.feedback.model import Beside, Captured, FeedbackKind
from workbench.feedback.topics.model import TopicKind
from workbench.helpdesk.port import Opening, Operation, Outcome, Refused
from workbench.helpdesk.registry import DeskKind
from workbench.kernel.errors import Offline
from workbench.kernel.ids import AccountId, TopicId
from workbench.net.client import Client
from workbench.outbox.states import State
from workbench.secrets.port import Secret
from workbench.settings.schema import UNDO_SECONDS
from workbench.tickets.model import TicketQuery

Open = Callable[..., Driver]


def known_topic(person: Driver) -> TopicId:
    """A topic of the practice desk, as somebody noted it before in another conversation."""
    row = next(row for row in person.core.tickets.page(TicketQuery(status=None)).rows if row.number == "1004")
    conversation = person.core.tickets.open(row.id)
    assert conversation is not None
    said = next(message for message in conversation.messages if message.author == "customer")
    answer = person.core.feedback.capture(
        said.id, said.text[:60], FeedbackKind.CONFUSION, beside=Beside(wants_reply=False)
    )
    assert isinstance(answer.value, Captured)
    made = person.core.product.topics.create("Card charged twice", TopicKind.BUG, entry=answer.value.entry.id)
    return made.value.topic.id


def note_with_its_topic(person: Driver, topic: TopicId) -> None:
    """Mette's words, selected by keys, as a bug behind the topic that is suggested."""
    open_ticket(person, "1001")
    person.until(lambda: person.message_with("charged my card"))
    browser = person.message_with("charged my card")
    browser.setFocus()
    browser.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(2):
        person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    person.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = browser.textCursor().selectedText().strip()
    before = person.presses
    person.press(Qt.Key.Key_F)
    bubble = person.focus()
    assert isinstance(bubble, CaptureBubble)
    person.until(lambda: any("Card charged twice" in line.accessibleName() for line in bubble.topics.lines))
    person.press(Qt.Key.Key_B)
    person.press(Qt.Key.Key_1)
    person.press(Qt.Key.Key_Return)
    assert person.presses - before == 4
    person.until(lambda: len(person.core.feedback.listed()) == 2)
    entry = next(each for each in person.core.feedback.listed() if each.ticket_number == "1001")
    assert entry.verbatim == chosen
    assert person.core.product.topics.topics_of([entry.id]) == {entry.id: topic}


def topics(person: Driver) -> TopicsSection:
    pane = person.window.findChild(FeedbackPane)
    assert isinstance(pane, FeedbackPane)
    section = pane.section("topics")
    assert isinstance(section, TopicsSection)
    return section


def decide(person: Driver, topic: TopicId, status: Status, by: str, reason: str) -> None:
    """S, the arrows to the status, who and why."""
    person.ctrl(Qt.Key.Key_3)
    page = topics(person).page
    person.until(lambda: page.page() is not None and page.page().row.topic.id == topic)
    person.press(Qt.Key.Key_S)
    while person.focus().accessibleName() != "Status: No" if status is Status.NO else "Shipped" not in name(person):
        person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_Tab)
    person.type(by)
    person.press(Qt.Key.Key_Tab)
    assert isinstance(person.focus(), QPlainTextEdit)
    person.type(reason)
    person.ctrl(Qt.Key.Key_Return)
    person.until(lambda: (now := person.core.product.advocacy.current(topic)) and now.status is status)
    person.until(lambda: not isinstance(person.focus(), QPlainTextEdit))  # the form closes once it is kept


def name(person: Driver) -> str:
    return person.focus().accessibleName()


def owed_list(person: Driver) -> OwedSection:
    """G, R goes to the replies owed, wherever one is."""
    person.press(Qt.Key.Key_G)
    person.press(Qt.Key.Key_R)
    pane = person.window.findChild(FeedbackPane)
    assert isinstance(pane, FeedbackPane)
    section = pane.section("owed")
    assert isinstance(section, OwedSection)
    person.until(section.view.hasFocus)
    return section


def send(person: Driver) -> None:
    """Ctrl+Enter; what would be asked about first is answered by sending anyway."""
    person.until(lambda: isinstance(QApplication.focusWidget(), ReplyEditor))
    person.ctrl(Qt.Key.Key_Return)
    person.until(person.core.outbox.listed)


def sent_lines(person: Driver) -> list[str]:
    sent = person.core.home / "practice" / "sent.jsonl"
    return [json.loads(line)["text"] for line in sent.read_text("utf-8").splitlines()] if sent.exists() else []


def test_their_words_are_answered_once_when_it_is_live_for_them(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    person.core.settings.set(UNDO_SECONDS, 0)
    topic = known_topic(person)
    note_with_its_topic(person, topic)
    person.ctrl(Qt.Key.Key_3)
    page = topics(person).page
    person.until(lambda: page.page() is not None)
    person.press(Qt.Key.Key_T)
    person.type("Jon")
    person.press(Qt.Key.Key_Return)
    person.until(lambda: person.core.product.advocacy.trail(topic))
    assert not person.core.product.advocacy.they_know(topic)
    person.until(lambda: page.part(TrailPart)._steps)
    person.press(Qt.Key.Key_A)
    person.type("Seen in the log.")
    person.ctrl(Qt.Key.Key_Return)
    person.until(lambda: person.core.product.advocacy.they_know(topic))
    decide(person, topic, Status.SHIPPED, "Jon", "A retried payment is charged once.")
    section = owed_list(person)
    person.until(lambda: section.rows.rowCount() == 1)
    person.press(Qt.Key.Key_Return)
    person.until(section.live_form.isVisible)
    assert not person.core.outbox.listed(), "it is asked whether it is live before anything is written"
    person.press(Qt.Key.Key_Return)
    send(person)
    person.until(lambda: State.QUEUED not in person.core.outbox.counts() and sent_lines(person))
    (line,) = sent_lines(person)
    assert "A retried payment is charged once." in line
    person.until(lambda: [each.state for each in person.core.product.owed.of_topic(topic)] == [OwedState.SENT])
    assert not person.core.product.owed.waiting()
    person.qtbot.wait(300)
    assert len(sent_lines(person)) == 1


class Windows(QObject):
    """Windows that were shown and are not meant to be any."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and watched.windowType() is Qt.WindowType.Window and not isinstance(watched, QMainWindow):
            self.odd.append(watched)
        return False


class WiredDesk(FakeHelpdesk):
    """A helpdesk that is reached over a real socket, each time it is asked."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def _reach(self) -> None:
        with Client(self._url, timeout=timedelta(seconds=2)) as line:
            line.exchange("GET", "user")

    def _carried_out(self, operation: Operation | Opening) -> Outcome:
        try:
            self._reach()
        except Offline as error:
            return Refused(error.title, timedelta(0))
        return super()._carried_out(operation)


@contextmanager
def no_network() -> Iterator[list[object]]:
    """No socket of this process comes to any address meanwhile; those that were tried."""
    tried: list[object] = []

    def unreachable(self: socket.socket, address: object) -> int:
        if self.family == socket.AF_UNIX:
            return real(self, address)
        tried.append(address)
        raise OSError(ENETUNREACH, "Network is unreachable")

    real = socket.socket.connect
    with patch.object(socket.socket, "connect", unreachable), patch.object(socket.socket, "connect_ex", unreachable):
        yield tried


@pytest.fixture
def far(drive: Open, qapp: QApplication) -> Iterator[tuple[Driver, WiredDesk, AccountId]]:
    """Somebody whose helpdesk is somewhere else, with Mette's words brought in from it."""
    server = FakeGitHub()
    desk = WiredDesk(server.url)
    mette, _ = desk.add_ticket("1001"), desk.add_ticket("1004")
    twice = "I ordered one pot of glaze on Friday, and the next day I saw that you have charged my card twice for it."
    desk.customer_writes(mette, f"Hello,\n\n{' '.join([twice] * 5)}\n\nMette")
    watching = Windows()
    qapp.installEventFilter(watching)
    person = drive(desks=FakeDesks(desk))
    account = person.core.accounts.sign_in(DeskKind.RT5, "https://desk.example", Secret("x"), session_only=True)
    person.core.settings.set(UNDO_SECONDS, 0)
    person.core.sync.pull(account.id)
    yield person, desk, account.id
    qapp.removeEventFilter(watching)
    assert not watching.odd
    server.close()


def test_a_no_is_told_with_its_reason_and_stays_queued_while_there_is_no_network(
    far: tuple[Driver, WiredDesk, AccountId],
) -> None:
    person, desk, account = far
    with no_network() as tried:
        topic = known_topic(person)
        note_with_its_topic(person, topic)
        decide(person, topic, Status.NO, "Jon", "Retries stay, and a second charge is returned within a day.")
        section = owed_list(person)
        person.until(lambda: section.rows.rowCount() == 1)
        person.press(Qt.Key.Key_Return)
        person.until(lambda: isinstance(QApplication.focusWidget(), ReplyEditor))
        assert "Retries stay, and a second charge is returned within a day." in person.editor().toPlainText()
        before = len(tried)
        send(person)
        person.until(lambda: len(tried) > before)
        assert person.core.outbox.counts() == {State.QUEUED: 1} and not desk.delivered
        assert person.core.product.owed.of_topic(topic)[0].state is OwedState.DRAFTED
    person.until(lambda: desk.delivered or person.core.sync.deliver(account))
    person.until(lambda: [each.state for each in person.core.product.owed.of_topic(topic)] == [OwedState.SENT])
    assert [each.text.count("Retries stay") for each in desk.delivered] == [1]


def test_no_part_of_a_section_is_shown_as_a_window_of_its_own(drive: Open, qapp: QApplication) -> None:
    person = at_the_practice_desk(drive)
    topic = known_topic(person)
    person.core.product.advocacy.tell(topic, "Jon", Channel.TALK, next_action="Ask again", next_on=None)
    person.core.product.advocacy.decide(topic, Status.NO, decided_by="Jon", reason="Retries stay as they are for now.")
    watching = Windows()
    qapp.installEventFilter(watching)
    person.ctrl(Qt.Key.Key_3)
    pane = person.window.findChild(FeedbackPane)
    assert isinstance(pane, FeedbackPane)
    for _ in range(pane.bar.count()):
        person.ctrl(Qt.Key.Key_PageDown)
        person.qtbot.wait(100)
        assert person.window.isActiveWindow()
    qapp.removeEventFilter(watching)
    assert not watching.odd


def test_sections_have_keys_and_the_list_of_conversations_takes_the_arrows(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    person.window.visit("settings")
    person.ctrl(Qt.Key.Key_1)
    person.press(Qt.Key.Key_Down)
    assert isinstance(person.focus(), TicketList)
    assert person.focus().currentIndex().isValid()
    person.ctrl(Qt.Key.Key_3)
    pane = person.window.findChild(FeedbackPane)
    assert isinstance(pane, FeedbackPane)
    titles = []
    for _ in range(pane.bar.count()):
        person.ctrl(Qt.Key.Key_PageDown)
        titles.append(pane.bar.tabText(pane.bar.currentIndex()))
    assert titles == [pane.bar.tabText(at) for at in (*range(1, pane.bar.count()), 0)]
    person.ctrl(Qt.Key.Key_PageUp)
    assert pane.bar.currentIndex() == pane.bar.count() - 1


def test_enter_goes_into_an_entry_and_presses_nothing_there(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    known_topic(person)
    person.ctrl(Qt.Key.Key_3)
    person.ctrl(Qt.Key.Key_PageDown)
    pane = person.window.findChild(FeedbackPane)
    assert isinstance(pane, FeedbackPane)
    entries = pane.section("entries")
    assert isinstance(entries, EntriesSection)
    person.until(entries.view.hasFocus)
    person.until(entries.detail.topic_button.isVisible)
    person.press(Qt.Key.Key_Return)
    person.until(entries.detail.topic_button.hasFocus)
    assert pane.bar.currentIndex() == 1


def test_in_a_narrow_window_each_way_into_a_topic_leads_back(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    known_topic(person)
    person.window.resize(640, 700)
    person.ctrl(Qt.Key.Key_3)
    section = topics(person)
    person.until(section.view.hasFocus)
    person.press(Qt.Key.Key_Return)
    person.until(section.page.isVisible)
    person.ctrl(Qt.Key.Key_1)
    person.ctrl(Qt.Key.Key_3)
    assert section.page.hasFocus(), "what is shown has the keys"
    person.press(Qt.Key.Key_Escape)
    assert section.view.hasFocus()
    person.ctrl(Qt.Key.Key_PageDown)
    entries = person.window.findChild(EntriesSection)
    assert isinstance(entries, EntriesSection)
    person.until(lambda: entries.view.hasFocus() and entries.detail.topic())
    person.press(Qt.Key.Key_T)
    person.until(section.page.hasFocus)


def test_b_makes_the_first_brief_and_shows_it_from_its_beginning(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    topic = known_topic(person)
    person.ctrl(Qt.Key.Key_3)
    section = topics(person)
    person.until(lambda: section.view.hasFocus() and section.page.page() is not None)
    person.press(Qt.Key.Key_B)
    brief = section.page.part(BriefPart)
    person.until(brief.sheet.reader.hasFocus)
    assert len(person.core.product.brief.of_topic(topic)) == 1
    seen = section.page.viewport()
    person.until(lambda: 0 <= brief.mapTo(seen, QPoint(0, 0)).y() < seen.height() // 4)
    before = section.page.verticalScrollBar().value()
    person.press(Qt.Key.Key_PageDown)
    assert section.page.verticalScrollBar().value() > before, "the page scrolls, not the brief on it"


def test_what_z_takes_back_is_said_in_place_of_the_line_that_offered_it(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    shown = known_topic(person)
    person.ctrl(Qt.Key.Key_3)
    section = topics(person)
    person.until(lambda: section.view.hasFocus() and section.page.page() is not None)
    person.press(Qt.Key.Key_S)
    person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: (now := person.core.product.advocacy.current(shown)) and now.status is Status.CONSIDERING)
    toast = person.window.findChild(Toast)
    person.until(lambda: toast.accessibleName() == "Kept.")
    person.press(Qt.Key.Key_Z)
    person.until(lambda: toast.accessibleName() == "Taken back: decision.")

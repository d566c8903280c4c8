"""An agent's first day, through the window, by keyboard: from no account to a reply that went out once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from tests.conftest import SmallDisk
from tests.journeys.conftest import Driver
from ui.panes.composer.pane import ComposerPane
from ui.widgets.notice import Notice
from workbench.certainty.asked.model import Stand
from workbench.feedback.model import FeedbackKind
from workbench.helpdesk.port import OutKind
from workbench.kernel.errors import DiskFull
from workbench.outbox.states import State
from workbench.settings.schema import UNDO_SECONDS
from workbench.tickets.model import TicketQuery

Open = Callable[..., Driver]


def at_the_practice_desk(drive: Open, home: Path | None = None) -> Driver:
    """First run: nothing is asked for, and Enter at once sets up the practice desk."""
    person = drive(home)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: len(person.core.tickets.page(TicketQuery(status=None)).rows) == 25)
    person.until(lambda: len(person.core.library.all()) > 30)
    return person


def open_ticket(person: Driver, number: str) -> None:
    row = next(row for row in person.core.tickets.page(TicketQuery(status=None)).rows if row.number == number)
    person.window.open_ticket(row.id)
    person.until(lambda: person.desktop.parts.registry.facts.hold({"ticket.open"}))


def test_from_a_conversation_to_a_reply_that_went_out_once(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    person.core.settings.set(UNDO_SECONDS, 0)
    open_ticket(person, "1001")
    person.window.inbox().focus_list()
    person.press(Qt.Key.Key_R)
    person.type("Your blog should now be under your other account. ")
    editor = person.editor()
    person.until(editor.hasFocus)
    person.ctrl(Qt.Key.Key_Return)
    person.until(lambda: State.QUEUED not in person.core.outbox.counts())
    sent = person.core.home / "practice" / "sent.jsonl"
    person.until(lambda: sent.exists() and sent.read_text("utf-8").endswith("\n"))
    (line,) = sent.read_text("utf-8").splitlines()
    assert "should now be" in json.loads(line)["text"]


def test_a_hedge_is_found_and_becomes_certain_only_by_an_act(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    open_ticket(person, "1001")
    person.window.inbox().focus_list()
    person.press(Qt.Key.Key_R)
    person.type("Your blog should now be under your other account. I looked.")
    editor = person.editor()
    registry = person.desktop.parts.registry
    person.until(lambda: registry.enabled("reply.next_finding"))
    person.qtbot.wait(600)
    assert "should now be" in editor.toPlainText()
    registry.run("reply.next_finding")
    person.settle()
    person.press(Qt.Key.Key_I)
    person.until(lambda: "Your blog is now under your other account." in editor.toPlainText())
    person.ctrl(Qt.Key.Key_Z)
    assert "should now be" in editor.toPlainText()


def test_a_snippet_with_a_blank_is_refused_until_it_is_filled(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    person.core.settings.set(UNDO_SECONDS, 0)
    open_ticket(person, "1001")
    snippet = next(each for each in person.core.library.all() if each.shortcut == "refok")
    person.window.inbox().focus_list()
    person.press(Qt.Key.Key_R)
    person.type(f";{snippet.shortcut}")
    person.press(Qt.Key.Key_Tab)
    editor = person.editor()
    person.until(lambda: "{{" in editor.toPlainText())
    person.ctrl(Qt.Key.Key_Return)
    person.settle()
    assert not person.core.outbox.listed()
    for _ in range(12):
        if "{{" not in editor.toPlainText():
            break
        if "{{" not in editor.textCursor().selectedText():
            person.ctrl(Qt.Key.Key_J)
        person.type("12")  # an amount, and as a day one in twelve days
    assert "{{" not in editor.toPlainText()
    person.ctrl(Qt.Key.Key_Return)
    person.until(lambda: len(person.core.outbox.listed()) == 1)


def test_the_customer_s_words_become_feedback_with_one_key_a_letter_and_enter(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    open_ticket(person, "1001")
    row = next(row for row in person.core.tickets.page(TicketQuery(status=None)).rows if row.number == "1001")
    conversation = person.core.tickets.open(row.id)
    assert conversation is not None
    said = next(message for message in conversation.messages if message.author == "customer")
    words = " ".join(said.text.split()[2:6])
    person.until(lambda: person.message_with(words.split()[0]))
    browser = next(each for each in [person.message_with(words.split()[0])] if each)
    cursor = browser.document().find(words.split()[0])
    cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor, 3)
    browser.setFocus()
    browser.setTextCursor(cursor)
    chosen = cursor.selectedText().strip()
    person.until(lambda: person.desktop.parts.registry.facts.hold({"words.selected"}))
    before = person.presses
    person.press(Qt.Key.Key_F)
    person.press(Qt.Key.Key_B)
    person.press(Qt.Key.Key_Return)
    assert person.presses - before == 3
    person.until(lambda: len(person.core.feedback.listed()) == 1)
    (entry,) = person.core.feedback.listed()
    assert (entry.kind, entry.verbatim, entry.ticket_number) == ("bug", chosen, "1001")


def test_everything_comes_back_as_it_was_left(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    open_ticket(person, "1002")
    person.window.inbox().focus_list()
    person.press(Qt.Key.Key_R)
    person.type("Half a thought")
    person.desktop.close()
    again = drive(home=person.core.home)
    again.until(lambda: again.editor().toPlainText() == "Half a thought")
    assert not again.desktop.parts.registry.unbound()


def test_a_note_on_feedback_is_kept_when_the_window_closes_at_once(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    note_feedback(person)
    person.type("Asked for by three shops.")
    person.ctrl(Qt.Key.Key_Q)
    assert not person.window.isVisible()
    assert person.core.feedback.listed()[0].note == "Asked for by three shops."


def test_a_window_does_not_close_over_a_note_that_a_full_disk_could_not_take(
    drive: Open, small_disk: SmallDisk
) -> None:
    person = at_the_practice_desk(drive, small_disk.place / "home")
    note_feedback(person)
    small_disk.fill()
    use_up_what_is_set_aside(person)
    QApplication.clipboard().setText("Asked for by three shops. " * 4000)
    person.ctrl(Qt.Key.Key_V)
    person.ctrl(Qt.Key.Key_Q)
    assert person.window.isVisible()
    small_disk.make_room()
    person.ctrl(Qt.Key.Key_Q)
    assert not person.window.isVisible()
    assert "three shops" in person.core.feedback.listed()[0].note


def note_feedback(person: Driver) -> None:
    """Some of the customer's words are feedback, and the caret is in the note on them."""
    open_ticket(person, "1001")
    conversation = person.core.tickets.open(person.core.tickets.page(TicketQuery(words="charged twice")).rows[0].id)
    message = next(each for each in conversation.messages if each.author == "customer")
    person.core.feedback.capture(message.id, message.text[:40], FeedbackKind.BUG)
    entries = person.window.visit("feedback").show_section("entries")
    person.until(lambda: entries.detail.entry() is not None)
    entries.detail.note.setFocus()


def test_a_key_that_is_pressed_twice_sends_one_reply(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    first, second = person.core.tickets.page(TicketQuery()).rows[:2]
    for row in (first, second):  # what is left open would be said first
        person.core.asks.mark(row.id, person.core.asks.of(row.id), Stand.ANSWERED)
    person.core.drafts.save(second.id, OutKind.REPLY, "Half a thought", 0, 1).result()
    person.window.open_ticket(first.id)
    person.window.inbox().focus_list()
    person.press(Qt.Key.Key_R)
    person.type("All done.")
    person.ctrl(Qt.Key.Key_Return)
    editor = person.editor()
    person.until(lambda: editor.toPlainText() == "Half a thought")
    person.ctrl(Qt.Key.Key_Return)
    assert [each.markdown for each in person.core.outbox.listed()] == ["All done."]
    person.until(editor.hasFocus)
    person.ctrl(Qt.Key.Key_Return)
    person.until(lambda: len(person.core.outbox.listed()) == 2)


def test_a_key_that_is_held_down_sends_one_reply(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    actions = person.window.actions_of_commands
    held = {action.objectName() for action in actions.all() if action.autoRepeat()}
    assert held == {"inbox.next", "inbox.previous", "view.larger", "view.smaller"}


def use_up_what_is_set_aside(person: Driver) -> None:
    """The store holds some room of its own on a full disk: write notes until that is gone too."""
    rows = person.core.tickets.page(TicketQuery(status=None)).rows
    for length in (500_000, 50_000):
        with pytest.raises(DiskFull):
            for revision, row in enumerate(rows * 4, start=length):
                person.core.drafts.save(row.id, OutKind.NOTE, "x" * length, 0, revision).result()


def test_a_window_does_not_close_over_words_that_a_full_disk_could_not_take(drive: Open, small_disk: SmallDisk) -> None:
    person = at_the_practice_desk(drive, small_disk.place / "home")
    open_ticket(person, "1002")
    person.window.inbox().focus_list()
    person.press(Qt.Key.Key_R)
    small_disk.fill()
    words = "Half a thought. " * 4000
    QApplication.clipboard().setText(words)
    person.ctrl(Qt.Key.Key_V)
    person.ctrl(Qt.Key.Key_Q)
    assert person.window.isVisible()
    (told,) = [each for each in person.window.findChildren(Notice) if "close the window again." in each.text()]
    assert told.isVisible()
    assert "The disk is full" in told.text()
    assert person.editor().toPlainText() == words
    small_disk.make_room()
    page = person.window.findChild(ComposerPane).page()
    person.until(lambda: person.core.drafts.load(page.ticket, page.kind))
    small_disk.fill()
    use_up_what_is_set_aside(person)
    person.ctrl(Qt.Key.Key_V)
    person.ctrl(Qt.Key.Key_Q)
    assert person.window.isVisible(), "what was said of the first words does not hold for these"
    small_disk.make_room()
    person.ctrl(Qt.Key.Key_Q)
    assert not person.window.isVisible()
    person.desktop.close()
    again = drive(home=small_disk.place / "home")
    again.until(lambda: again.editor().toPlainText() == words * 2)


def test_a_window_closes_over_lost_words_where_the_person_insists(drive: Open, small_disk: SmallDisk) -> None:
    person = at_the_practice_desk(drive, small_disk.place / "home")
    open_ticket(person, "1002")
    person.window.inbox().focus_list()
    person.press(Qt.Key.Key_R)
    small_disk.fill()
    QApplication.clipboard().setText("Half a thought. " * 4000)
    person.ctrl(Qt.Key.Key_V)
    person.ctrl(Qt.Key.Key_Q)
    assert person.window.isVisible()
    person.ctrl(Qt.Key.Key_Q)
    assert not person.window.isVisible()


def test_practice_data_is_gone_with_one_act(drive: Open) -> None:
    person = at_the_practice_desk(drive)
    open_ticket(person, "1001")
    assert person.desktop.parts.registry.run("practice.remove")
    person.until(lambda: not person.core.accounts.all())
    person.until(lambda: not (person.core.home / "practice").exists())
    assert person.core.tickets.page(TicketQuery(status=None)).rows == ()

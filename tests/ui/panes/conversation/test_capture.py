from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.panes.conversation.conftest import card_of, ticket
from ui.commands.actions import Actions
from ui.commands.parts import Parts
from ui.panes.conversation.browser import Words
from ui.panes.conversation.capture import CaptureBubble
from ui.panes.conversation.capture_quote import Quote
from ui.panes.conversation.pane import ConversationPane
from workbench.feedback.model import Entry, FeedbackKind, Speaker
from workbench.feedback.personal import marked
from workbench.feedback.topics.model import TopicKind
from workbench.kernel.clock import to_text
from workbench.kernel.ids import EntryId, MessageId


def select(pane: ConversationPane, parts: Parts, words: str = "charged my card twice") -> Words:
    pane.show_ticket(ticket(parts.workbench, "1001"))
    own = card_of(pane, words).own
    cursor = own.document().find(words)
    assert cursor.hasSelection()
    own.setFocus()
    own.setTextCursor(cursor)
    return own


def bubble(pane: ConversationPane) -> CaptureBubble:
    assert pane._bubble is not None
    return pane._bubble


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_three_keys_keep_the_words(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    pane.addActions(Actions(parts.registry, pane).all())
    own = select(pane, parts)
    qtbot.waitUntil(own.hasFocus)
    press(Qt.Key.Key_F)
    qtbot.waitUntil(lambda: pane._bubble is not None and pane._bubble.hasFocus())
    press(Qt.Key.Key_B, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(parts.workbench.feedback.listed()) == 1)
    (entry,) = parts.workbench.feedback.listed()
    assert (entry.kind, entry.verbatim, entry.note) == (FeedbackKind.BUG, "charged my card twice", "")
    qtbot.waitUntil(own.hasFocus)
    assert not bubble(pane).isVisible()
    assert parts.notices.said[-1][:2] == ("Noted as bug.", "Undo")
    parts.notices.said[-1][2]()
    assert not parts.workbench.feedback.listed()


@pytest.mark.parametrize(("letter", "kind"), list(zip("brkcf", FeedbackKind, strict=True)))
def test_each_kind_has_its_letter(
    pane: ConversationPane, parts: Parts, qtbot: Any, letter: str, kind: FeedbackKind
) -> None:
    select(pane, parts)
    parts.registry.run("feedback.capture")
    QTest.keyClicks(QApplication.focusWidget(), letter)
    assert bubble(pane).kind() is kind
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [entry.kind for entry in parts.workbench.feedback.listed()] == [kind])


def test_the_letters_are_the_bubble_s_while_it_is_open(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    ran: list[str] = []
    for command in ("ticket.reply", "inbox.next", "inbox.previous"):
        parts.registry.bind(command, lambda command=command: ran.append(command))
    pane.addActions(Actions(parts.registry, pane).all())
    select(pane, parts)
    parts.registry.run("feedback.capture")
    press(Qt.Key.Key_R, Qt.Key.Key_K, Qt.Key.Key_J, Qt.Key.Key_E)
    assert ran == []
    assert bubble(pane).kind() is FeedbackKind.KUDOS


def test_enter_without_a_kind_says_what_is_missing(pane: ConversationPane, parts: Parts) -> None:
    select(pane, parts)
    parts.registry.run("feedback.capture")
    press(Qt.Key.Key_Return)
    assert bubble(pane).hint.text() == "Choose what it is first: B, R, K, C, F."
    assert not parts.workbench.feedback.listed()


def test_esc_leaves_nothing_and_gives_the_focus_back(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    own = select(pane, parts)
    parts.registry.run("feedback.capture")
    press(Qt.Key.Key_B, Qt.Key.Key_Escape)
    qtbot.waitUntil(own.hasFocus)
    assert not bubble(pane).isVisible()
    assert not parts.workbench.feedback.listed()
    parts.registry.run("feedback.capture")
    assert bubble(pane).kind() is None


def test_a_note_may_be_added_and_enter_keeps_once(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    select(pane, parts)
    parts.registry.run("feedback.capture")
    press(Qt.Key.Key_B)
    bubble(pane).note.setFocus()
    QTest.keyClicks(bubble(pane).note, "third one this week, back soon")
    assert bubble(pane).kind() is FeedbackKind.BUG
    for _ in range(2):
        QTest.keyClick(bubble(pane).note, Qt.Key.Key_Return)
    over: list[object] = []
    parts.runner.run("write", lambda: None, over.append)
    qtbot.waitUntil(lambda: bool(over))
    assert len(parts.notices.said) == 1
    assert [entry.note for entry in parts.workbench.feedback.listed()] == ["third one this week, back soon"]
    assert bubble(pane).hint.text() == "Bug. Enter keeps it."


def test_words_that_are_kept_already_are_told_in_place(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    select(pane, parts)
    for _ in range(2):
        parts.registry.run("feedback.capture")
        press(Qt.Key.Key_B, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not bubble(pane)._busy)
    assert bubble(pane).isVisible()
    assert bubble(pane).hint.text() == "These words are kept as bug already."
    assert len(parts.workbench.feedback.listed()) == 1


def test_words_that_are_not_the_customer_s_are_refused_kindly(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    own = select(pane, parts)
    parts.registry.run("feedback.capture")
    bubble(pane).open_at(own.rect(), MessageId("another"), "not said", own)
    press(Qt.Key.Key_B, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bubble(pane).hint.text().startswith("Only words of the customer's"))
    assert not parts.workbench.feedback.listed()


def test_a_click_elsewhere_closes_the_bubble(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    select(pane, parts)
    parts.registry.run("feedback.capture")
    pane.header.status.setFocus()
    qtbot.waitUntil(lambda: not bubble(pane).isVisible())


def test_another_conversation_takes_the_bubble_away(pane: ConversationPane, parts: Parts) -> None:
    select(pane, parts)
    parts.registry.run("feedback.capture")
    pane.show_ticket(ticket(parts.workbench, "1002"))
    assert not bubble(pane).isVisible()


def test_without_their_words_there_is_nothing_to_note(pane: ConversationPane, parts: Parts) -> None:
    pane.show_ticket(ticket(parts.workbench, "1001"))
    own = card_of(pane, "Both charges have settled").own
    own.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    assert parts.registry.run("feedback.capture")
    assert pane._bubble is None
    assert parts.notices.said[-1][0].startswith("Only what the customer wrote")


def test_f_alone_puts_the_caret_where_their_words_can_be_selected(
    pane: ConversationPane, parts: Parts, qtbot: QtBot
) -> None:
    pane.show_ticket(ticket(parts.workbench, "1001"))
    pane.activateWindow()
    pane.setFocus()
    assert parts.registry.run("feedback.capture")
    theirs = card_of(pane, "second one took").own
    qtbot.waitUntil(theirs.hasFocus)
    assert parts.notices.said[-1][0].startswith("Select their words with Shift")
    for _ in range(3):
        qtbot.keyClick(theirs, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert parts.registry.run("feedback.capture")
    assert bubble(pane).isVisible()


def test_the_bubble_stays_within_a_small_window(pane: ConversationPane, parts: Parts) -> None:
    pane.resize(320, 330)
    select(pane, parts)
    parts.registry.run("feedback.capture")
    assert pane.rect().contains(bubble(pane).geometry())


class Pressed:
    """Presses keys where the focus is, and counts them."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, *keys: Qt.Key) -> None:
        self.number += len(keys)
        press(*keys)


def put(parts: Parts, sql: str, *params: Any) -> None:
    parts.workbench.store.write(lambda tx: tx.run(sql, params))


def opened(pane: ConversationPane, parts: Parts, qtbot: Any, words: str = "charged my card twice") -> Pressed:
    """Words are selected and F is pressed."""
    pane.addActions(Actions(parts.registry, pane).all())
    own = select(pane, parts, words)
    qtbot.waitUntil(own.hasFocus)
    pressed = Pressed()
    pressed(Qt.Key.Key_F)
    qtbot.waitUntil(lambda: pane._bubble is not None and pane._bubble.hasFocus())
    return pressed


def one_entry(parts: Parts, qtbot: Any) -> Entry:
    qtbot.waitUntil(lambda: len(parts.workbench.feedback.listed()) == 1)
    return parts.workbench.feedback.listed()[0]


def test_three_keys_are_all_it_takes(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    pressed = opened(pane, parts, qtbot)
    pressed(Qt.Key.Key_R, Qt.Key.Key_Enter)
    assert one_entry(parts, qtbot).verbatim == "charged my card twice"
    assert pressed.number == 3


def test_a_digit_more_puts_them_behind_a_topic(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    topics = parts.workbench.product.topics
    topic = topics.create("Card is charged two times", TopicKind.BUG).value.topic.id
    put(parts, "UPDATE topic SET practice = 1")
    pressed = opened(pane, parts, qtbot)
    qtbot.waitUntil(lambda: len(bubble(pane).topics.lines) == 1)
    assert bubble(pane).topics.taken() is None
    assert "Shared words: " in bubble(pane).topics.lines[0].accessibleName()
    pressed(Qt.Key.Key_B, Qt.Key.Key_1)
    assert bubble(pane).hint.text() == "It will stand behind “Card is charged two times”."
    pressed(Qt.Key.Key_Return)
    entry = one_entry(parts, qtbot)
    assert pressed.number == 4
    assert topics.topics_of([entry.id]) == {entry.id: topic}
    qtbot.waitUntil(lambda: bool(parts.notices.said))
    assert parts.notices.said[-1][0] == "Noted as bug behind “Card is charged two times”."


def test_a_topic_that_is_only_shown_links_nothing(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    topics = parts.workbench.product.topics
    topics.create("Card is charged two times", TopicKind.BUG)
    put(parts, "UPDATE topic SET practice = 1")
    opened(pane, parts, qtbot)
    qtbot.waitUntil(lambda: len(bubble(pane).topics.lines) == 1)
    press(Qt.Key.Key_1, Qt.Key.Key_1)
    assert bubble(pane).topics.taken() is None
    press(Qt.Key.Key_2, Qt.Key.Key_B, Qt.Key.Key_Return)
    assert topics.topics_of([one_entry(parts, qtbot).id]) == {}


def test_the_third_account_is_told_once(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    topic = parts.workbench.product.topics.create("Card is charged two times", TopicKind.BUG).value.topic.id
    now = to_text(parts.workbench.clock.now())
    for at in "12":
        put(parts, "INSERT INTO client (id, key, name) VALUES (?, ?, ?)", at, f"company:{at}", at)
        put(parts, "INSERT INTO voice (id, account_id, remote_id, client_id) VALUES (?, '', ?, ?)", at, at, at)
        put(parts, "INSERT INTO entry (id, kind, verbatim, said_at, captured_at, practice, voice_id)"
            " VALUES (?, 'bug', 'twice', ?, ?, 1, ?)", at, now, now, at)  # fmt: skip
        parts.workbench.product.topics.link(EntryId(at), topic)
    put(parts, "UPDATE message SET at = ?", now)
    opened(pane, parts, qtbot)
    qtbot.waitUntil(lambda: bool(bubble(pane).topics.lines))
    press(Qt.Key.Key_B, Qt.Key.Key_1, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(parts.notices.said))
    assert parts.notices.said[-1][0].endswith("times”. 3 accounts have written about it within 30 days.")


def test_one_key_masks_what_was_marked(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    put(parts, "UPDATE message SET text = 'I charged my card twice, call +45 12 34 56 78 or a@b.example now.',"
        " html = '<p>I charged my card twice, call +45 12 34 56 78 or a@b.example now.</p>'")  # fmt: skip
    words = "twice, call +45 12 34 56 78 or a@b.example"
    pressed = opened(pane, parts, qtbot, words)
    quote = bubble(pane).quote
    assert "+45 12 34 56 78</span>" in quote.text()
    assert bubble(pane).hint.text().startswith("2 personal details: M masks.")
    pressed(Qt.Key.Key_M)
    assert quote.accessibleName() == "“twice, call [phone] or [email]”"
    pressed(Qt.Key.Key_B, Qt.Key.Key_Return)
    assert one_entry(parts, qtbot).verbatim == "twice, call [phone] or [email]"
    assert pressed.number == 4


def test_without_personal_data_there_is_nothing_to_mask(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    opened(pane, parts, qtbot)
    assert not bubble(pane).masks.isVisible()
    press(Qt.Key.Key_M)
    assert not bubble(pane).masks.isChecked()


def test_whether_they_want_to_hear_of_it_is_a_key(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    opened(pane, parts, qtbot)
    press(Qt.Key.Key_K)
    assert not bubble(pane).wants.isChecked()
    press(Qt.Key.Key_W)
    assert bubble(pane).wants.isChecked()
    press(Qt.Key.Key_R, Qt.Key.Key_W, Qt.Key.Key_Return)
    assert not one_entry(parts, qtbot).wants_reply


def test_an_observation_of_our_own_is_typed_and_counts_nobody(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    opened(pane, parts, qtbot)
    press(Qt.Key.Key_B, Qt.Key.Key_O)
    note = bubble(pane).note
    qtbot.waitUntil(note.hasFocus)
    QTest.keyClicks(note, "Before month end, often")
    press(Qt.Key.Key_Return)
    entry = one_entry(parts, qtbot)
    assert (entry.speaker, entry.verbatim, entry.voice) == (Speaker.AGENT, "Before month end, often", None)
    assert entry.ticket_number == "1001"


def test_what_we_see_needs_no_selection(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    pane.show_ticket(ticket(parts.workbench, "1001"))
    assert parts.registry.run("feedback.own")
    qtbot.waitUntil(bubble(pane).note.hasFocus)
    press(Qt.Key.Key_Return)
    assert bubble(pane).hint.text() == "Choose what it is first: Alt and B, R, K, C, F."
    QTest.keyClick(bubble(pane).note, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bubble(pane).hint.text() == "Write what you see first.")
    QTest.keyClicks(bubble(pane).note, "Every Monday")
    press(Qt.Key.Key_Return)
    assert one_entry(parts, qtbot).verbatim == "Every Monday"


def test_other_words_of_a_message_that_is_kept_are_told_which_are(
    pane: ConversationPane, parts: Parts, qtbot: Any
) -> None:
    for words in ("charged my card twice", "my card"):
        select(pane, parts, words)
        parts.registry.run("feedback.capture")
        press(Qt.Key.Key_B, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not bubble(pane)._busy)
    assert bubble(pane).hint.text() == "This message is kept as bug already: “charged my card twice”"
    assert len(parts.workbench.feedback.listed()) == 1


def test_what_is_masked_is_seen_however_long_the_words_are(parts: Parts, qtbot: QtBot) -> None:
    quote = Quote(parts.theme)
    qtbot.addWidget(quote)
    words = f"Call me. {'It was slow again. ' * 20}My address is mo@example.org, or mo@example.org. {'So. ' * 60}"
    marks = marked(words)
    assert len(marks) == 2
    quote.show_words(words, marks, masked=False)
    said = quote.accessibleName()
    assert said.count("mo@example.org") == 1 and said.startswith("“Call me. It was") and len(said) < 260
    quote.show_words(words, marks, masked=True)
    assert "My address is [email]" in quote.accessibleName(), "what M does is shown before it is kept"

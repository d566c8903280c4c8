from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.panes.conversation.conftest import card_of, ticket
from ui.commands.parts import Parts
from ui.panes.conversation.card import MessageCard
from ui.panes.conversation.lines import FoldLine
from ui.panes.conversation.pane import ConversationPane
from ui.theme.theme import Choice, Look
from workbench.helpdesk.port import Author, RemoteMessage, Status
from workbench.kernel.ids import RemoteId, TicketId
from workbench.tickets import keep


def holds(parts: Parts, fact: str) -> bool:
    return parts.registry.facts.hold({fact})


def says(parts: Parts, number: str, words: str, author: Author = Author.CUSTOMER) -> None:
    """A message comes in on the practice ticket ``number``."""
    workbench = parts.workbench
    account = workbench.accounts.all()[0].id
    remote = workbench.store.read().value("SELECT remote_id FROM ticket WHERE number = ?", [number])
    at = workbench.clock.now()
    message = RemoteMessage(
        remote_id=RemoteId(f"m{at}"), ticket=RemoteId(remote), author=author, author_name="Mette", at=at, text=words
    )
    safe = keep.make_safe(message)
    workbench.store.write(lambda tx: keep.keep_message(tx, account, safe), origin="sync.pull")


def test_nothing_is_open_until_a_ticket_is_shown(pane: ConversationPane, parts: Parts) -> None:
    assert not holds(parts, "ticket.open")
    pane.show_ticket(ticket(parts.workbench, "1001"))
    assert holds(parts, "ticket.open")
    assert pane.header.subject.text() == "Charged twice this month"
    pane.show_ticket(None)
    assert not holds(parts, "ticket.open")


def test_it_opens_at_the_customer_s_last_message(pane: ConversationPane, parts: Parts) -> None:
    pane.show_ticket(ticket(parts.workbench, "1003"))
    card = card_of(pane, "17 April, we imported")
    top = card.mapTo(pane.thread_view, card.rect().topLeft()).y()
    bar = pane.thread_view.verticalScrollBar()
    assert 0 <= top <= 16 or bar.value() == bar.maximum()
    pane.resize(500, 300)
    top = card.mapTo(pane.thread_view, card.rect().topLeft()).y()
    assert 0 <= top <= 16 or bar.value() == bar.maximum()


def test_cards_do_not_overlap_and_show_all_of_their_words(pane: ConversationPane, parts: Parts) -> None:
    for number in ("1001", "1006", "1010", "1022"):
        pane.show_ticket(ticket(parts.workbench, number))
        for width in (720, 360, 1000):
            pane.resize(width, 600)
            cards = pane.thread_view.cards()
            for above, below in zip(cards, cards[1:], strict=False):
                assert above.geometry().bottom() < below.geometry().top()
            for card in cards:
                assert card.own.document().size().height() <= card.own.height()


def test_lines_are_no_longer_than_the_measure(pane: ConversationPane, parts: Parts) -> None:
    pane.resize(1600, 600)
    pane.show_ticket(ticket(parts.workbench, "1001"))
    card = pane.thread_view.cards()[0]
    assert card.own.width() <= card.fontMetrics().averageCharWidth() * 76


def test_a_long_thread_is_folded_and_unfolds_by_keyboard(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    pane.show_ticket(ticket(parts.workbench, "1011"))
    fold = next(piece for _, piece in pane.thread_view._shown if isinstance(piece, FoldLine))
    assert fold.button.text() == "Show 59 earlier messages"
    assert len(pane.thread_view._shown) < 12
    fold.button.setFocus()
    QTest.keyClick(fold.button, Qt.Key.Key_Space)
    assert len(pane.thread_view._shown) == 69
    qtbot.waitUntil(lambda: QApplication.focusWidget() in [card.own for card in pane.thread_view.cards()])


def test_quoted_mail_is_folded_behind_a_button(pane: ConversationPane, parts: Parts) -> None:
    pane.show_ticket(ticket(parts.workbench, "1023"))
    card = card_of(pane, "I am writing a third time")
    assert card.quote_button is not None
    assert card.quoted is not None
    assert (card.quote_button.text(), card.quoted.isVisible()) == ("Show quoted text", False)
    card.quote_button.click()
    assert (card.quote_button.text(), card.quoted.isVisible()) == ("Hide quoted text", True)
    assert "so sorry for the inconvenience" in card.quoted.toPlainText()
    pane.show_ticket(ticket(parts.workbench, "1001"))
    pane.show_ticket(ticket(parts.workbench, "1023"))
    assert not any(card.quoted is not None and card.quoted.isVisible() for card in pane.thread_view.cards())


def test_a_card_that_is_used_again_keeps_nothing_of_the_message_before(pane: ConversationPane, parts: Parts) -> None:
    pane.show_ticket(ticket(parts.workbench, "1010"))
    (card,) = pane.thread_view.cards()
    card.own.link_asked.emit("https://lindgren-lamps.example/pay")
    card.own.selectAll()
    pane.show_ticket(ticket(parts.workbench, "1012"))
    for each in pane.thread_view.cards():
        assert not each.own.textCursor().hasSelection()
        assert each.link is None or not each.link.isVisible()
        assert each._images is None or not each._images.isVisible()
        assert each._files is None or not each._files.isVisible()
    assert not holds(parts, "words.selected")


def test_notes_are_told_apart_in_a_word(pane: ConversationPane, parts: Parts) -> None:
    pane.show_ticket(ticket(parts.workbench, "1001"))
    note, theirs = card_of(pane, "Both charges have settled"), card_of(pane, "charged my card")
    assert note._note.isVisible()
    assert not theirs._note.isVisible()
    assert "internal note" in note.accessibleName()


def test_attachments_cannot_pretend_to_be_another_kind_of_file(pane: ConversationPane, parts: Parts) -> None:
    pane.show_ticket(ticket(parts.workbench, "1010"))
    (card,) = pane.thread_view.cards()
    assert card._files is not None
    names = [each.accessibleName() for each in card._files.children() if each.isWidgetType()]  # type: ignore[attr-defined]
    assert "Attachment pricesfdp.exe, 48.1 kB" in names
    assert "1 remote image not shown" in card._images_text.text()


def test_a_message_that_comes_is_told_below_and_moves_nothing(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    pane.resize(720, 300)
    pane.show_ticket(ticket(parts.workbench, "1001"))
    parts.registry.run("ticket.oldest")
    QTest.qWait(0)
    before = pane.thread_view.verticalScrollBar().value()
    says(parts, "1001", "One more thing.")
    qtbot.waitUntil(pane.thread_view.below.isVisible)
    assert pane.thread_view.verticalScrollBar().value() == before
    pane.thread_view.below.click()
    assert pane.thread_view.at_end()
    assert not pane.thread_view.below.isVisible()
    assert card_of(pane, "One more thing.").isVisible()


def test_who_reads_the_end_sees_what_comes(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    pane.resize(720, 300)
    pane.show_ticket(ticket(parts.workbench, "1001"))
    parts.registry.run("ticket.newest")
    says(parts, "1001", "One more thing.")
    qtbot.waitUntil(lambda: any("One more" in card.own.toPlainText() for card in pane.thread_view.cards()))
    assert pane.thread_view.at_end()
    assert not pane.thread_view.below.isVisible()


def test_only_the_changed_card_is_written_anew(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    pane.show_ticket(ticket(parts.workbench, "1001"))
    card = card_of(pane, "charged my card")
    card.own.selectAll()
    says(parts, "1001", "One more thing.")
    qtbot.waitUntil(lambda: any("One more" in card.own.toPlainText() for card in pane.thread_view.cards()))
    assert card_of(pane, "charged my card") is card
    assert card.own.textCursor().hasSelection()
    assert holds(parts, "words.selected")


def test_a_conversation_is_seen_after_a_second_on_the_screen(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    shown, hidden = ticket(parts.workbench, "1001"), ticket(parts.workbench, "1002")
    pane.show_ticket(shown)
    qtbot.waitUntil(lambda: not parts.workbench.tickets.row(shown).unread, timeout=4000)
    pane.hide()
    pane.show_ticket(hidden)
    pane._on_seen()
    parts.workbench.store.write(lambda tx: None)
    row = parts.workbench.tickets.row(hidden)
    assert row is not None
    assert row.unread


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [("ticket.done", Status.SOLVED, "Marked solved."), ("ticket.pending", Status.PENDING, "Marked pending.")],
)
def test_a_status_is_changed_by_a_key_and_the_person_goes_on(
    pane: ConversationPane, parts: Parts, qtbot: Any, command: str, status: Status, said: str
) -> None:
    id_ = ticket(parts.workbench, "1001")
    pane.show_ticket(id_)
    with qtbot.waitSignal(pane.ticket_left) as left:
        parts.registry.run(command)
        parts.registry.run(command)
    assert left.args == [id_]
    assert len(parts.workbench.outbox.listed()) == 1
    assert parts.workbench.tickets.row(id_).status is status
    assert parts.notices.said[-1][:2] == (said, "Undo")
    parts.notices.said[-1][2]()
    qtbot.waitUntil(lambda: parts.workbench.tickets.row(id_).status is Status.OPEN)
    qtbot.waitUntil(lambda: pane.header.status.word() == "Open")


def test_a_status_that_has_left_already_is_taken_back_by_another_change(
    pane: ConversationPane, parts: Parts, qtbot: Any
) -> None:
    id_ = ticket(parts.workbench, "1001")
    pane.show_ticket(id_)
    with qtbot.waitSignal(pane.ticket_left):
        parts.registry.run("ticket.done")
    (queued,) = parts.workbench.outbox.listed()
    parts.workbench.outbox.send_now(queued.id)
    parts.workbench.sync.deliver(queued.account)
    assert parts.workbench.outbox.one(queued.id).state == "sent"
    parts.undo.undo()
    qtbot.waitUntil(lambda: parts.workbench.tickets.row(id_).status is Status.OPEN)


def test_a_status_that_holds_already_is_not_asked_for_again(pane: ConversationPane, parts: Parts) -> None:
    pane.show_ticket(ticket(parts.workbench, "1001"))
    parts.registry.run("ticket.reopen")
    assert parts.notices.said == [("It is open already.", "", None)]
    assert not parts.workbench.outbox.listed()


def test_the_menu_offers_the_other_statuses(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    pane.show_ticket(ticket(parts.workbench, "1013"))
    assert pane.header.status.accessibleName() == "Status: Pending"
    offered = [status for status, action in pane.header.actions_by_status.items() if action.isVisible()]
    assert offered == [Status.OPEN, Status.SOLVED]
    pane.header.actions_by_status[Status.OPEN].trigger()
    qtbot.waitUntil(lambda: pane.header.status.word() == "Open")


def test_the_thread_is_read_with_the_keys_alone(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    pane.resize(720, 300)
    pane.show_ticket(ticket(parts.workbench, "1011"))
    pane.setFocus()
    qtbot.waitUntil(pane.thread_view.hasFocus)
    bar = pane.thread_view.verticalScrollBar()
    QTest.keyClick(pane.thread_view, Qt.Key.Key_Home)
    assert bar.value() == 0
    QTest.keyClick(pane.thread_view, Qt.Key.Key_Space)
    assert bar.value() > 0
    QTest.keyClick(pane.thread_view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    parts.registry.run("ticket.oldest")
    QTest.keyClick(pane.thread_view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is pane.thread_view.cards()[0].own
    with qtbot.waitSignal(pane.back_asked):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_words_are_selected_with_shift_and_arrows(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    pane.show_ticket(ticket(parts.workbench, "1001"))
    own = card_of(pane, "charged my card").own
    own.setFocus()
    qtbot.waitUntil(own.hasFocus)
    for _ in range(2):
        QTest.keyClick(own, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert own.selected_words() == "Hi"
    assert holds(parts, "words.selected")
    QTest.keyClick(own, Qt.Key.Key_Escape)
    assert not holds(parts, "words.selected")


def test_only_one_place_is_selected_and_only_the_customer_s_words_count(pane: ConversationPane, parts: Parts) -> None:
    pane.show_ticket(ticket(parts.workbench, "1001"))
    theirs, note = card_of(pane, "charged my card").own, card_of(pane, "Both charges").own
    theirs.selectAll()
    assert holds(parts, "words.selected")
    note.selectAll()
    assert not theirs.textCursor().hasSelection()
    assert not holds(parts, "words.selected")


class Followed(QObject):
    """Takes what would go to the system's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def follow(self, url: QUrl) -> None:
        self.urls.append(url.toString())


def test_a_link_says_where_it_leads_and_is_followed_only_then(pane: ConversationPane, parts: Parts) -> None:
    followed = Followed()
    QDesktopServices.setUrlHandler("https", followed, "follow")
    pane.show_ticket(ticket(parts.workbench, "1010"))
    (card,) = pane.thread_view.cards()
    card.own.link_asked.emit("https://lindgren-lamps.example/pay")
    assert card.link is not None
    assert (card.link.notice.text(), followed.urls) == ("Open lindgren-lamps.example?", [])
    button(card.link.notice, "Copy").click()
    assert QGuiApplication.clipboard().text() == "https://lindgren-lamps.example/pay"
    assert not card.link.isVisible()
    card.own.link_asked.emit("https://lindgren-lamps.example/pay")
    button(card.link.notice, "Open").click()
    assert followed.urls == ["https://lindgren-lamps.example/pay"]
    QDesktopServices.unsetUrlHandler("https")


def test_a_link_whose_words_name_another_place_is_a_warning(pane: ConversationPane, parts: Parts) -> None:
    pane.show_ticket(ticket(parts.workbench, "1010"))
    (card,) = pane.thread_view.cards()
    card.own.setHtml('<a href="https://evil.example/x">www.bank.example</a>')
    card.own.link_asked.emit("https://evil.example/x")
    assert card.link is not None
    assert card.link.notice.text() == "The words name another place. Open evil.example?"


def button(notice: Any, words: str) -> QPushButton:
    return next(each for each in notice.findChildren(QPushButton) if each.text() == words and each.isVisible())


def test_it_follows_theme_and_text_size(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    pane.show_ticket(ticket(parts.workbench, "1001"))
    card = card_of(pane, "charged my card")
    before = card.height()
    parts.theme.wear(Look(choice=Choice.DARK, scale=150))
    document = card.own.document()
    qtbot.waitUntil(lambda: card.height() > before and document.size().height() <= card.own.height())
    assert card.own.textCursor().block().blockFormat().lineHeight() > 100


def test_a_conversation_that_the_helpdesk_took_away_says_so(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    id_ = ticket(parts.workbench, "1001")
    pane.show_ticket(id_)
    conversation = parts.workbench.tickets.open(id_)
    assert conversation is not None
    pane._show(replace(conversation, gone=True), begin=False)
    assert pane._gone.isVisible()


def test_removing_the_account_closes_the_conversation(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    pane.show_ticket(ticket(parts.workbench, "1001"))
    parts.workbench.accounts.remove(parts.workbench.accounts.all()[0].id)
    qtbot.waitUntil(lambda: not holds(parts, "ticket.open"))


def test_a_subject_too_long_for_two_lines_is_cut_and_told_on_hover(pane: ConversationPane, parts: Parts) -> None:
    pane.resize(420, 600)
    pane.show_ticket(ticket(parts.workbench, "1017"))
    pane.grab()
    lines = pane.header.subject.lines(pane.header.subject.width())
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert pane.header.subject.height() >= 2 * pane.header.subject.fontMetrics().height()
    assert pane.header.subject.toolTip().startswith("<qt>Hello I am trying")


def test_a_subject_takes_a_second_line_when_the_window_gets_narrow(
    pane: ConversationPane, parts: Parts, qtbot: Any
) -> None:
    pane.show_ticket(ticket(parts.workbench, "1005"))
    before = pane.header.subject.height()
    pane.resize(340, 600)
    qtbot.waitUntil(lambda: pane.header.subject.height() > before)


def test_a_ticket_that_is_not_kept_shows_nothing(pane: ConversationPane, parts: Parts) -> None:
    pane.show_ticket(TicketId("not-there"))
    assert not holds(parts, "ticket.open")


def test_a_conversation_that_is_shown_before_its_window_has_no_empty_card_over_it(parts: Parts, qtbot: QtBot) -> None:
    made = ConversationPane(parts)
    qtbot.addWidget(made)
    made.show_ticket(ticket(parts.workbench, "1001"))
    qtbot.wait(50)  # while nobody waits, cards are made ahead
    made.resize(700, 600)
    made.show()
    shown = made.thread_view.cards()
    every = made.thread_view.findChildren(MessageCard)
    assert len(every) > len(shown)
    assert [card for card in every if card.isVisible()] == shown

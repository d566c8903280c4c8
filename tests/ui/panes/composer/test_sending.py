"""Send: what each answer does, taking back, and that nothing is ever lost or sent twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.composer.pane import ComposerPane
from workbench.helpdesk.port import OutKind, Status
from workbench.kernel.errors import DiskFull
from workbench.kernel.ids import MessageId
from workbench.outbox.model import CustomerWrote, Outgoing, SendAnswer
from workbench.outbox.states import State
from workbench.settings.schema import GUEST_DAY, UNDO_SECONDS
from workbench.tickets.model import Conversation


def write(pane: ComposerPane, text: str, kind: OutKind = OutKind.REPLY) -> None:
    pane.begin(kind)
    pane.editor.exchange(text, len(text))


def out(parts: Parts, state: State = State.QUEUED) -> list[Outgoing]:
    return [found for found in parts.workbench.outbox.listed() if found.state is state]


def test_send_queues_the_words_clears_the_draft_and_shows_the_way_back(
    pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    write(pane, "It is refunded.")
    with qtbot.waitSignal(pane.queued) as sent:
        assert parts.registry.run("reply.send")
    assert sent.args == [mette.id, True]
    assert [found.markdown for found in out(parts)] == ["It is refunded."]
    assert parts.workbench.drafts.load(mette.id, OutKind.REPLY) is None
    assert pane.desk.panel.isVisible()
    assert pane.desk.panel.text() == "Sending to Mette in 10 s"
    assert parts.registry.enabled("reply.undo_send")
    assert not parts.registry.facts.hold({"reply.open"})
    assert pane.page() is None


def test_words_just_typed_do_not_come_back_as_a_draft_after_sending(
    pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "Quick")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
    with qtbot.assertNotEmitted(pane.autosave.stood, wait=1000):
        pass
    assert parts.workbench.drafts.load(mette.id, OutKind.REPLY) is None


def test_sending_twice_in_a_row_queues_once(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    write(pane, "Once.")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
        parts.registry.run("reply.send")
    parts.registry.run("reply.send")
    assert len(out(parts)) == 1


def test_while_the_answer_is_awaited_the_words_cannot_change(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    write(pane, "As it is.")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
        QTest.keyClicks(pane.editor, "more")
        assert pane.editor.text() == "As it is."
    assert out(parts)[0].markdown == "As it is."
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "next")
    assert pane.editor.text() == "next"


def test_undo_puts_the_words_back_where_they_were(
    pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    write(pane, "Oh no.")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
    with qtbot.waitSignal(pane.sending.withdrawn):
        assert parts.registry.run("reply.undo_send")
    assert pane.editor.text() == "Oh no."
    assert pane.editor.hasFocus()
    assert not parts.registry.facts.hold({"send.undoable"})
    assert pane.desk.panel.isHidden()
    assert out(parts) == []


def test_undo_from_another_ticket_asks_for_its_ticket_and_says_where_the_words_are(
    pane: ComposerPane, parts: Parts, mette: Conversation, other: Conversation, qtbot: QtBot
) -> None:
    write(pane, "Oh no.")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
    pane.show_conversation(other)
    assert pane.desk.panel.isVisible()
    with qtbot.waitSignal(pane.ticket_asked) as asked:
        parts.registry.run("reply.undo_send")
    assert asked.args == [mette.id]
    assert parts.notices.said[-1][0] == "It is taken back. Its words are in the draft again."  # type: ignore[attr-defined]
    pane.show_conversation(mette)
    assert pane.editor.text() == "Oh no."


def test_where_the_shell_follows_undo_opens_the_conversation_again(
    pane: ComposerPane, parts: Parts, mette: Conversation, other: Conversation, qtbot: QtBot
) -> None:
    pane.ticket_asked.connect(lambda _ticket: pane.show_conversation(mette))
    write(pane, "Oh no.")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
    pane.show_conversation(other)
    with qtbot.waitSignal(pane.sending.withdrawn):
        parts.registry.run("reply.undo_send")
    assert pane.editor.text() == "Oh no."
    assert parts.notices.said == []  # type: ignore[attr-defined]


def test_the_way_back_closes_with_the_time(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    parts.workbench.settings.set(UNDO_SECONDS, 1)
    write(pane, "Gone soon.")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
    qtbot.waitUntil(lambda: not parts.registry.facts.hold({"send.undoable"}), timeout=4000)
    assert pane.desk.panel.isHidden()


def test_send_now_does_not_wait(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    write(pane, "Now.")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
    later = out(parts)[0].not_before
    pane.desk.panel.now_asked.emit()
    qtbot.waitUntil(lambda: out(parts)[0].not_before < later)
    assert not parts.registry.facts.hold({"send.undoable"})


def test_without_time_to_undo_it_is_said_that_it_goes(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    parts.workbench.settings.set(UNDO_SECONDS, 0)
    write(pane, "At once.")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
    assert not parts.registry.facts.hold({"send.undoable"})
    assert parts.notices.said[-1][0] == "On its way to Mette."  # type: ignore[attr-defined]


def test_open_blanks_keep_a_reply_here_and_the_first_is_selected(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    write(pane, "Order {{Order number}} of {{Date}}.")
    with qtbot.waitSignal(pane.sending.answered):
        parts.registry.run("reply.send")
    assert pane.editor.textCursor().selectedText() == "{{Order number}}"
    assert pane.desk.strip.said() == "Fill 2 blanks before it goes: Order number, Date"
    assert out(parts) == []
    QTest.keyClicks(pane.editor, "77")
    assert pane.editor.text() == "Order 77 of {{Date}}."
    qtbot.waitUntil(lambda: pane.desk.strip.said() == "")
    qtbot.waitUntil(lambda: "1 blank: Date" in pane.desk.strip.parts_shown())


def test_an_empty_reply_is_a_quiet_word(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    write(pane, "  ")
    with qtbot.waitSignal(pane.sending.answered):
        parts.registry.run("reply.send")
    assert pane.desk.strip.said() == "Nothing is written yet."


class Answering:
    """An outbox that first answers as it is told, then as the real one does."""

    def __init__(self, real: object, answer: SendAnswer | Exception) -> None:
        self._real = real
        self._answer: SendAnswer | Exception | None = answer
        self.confirmed: list[bool] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def queue(self, *what: object, confirmed: bool, **how: object) -> SendAnswer:
        self.confirmed.append(confirmed)
        answer, self._answer = self._answer, None
        if isinstance(answer, Exception):
            raise answer
        return answer or self._real.queue(*what, confirmed=confirmed, **how)  # type: ignore[attr-defined, no-any-return]


def answering(pane: ComposerPane, answer: SendAnswer | Exception) -> Answering:
    pane.sending._outbox = made = Answering(pane.sending._outbox, answer)  # type: ignore[assignment]
    return made


def test_when_the_customer_wrote_again_it_is_said_above_the_words_and_can_be_sent_anyway(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    outbox = answering(pane, CustomerWrote(MessageId("m1"), "It is the\nother card."))
    write(pane, "Refunded.")
    with qtbot.waitSignal(pane.sending.answered):
        parts.registry.run("reply.send")
    notice = pane.desk.notice
    assert notice.text() == "Mette wrote again after you began: “It is the other card.”"
    assert out(parts) == []
    with qtbot.waitSignal(pane.queued):
        next(button for button in _buttons(pane) if button.text() == "Send anyway").click()
    assert outbox.confirmed == [False, True]
    assert out(parts)[0].confirmed


def test_read_shows_the_message_and_leaves_the_words(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    answering(pane, CustomerWrote(MessageId("m1"), "Other card."))
    write(pane, "Refunded.")
    with qtbot.waitSignal(pane.sending.answered):
        parts.registry.run("reply.send")
    with qtbot.waitSignal(pane.message_asked) as asked:
        next(button for button in _buttons(pane) if button.text() == "Read").click()
    assert asked.args == ["m1"]
    assert pane.editor.text() == "Refunded."
    assert pane.desk.notice.isHidden()


def _buttons(pane: ComposerPane) -> list[QPushButton]:
    return pane.desk.notice.findChildren(QPushButton)


def test_what_could_not_be_queued_stays_with_its_cure(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    answering(pane, DiskFull("The disk is full.", "Make some room."))
    write(pane, "Precious.")
    with qtbot.waitSignal(pane.sending.failed):
        parts.registry.run("reply.send")
    assert pane.desk.notice.text() == "The disk is full. Make some room."
    assert pane.editor.text() == "Precious."
    QTest.keyClicks(pane.editor, "x")
    assert pane.editor.text() == "Precious.x"


def test_an_answer_for_a_ticket_left_meanwhile_is_said_aside(
    pane: ComposerPane, parts: Parts, mette: Conversation, other: Conversation, qtbot: QtBot
) -> None:
    write(pane, "Order {{Order number}}.")
    with qtbot.waitSignal(pane.sending.answered):
        parts.registry.run("reply.send")
        pane.show_conversation(other)
    assert parts.notices.said[-1][0].startswith("The reply to Mette was not sent.")  # type: ignore[attr-defined]
    pane.show_conversation(mette)
    assert pane.editor.text() == "Order {{Order number}}."
    assert not pane.editor.isReadOnly()


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [
        ("reply.send_solve", Status.SOLVED, "Sending to Mette in 10 s · then solved"),
        ("reply.send_pending", Status.PENDING, "Sending to Mette in 10 s · then pending"),
    ],
)
def test_sending_can_change_the_status(
    pane: ComposerPane, parts: Parts, qtbot: QtBot, command: str, status: Status, words: str
) -> None:
    write(pane, "Done.")
    with qtbot.waitSignal(pane.queued):
        assert parts.registry.run(command)
    assert out(parts)[0].new_status is status
    assert pane.desk.panel.text() == words


def test_a_note_is_another_thing_in_every_word(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    write(pane, "For us: {{later}}", OutKind.NOTE)
    assert pane.desk.strip.send_word() == "Add note"
    assert pane.desk.head._to.full_text() == "Only your team sees this"
    assert pane.editor.accessibleName() == "Internal note"
    parts.registry.run("reply.send")
    qtbot.waitUntil(lambda: "later" in pane.desk.notice.text())
    assert out(parts) == [], "a blank in a note is asked about once"
    with qtbot.waitSignal(pane.queued) as sent:
        next(each for each in _buttons(pane) if each.text() == "Add as it is").click()
    assert sent.args is not None and sent.args[1] is False
    assert out(parts)[0].kind is OutKind.NOTE
    assert pane.desk.panel.text() == "Adding the note in 10 s"


def test_offline_the_button_says_queue_and_the_panel_says_when_it_goes(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    pane.begin(OutKind.REPLY)
    assert pane.desk.strip.send_word() == "Send"
    parts.registry.facts.set("online", False)
    assert pane.desk.strip.send_word() == "Queue"
    write(pane, "Later.")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
    assert pane.desk.panel.text() == "Queued for Mette. It goes out when you are online."


def test_one_taken_back_in_the_outbox_room_can_not_be_taken_back_here(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    write(pane, "Elsewhere.")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
    parts.workbench.outbox.withdraw(out(parts)[0].id)
    qtbot.waitUntil(lambda: not parts.registry.facts.hold({"send.undoable"}))


def test_while_writing_the_next_one_the_strip_is_there_beside_the_way_back(
    pane: ComposerPane, parts: Parts, other: Conversation, qtbot: QtBot
) -> None:
    write(pane, "First.")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
    pane.show_conversation(other)
    pane.begin(OutKind.REPLY)
    assert pane.desk.strip.isHidden()
    QTest.keyClicks(pane.editor, "second")
    qtbot.waitUntil(lambda: not pane.desk.strip.isHidden())
    assert pane.desk.panel.isVisible()


def test_of_two_that_wait_the_newer_is_taken_back_first(
    pane: ComposerPane, parts: Parts, other: Conversation, qtbot: QtBot
) -> None:
    for ticket, words in ((None, "First."), (other, "Second.")):
        if ticket:
            pane.show_conversation(ticket)
        write(pane, words)
        with qtbot.waitSignal(pane.queued):
            parts.registry.run("reply.send")
    with qtbot.waitSignal(pane.sending.withdrawn):
        parts.registry.run("reply.undo_send")
    assert [found.markdown for found in out(parts)] == ["First."]
    assert pane.desk.panel.text().startswith("Sending to Mette")
    assert parts.registry.enabled("reply.undo_send")


def test_esc_in_an_empty_reply_closes_it_and_asks_for_the_list(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    pane.begin(OutKind.REPLY)
    with qtbot.waitSignal(pane.focus_list_asked):
        QTest.keyClick(pane.editor, Qt.Key.Key_Escape)
    assert pane.page() is None


def test_what_a_template_left_is_shown_and_can_be_sent_when_it_is_meant(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    write(pane, "Hi ,\nyour ticket #{ticket.number} is done.")
    parts.registry.run("reply.send")
    notice = pane.desk.notice
    qtbot.waitUntil(notice.isVisible)
    assert notice.text() == "Gaps to check before it goes: “Hi ,”, “#{ticket.number}”"
    look, send = (each for each in notice.findChildren(QPushButton) if each.isVisible())
    assert (look.text(), send.text()) == ("Look", "Send as it is")
    assert look.hasFocus()
    look.click()
    assert pane.editor.textCursor().selectedText() == "Hi ,"
    assert pane.editor.hasFocus()
    assert out(parts) == []
    parts.registry.run("reply.send")
    qtbot.waitUntil(notice.isVisible)
    with qtbot.waitSignal(pane.queued):
        next(each for each in notice.findChildren(QPushButton) if each.text() == "Send as it is").click()
    assert len(out(parts)) == 1


def test_a_guest_leaves_the_draft_to_the_host_who_takes_over_with_the_code(
    pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    parts.workbench.settings.begin_guest_day("heron")
    write(pane, "It is refunded.")
    qtbot.waitUntil(lambda: pane.desk.strip.send_word() == "Host sends")
    parts.registry.run("reply.send")
    qtbot.waitUntil(lambda: pane.desk.notice.text() == "A guest writes today, so the host sends. The draft is kept.")
    assert out(parts) == [] and not pane.editor.isReadOnly()
    form = pane.answers.guest.form
    for code in ("swan", "heron"):
        if form.isHidden():
            next(each for each in pane.desk.notice.findChildren(QPushButton) if each.text() == "I am the host").click()
        assert form.isVisible() and parts.workbench.settings.get(GUEST_DAY)
        QTest.keyClicks(form.fields[0], code)
        QTest.keyClick(form.fields[0], Qt.Key.Key_Return)
        qtbot.waitUntil(lambda code=code: form.isVisible() if code == "swan" else form.isHidden())  # type: ignore[misc]
    qtbot.waitUntil(lambda: pane.desk.strip.send_word() == "Send")
    assert out(parts) == [], "taking over sends nothing by itself"
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")

"""The outbox room says how each thing stands and why, and offers what its state allows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.outbox.model import OutgoingRows, rows_of
from ui.panes.outbox.pane import OutboxPane
from ui.widgets.rows import ROW
from workbench.app import Workbench
from workbench.certainty.checked.model import Outcome
from workbench.helpdesk.port import Ambiguous, OutKind, Rejected, Sent
from workbench.kernel.ids import OutgoingId, TicketId
from workbench.outbox.model import Outgoing, Queued
from workbench.outbox.states import State
from workbench.outbox.words import Act, acts, mark_of, sentence
from workbench.tickets.model import TicketQuery


def ticket(workbench: Workbench, at: int = 0) -> TicketId:
    return workbench.tickets.page(TicketQuery()).rows[at].id


def queue(workbench: Workbench, at: int = 0) -> OutgoingId:
    answer = workbench.outbox.queue(
        ticket(workbench, at), OutKind.REPLY, "Hi Ana,\n\nit is **fixed**.", hold=timedelta(hours=1), confirmed=True
    )
    assert isinstance(answer, Queued)
    return answer.id


def failed(workbench: Workbench, at: int = 0) -> OutgoingId:
    outgoing = queue(workbench, at)
    workbench.outbox.begin(outgoing, None)
    workbench.outbox.settle(outgoing, Rejected("This ticket is closed"))
    return outgoing


def asked(workbench: Workbench, question: str, at: int = 0) -> OutgoingId:
    outgoing = queue(workbench, at)
    workbench.outbox.begin(outgoing, None)
    workbench.outbox.ask(outgoing, question, "x")
    return outgoing


def one(workbench: Workbench, outgoing: OutgoingId) -> Outgoing:
    found = workbench.outbox.one(outgoing)
    assert found is not None
    return found


def opened(parts: Parts, qtbot: QtBot, rows: int) -> OutboxPane:
    pane = OutboxPane(parts)
    qtbot.addWidget(pane)
    pane.resize(1100, 700)
    pane.show()
    qtbot.waitUntil(lambda: pane.rows.rowCount() == rows)
    return pane


def offered(pane: OutboxPane) -> set[Act]:
    return {act for act, button in pane.detail.buttons.items() if not button.isHidden()}


def test_the_model_keeps_qts_rules(workbench: Workbench, qtmodeltester: ModelTester) -> None:
    model = OutgoingRows()
    qtmodeltester.check(model)
    first, second = queue(workbench), failed(workbench, 1)
    model.show_rows(rows_of(workbench.outbox.listed()))
    workbench.outbox.withdraw(first)
    model.show_rows(rows_of(workbench.outbox.listed()))
    assert model.place(second).isValid() and not model.place(first).isValid()


def test_what_needs_a_decision_comes_first_and_what_was_sent_last(workbench: Workbench) -> None:
    sent = queue(workbench, 2)
    workbench.outbox.begin(sent, None)
    workbench.outbox.settle(sent, Sent(None))
    bad, waiting = failed(workbench, 1), queue(workbench)
    assert [row.id for row in rows_of(workbench.outbox.listed())] == [
        "Needs you", bad, "Waits", waiting, "Sent lately", sent,
    ]  # fmt: skip


def test_nothing_waits_is_said_where_nothing_waits(parts: Parts, qtbot: QtBot) -> None:
    pane = OutboxPane(parts)
    qtbot.addWidget(pane)
    pane.show()
    assert pane.empty.isVisible() and pane.empty._title.text() == "Nothing waits to go out."
    assert not pane.detail.isVisible()


def test_every_state_has_a_word_and_a_shape() -> None:
    marks = [mark_of(state) for state in State]
    assert len({mark.word for mark in marks}) == len(State) and all(mark.icon for mark in marks)


def test_offline_it_says_when_it_goes_out_and_never_that_something_is_wrong(workbench: Workbench) -> None:
    queued = one(workbench, queue(workbench))
    assert sentence(queued, online=False) == "Queued. It goes out when you are online."
    assert acts(queued) == (Act.UNDO, Act.SEND_NOW)


def test_a_lost_answer_offers_nothing_before_the_helpdesk_was_asked(workbench: Workbench) -> None:
    outgoing = queue(workbench)
    workbench.outbox.begin(outgoing, None)
    workbench.outbox.settle(outgoing, Ambiguous("The connection broke"))
    assert acts(one(workbench, outgoing)) == ()
    assert sentence(one(workbench, outgoing), online=True).startswith("The answer was lost.")


def test_a_refused_reply_stays_visible_with_its_reason_and_its_words(parts: Parts, qtbot: QtBot) -> None:
    failed(parts.workbench)
    pane = opened(parts, qtbot, 2)
    assert pane.detail._why.text() == "This ticket is closed. Your words are kept."
    assert "it is fixed." in pane.detail._words.toPlainText()
    assert offered(pane) == {Act.TRY_AGAIN, Act.EDIT}


def test_what_was_checked_before_is_told_below_its_words(parts: Parts, qtbot: QtBot) -> None:
    here = ticket(parts.workbench)
    parts.workbench.checked.note(here, OutKind.REPLY, "should", "It should be fixed.", Outcome.IS)
    outgoing = queue(parts.workbench)
    queue(parts.workbench, 1)
    pane = opened(parts, qtbot, 3)
    pane.detail.show_outgoing(one(parts.workbench, outgoing), online=True)
    labels = [each.text() for each in pane.detail.findChildren(QLabel) if each.isVisible()]
    assert "Checked before sending:\n“It should be fixed.”: it is" in labels


def test_undo_takes_it_back_and_its_words_are_in_the_draft(parts: Parts, qtbot: QtBot) -> None:
    outgoing = queue(parts.workbench)
    pane = opened(parts, qtbot, 2)
    pane.detail.buttons[Act.UNDO].click()
    qtbot.waitUntil(lambda: pane.rows.rowCount() == 0)
    assert one(parts.workbench, outgoing).state is State.WITHDRAWN
    assert parts.notices.said[-1][:2] == ("Taken back. Its words are in the draft.", "Open conversation")  # type: ignore[attr-defined]
    with qtbot.waitSignal(pane.ticket_asked):
        parts.notices.said[-1][2]()  # type: ignore[attr-defined]


def test_edit_takes_it_back_and_opens_the_conversation(parts: Parts, qtbot: QtBot) -> None:
    failed(parts.workbench)
    pane = opened(parts, qtbot, 2)
    with qtbot.waitSignal(pane.ticket_asked) as went:
        pane.detail.buttons[Act.EDIT].click()
    assert went.args == [ticket(parts.workbench)]


def test_send_anyway_queues_what_was_asked_about(parts: Parts, qtbot: QtBot) -> None:
    outgoing = asked(parts.workbench, "wrote")
    pane = opened(parts, qtbot, 2)
    assert pane.detail._why.text() == "The customer wrote again after you began this reply."
    assert offered(pane) == {Act.EDIT, Act.SEND_ANYWAY}
    pane.detail.buttons[Act.SEND_ANYWAY].click()
    qtbot.waitUntil(lambda: one(parts.workbench, outgoing).state is State.QUEUED)


def test_it_arrived_settles_what_was_lost(parts: Parts, qtbot: QtBot) -> None:
    outgoing = asked(parts.workbench, "arrived")
    pane = opened(parts, qtbot, 2)
    assert offered(pane) == {Act.IT_ARRIVED, Act.SEND_AGAIN, Act.EDIT}
    pane.detail.buttons[Act.IT_ARRIVED].click()
    qtbot.waitUntil(lambda: one(parts.workbench, outgoing).state is State.SENT)
    qtbot.waitUntil(lambda: offered(pane) == set())


def test_too_late_is_said_quietly(parts: Parts, qtbot: QtBot) -> None:
    outgoing = queue(parts.workbench)
    pane = opened(parts, qtbot, 2)
    shown = pane.rows.place(outgoing).data(ROW).outgoing
    parts.workbench.outbox.begin(outgoing, None)
    pane.presenter.act(shown, Act.UNDO)
    qtbot.waitUntil(lambda: bool(parts.notices.said))  # type: ignore[attr-defined]
    assert parts.notices.said[-1][0] == "It has left already."  # type: ignore[attr-defined]


def test_the_chosen_one_stays_chosen_when_others_come(parts: Parts, qtbot: QtBot) -> None:
    queue(parts.workbench)
    pane = opened(parts, qtbot, 2)
    before = pane.detail.outgoing()
    queue(parts.workbench, 1)
    qtbot.waitUntil(lambda: pane.rows.rowCount() == 3)
    assert pane.detail.outgoing() == before


def test_words_are_copied(parts: Parts, qtbot: QtBot) -> None:
    outgoing = failed(parts.workbench)
    pane = opened(parts, qtbot, 2)
    pane.detail.copy_button.click()
    assert QGuiApplication.clipboard().text() == one(parts.workbench, outgoing).text


@pytest.mark.parametrize("width", [420, 1100])
def test_the_conversation_can_be_opened_in_any_width(parts: Parts, qtbot: QtBot, width: int) -> None:
    queue(parts.workbench)
    pane = opened(parts, qtbot, 2)
    pane.resize(width, 700)
    pane.view.activated.emit(pane.view.currentIndex())
    assert pane.detail.open_button.isVisible()
    with qtbot.waitSignal(pane.ticket_asked) as went:
        pane.detail.open_button.click()
    assert went.args == [ticket(parts.workbench)]


def test_what_goes_with_the_words_is_named(parts: Parts, workbench: Workbench, qtbot: QtBot) -> None:
    for name in ("bill.pdf", "\u0641\u0627.pdf.exe"):
        workbench.attachments.attach_bytes(ticket(workbench), OutKind.REPLY, name.encode(), name)
    with_files = queue(workbench)
    pane = opened(parts, qtbot, 2)
    pane.detail.show_outgoing(one(workbench, with_files), online=True)
    assert pane.detail._files.text() == "2 files: \u2066bill.pdf\u2069, \u2066\u0641\u0627.pdf.exe\u2069"
    assert pane.detail._files.isVisible()
    pane.detail.show_outgoing(one(workbench, queue(workbench, 1)), online=True)
    assert not pane.detail._files.isVisible()

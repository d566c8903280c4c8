from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.ui.panes.conversation.conftest import card_of, ticket
from ui.commands.parts import Parts
from ui.panes.conversation.delivery import DeliveryLine
from ui.panes.conversation.pane import ConversationPane
from ui.panes.conversation.words import delivery
from workbench.helpdesk.port import OutKind, Rejected
from workbench.kernel.ids import OutgoingId
from workbench.outbox.states import State
from workbench.outbox.words import Act


def queued(parts: Parts, *, kind: OutKind = OutKind.REPLY, hold: int = 600) -> OutgoingId:
    answer = parts.workbench.outbox.queue(
        ticket(parts.workbench, "1001"), kind, "It goes back today.", hold=timedelta(seconds=hold)
    )
    return OutgoingId(answer.id)  # type: ignore[union-attr]


def line_of(pane: ConversationPane) -> DeliveryLine:
    card = card_of(pane, "It goes back today.")
    assert card.delivery is not None
    return card.delivery


def offered(pane: ConversationPane) -> list[str]:
    return [act.value for act, button in line_of(pane).buttons.items() if button.isVisible()]


def test_a_queued_reply_says_when_it_leaves_and_can_be_taken_back(
    pane: ConversationPane, parts: Parts, qtbot: Any
) -> None:
    id_ = queued(parts)
    pane.show_ticket(ticket(parts.workbench, "1001"))
    assert line_of(pane).accessibleName().startswith("Queued. Leaves at ")
    with qtbot.waitSignal(pane.edit_asked) as heard:
        line_of(pane).buttons[Act.UNDO].click()
    assert heard.args == ["reply"]
    assert parts.workbench.outbox.one(id_).state is State.WITHDRAWN
    draft = parts.workbench.drafts.load(ticket(parts.workbench, "1001"), OutKind.REPLY)
    assert draft is not None
    assert draft.text == "It goes back today."
    qtbot.waitUntil(lambda: all("goes back" not in card.own.toPlainText() for card in pane.thread_view.cards()))


def test_offline_it_waits_without_an_error(parts: Parts) -> None:
    outgoing = parts.workbench.outbox.one(queued(parts))
    assert outgoing is not None
    said = delivery(outgoing, online=False, clock="14:32")
    assert f"{said.mark.word}. {said.sentence}" == "Queued. It goes out when you are online."


def test_a_reply_just_sent_comes_into_view_with_its_state(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    pane.resize(720, 300)
    pane.show_ticket(ticket(parts.workbench, "1001"))
    parts.registry.run("ticket.oldest")
    queued(parts)
    qtbot.waitUntil(lambda: any("goes back" in card.own.toPlainText() for card in pane.thread_view.cards()))
    assert pane.thread_view.at_end()


def test_a_refused_reply_stays_with_its_reason_and_can_be_tried_again(
    pane: ConversationPane, parts: Parts, qtbot: Any
) -> None:
    id_ = queued(parts, hold=0)
    pane.show_ticket(ticket(parts.workbench, "1001"))
    outbox = parts.workbench.outbox
    outbox.begin(id_, None)
    outbox.settle(id_, Rejected("You may not write to this ticket"))
    qtbot.waitUntil(lambda: line_of(pane).pill.state.word == "Not sent")
    assert line_of(pane).sentence() == "You may not write to this ticket. Your words are kept."
    assert set(offered(pane)) == {"Try again", "Edit"}
    line_of(pane).buttons[Act.TRY_AGAIN].click()
    qtbot.waitUntil(lambda: outbox.one(id_).state is State.QUEUED)


@pytest.mark.parametrize(
    ("question", "said", "acts"),
    [
        ("wrote", "The customer wrote again after you began this reply.", {"Send anyway", "Edit"}),
        ("arrived", "The answer was lost.", {"It arrived", "Send again", "Edit"}),
    ],
)
def test_what_needs_a_look_says_why_and_asks(
    pane: ConversationPane, parts: Parts, qtbot: Any, question: str, said: str, acts: set[str]
) -> None:
    id_ = queued(parts, hold=0)
    parts.workbench.outbox.ask(id_, question, "")
    pane.show_ticket(ticket(parts.workbench, "1001"))
    assert line_of(pane).accessibleName().startswith(f"Needs a look. {said}")
    assert set(offered(pane)) == acts


def test_what_had_arrived_is_settled_by_the_agent_s_word(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    id_ = queued(parts, hold=0)
    parts.workbench.outbox.ask(id_, "arrived", "")
    pane.show_ticket(ticket(parts.workbench, "1001"))
    line_of(pane).buttons[Act.IT_ARRIVED].click()
    qtbot.waitUntil(lambda: parts.workbench.outbox.one(id_).state is State.SENT)


def test_what_has_left_meanwhile_is_told_and_nothing_is_edited(
    pane: ConversationPane, parts: Parts, qtbot: Any
) -> None:
    id_ = queued(parts, hold=0)
    pane.show_ticket(ticket(parts.workbench, "1001"))
    parts.workbench.outbox.begin(id_, None)
    asked: list[str] = []
    pane.edit_asked.connect(asked.append)
    pane.presenter.act(id_, Act.UNDO)
    qtbot.waitUntil(lambda: parts.notices.said == [("It has left already.", "", None)])
    assert asked == []


def test_a_note_of_ours_goes_back_to_the_note(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    queued(parts, kind=OutKind.NOTE)
    pane.show_ticket(ticket(parts.workbench, "1001"))
    with qtbot.waitSignal(pane.edit_asked) as heard:
        line_of(pane).buttons[Act.UNDO].click()
    assert heard.args == ["note"]


def test_what_comes_back_from_the_helpdesk_is_nothing_new_to_who_wrote_it(
    pane: ConversationPane, parts: Parts, qtbot: Any
) -> None:
    pane.resize(720, 300)
    id_ = queued(parts, hold=0)
    pane.show_ticket(ticket(parts.workbench, "1001"))
    parts.registry.run("ticket.oldest")
    account = parts.workbench.accounts.all()[0].id
    parts.workbench.sync.deliver(account)
    parts.workbench.sync.pull(account)
    assert parts.workbench.outbox.one(id_).state is State.SENT  # type: ignore[union-attr]
    ours = {message.id for message in parts.workbench.tickets.open(ticket(parts.workbench, "1001")).messages}  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: set(pane._ids) == ours and id_ not in ours)
    assert not pane.thread_view.below.isVisible()

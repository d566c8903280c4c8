"""The checker is told what was decided on the topic that a sentence speaks of."""

from __future__ import annotations

import pytest

from tests.unit.feedback.advocacy.conftest import Push
from workbench.certainty.decisions import Answer, Decision
from workbench.feedback.advocacy.model import Status
from workbench.kernel.ids import TicketId

HOPE = "I've passed this on to our team."
WHY = "The charts would lose their contrast."


@pytest.fixture
def ticket(push: Push) -> TicketId:
    return push.bench.ticket()


def test_nothing_is_known_of_a_conversation_without_topics(push: Push, ticket: TicketId) -> None:
    assert push.bench.workbench.decisions(HOPE, ticket) is None


@pytest.mark.parametrize("status", [Status.NO, Status.NOT_NOW, Status.NOT_THIS_WAY])
def test_a_no_gives_its_reason(push: Push, ticket: TicketId, status: Status) -> None:
    from datetime import date

    topic = push.topic("Dark mode", push.on_ticket(push.world.say("acme"), ticket))
    push.decide(topic, status, reason=WHY, revisit_on=date(2026, 9, 1))
    found = push.bench.workbench.decisions(HOPE, ticket)
    assert found == Decision(topic="Dark mode", answer=Answer(status.value), reason=WHY)


def test_an_open_topic_tells_who_has_it(push: Push, ticket: TicketId) -> None:
    topic = push.topic("Dark mode", push.on_ticket(push.world.say("acme"), ticket))
    assert push.advocacy.decided(HOPE, ticket) == Decision(topic="Dark mode", answer=Answer.OPEN)
    push.world.topics.change(topic, {"owner": "Mara"})
    assert push.advocacy.decided(HOPE, ticket) == Decision(topic="Dark mode", answer=Answer.OPEN, owner="Mara")
    push.advocacy.let_go(topic, "Nobody asks any more")
    assert push.advocacy.decided(HOPE, ticket) == Decision(topic="Dark mode", answer=Answer.OPEN)
    push.decide(topic, Status.SHIPPED)
    assert push.advocacy.decided(HOPE, ticket) is None


def test_through_a_merge_it_is_the_answer_on_what_it_is_part_of(push: Push, ticket: TicketId) -> None:
    first = push.topic("Black background", push.on_ticket(push.world.say("acme"), ticket))
    second = push.topic("Dark mode")
    push.decide(second, Status.NO, reason=WHY)
    push.merge(first, second)
    found = push.advocacy.decided(HOPE, ticket)
    assert found is not None and (found.topic, found.answer) == ("Dark mode", Answer.NO)


def test_of_several_topics_the_words_choose_and_then_what_was_declined(push: Push, ticket: TicketId) -> None:
    dark = push.topic("Dark mode", push.on_ticket(push.world.say("acme"), ticket))
    push.topic("Export of invoices", push.on_ticket(push.world.say("acme"), ticket))
    push.decide(dark, Status.NO, reason=WHY)

    def topic(sentence: str) -> str:
        found = push.advocacy.decided(sentence, ticket)
        assert found is not None
        return found.topic

    assert topic("I've passed your wish for exporting invoices on.") == "Export of invoices"
    assert topic("I've passed your wish for a dark mode on.") == "Dark mode"
    assert topic(HOPE) == "Dark mode"


def test_the_customer_s_words_find_a_declined_topic_that_nothing_links(push: Push, ticket: TicketId) -> None:
    declined = push.topic("Charged twice")  # the ticket is about that
    push.topic("Refunds in the app")
    assert push.advocacy.decided(HOPE, ticket) is None
    push.decide(declined, Status.NO, reason=WHY)
    found = push.advocacy.decided(HOPE, ticket)
    assert found is not None and found.topic == "Charged twice"
    push.decide(declined, Status.PLANNED)
    assert push.advocacy.decided(HOPE, ticket) is None


def test_one_word_in_common_is_not_enough(push: Push, ticket: TicketId) -> None:
    push.decide(push.topic("Charged"), Status.NO)
    push.decide(push.topic("Charged abroad"), Status.NO)
    assert push.advocacy.decided(HOPE, ticket) is None

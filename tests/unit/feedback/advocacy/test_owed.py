"""Replies that are owed: one for each customer who wants one, drafted in their conversation, sent by a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.feedback.advocacy.conftest import Push
from tests.unit.feedback.topics.conftest import open_world
from workbench.certainty import check
from workbench.feedback.advocacy.letter_words import LANGUAGES
from workbench.feedback.advocacy.letters import letter
from workbench.feedback.advocacy.model import (
    DECLINED,
    Drafted,
    LiveFirst,
    NoConversation,
    Over,
    Owed,
    OwedState,
    Status,
)
from workbench.feedback.advocacy.service import AdvocacyService
from workbench.feedback.topics.model import Joined, TopicKind
from workbench.helpdesk.port import OutKind
from workbench.kernel.clock import FrozenClock
from workbench.kernel.errors import UserError
from workbench.kernel.gate import look
from workbench.kernel.ids import EntryId, TicketId, TopicId
from workbench.outbox.model import Queued

NOW = timedelta(0)
WHY = "The old report stays as it is."


@pytest.fixture
def ticket(push: Push) -> TicketId:
    return push.bench.ticket()


@pytest.fixture
def topic(push: Push, ticket: TicketId) -> TopicId:
    return push.topic("Export all invoices", push.on_ticket(push.world.say("acme"), ticket))


def waiting(push: Push) -> Owed:
    [owed] = push.owed.waiting()
    return owed


def send(push: Push, ticket: TicketId, words: str | None = None) -> Queued:
    draft = push.bench.workbench.drafts.load(ticket, OutKind.REPLY)
    assert draft is not None
    answer = push.bench.workbench.outbox.queue(ticket, OutKind.REPLY, words or draft.text, hold=NOW)
    assert isinstance(answer, Queued)
    return answer


@pytest.mark.parametrize("status", [Status.SHIPPED, *sorted(DECLINED)])
def test_one_reply_is_owed_to_each_customer_who_wants_one(push: Push, status: Status) -> None:
    say = push.world.say
    quiet = say("dune")
    push.world.write("UPDATE entry SET wants_reply = 0 WHERE id = ?", quiet)
    entries = [say("acme", days_ago=3), say("acme"), say("acme", voice="second"), say("birch"), quiet, say(None)]
    agent = say("cedar", speaker="agent")
    ended = say("elm")
    topic = push.topic("Export all invoices", *entries, agent, ended)
    push.world.topics.unlink(ended)
    decided = push.decide(topic, status, revisit_on=date(2026, 9, 1))
    owed = push.owed.waiting()
    assert decided.owed == len(owed) == 3
    assert {each.voice for each in owed} == {"voice-acme-", "voice-acme-second", "voice-birch-"}
    assert [each.entry for each in owed if each.voice == "voice-acme-"] == [entries[1]]


@pytest.mark.parametrize("status", [Status.CONSIDERING, Status.PLANNED, Status.IN_PROGRESS])
def test_nothing_is_owed_while_it_is_under_way(push: Push, topic: TopicId, status: Status) -> None:
    assert push.decide(topic, status).owed == 0


def test_merged_topics_owe_through_the_chain(push: Push) -> None:
    first, second = push.topic("Zip", push.world.say("acme")), push.topic("Export", push.world.say("birch"))
    push.merge(first, second)
    assert push.decide(first, Status.NO).owed == 2
    assert len(push.owed.of_topic(second)) == 2


def test_a_correction_withdraws_what_was_not_sent(push: Push, topic: TopicId) -> None:
    receipt = push.advocacy.decide(topic, Status.NO, decided_by="Mara", reason=WHY)
    old = waiting(push)
    assert receipt.inverse is not None
    receipt.inverse()
    assert push.owed.waiting() == []
    assert push.owed.one(old.id) is None
    assert push.owed.draft(old.id) == Over()


def test_nobody_is_told_the_same_thing_twice(push: Push, topic: TopicId, ticket: TicketId) -> None:
    push.decide(topic, Status.NO)
    push.owed.draft(waiting(push).id)
    send(push, ticket)
    push.bench.deliver()
    receipt = push.advocacy.decide(topic, Status.CONSIDERING)
    assert receipt.inverse is not None
    receipt.inverse()  # it is no again, for the same reason
    assert push.owed.waiting() == []
    assert push.decide(topic, Status.NO, reason="The reason was another one.").owed == 1


def test_what_was_shipped_is_looked_at_first(push: Push, topic: TopicId, ticket: TicketId) -> None:
    push.decide(topic, Status.SHIPPED, reason="All invoices come as one file")
    owed = waiting(push)
    assert push.owed.draft(owed.id) == LiveFirst(owed)
    assert push.bench.workbench.drafts.load(ticket, OutKind.REPLY) is None
    push.owed.live(owed.id, is_live=False)
    assert isinstance(push.owed.draft(owed.id), LiveFirst)
    receipt = push.owed.live(owed.id, is_live=True)
    assert push.owed.draft(owed.id) == Drafted(ticket)
    [noted] = push.bench.workbench.checked.of_draft(ticket, OutKind.REPLY)
    assert (noted.rule, noted.sentence) == ("owed.live", "“Export all invoices” is live for Acme.")
    queued = send(push, ticket)
    outgoing = push.bench.workbench.outbox.one(queued.id)
    assert outgoing is not None and [each.rule for each in outgoing.checked] == ["owed.live"]
    assert receipt.inverse is not None


def test_the_letter_says_the_outcome_and_the_reason_and_gives_no_hope(push: Push, topic: TopicId) -> None:
    push.world.topics.change(topic, {"workaround": "Save them one by one under Billing"})
    for status in (Status.SHIPPED, *sorted(DECLINED)):
        push.decide(topic, status, revisit_on=date(2026, 9, 1), reason="Billing is rebuilt first")
        text = letter(waiting(push))
        assert "Billing is rebuilt first." in text
        assert "> Where are all my invoices?" in text
        assert text.startswith("Hi Acme,\n\nOn 4 May 2026 you wrote to us:")
        assert check(text, "en") == [], text
        assert look(text).open == () == look(text).odd
        assert ("one by one" in text) is (status is not Status.SHIPPED)
    assert "We decide again on 1 September 2026" in letter(
        replace(waiting(push), event=replace(waiting(push).event, status=Status.NOT_NOW, revisit_on=date(2026, 9, 1)))
    )


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_letter_is_in_the_language_of_the_conversation_and_leaves_no_doubt(
    push: Push, topic: TopicId, language: str
) -> None:
    push.decide(topic, Status.NOT_NOW, revisit_on=date(2026, 9, 1))
    owed = replace(waiting(push), language=f"{language}-XX", workaround="A")
    words = LANGUAGES[language]
    for status in (Status.SHIPPED, *sorted(DECLINED)):
        text = letter(replace(owed, event=replace(owed.event, status=status, reason="")))
        assert words.answers[status] in text
        assert check(text, language) == [], text
    assert letter(replace(owed, language="xx")) == letter(replace(owed, language="en"))
    if language != "en":
        assert not any(english in text for english in ("you wrote", "works today", "decide again"))


def test_the_letter_takes_the_language_that_the_helpdesk_told(push: Push, topic: TopicId, ticket: TicketId) -> None:
    push.decide(topic, Status.NO)
    push.bench.workbench.store.write(
        lambda tx: tx.run("UPDATE ticket SET language = 'de' WHERE id = ?", [ticket]), origin="test"
    )
    assert push.owed.draft(waiting(push).id) == Drafted(ticket)
    draft = push.bench.workbench.drafts.load(ticket, OutKind.REPLY)
    assert draft is not None and "haben Sie uns geschrieben" in draft.text


def test_a_draft_that_is_there_stays(push: Push, topic: TopicId, ticket: TicketId) -> None:
    drafts = push.bench.workbench.drafts
    drafts.save(ticket, OutKind.REPLY, "Hello Mette, about the refund:", 5, 1).result()
    push.decide(topic, Status.NO)
    owed = waiting(push)
    assert push.owed.draft(owed.id) == Drafted(ticket, beside=True)
    draft = drafts.load(ticket, OutKind.REPLY)
    assert draft is not None
    assert draft.text == letter(owed).rstrip() + "\n\nHello Mette, about the refund:"
    assert push.owed.draft(owed.id) == Drafted(ticket, again=True)
    assert drafts.load(ticket, OutKind.REPLY) == draft


def test_it_is_sent_when_the_reply_has_arrived(push: Push, topic: TopicId, ticket: TicketId) -> None:
    push.decide(topic, Status.NO)
    push.owed.draft(waiting(push).id)
    queued = send(push, ticket)
    assert waiting(push).outgoing == queued.id
    assert push.owed.draft(waiting(push).id) == Over()
    push.bench.deliver()
    assert push.owed.waiting() == []
    [told] = push.owed.of_topic(topic)
    assert (told.state, told.outgoing) == (OwedState.SENT, queued.id)
    assert told.settled_at is not None
    assert [each.state for each in push.owed.of_customer(ticket)] == [OwedState.SENT]


def test_what_is_taken_back_is_a_draft_again(push: Push, topic: TopicId, ticket: TicketId) -> None:
    push.decide(topic, Status.NO)
    push.owed.draft(waiting(push).id)
    queued = send(push, ticket)
    push.bench.workbench.outbox.withdraw(queued.id)
    assert (waiting(push).state, waiting(push).outgoing) == (OwedState.DRAFTED, None)
    send(push, ticket)
    push.bench.deliver()
    assert push.owed.waiting() == []


def test_a_draft_thrown_away_is_owed_again(push: Push, topic: TopicId, ticket: TicketId) -> None:
    push.decide(topic, Status.NO)
    push.owed.draft(waiting(push).id)
    push.bench.workbench.drafts.discard(ticket, OutKind.REPLY)
    assert waiting(push).state is OwedState.OWED


def test_other_words_sent_beside_the_draft_tell_nobody(
    push: Push, topic: TopicId, ticket: TicketId, clock: FrozenClock
) -> None:
    push.decide(topic, Status.NO)
    push.owed.draft(waiting(push).id)
    clock.advance(timedelta(minutes=1))
    push.bench.workbench.outbox.queue(ticket, OutKind.REPLY, "Your refund is on its way.", hold=NOW, keep_draft=True)
    push.bench.deliver()
    assert (waiting(push).state, waiting(push).outgoing) == (OwedState.DRAFTED, None)


def test_a_reply_that_was_not_drafted_here_tells_nobody(push: Push, topic: TopicId, ticket: TicketId) -> None:
    push.decide(topic, Status.NO)
    push.bench.workbench.outbox.queue(ticket, OutKind.REPLY, "Your refund is on its way.", hold=NOW)
    push.bench.deliver()
    assert waiting(push).state is OwedState.OWED


def test_one_on_its_way_is_told_of_when_the_decision_changes(push: Push, topic: TopicId, ticket: TicketId) -> None:
    push.decide(topic, Status.NO)
    push.owed.draft(waiting(push).id)
    send(push, ticket)
    decided = push.decide(topic, Status.PLANNED)
    assert (decided.withdrawn, decided.on_their_way) == (1, 1)


def test_skipping_needs_a_reason_and_can_be_undone(push: Push, topic: TopicId) -> None:
    push.decide(topic, Status.NO)
    owed = waiting(push)
    with pytest.raises(UserError):
        push.owed.skip(owed.id, " ")
    receipt = push.owed.skip(owed.id, "Told on the phone")
    assert receipt.value
    assert push.owed.waiting() == []
    assert [each.skip_why for each in push.owed.of_topic(topic)] == ["Told on the phone"]
    assert receipt.inverse is not None
    receipt.inverse()
    assert waiting(push) == owed


def test_without_their_conversation_nothing_is_drafted(push: Push) -> None:
    push.decide(push.topic("Export", push.world.say("acme")), Status.NO)
    assert push.owed.draft(waiting(push).id) == NoConversation(waiting(push))


WHERE = st.sampled_from(["a", "b", "c"])
SAID = st.tuples(WHERE, st.sampled_from("uvwxyz"), st.booleans(), st.booleans(), st.booleans())
MERGES = st.lists(st.tuples(WHERE, WHERE, st.booleans()), max_size=4)


@settings(max_examples=40, deadline=None)
@given(said=st.lists(SAID, max_size=10), merges=MERGES, where=WHERE, status=st.sampled_from(["shipped", "no"]))
def test_replies_owed_are_the_customers_in_live_evidence_who_want_one(
    said: list[tuple[str, str, bool, bool, bool]], merges: list[tuple[str, str, bool]], where: str, status: str
) -> None:
    from datetime import UTC, datetime

    with TemporaryDirectory() as folder:
        world = open_world(Path(folder) / "home", FrozenClock(datetime(2026, 5, 4, 12, tzinfo=UTC)))
        advocacy = AdvocacyService(world.store, world.clock)
        ids = {name: world.topics.create(name, TopicKind.REQUEST).value.topic.id for name in "abc"}
        kept: list[tuple[EntryId, str, str]] = []
        for topic, client, wants, agent, ends in said:
            entry = world.say(client, speaker="agent" if agent else "customer")
            world.write("UPDATE entry SET wants_reply = ? WHERE id = ?", int(wants), entry)
            world.topics.link(entry, ids[topic])
            if ends:
                world.topics.unlink(entry)
            elif wants and not agent:
                kept.append((entry, topic, client))
        for source, into, undone in merges:
            answer = world.topics.merge(ids[source], ids[into]).value
            if isinstance(answer, Joined) and undone:
                world.topics.unmerge(answer.merge)
        root = world.topics.root(ids[where])
        # links go to the root of their time; what counts now is what stands behind the root
        there = {each.entry.id for each in world.topics.evidence(root)}
        expected = {client for entry, _, client in kept if entry in there}
        advocacy.decide(ids[where], Status(status), decided_by="Mara", reason=WHY)
        rows = world.store.read().rows("SELECT voice_id FROM reply_owed WHERE withdrawn_at IS NULL")
        assert sorted(row["voice_id"] for row in rows) == sorted(f"voice-{client}-" for client in expected)
        world.store.close()

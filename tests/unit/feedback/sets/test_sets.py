"""The list of questions of a conversation, named sets, and that what is reckoned follows what happens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.conftest import Bench
from tests.unit.feedback.sets.people import START, People, settle
from workbench.certainty.asked.model import Stand
from workbench.feedback.sets.model import AlreadyListed, Outcome, Question, Raised, State, Way
from workbench.feedback.sets.page import TICK_LIST, Cell, LeftAt, Narrow, Tally, Unsettled, page
from workbench.feedback.sets.service import SetService
from workbench.helpdesk.port import Author, OutKind, RemoteMessage
from workbench.kernel.errors import UserError
from workbench.kernel.ids import RemoteId, TicketId
from workbench.outbox.model import Queued

STEPS = ("Add the domain", "Set the name servers", "Wait for the certificate", "Make it the main one")


def write(bench: Bench, text: str, author: Author = Author.CUSTOMER) -> None:
    bench.desk._add(RemoteId(f"m{len(bench.desk.messages)}"), RemoteId("t1"), author, text)
    bench.pull()


def send(bench: Bench, ticket: TicketId) -> Queued:
    answer = bench.workbench.outbox.queue(ticket, OutKind.REPLY, "So it is.", hold=timedelta())
    assert isinstance(answer, Queued)
    return answer


def listed(sets: SetService, ticket: TicketId) -> list[tuple[str, str, str]]:
    return [(each.text, each.raised.value, each.state.value) for each in sets.of(ticket).questions]


def test_asks_that_were_ticked_at_send_are_its_questions_by_themselves(bench: Bench, sets: SetService) -> None:
    write(bench, "All is said.", Author.AGENT)
    write(bench, "Is it open on Sunday?\n\nWhat is the price?\n\nWhere can I park?")
    ticket = bench.ticket()
    asks = bench.workbench.asks
    asks.mark(ticket, [ask for ask in asks.of(ticket) if ask.letter == "A"], Stand.ANSWERED)
    asks.mark(ticket, [ask for ask in asks.of(ticket) if ask.letter == "C"], Stand.DISMISSED)
    assert [state for *_, state in listed(sets, ticket)] == ["open"]  # a tick in a draft has answered nobody yet
    send(bench, ticket)
    assert {state for *_, state in listed(sets, ticket)} == {"open"}  # nor has one that is still on its way
    bench.deliver()
    bench.pull()
    assert listed(sets, ticket) == [
        ("Is it open on Sunday?", "customer", "answered"),
        ("What is the price?", "customer", "open"),
    ]


def test_where_nobody_ticked_there_is_no_list(bench: Bench, sets: SetService) -> None:
    write(bench, "Is it open on Sunday?")
    ticket = bench.ticket()
    send(bench, ticket)
    bench.deliver()
    bench.pull()
    assert sets.of(ticket).questions == ()
    assert sets.of(ticket).outcome is None


def test_an_ask_can_be_verified_and_that_is_undone(bench: Bench, sets: SetService) -> None:
    test_asks_that_were_ticked_at_send_are_its_questions_by_themselves(bench, sets)
    ticket = bench.ticket()
    done = sets.mark(sets.of(ticket).questions[0], State.VERIFIED)
    assert listed(sets, ticket)[0] == ("Is it open on Sunday?", "customer", "verified")
    assert done.inverse is not None
    done.inverse()
    assert listed(sets, ticket)[0] == ("Is it open on Sunday?", "customer", "answered")


def test_a_question_nobody_asked_is_put_on_the_list_once(bench: Bench, sets: SetService) -> None:
    ticket = bench.ticket()
    made = sets.add(ticket, "  Does the certificate\nrenew? ", Raised.FORESEEN)
    assert listed(sets, ticket) == [("Does the certificate renew?", "foreseen", "open")]
    again = sets.add(ticket, "does the certificate renew?")
    assert isinstance(again.value, AlreadyListed)
    assert made.inverse is not None
    made.inverse()
    assert listed(sets, ticket) == []


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_question_is_none(bench: Bench, sets: SetService, text: str) -> None:
    with pytest.raises(UserError, match="empty"):
        sets.add(bench.ticket(), text)


def test_a_question_of_a_conversation_that_is_gone(sets: SetService) -> None:
    with pytest.raises(UserError, match="no longer"):
        sets.add(TicketId("gone"), "Is it?")


def test_what_was_typed_is_taken_off_and_comes_back(bench: Bench, sets: SetService) -> None:
    ticket = bench.ticket()
    made = sets.add(ticket, "Is it?").value
    assert isinstance(made, Question)
    off = sets.take_off(made)
    assert off.value
    assert listed(sets, ticket) == []
    assert off.inverse is not None
    off.inverse()
    assert listed(sets, ticket) == [("Is it?", "customer", "open")]


def test_a_named_set_brings_its_steps_and_takes_them_along(bench: Bench, sets: SetService) -> None:
    ticket = bench.ticket()
    domain = sets.keep_named("Connect a domain", STEPS).value
    invoice = sets.keep_named("Read an invoice", ["Find it", "Have the total explained"]).value
    sets.choose(ticket, domain.id)
    sets.choose(ticket, domain.id)
    assert [text for text, *_ in listed(sets, ticket)] == list(STEPS)
    assert [each.conversations for each in sets.named()] == [1, 0]
    changed = sets.choose(ticket, invoice.id)
    assert [text for text, *_ in listed(sets, ticket)] == ["Find it", "Have the total explained"]
    assert changed.inverse is not None
    changed.inverse()
    assert [text for text, *_ in listed(sets, ticket)] == list(STEPS)
    sets.choose(ticket, None)
    assert listed(sets, ticket) == []


def test_a_step_that_is_renamed_stays_the_same_step(bench: Bench, sets: SetService) -> None:
    ticket = bench.ticket()
    domain = sets.keep_named("Connect a domain", STEPS).value
    sets.choose(ticket, domain.id)
    new = ["Buy the domain", *STEPS[1:]]
    kept = sets.keep_named("Have a domain of one's own", new, domain.id)
    assert [step.id for step in kept.value.steps] == [step.id for step in domain.steps]
    assert [text for text, *_ in listed(sets, ticket)] == new
    assert kept.inverse is not None
    kept.inverse()
    assert sets.named()[0].name == "Connect a domain"
    assert [step.name for step in sets.named()[0].steps] == list(STEPS)


def test_a_step_that_is_taken_away_stays_where_it_was(bench: Bench, sets: SetService) -> None:
    ticket = bench.ticket()
    domain = sets.keep_named("Connect a domain", STEPS).value
    sets.choose(ticket, domain.id)
    short = sets.keep_named("Connect a domain", STEPS[:2], domain.id).value
    assert [step.id for step in short.steps] == [step.id for step in domain.steps[:2]]
    assert len(listed(sets, ticket)) == 4


def test_a_set_that_is_removed_is_not_offered_and_stays_where_it_was(bench: Bench, sets: SetService) -> None:
    ticket = bench.ticket()
    domain = sets.keep_named("Connect a domain", STEPS).value
    sets.choose(ticket, domain.id)
    gone = sets.end_named(domain.id)
    assert (gone.value, sets.named()) == (True, [])
    assert len(listed(sets, ticket)) == 4
    sets.keep_named("Connect a domain", STEPS)  # its name is free again
    assert not sets.end_named("none").value


@pytest.mark.parametrize(
    ("name", "steps", "said"),
    [
        (" ", STEPS, "no name"),
        ("A", [" "], "no steps"),
        ("A", ["Do it", "do IT"], "same words"),
        ("A", [f"Step {n}" for n in range(13)], "more than 12"),
        ("connect a DOMAIN", STEPS, "already"),
    ],
)
def test_a_named_set_that_would_not_do(sets: SetService, name: str, steps: list[str], said: str) -> None:
    sets.keep_named("Connect a domain", STEPS)
    with pytest.raises(UserError, match=said):
        sets.keep_named(name, steps)


def test_a_conversation_that_is_set_apart_and_back(bench: Bench, people: People, sets: SetService) -> None:
    hour = timedelta(hours=1)
    people.talk("mo", "chat", [("them", START), ("us", START + hour)], ["answered", "open"])
    mail = people.talk("mo", "email", [("them", START + 9 * hour), ("us", START + 10 * hour)])
    people.keep()
    assert len(sets.of(mail).questions) == 2
    done = sets.set_apart(mail, True)
    assert sets.of(mail).questions == ()
    assert sets.of(mail).apart
    assert done.inverse is not None
    done.inverse()
    assert len(sets.of(mail).questions) == 2


def outcomes(bench: Bench, sets: SetService) -> dict[str, int]:
    settle(sets)
    rows = bench.workbench.store.read().rows("SELECT outcome, count(*) AS n FROM whole_set GROUP BY outcome")
    return {row["outcome"]: row["n"] for row in rows}


def test_what_is_reckoned_follows_what_happens(bench: Bench, people: People, sets: SetService) -> None:
    assert outcomes(bench, sets) == {"unlisted_waiting": 1}
    ticket = bench.ticket()
    added = sets.add(ticket, "Is it?").value
    assert outcomes(bench, sets) == {"waiting": 1}
    write(bench, "It is.", Author.AGENT)
    assert outcomes(bench, sets) == {"never": 1}
    assert isinstance(added, Question)
    marked = sets.mark(added, State.ANSWERED)
    assert outcomes(bench, sets) == {"complete": 1}
    assert marked.inverse is not None
    marked.inverse()
    assert outcomes(bench, sets) == {"never": 1}
    write(bench, "Well, and what now?")
    assert outcomes(bench, sets) == {"waiting": 1}
    bench.workbench.remove_account(bench.account.id)
    assert outcomes(bench, sets) == {}
    assert bench.workbench.store.read().value("SELECT count(*) FROM set_part") == 0


def test_a_new_address_brings_a_persons_conversations_together(bench: Bench, people: People, sets: SetService) -> None:
    hour = timedelta(hours=1)
    people.talk("mo", "chat", [("them", START), ("us", START + hour)], ["answered", "open"])
    people.talk("moritz", "email", [("them", START + 9 * hour), ("us", START + 10 * hour)])
    people.keep()
    assert outcomes(bench, sets) == {"unlisted_waiting": 1, "midway": 1, "unlisted": 1}
    bench.workbench.store.write(
        lambda tx: tx.run("UPDATE customer SET email = 'MO@example.net' WHERE id = 'customer-moritz'")
    )
    assert outcomes(bench, sets) == {"unlisted_waiting": 1, "midway": 1}


def test_the_practice_desk_is_counted_only_where_there_is_no_other(bench: Bench, sets: SetService) -> None:
    assert not sets.page().practice
    bench.workbench.store.write(lambda tx: tx.run("UPDATE account SET kind = 'practice'"))
    assert sets.page().practice


def test_a_page_says_what_is_not_reckoned_yet(people: People, sets: SetService) -> None:
    settle(sets)
    people.talk("mo", "chat", [("them", START)])
    people.keep()
    assert sets.page().unread == 1
    settle(sets)
    assert sets.page().unread == 0


def tally(way: Way, size: int, complete: int, of: int) -> list[Tally]:
    numbers = {Outcome.COMPLETE: complete, Outcome.MIDWAY: of - complete}
    return [Tally(kind=TICK_LIST, size=size, way=way, outcome=end, number=n) for end, n in numbers.items()]


NOTHING = Unsettled(listed={}, settled={})


def test_where_enough_sets_turn_it_round_it_is_told() -> None:
    tallies = [
        *tally(Way.CHAT, 1, 90, 100), *tally(Way.EMAIL, 1, 30, 31),
        *tally(Way.CHAT, 2, 20, 40), *tally(Way.EMAIL, 2, 60, 100),
    ]  # fmt: skip
    made = page(tallies, [], NOTHING, ({}, {}), Narrow())
    assert [[cell.size for cell in pair] for pair in made.turned] == [[2, 2], [1, 1]]
    short = [*tally(Way.CHAT, 1, 90, 100), *tally(Way.EMAIL, 1, 28, 29), *tally(Way.EMAIL, 2, 20, 71)]
    assert page(short, [], NOTHING, ({}, {}), Narrow()).turned == ()


def test_thirty_are_enough_and_twenty_nine_are_not() -> None:
    def cell(of: int) -> Cell:
        return Cell(kind=None, size=1, way=Way.CHAT, ends={Outcome.COMPLETE: of}, rounds=of, questions=of)

    assert (cell(29).few, cell(29).rounds_each) == (True, None)
    assert (cell(30).few, cell(30).rounds_each) == (False, 1.0)


def test_half_of_the_conversations_with_a_list_are_enough() -> None:
    def hidden(listed: int, settled: int) -> bool:
        coverage = Unsettled(listed={Way.CHAT: listed}, settled={Way.CHAT: settled})
        return page([], [], coverage, ({}, {}), Narrow()).hidden

    assert [hidden(49, 100), hidden(50, 100), hidden(0, 0)] == [True, False, False]


def test_steps_are_told_in_their_order_and_places_by_size() -> None:
    left = [
        LeftAt(kind="k", size=4, step="c", place=3, number=2),
        LeftAt(kind="k", size=5, step="b", place=2, number=1),
        LeftAt(kind="k", size=4, step="b", place=2, number=1),
        LeftAt(kind=TICK_LIST, size=3, step=None, place=2, number=4),
    ]
    made = page([], left, NOTHING, ({"k": "Goal"}, {"b": "Bee", "c": "Sea"}), Narrow())
    assert [(each.kind, each.size, each.step, each.place, each.number) for each in made.leaves] == [
        ("", 3, "", 2, 4), ("k", 0, "Bee", 2, 2), ("k", 0, "Sea", 3, 2)
    ]  # fmt: skip


def test_a_note_among_us_is_no_turn_and_what_was_not_sent_is_no_conversation(
    bench: Bench, people: People, sets: SetService
) -> None:
    hour = timedelta(hours=1)
    ticket = people.talk("mo", "email", [("them", START), ("us", START + hour), ("us", START + 2 * hour)], ["answered"])
    people.keep()
    write_sql = bench.workbench.store.write
    write_sql(lambda tx: tx.run("UPDATE message SET internal = 1 WHERE ticket_id = ? AND author = 'agent'", [ticket]))
    assert outcomes(bench, sets)["complete"] == 1, "all is answered, and it was the customer who wrote last"
    assert bench.workbench.store.read().value("SELECT rounds FROM whole_set WHERE outcome = 'complete'") == 0
    write_sql(lambda tx: tx.run("UPDATE ticket SET unsent = 1 WHERE id = ?", [ticket]))
    assert "complete" not in outcomes(bench, sets)


def test_a_tick_counts_when_its_reply_has_arrived(bench: Bench, sets: SetService) -> None:
    write(bench, "Is it open on Sunday?")
    ticket, outbox = bench.ticket(), bench.workbench.outbox

    def state() -> str:
        return next(each.state.value for each in sets.of(ticket).questions if each.raised is Raised.FORESEEN)

    sets.add(ticket, "Is it open on Monday?", Raised.FORESEEN)
    receipt = sets.tick(sets.foreseen(ticket)[0], True)
    assert [(each.state, each.ticked) for each in sets.foreseen(ticket)] == [("open", True)]
    assert state() == "open", "nothing was sent"
    outbox.queue(ticket, OutKind.NOTE, "A note.", hold=timedelta())
    assert sets.foreseen(ticket)[0].ticked, "no customer reads a note"
    queued = outbox.queue(ticket, OutKind.REPLY, "On both days.", hold=timedelta())
    assert isinstance(queued, Queued)
    assert sets.foreseen(ticket) == [] and state() == "open", "it is on its way"
    outbox.withdraw(queued.id)
    assert sets.foreseen(ticket)[0].ticked, "the words are in the draft again, and the tick with them"
    assert receipt.inverse is not None
    receipt.inverse()
    outbox.queue(ticket, OutKind.REPLY, "On both days.", hold=timedelta(), keep_draft=True)
    bench.deliver()
    assert [each.ticked for each in sets.foreseen(ticket)] == [False]
    sets.tick(sets.foreseen(ticket)[0], True)
    outbox.queue(ticket, OutKind.REPLY, "On Monday too.", hold=timedelta())
    bench.deliver()
    assert sets.foreseen(ticket) == [] and state() == "answered"


def test_what_was_foreseen_stands_beside_the_reply_until_one_left_with_its_tick(bench: Bench, sets: SetService) -> None:
    write(bench, "Is it open on Sunday?")
    ticket = bench.ticket()
    made = [sets.add(ticket, text, Raised.FORESEEN).value for text in ("Is it open on Monday?", "Where can I park?")]
    sets.add(ticket, "What is the price?")
    sets.choose(ticket, sets.keep_named("Visit us", ["Find us"]).value.id)
    assert [each.id for each in sets.foreseen(ticket)] == [each.id for each in made if isinstance(each, Question)]
    sets.mark(sets.foreseen(ticket)[0], State.ANSWERED)
    assert [each.state for each in sets.foreseen(ticket)] == ["answered", "open"]
    bench.clock.advance(timedelta(minutes=1))
    bench.desk.messages.append(
        RemoteMessage(
            remote_id=RemoteId("ours"), ticket=RemoteId("t1"), author=Author.AGENT, author_name="",
            at=bench.clock.now(), text="It is, on both days.",
        )
    )  # fmt: skip
    bench.pull()
    assert [each.text for each in sets.foreseen(ticket)] == ["Where can I park?"]
    bench.clock.advance(timedelta(minutes=1))
    sets.mark(sets.foreseen(ticket)[0], State.ANSWERED)
    assert len(sets.foreseen(ticket)) == 1, "the next reply answers it"

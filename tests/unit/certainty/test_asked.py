"""Asks of a conversation: since when they count, ticks that go with the reply, and what is kept of them."""

from __future__ import annotations

from datetime import timedelta

from tests.unit.conftest import Bench
from workbench.certainty.asked.model import Asked, Stand
from workbench.helpdesk.port import Author, OutKind
from workbench.kernel.ids import OutgoingId, RemoteId
from workbench.outbox.model import Queued

FOUR = "Is it open on Sunday?\n\nWhat is the price?\n\nPlease send me a map.\n\nWhere can I park?"


def write(bench: Bench, text: str, author: Author = Author.CUSTOMER) -> None:
    if "t2" not in bench.desk.tickets:
        bench.desk.add_ticket("2", subject="a visit")
    remote = RemoteId(f"m{len(bench.desk.messages)}")
    bench.desk._add(remote, RemoteId("t2"), author, text)
    bench.pull()


def stands(bench: Bench) -> dict[str, str]:
    return {ask.letter: ask.stand.value for ask in bench.workbench.asks.of(bench.ticket("2"))}


def by_letter(bench: Bench, letters: str) -> list[Asked]:
    return [ask for ask in bench.workbench.asks.of(bench.ticket("2")) if ask.letter in letters]


def send(bench: Bench) -> OutgoingId:
    answer = bench.workbench.outbox.queue(bench.ticket("2"), OutKind.REPLY, "So it is.", hold=timedelta(seconds=9))
    assert isinstance(answer, Queued)
    return answer.id


def test_asks_count_from_our_last_reply(bench: Bench) -> None:
    write(bench, FOUR)
    write(bench, "All is said.", Author.AGENT)
    assert stands(bench) == {}
    write(bench, "And is there a lift?")
    write(bench, "Do you take dogs?")
    assert [ask.text for ask in bench.workbench.asks.of(bench.ticket("2"))] == [
        "And is there a lift?",
        "Do you take dogs?",
    ]


def test_ticks_are_kept_and_undone(bench: Bench) -> None:
    write(bench, FOUR)
    done = bench.workbench.asks.mark(bench.ticket("2"), by_letter(bench, "AC"), Stand.ANSWERED)
    bench.workbench.asks.mark(bench.ticket("2"), by_letter(bench, "D"), Stand.DISMISSED)
    assert stands(bench) == {"A": "answered", "B": "open", "C": "answered", "D": "dismissed"}
    assert done.inverse is not None
    done.inverse()
    assert stands(bench) == {"A": "open", "B": "open", "C": "open", "D": "dismissed"}


def test_they_go_with_the_reply_and_come_back_with_it(bench: Bench) -> None:
    write(bench, FOUR)
    bench.workbench.drafts.save(bench.ticket("2"), OutKind.REPLY, "So it is.", 0, 1).result()
    bench.workbench.asks.mark(bench.ticket("2"), by_letter(bench, "AC"), Stand.ANSWERED)
    reply = send(bench)
    assert stands(bench) == {}, "what is on its way is our last reply"
    kept = bench.workbench.asks.of_reply(reply)
    assert [(ask.letter, ask.text, ask.stand.value) for ask in kept] == [
        ("A", "Is it open on Sunday?", "answered"),
        ("B", "What is the price?", "open"),
        ("C", "Please send me a map.", "answered"),
        ("D", "Where can I park?", "open"),
    ]
    bench.workbench.outbox.withdraw(reply)
    assert stands(bench) == {"A": "answered", "B": "open", "C": "answered", "D": "open"}
    assert bench.workbench.asks.of_reply(reply) == []


def test_a_draft_that_is_thrown_away_answers_nothing(bench: Bench) -> None:
    write(bench, FOUR)
    bench.workbench.drafts.save(bench.ticket("2"), OutKind.REPLY, "So", 0, 1).result()
    bench.workbench.asks.mark(bench.ticket("2"), by_letter(bench, "A"), Stand.ANSWERED)
    bench.workbench.asks.mark(bench.ticket("2"), by_letter(bench, "D"), Stand.DISMISSED)
    bench.workbench.drafts.discard(bench.ticket("2"), OutKind.REPLY)
    assert stands(bench) == {"A": "open", "B": "open", "C": "open", "D": "dismissed"}


def test_a_note_answers_nobody(bench: Bench) -> None:
    write(bench, FOUR)
    bench.workbench.outbox.queue(bench.ticket("2"), OutKind.NOTE, "Look.", hold=timedelta(0))
    assert len(stands(bench)) == 4

from __future__ import annotations

from datetime import timedelta

from tests.unit.conftest import Bench
from workbench.helpdesk.port import OutKind, Status
from workbench.kernel.ids import RemoteId
from workbench.tickets.model import TicketQuery


def test_pulling_twice_changes_nothing(bench: Bench) -> None:
    before = bench.workbench.tickets.open(bench.ticket())
    bench.pull()
    assert bench.workbench.tickets.open(bench.ticket()) == before


def test_pages_follow_each_other_without_gap_or_repeat(bench: Bench) -> None:
    for n in range(2, 26):
        bench.desk.add_ticket(str(n))
    bench.pull()
    seen: list[str] = []
    after: str | None = None
    while True:
        page = bench.workbench.tickets.page(TicketQuery(), after, limit=7)
        seen += [row.number for row in page.rows]
        after = page.after
        if after is None:
            break
    assert seen == [str(n) for n in range(25, 0, -1)]


def test_every_word_must_be_found_in_subject_customer_or_text(bench: Bench) -> None:
    tickets = bench.workbench.tickets
    assert len(tickets.page(TicketQuery(words="sorensen charged")).rows) == 1
    assert len(tickets.page(TicketQuery(words="mette charg")).rows) == 1
    assert len(tickets.page(TicketQuery(words="mette refund")).rows) == 0
    assert len(tickets.page(TicketQuery(words='" CHARGED* (')).rows) == 1


def test_a_new_message_makes_the_ticket_unread_and_brings_it_up(bench: Bench) -> None:
    bench.desk.add_ticket("2")
    bench.pull()
    bench.workbench.tickets.seen(bench.ticket("1"))
    bench.workbench.store.write(lambda tx: None)
    assert not next(row for row in bench.workbench.tickets.page(TicketQuery()).rows if row.number == "1").unread
    bench.desk.customer_writes(RemoteId("t1"), "Any news?")
    bench.clock.advance(timedelta(hours=1))
    bench.pull()
    first = bench.workbench.tickets.page(TicketQuery()).rows[0]
    assert (first.number, first.preview) == ("1", "Any news?")


def test_a_ticket_that_is_gone_leaves_the_list_but_can_be_read(bench: Bench) -> None:
    ticket = bench.ticket()
    bench.workbench.store.write(
        lambda tx: tx.run("UPDATE ticket SET gone_at = '2026-05-04T10:00:00.000000Z' WHERE id = ?", [ticket])
    )
    assert bench.workbench.tickets.page(TicketQuery(status=None)).rows == ()
    conversation = bench.workbench.tickets.open(ticket)
    assert conversation is not None
    assert conversation.gone


def test_a_ticket_that_is_gone_stays_in_the_list_while_words_are_in_its_draft(bench: Bench) -> None:
    ticket, drafts = bench.ticket(), bench.workbench.drafts
    drafts.save(ticket, OutKind.REPLY, "half a thought", 0, 1).result()
    bench.workbench.store.write(
        lambda tx: tx.run("UPDATE ticket SET gone_at = '2026-05-04T10:00:00.000000Z' WHERE id = ?", [ticket])
    )
    for status in (None, Status.OPEN):
        (row,) = bench.workbench.tickets.page(TicketQuery(status=status)).rows
        assert row.has_draft
    drafts.discard(ticket, OutKind.REPLY)
    assert bench.workbench.tickets.page(TicketQuery(status=None)).rows == ()


def test_statuses_part_the_list(bench: Bench) -> None:
    assert bench.workbench.tickets.page(TicketQuery(status=Status.SOLVED)).rows == ()
    assert len(bench.workbench.tickets.page(TicketQuery(status=None)).rows) == 1

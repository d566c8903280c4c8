from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ui.panes.inbox.merge import Fresh, plan
from workbench.helpdesk.port import Status
from workbench.kernel.ids import TicketId
from workbench.tickets.model import TicketQuery, TicketRow

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def row(name: str, minutes: int, *, unread: bool = True, subject: str = "") -> TicketRow:
    return TicketRow(
        id=TicketId(name), number="1", subject=subject, customer=name, preview="", channel="email", status=Status.OPEN,
        active_at=NOON - timedelta(minutes=minutes), unread=unread, has_draft=False, out_states=frozenset(),
    )  # fmt: skip


def fresh(*rows: TicketRow, own: str = "", whole: bool = True, **others: TicketRow | None) -> Fresh:
    return Fresh(query=TicketQuery(), rows=rows, after=None, whole=whole, others=others, own=frozenset(own.split()))


def names(rows: tuple[TicketRow, ...]) -> str:
    return "".join(each.id for each in rows)


A, B, C = row("a", 10), row("b", 20), row("c", 30)


def test_a_list_that_nobody_reads_becomes_the_new_one() -> None:
    made = plan([A, B, C], fresh(row("d", 1), row("c", 2), A), reading=False, keep=None)
    assert (names(made.rows), made.news, made.leaving) == ("dca", frozenset(), frozenset())


def test_the_selected_ticket_stays_where_it_was_though_it_belongs_here_no_more() -> None:
    made = plan([A, B, C], fresh(A, C), reading=False, keep="b")
    assert (names(made.rows), made.leaving) == ("abc", frozenset("b"))


def test_a_ticket_that_is_not_kept_any_more_goes_even_while_it_is_selected() -> None:
    for reading in (True, False):
        assert names(plan([A, B], fresh(A, b=None), reading=reading, keep="b").rows) == "a"


def test_what_was_loaded_below_the_part_that_was_read_again_stays() -> None:
    made = plan([A, B, C], fresh(row("d", 1), A, whole=False), reading=False, keep=None)
    assert names(made.rows) == "dabc"


def test_nothing_moves_while_the_list_is_read_and_what_came_is_announced() -> None:
    moved = row("c", 2)
    made = plan([A, B, C], fresh(row("d", 1), moved, A, B), reading=True, keep=None)
    assert (names(made.rows), made.news) == ("abc", frozenset("cd"))
    assert made.rows[2] is moved


def test_a_reply_of_ours_that_moves_a_ticket_up_is_no_news() -> None:
    made = plan([A, B], fresh(row("b", 1, unread=False), A), reading=True, keep=None)
    assert (names(made.rows), made.news) == ("ab", frozenset())


def test_what_a_colleague_solved_stays_in_place_while_the_list_is_read() -> None:
    made = plan([A, B, C], fresh(A, C, b=row("b", 20, subject="solved")), reading=True, keep=None)
    assert (names(made.rows), made.leaving) == ("abc", frozenset("b"))
    assert made.rows[1].subject == "solved"


def test_what_the_person_solved_leaves_at_once_also_while_the_list_is_read() -> None:
    made = plan([A, B, C], fresh(A, C, own="b", b=B), reading=True, keep=None)
    assert (names(made.rows), made.leaving) == ("ac", frozenset())


def test_what_the_person_took_back_returns_to_its_place_unannounced() -> None:
    made = plan([A, C], fresh(A, B, C, own="b"), reading=True, keep=None)
    assert (names(made.rows), made.news) == ("abc", frozenset())


def test_older_tickets_than_are_loaded_are_no_news() -> None:
    made = plan([A, B], fresh(A, B, row("z", 90)), reading=True, keep=None)
    assert (names(made.rows), made.news) == ("ab", frozenset())

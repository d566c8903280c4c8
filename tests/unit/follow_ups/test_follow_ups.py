"""Follow-ups: made, moved, done, each undone by its inverse; seen in the list on their day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.unit.conftest import Bench
from workbench.certainty.checked.model import Outcome
from workbench.follow_ups.days import likely, next_working_day
from workbench.helpdesk.port import OutKind
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import UserError
from workbench.kernel.ids import TicketId
from workbench.tickets.model import TicketQuery

MONDAY = date(2026, 5, 4)  # the bench's clock stands at its noon
FRIDAY = date(2026, 5, 8)
SENTENCE = "Your invoice should now be in your inbox."


def listed(bench: Bench, due_by: date) -> list[str]:
    return [row.number for row in bench.workbench.tickets.page(TicketQuery(status=None, due_by=due_by)).rows]


def heard(bench: Bench) -> list[ChangeSet]:
    came: list[ChangeSet] = []
    bench.workbench.changes.subscribe(came.append)
    return came


@pytest.mark.parametrize(
    ("today", "day"), [(date(2026, 5, 4), 5), (date(2026, 5, 8), 11), (date(2026, 5, 9), 11), (date(2026, 5, 10), 11)]
)
def test_the_next_working_day_is_no_weekend(today: date, day: int) -> None:
    assert next_working_day(today) == date(2026, 5, day)


def test_likely_days_come_in_order_and_each_once() -> None:
    assert likely(FRIDAY) == (date(2026, 5, 11), date(2026, 5, 12), date(2026, 5, 15))
    assert likely(date(2026, 5, 9)) == (date(2026, 5, 11), date(2026, 5, 12), date(2026, 5, 18))


def test_a_follow_up_is_kept_with_its_ticket_and_undone(bench: Bench) -> None:
    came = heard(bench)
    receipt = bench.workbench.follow_ups.add(bench.ticket(), FRIDAY, "  Look whether\nthe import ran. ")
    assert [each.about for each in bench.workbench.follow_ups.of_ticket(bench.ticket())] == [
        "Look whether the import ran."
    ]
    (changes,) = came
    assert changes.origin == "follow_ups.add"
    assert changes.of(Kind.FOLLOW_UP) == {receipt.value.id}
    assert changes.of(Kind.TICKET) == {bench.ticket()}
    assert receipt.inverse
    receipt.inverse()
    assert bench.workbench.follow_ups.of_ticket(bench.ticket()) == []


def test_it_is_listed_from_its_day_on_until_it_is_done(bench: Bench) -> None:
    ticket = bench.ticket()
    follow_up = bench.workbench.follow_ups.add(ticket, FRIDAY, "The import").value
    row = bench.workbench.tickets.row(ticket)
    assert row and row.follow_up == FRIDAY
    assert (listed(bench, MONDAY), listed(bench, FRIDAY)) == ([], ["1"])
    assert bench.workbench.follow_ups.due() == []
    bench.clock.advance(timedelta(days=6))
    (due,) = bench.workbench.follow_ups.due()
    assert (due.number, due.follow_up.id) == ("1", follow_up.id)
    receipt = bench.workbench.follow_ups.done(follow_up.id)
    assert (listed(bench, FRIDAY), bench.workbench.follow_ups.waiting()) == ([], [])
    assert receipt.inverse
    receipt.inverse()
    assert listed(bench, FRIDAY) == ["1"]


def test_the_earliest_of_several_is_what_the_row_shows(bench: Bench) -> None:
    bench.workbench.follow_ups.add(bench.ticket(), FRIDAY, "Later")
    bench.workbench.follow_ups.add(bench.ticket(), MONDAY, "Today")
    row = bench.workbench.tickets.row(bench.ticket())
    assert row and row.follow_up == MONDAY
    assert [each.about for each in bench.workbench.follow_ups.of_ticket(bench.ticket())] == ["Today", "Later"]


def test_another_day_can_be_undone_though_the_first_has_passed(bench: Bench) -> None:
    follow_up = bench.workbench.follow_ups.add(bench.ticket(), MONDAY, "The import").value
    bench.clock.advance(timedelta(days=2))
    receipt = bench.workbench.follow_ups.move(follow_up.id, FRIDAY)
    assert receipt.value and receipt.value.due == FRIDAY
    assert receipt.inverse
    receipt.inverse()
    assert [each.due for each in bench.workbench.follow_ups.of_ticket(bench.ticket())] == [MONDAY]


def test_what_is_gone_cannot_be_moved_or_done_and_that_is_no_fault(bench: Bench) -> None:
    assert bench.workbench.follow_ups.move("gone", FRIDAY).value is None
    assert bench.workbench.follow_ups.done("gone").inverse is None


def test_a_day_that_has_passed_nothing_to_say_and_no_ticket_are_refused(bench: Bench) -> None:
    follow_ups = bench.workbench.follow_ups
    follow_up = follow_ups.add(bench.ticket(), MONDAY, "The import").value
    for refused in (
        lambda: follow_ups.add(bench.ticket(), date(2026, 5, 3), "The import"),
        lambda: follow_ups.add(bench.ticket(), FRIDAY, " \n"),
        lambda: follow_ups.add(TicketId("none"), FRIDAY, "The import"),
        lambda: follow_ups.promise(TicketId("none"), OutKind.REPLY, "should", SENTENCE, FRIDAY),
        lambda: follow_ups.move(follow_up.id, date(2026, 5, 3)),
    ):
        with pytest.raises(UserError):
            refused()
    assert [each.due for each in follow_ups.of_ticket(bench.ticket())] == [MONDAY]


def test_a_promise_is_noted_and_followed_up_in_one_and_undone_in_one(bench: Bench) -> None:
    checked = bench.workbench.checked
    checked.note(bench.ticket(), OutKind.REPLY, "should", SENTENCE, Outcome.KEPT)
    came = heard(bench)
    receipt = bench.workbench.follow_ups.promise(bench.ticket(), OutKind.REPLY, "should", SENTENCE, FRIDAY)
    assert [each.origin for each in came] == ["follow_ups.promise"]
    assert [each.about for each in bench.workbench.follow_ups.of_ticket(bench.ticket())] == [SENTENCE]
    assert [each.outcome for each in checked.of_draft(bench.ticket(), OutKind.REPLY)] == [Outcome.CANNOT]
    assert receipt.inverse
    receipt.inverse()
    assert bench.workbench.follow_ups.of_ticket(bench.ticket()) == []
    assert [each.outcome for each in checked.of_draft(bench.ticket(), OutKind.REPLY)] == [Outcome.KEPT]


def test_follow_ups_go_with_their_account(bench: Bench) -> None:
    bench.workbench.follow_ups.add(bench.ticket(), FRIDAY, "The import")
    bench.workbench.remove_account(bench.account.id)
    assert bench.workbench.follow_ups.waiting() == []

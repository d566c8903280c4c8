"""What a real server does only now and then: rows that appear late, and rows that rights hide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from workbench.helpdesk.port import Page
from workbench.helpdesk.rt5_api import CHANGES, MESSAGES
from workbench.helpdesk.rt5_cursor import progress
from workbench.helpdesk.rt5_pull import Rt5Pull
from workbench.helpdesk.rt5_wire import Listing, Part, Ticket, Transaction, User

ROWS = 100


@dataclass
class Desk:
    """The answers of a server: a feed in which ``hidden`` rows take up room on a page and are then left out."""

    tickets_: dict[int, Ticket] = field(default_factory=dict)
    steps: list[Transaction] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    asked: int = 0

    def write(self, number: int, ticket: int, type: str = "Correspond", minute: int = 0) -> None:
        at = f"2026-11-23T{8 + minute // 60:02}:{minute % 60:02}:00Z"
        self.tickets_[ticket] = Ticket(id=ticket, status="open", created=at, last_updated=at)
        self.steps.append(
            Transaction(id=number, type=type, object_id=ticket, created=at, creator=User(id="anna@x.test"))
        )
        self.steps.sort(key=lambda step: step.id)

    def hide(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self.steps.append(Transaction(id=number, type="Create", object_id=999, created="2026-11-23T08:00:00Z"))
            self.hidden.add(number)
        self.steps.sort(key=lambda step: step.id)

    def pull(self, cursor: str | None = None) -> list[Page]:
        self.asked = 0
        return list(Rt5Pull(self, self, progress(cursor)).pages())  # type: ignore[arg-type]

    def is_staff(self, user: User) -> bool:
        return False

    def _rows(self, steps: Sequence[Transaction], page: int = 1) -> list[Transaction]:
        self.asked += 1
        return [step for step in steps[(page - 1) * ROWS : page * ROWS] if step.id not in self.hidden]

    def head(self) -> int:
        rows = self._rows(self.steps[::-1])
        return rows[0].id if rows else 0

    def messages_between(self, after: int, upto: int, page: int = 1) -> list[Transaction]:
        return self._rows([step for step in self.steps if step.type in MESSAGES and after < step.id <= upto], page)

    def changes_after(self, after: int) -> list[Transaction]:
        return self._rows([step for step in self.steps if step.id > after])

    def changes_of(
        self, tickets: Iterable[int], after: int, types: Sequence[str] = CHANGES
    ) -> Iterator[list[Transaction]]:
        of = set(tickets)
        if rows := self._rows([s for s in self.steps if s.object_id in of and s.id > after and s.type in types]):
            yield rows

    def tickets_after(self, number: int) -> Iterator[list[Ticket]]:
        self.asked += 1
        if rows := [ticket for key, ticket in sorted(self.tickets_.items()) if key > number]:
            yield rows

    def tickets(self, numbers: Iterable[int]) -> list[Ticket]:
        self.asked += 1
        return [self.tickets_[number] for number in sorted(numbers) if number in self.tickets_]

    def latest(self, page: int) -> Listing[Ticket]:
        self.asked += 1
        rows = sorted(self.tickets_.values(), key=lambda ticket: ticket.last_updated, reverse=True)
        return Listing(items=tuple(rows[(page - 1) * ROWS : page * ROWS]), total=len(rows))

    def parts(self, transactions: Iterable[int]) -> list[Part]:
        return [
            Part(id=number, transaction_id=number, content_type="text/plain", content="x") for number in transactions
        ]


def messages(pages: list[Page]) -> list[str]:
    return [message.remote_id for page in pages for message in page.messages]


def test_a_row_that_appears_late_below_one_that_was_read_is_not_missed() -> None:
    desk = Desk()
    desk.write(1, 1, "Create")
    desk.write(12, 1, minute=5)
    first = desk.pull()
    desk.write(11, 1, minute=5)
    desk.write(13, 1, minute=6)
    assert messages(desk.pull(first[-1].cursor)) == ["11", "13"]


def test_hidden_rows_that_fill_pages_of_the_past_are_passed_over() -> None:
    desk = Desk()
    desk.write(1, 1, "Create")
    desk.hide(range(100, 700))
    desk.write(1000, 2, "Create", minute=9)
    assert messages(desk.pull()) == ["1", "1000"]


def test_what_lies_between_two_walls_of_hidden_rows_is_found() -> None:
    desk = Desk()
    desk.write(1, 1, "Create")
    first = desk.pull()
    desk.hide(range(300, 600))
    desk.write(600, 1, minute=5)
    desk.write(601, 2, "Create", minute=6)
    desk.hide(range(700, 1000))
    second = desk.pull(first[-1].cursor)
    assert messages(second) == ["600", "601"]
    assert {ticket.number for page in second for ticket in page.tickets} == {"1", "2"}
    third = desk.pull(second[-1].cursor)
    assert messages(third) == []
    assert desk.asked <= 4


def test_where_the_last_rows_are_all_hidden_nothing_before_them_is_missed() -> None:
    desk = Desk()
    for number in range(1, 6):
        desk.write(number, number, "Create", minute=number)
    desk.hide(range(100, 400))
    pages = desk.pull()
    assert sorted(messages(pages)) == ["1", "2", "3", "4", "5"]
    assert messages(desk.pull(pages[-1].cursor)) == []


def test_a_ticket_that_vanishes_without_a_word_is_gone_after_the_count_of_tickets() -> None:
    desk = Desk()
    for number in range(1, 6):
        desk.write(number, number, "Create", minute=number)
    first = desk.pull()
    del desk.tickets_[3]
    second = desk.pull(first[-1].cursor)
    assert [page.gone for page in second if page.gone] == [("3",)]
    third = desk.pull(second[-1].cursor)
    assert not any(page.gone for page in third)
    assert desk.asked <= 4


def test_a_server_whose_count_never_fits_is_not_listed_anew_each_time() -> None:
    desk = Desk()
    desk.write(1, 1, "Create")
    honest = desk.latest

    desk.latest = lambda page: Listing(items=honest(page).items, total=6)  # type: ignore[method-assign]
    first = desk.pull()
    counted_again = desk.asked
    second = desk.pull(first[-1].cursor)
    assert second[-1].exhausted
    assert desk.asked == 3 < counted_again

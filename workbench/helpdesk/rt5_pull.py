"""The pull from Request Tracker 5: what is read when, so that nothing is missed and little asked twice.

First all tickets by number, then all messages up to the newest one of that moment, then what changed since.
The feed of changes hides rows that we have no right to, and rows may appear late, below others that were
read already. So some of it is read twice, and in the end the tickets that were updated last are looked
over, which rights cannot hide.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta

from workbench.helpdesk import rt5_read as read
from workbench.helpdesk.port import Page, RemoteMessage
from workbench.helpdesk.rt5_api import AT_ONCE, MESSAGES, Rt5Api
from workbench.helpdesk.rt5_cursor import Phase, Progress
from workbench.helpdesk.rt5_people import Rt5People
from workbench.helpdesk.rt5_wire import Part, Ticket, Transaction, User
from workbench.kernel.clock import from_text
from workbench.kernel.ids import RemoteId

_OVERLAP = 200  # transactions that are read again, for their numbers are given before they can be seen
_MOST_HIDDEN_PAGES = 200
_FETCHERS = 2
_MESSAGES_A_PAGE = 180
_UPDATE_FOLLOWS = timedelta(seconds=30)  # how long after a change its ticket may count as updated by it


class Rt5Pull:
    """One pull, from where ``progress`` stands."""

    def __init__(self, api: Rt5Api, staff: Rt5People, progress: Progress) -> None:
        self._api = api
        self._staff = staff
        self._at = progress
        self._people: dict[int, tuple[User, ...]] = {}
        self._told: dict[int, datetime] = {}
        self._begun: dict[int, str] = {}
        self._is_fresh = False  # whether what lies before the feed was read just now

    def pages(self) -> Iterator[Page]:
        """Pages to the end; the last one is exhausted. Raises what the client raises."""
        if self._at.phase is Phase.LIST:
            yield from self._list()
        if self._at.phase is Phase.HISTORY:
            yield from self._history()
        yield from self._feed()
        yield from self._sweep()
        yield Page(cursor=self._at.text(), exhausted=True)

    def _list(self) -> Iterator[Page]:
        if not self._at.begun:
            self._at.head = self._api.head()
            self._at.seen |= self._told_by_the_listing()
            self._note_swept(self._api.latest(1).rows if self._at.head else [])
            self._at.begun = True
        for tickets in self._api.tickets_after(self._at.after):
            self._at.after = tickets[-1].id
            yield self._page(tickets)
        self._at.phase, self._at.after = Phase.HISTORY, 0

    def _told_by_the_listing(self) -> set[int]:
        """Changes of late that are no messages: the listing, which begins after them, shows what they did."""
        steps = self._api.changes_after(max(0, self._at.head - _OVERLAP))
        return {step.id for step in steps if step.type not in MESSAGES}

    def _history(self) -> Iterator[Page]:
        for steps, messages in self._read_ahead(self._past_steps()):
            self._at.after = steps[-1].id
            self._at.seen |= {step.id for step in steps}
            yield self._page([], messages)
        self._at.phase, self._at.after = Phase.FEED, max(self._at.after, self._at.head)
        self._is_fresh = True

    def _past_steps(self) -> Iterator[list[Transaction]]:
        """The messages up to the head; that end is known, so an empty page before it hides rows."""
        after, page = self._at.after, 1
        while after < self._at.head and page <= _MOST_HIDDEN_PAGES:
            if steps := self._api.messages_between(after, self._at.head, page):
                after, page = steps[-1].id, 1
                yield steps
            else:
                page += 1

    def _read_ahead(
        self, batches: Iterator[list[Transaction]]
    ) -> Iterator[tuple[list[Transaction], list[RemoteMessage]]]:
        """Each batch with its messages, in order, whose words are fetched while the next batch is asked for."""
        pool = ThreadPoolExecutor(_FETCHERS, thread_name_prefix="rt5")
        waiting: deque[tuple[list[Transaction], Future[list[RemoteMessage]]]] = deque()
        try:
            for steps in _regrouped(batches, _MESSAGES_A_PAGE):
                shown = [step for step in steps if step.object_id in self._at.known]
                self._know_people(shown)
                waiting.append((steps, pool.submit(self._messages, shown)))
                if len(waiting) > _FETCHERS:
                    done, messages = waiting.popleft()
                    yield done, messages.result()
            while waiting:
                done, messages = waiting.popleft()
                yield done, messages.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _feed(self) -> Iterator[Page]:
        position = self._at.after if self._is_fresh else max(0, self._at.after - _OVERLAP)
        while steps := self._api.changes_after(position):
            position = steps[-1].id
            fresh = [step for step in steps if step.id not in self._at.seen]
            self._at.after = max(self._at.after, position)
            if fresh:
                yield from self._changed(fresh)

    def _changed(self, steps: list[Transaction]) -> Iterator[Page]:
        """The tickets of these steps as they are now, their new messages, and who is gone."""
        for step in steps:
            self._told[step.object_id] = max(self._told.get(step.object_id, step.at), step.at)
        touched = {step.object_id for step in steps}
        tickets = self._api.tickets(touched)
        gone = (touched & self._at.known) - {ticket.id for ticket in tickets}
        born = {step.object_id for step in steps if step.type == "Create"}
        strangers = {ticket.id for ticket in tickets} - self._at.known - born
        self._at.seen |= {step.id for step in steps}
        self._know(tickets)
        yield from self._page_with_past(tickets, steps, strangers, gone)

    def _sweep(self) -> Iterator[Page]:
        """Tickets that were updated without a word in the feed, and those that came or went unseen."""
        total: int | None = None
        newest: list[Ticket] = []
        page = 1
        while True:
            listing = self._api.latest(page)
            total = listing.total if page == 1 else total
            newer = [ticket for ticket in listing.rows if self._is_newer(ticket)]
            newest += newer
            untold = [ticket for ticket in newer if not self._was_told(ticket)]
            if untold:
                yield from self._caught_up(untold)
            if not newer:
                break
            page += 1
        self._note_swept(newest)
        if total is not None and total - len(self._at.known) != self._at.drift:
            yield from self._recount(total)

    def _caught_up(self, tickets: list[Ticket]) -> Iterator[Page]:
        strangers = {ticket.id for ticket in tickets} - self._at.known
        self._know(tickets)
        yield self._page(tickets)
        known = {ticket.id for ticket in tickets} - strangers
        since = max(0, self._at.after - _OVERLAP)
        for steps in self._api.changes_of(known, since):
            fresh = [step for step in steps if step.id not in self._at.seen]
            self._at.seen |= {step.id for step in fresh}
            if messages := self._messages(fresh):
                yield self._page([], messages)
        yield from self._past(strangers)

    def _recount(self, total: int) -> Iterator[Page]:
        """List all tickets again and tell which came and which went."""
        there: dict[int, Ticket] = {}
        for tickets in self._api.tickets_after(0):
            there |= {ticket.id: ticket for ticket in tickets}
        gone = self._at.known - there.keys()
        came = sorted(there.keys() - self._at.known)
        self._know(there.values())
        for first in range(0, len(came), AT_ONCE):
            some = came[first : first + AT_ONCE]
            yield self._page([there[number] for number in some])
            yield from self._past(set(some))
        self._at.known = set(there)
        self._at.drift = total - len(there)
        if gone:
            yield self._page([], gone=gone)

    def _page_with_past(
        self, tickets: list[Ticket], steps: list[Transaction], strangers: set[int], gone: set[int]
    ) -> Iterator[Page]:
        here = {ticket.id for ticket in tickets} - strangers  # theirs come with their past, the oldest first
        yield self._page(tickets, self._messages([step for step in steps if step.object_id in here]), gone)
        yield from self._past(strangers)

    def _past(self, tickets: set[int]) -> Iterator[Page]:
        """All messages of tickets that were not to be seen before."""
        for steps in self._api.changes_of(tickets, 0, MESSAGES):
            self._at.seen |= {step.id for step in steps}
            yield self._page([], self._messages(steps))

    def _messages(self, steps: Iterable[Transaction]) -> list[RemoteMessage]:
        said = [step for step in steps if step.type in MESSAGES]
        parts: dict[int, list[Part]] = {step.id: [] for step in said}
        for part in self._api.parts(parts):
            parts.setdefault(part.transaction_id, []).append(part)
        given = [read.Said(step, parts[step.id], self._people.get(step.object_id, ())) for step in said]
        self._begun |= {each.step.object_id: marker for each in given if (marker := read.begun(each))}
        return [read.message(each, self._staff.is_staff) for each in given]

    def _page(self, tickets: list[Ticket], messages: Iterable[RemoteMessage] = (), gone: Iterable[int] = ()) -> Page:
        self._know(tickets)
        self._at.known |= {ticket.id for ticket in tickets}
        self._at.known -= set(gone)
        self._at.seen = {step for step in self._at.seen if step > self._at.after - _OVERLAP}
        return Page(
            tickets=tuple(read.ticket(ticket, self._begun.get(ticket.id, "")) for ticket in tickets),
            messages=tuple(messages),
            gone=tuple(RemoteId(str(number)) for number in sorted(gone)),
            cursor=self._at.text(),
        )

    def _know(self, tickets: Iterable[Ticket]) -> None:
        self._people |= {ticket.id: ticket.requestors for ticket in tickets}

    def _know_people(self, steps: list[Transaction]) -> None:
        """Who asked on these tickets; it is known already unless an earlier pull was broken off."""
        missing = {step.object_id for step in steps} - self._people.keys()
        self._know(self._api.tickets(missing))
        self._people |= dict.fromkeys(missing - self._people.keys(), ())

    def _is_newer(self, ticket: Ticket) -> bool:
        if ticket.last_updated == self._at.swept:
            return ticket.id not in self._at.edge
        return ticket.last_updated > self._at.swept

    def _was_told(self, ticket: Ticket) -> bool:
        told = self._told.get(ticket.id)
        return told is not None and from_text(ticket.last_updated) - told <= _UPDATE_FOLLOWS

    def _note_swept(self, tickets: list[Ticket]) -> None:
        latest = max((ticket.last_updated for ticket in tickets), default=self._at.swept)
        edge = {ticket.id for ticket in tickets if ticket.last_updated == latest}
        self._at.edge = edge | self._at.edge if latest == self._at.swept else edge
        self._at.swept = latest


def _regrouped(batches: Iterable[list[Transaction]], size: int) -> Iterator[list[Transaction]]:
    """The same steps in the same order, ``size`` at a time: each batch costs some requests whatever its length."""
    held: list[Transaction] = []
    for steps in batches:
        held += steps
        while len(held) >= size:
            yield held[:size]
            held = held[size:]
    if held:
        yield held

"""One round for a tracker: carry out what waits, then read how its issues stand. Blocking; threads are the caller's."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from workbench.feedback.trackers import repo
from workbench.feedback.trackers.accounts import TrackerAccounts
from workbench.feedback.trackers.deliver import deliver
from workbench.feedback.trackers.model import PushReport, TrackerAccount
from workbench.feedback.trackers.port import Tracker
from workbench.feedback.trackers.queue import PushQueue, in_flight_until
from workbench.kernel.changes import Changes, ChangeSet, Kind
from workbench.kernel.clock import Clock, from_text, left_until
from workbench.kernel.errors import AccountGone, Busy, TicketFault, WorkbenchError
from workbench.kernel.ids import TrackerId
from workbench.store import Store

LOOK_EVERY = timedelta(minutes=15)
_LOOKS_A_ROUND = 50
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerStatus:
    """How a tracker stands. ``title`` and ``cure`` say what is wrong; empty when nothing is."""

    at: datetime | None = None
    title: str = ""
    cure: str = ""


class TrackerSync:
    """One round at a time for each tracker, over a connection of its own."""

    def __init__(
        self, store: Store, clock: Clock, accounts: TrackerAccounts, queue: PushQueue, changes: Changes
    ) -> None:
        self._store = store
        self._clock = clock
        self._accounts = accounts
        self._queue = queue
        self._changes = changes
        self._guard = threading.Lock()
        self._rounds: dict[TrackerId, threading.Lock] = {}
        self._adapters: dict[TrackerId, Tracker] = {}
        self._status: dict[TrackerId, TrackerStatus] = {}
        self._failures: dict[TrackerId, int] = {}
        self._not_before: dict[TrackerId, datetime] = {}

    def status(self, tracker: TrackerId) -> TrackerStatus:
        return self._status.get(tracker, TrackerStatus())

    def round(self, tracker: TrackerId, *, look_again: bool = False) -> PushReport:
        """Settle and send what waits, then read issues that were not read for a while; with ``look_again`` all of them.

        Raises Offline, Busy, AuthFailed, ServerFault, KeyringFault, StoreFault, AccountGone; what waits stays queued.
        """
        with self._guard:
            mine = self._rounds.setdefault(tracker, threading.Lock())
        with mine:
            account = self._accounts.one(tracker)
            if account is None:
                raise AccountGone
            try:
                adapter = self._adapter(account)
                report = self._look(account, adapter, deliver(self._queue, self._clock, account, adapter), look_again)
            except WorkbenchError as error:
                self._note(tracker, error)
                raise
            self._failures[tracker] = 0
            self._say(tracker, TrackerStatus(at=self._clock.now()))
            return report

    def due_in(self, tracker: TrackerId) -> timedelta | None:
        """How long until there is something to do; None where nothing waits and no issue is known."""
        now = self._clock.now()
        times = [at for at in (self._queue.next_at(tracker, now), self._next_look(tracker, now)) if at]
        with self._guard:
            adapter = self._adapters.get(tracker)
        settle = adapter.caps.settle if adapter else timedelta(0)
        times += [at for push in self._queue.in_flight(tracker) if (at := in_flight_until(push, settle, now))]
        return (
            max(min(times) - now, left_until(self._not_before.get(tracker, now), now), timedelta(0)) if times else None
        )

    def forget(self, tracker: TrackerId) -> None:
        """Drop the connection of a tracker that was removed or signed in anew."""
        with self._guard:
            dropped = self._adapters.pop(tracker, None)
            self._status.pop(tracker, None)
            self._failures.pop(tracker, None)
            self._not_before.pop(tracker, None)
        if dropped:
            dropped.close()

    def close(self) -> None:
        """Let go of every connection."""
        for tracker in list(self._adapters):
            self.forget(tracker)

    def _look(self, account: TrackerAccount, adapter: Tracker, report: PushReport, again: bool) -> PushReport:
        now = self._clock.now()
        before = now if again else now - LOOK_EVERY
        looked = 0
        for issue in repo.to_look(self._store.read(), account.id, before, now, _LOOKS_A_ROUND):
            try:
                found = adapter.look(issue.remote)
            except TicketFault:
                found = None
            self._store.write(lambda tx: repo.keep_look(tx, issue.id, found, now), origin="trackers.look")  # noqa: B023
            looked += 1
        return replace(report, looked=looked)

    def _next_look(self, tracker: TrackerId, now: datetime) -> datetime | None:
        oldest = repo.oldest_look(self._store.read(), tracker, now)
        if oldest is None:
            return None
        return from_text(oldest) + LOOK_EVERY if oldest else now

    def _note(self, tracker: TrackerId, error: WorkbenchError) -> None:
        """Come back later and later, and not before the tracker wants us to."""
        failures = self._failures.get(tracker, 0) + 1
        self._failures[tracker] = failures
        wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(failures - 1, 6))
        if isinstance(error, Busy):
            wait = max(error.retry_after, timedelta(seconds=1))
        self._not_before[tracker] = self._clock.now() + wait
        self._say(tracker, TrackerStatus(at=self.status(tracker).at, title=error.title, cure=error.cure))

    def _say(self, tracker: TrackerId, status: TrackerStatus) -> None:
        changed = (self.status(tracker).title, self.status(tracker).cure) != (status.title, status.cure)
        self._status[tracker] = status
        if changed:
            self._changes.publish(ChangeSet({Kind.TRACKER: frozenset({tracker})}, "trackers.status"))

    def _adapter(self, account: TrackerAccount) -> Tracker:
        with self._guard:
            known = self._adapters.get(account.id)
        if known is None:
            known = self._accounts.adapter(account)
            with self._guard:
                self._adapters[account.id] = known
        return known

"""Pull and deliver for an account, and say how it stands. Blocking; threads are the caller's."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from workbench.helpdesk.model import Account
from workbench.helpdesk.port import Adapter
from workbench.helpdesk.service import AccountService
from workbench.kernel.changes import Changes, ChangeSet, Kind
from workbench.kernel.clock import Clock, left_until
from workbench.kernel.errors import AccountGone, AuthFailed, Busy, Offline, WorkbenchError
from workbench.kernel.ids import AccountId
from workbench.outbox.service import OutboxService
from workbench.store import Store
from workbench.sync.deliver import deliver
from workbench.sync.model import DeliveryReport, Phase, PullReport, SyncStatus
from workbench.sync.pull import pull

T = TypeVar("T")


class Lane(StrEnum):
    """What runs beside each other: a reply does not wait for the end of a long pull."""

    PULL = "pull"
    DELIVER = "deliver"


Key = tuple[AccountId, Lane]


class SyncService:
    """One pull and one delivery at a time for each account, each over a connection of its own."""

    def __init__(
        self, store: Store, clock: Clock, accounts: AccountService, outbox: OutboxService, changes: Changes
    ) -> None:
        self._store = store
        self._clock = clock
        self._accounts = accounts
        self._outbox = outbox
        self._changes = changes
        self._adapters: dict[Key, Adapter] = {}
        self._lanes: dict[Key, threading.Lock] = {}
        self._status: dict[AccountId, SyncStatus] = {}
        self._failures: dict[AccountId, int] = {}
        self._not_before: dict[AccountId, datetime] = {}
        self._guard = threading.Lock()

    def status(self, account: AccountId) -> SyncStatus:
        return self._status.get(account, SyncStatus())

    def failures(self, account: AccountId) -> int:
        """How many looks in a row have failed."""
        return self._failures.get(account, 0)

    def must_wait(self, account: AccountId) -> timedelta:
        """How long the helpdesk asked us to leave it alone, from now on."""
        now = self._clock.now()
        return left_until(self._not_before.get(account, now), now)

    def sync(self, account: AccountId) -> tuple[DeliveryReport, PullReport]:
        """Deliver, then pull. Raises what went wrong after noting it in `status`."""
        return self.deliver(account), self.pull(account)

    def pull(self, account: AccountId) -> PullReport:
        """Bring in what is new. Raises Offline, Busy, AuthFailed, ServerFault, StoreFault, AccountGone."""
        return self._guarded((account, Lane.PULL), lambda found, desk: pull(self._store, self._clock, found, desk))

    def deliver(self, account: AccountId) -> DeliveryReport:
        """Send what is due and settle what is unsettled. Raises as `pull` does; what waits stays queued."""
        return self._guarded(
            (account, Lane.DELIVER), lambda found, desk: deliver(self._outbox, self._clock, found, desk)
        )

    def due_in(self, account: AccountId) -> timedelta | None:
        """How long until the outbox has something to do for ``account``; None when nothing waits."""
        times = [at for at in (self._outbox.next_at(account),) if at]
        desk = self._adapters.get((account, Lane.DELIVER))
        settle = desk.caps.settle if desk else timedelta(0)
        now = self._clock.now()
        times += [
            min(out.wired_at, now) + out.settle(settle) for out in self._outbox.in_flight(account) if out.wired_at
        ]
        return max(min(times) - now, self.must_wait(account)) if times else None

    def forget(self, account: AccountId) -> None:
        """Drop the connection of an account that was removed or signed in anew."""
        with self._guard:
            dropped = [self._adapters.pop((account, lane), None) for lane in Lane]
            self._status.pop(account, None)
            self._failures.pop(account, None)
            self._not_before.pop(account, None)
        for adapter in dropped:
            if adapter:
                adapter.close()

    def close(self) -> None:
        """Let go of every connection."""
        for account, _ in list(self._adapters):
            self.forget(account)

    def _guarded(self, key: Key, work: Callable[[Account, Adapter], T]) -> T:
        account, lane = key
        pulling = lane is Lane.PULL
        with self._lane(key):
            found = self._accounts.one(account)
            if found is None:
                raise AccountGone
            try:
                if pulling:
                    self._say(account, SyncStatus(phase=Phase.PULLING, at=found.pulled_at))
                result = work(found, self._adapter(found, lane))
            except WorkbenchError as error:
                if self._accounts.one(account) is None:
                    raise AccountGone from error
                self._failures[account] = self.failures(account) + 1
                if isinstance(error, Busy):
                    self._not_before[account] = self._clock.now() + error.retry_after
                self._say(
                    account, SyncStatus(phase=_phase(error), at=found.pulled_at, title=error.title, cure=error.cure)
                )
                raise
            if pulling:  # a delivery that had nothing to do has not reached anybody
                self._failures[account] = 0
                self._say(account, SyncStatus(phase=Phase.CURRENT, at=self._clock.now()))
            return result

    def _adapter(self, account: Account, lane: Lane) -> Adapter:
        with self._guard:
            known = self._adapters.get((account.id, lane))
        if known is None:
            known = self._accounts.adapter(account)
            with self._guard:
                self._adapters[account.id, lane] = known
        return known

    def _lane(self, key: Key) -> threading.Lock:
        with self._guard:
            return self._lanes.setdefault(key, threading.Lock())

    def _say(self, account: AccountId, status: SyncStatus) -> None:
        self._status[account] = status
        self._changes.publish(ChangeSet({Kind.ACCOUNT: frozenset({account})}, "sync.status"))


def _phase(error: WorkbenchError) -> Phase:
    match error:
        case Offline():
            return Phase.OFFLINE
        case Busy():
            return Phase.WAITING
        case AuthFailed():
            return Phase.SIGN_IN
        case _:
            return Phase.FAULT

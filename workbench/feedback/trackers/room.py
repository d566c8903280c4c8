"""The room of trackers, joined: who is connected, what topics become there, and the rounds between here and there."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.feedback.topics.service import TopicService
from workbench.feedback.trackers.accounts import TrackerAccounts
from workbench.feedback.trackers.port import Signed
from workbench.feedback.trackers.queue import PushQueue
from workbench.feedback.trackers.registry import InstalledTrackers, Trackers
from workbench.feedback.trackers.service import TrackerService
from workbench.feedback.trackers.sync import TrackerSync
from workbench.kernel.changes import Changes
from workbench.kernel.clock import Clock
from workbench.kernel.errors import AccountGone
from workbench.kernel.ids import TrackerId
from workbench.secrets.port import SecretStore
from workbench.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerRoom:
    """``accounts``: trackers that are set up; ``issues``: topics there; ``sync``: what goes between."""

    accounts: TrackerAccounts
    issues: TrackerService
    sync: TrackerSync

    def remove(self, tracker: TrackerId) -> None:
        """Take a tracker away; what is under way for it ends. Raises KeyringFault, StoreFault."""
        self.sync.forget(tracker)
        self.accounts.remove(tracker)

    def check(self, tracker: TrackerId) -> Signed:
        """Whether the tracker takes us still, and the project issues. Raises what a sign-in raises, AccountGone."""
        account = self.accounts.one(tracker)
        if account is None:
            raise AccountGone
        adapter = self.accounts.adapter(account)
        try:
            return adapter.sign_in()
        finally:
            adapter.close()

    def close(self) -> None:
        self.sync.close()


def tracker_room(
    store: Store,
    clock: Clock,
    changes: Changes,
    secrets: SecretStore,
    topics: TopicService,
    trackers: Trackers | None = None,
) -> TrackerRoom:
    """The room over an open store."""
    accounts = TrackerAccounts(store, clock, secrets, trackers or InstalledTrackers())
    return TrackerRoom(
        accounts=accounts,
        issues=TrackerService(store, clock, topics, accounts),
        sync=TrackerSync(store, clock, accounts, PushQueue(store, clock), changes),
    )

"""What waits to be pushed, and what became of it. A push is in exactly one state, and "sending" is on the disk before
anything is on the wire.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from workbench.feedback.trackers import repo
from workbench.feedback.trackers.model import Form, Push, TrackerAccount
from workbench.feedback.trackers.places import url_of
from workbench.feedback.trackers.port import Ambiguous, Made, Outcome, Refused, Rejected
from workbench.feedback.trackers.states import State
from workbench.kernel.clock import Clock, to_text
from workbench.kernel.ids import IssueId, PushId, TrackerId, new_id
from workbench.store import Row, Store, Tx


class PushQueue:
    """The queue that a round of delivery works on."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def one(self, push: PushId) -> Push | None:
        return repo.push(self._store.read(), push)

    def in_flight(self, tracker: TrackerId) -> Sequence[Push]:
        """What was sent without an answer: to be looked for, never to be sent blindly again."""
        return repo.in_flight(self._store.read(), tracker)

    def due(self, tracker: TrackerId) -> Push | None:
        """The next one that may go out now."""
        return repo.due(self._store.read(), tracker, self._clock.now())

    def next_at(self, tracker: TrackerId, now: datetime) -> datetime | None:
        """When the next queued one may go out; ``now`` where it may already."""
        return repo.next_at(self._store.read(), tracker, now)

    def begin(self, push: PushId, edge: str) -> bool:
        """Note, before the wire, that it is about to be sent. False: it was taken back meanwhile.

        The edge of the first attempt stays: a look must reach back before every copy that may exist.
        """
        at = to_text(self._clock.now())

        def work(tx: Tx) -> bool:
            found = repo.push(tx, push)
            if found is None:
                return False
            first = edge if found.edge is None else found.edge
            return repo.move(tx, push, State.SENDING, edge=first, wired_at=at, attempts=found.attempts + 1)

        return self._store.write(work, origin="trackers.begin")

    def settle(self, push: PushId, outcome: Outcome, account: TrackerAccount) -> None:
        """Keep the tracker's answer; what was made becomes an issue of its topic."""
        now = self._clock.now()

        def work(tx: Tx) -> None:
            found = repo.push(tx, push)
            if found is None:
                return
            match outcome:
                case Made(remote):
                    _made(tx, found, account, remote, now)
                case Refused(reason, retry_after):
                    repo.move(tx, push, State.QUEUED, not_before=to_text(now + retry_after), reason=reason)
                case Rejected(reason):
                    repo.move(tx, push, State.FAILED, reason=reason)
                case Ambiguous(reason):
                    repo.note_lost(tx, push, reason, now)

        self._store.write(work, origin="trackers.settle")

    def ask(self, push: PushId, reason: str) -> None:
        """It needs a look by a person."""
        self._store.write(lambda tx: repo.move(tx, push, State.ASK, reason=reason), origin="trackers.ask")

    def not_found(self, push: PushId) -> None:
        """A look showed that it did not arrive: it goes out again."""
        at = to_text(self._clock.now())
        self._store.write(
            lambda tx: repo.move(tx, push, State.QUEUED, not_before=at, reason=""), origin="trackers.not_found"
        )


def in_flight_until(push: Push, settle: timedelta, now: datetime) -> datetime | None:
    """When one without an answer may be looked for."""
    return min(push.wired_at, now) + settle if push.wired_at else None


def _made(tx: Tx, found: Push, account: TrackerAccount, remote: str, at: datetime) -> None:
    """Keep that it is there. An issue that was linked by hand meanwhile is that issue."""
    if found.form is Form.COMMENT:
        repo.move(
            tx, found.id, State.MADE, made_at=to_text(at), reason="", url=url_of(account.kind, account.address, remote)
        )
        return
    url = url_of(account.kind, account.address, remote)
    known = repo.issue_at(tx, found.topic, url)
    issue = known or IssueId(new_id())
    if known is None:
        repo.add_issue(tx, issue_row(issue, found.topic, account.id, remote, url, found.title, at))
    repo.move(tx, found.id, State.MADE, made_at=to_text(at), reason="", url=url, issue_id=issue)


def issue_row(issue: IssueId, topic: str, tracker: TrackerId, remote: str, url: str, title: str, at: datetime) -> Row:
    """A new row of an issue that was not read yet."""
    return {
        "id": issue,
        "topic_id": topic,
        "tracker_id": tracker,
        "remote": remote,
        "url": url,
        "title": title,
        "labels": json.dumps([]),
        "linked_at": to_text(at),
    }

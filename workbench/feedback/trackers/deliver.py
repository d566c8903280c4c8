"""Carry out what waits for a tracker, once: no tracker takes a key against doing it twice.

As with replies: "sending" is on the disk before the wire, every lost answer may have arrived, a look comes only when no
copy can still be on its way, and only a look that succeeded and found nothing lets it go out again.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.feedback.trackers.marks import marker
from workbench.feedback.trackers.model import Form, Push, PushReport, TrackerAccount
from workbench.feedback.trackers.port import Ambiguous, Made, Outcome, Refused, Rejected, Tracker
from workbench.feedback.trackers.queue import PushQueue
from workbench.feedback.trackers.states import may_look
from workbench.kernel.clock import Clock
from workbench.kernel.errors import TicketFault


def deliver(queue: PushQueue, clock: Clock, account: TrackerAccount, tracker: Tracker) -> PushReport:
    """Settle what is unsettled, then send what is due. Raises what reading raises; nothing is lost by that."""
    report = PushReport()
    for waiting in queue.in_flight(account.id):
        report = _settle(queue, clock, account, tracker, waiting, report)
    while found := queue.due(account.id):
        report = _next(queue, account, tracker, found, report)
    return report


def _next(queue: PushQueue, account: TrackerAccount, tracker: Tracker, found: Push, report: PushReport) -> PushReport:
    """Send one. Where it was tried before, whatever became of that, it is looked for first."""
    if found.form is Form.COMMENT and not found.remote:
        return _kept(queue, account, found, Rejected("The issue that it belongs to is not linked any more."), report)
    try:
        there = _there(tracker, found) if found.attempts else None
        edge = tracker.edge() if found.form is Form.ISSUE and found.edge is None else found.edge or ""
    except TicketFault as error:
        return _asked(queue, found, str(error), report)
    if not queue.begin(found.id, edge):
        return report
    outcome = Made(there) if there is not None else _do(tracker, found)
    return _kept(queue, account, found, outcome, report)


def _do(tracker: Tracker, found: Push) -> Outcome:
    if found.form is Form.COMMENT:
        return tracker.say(found.remote, found.body)
    outcome = tracker.make(found.title, found.body)
    return Ambiguous("The tracker did not say which issue it made.") if outcome == Made("") else outcome


def _settle(
    queue: PushQueue, clock: Clock, account: TrackerAccount, tracker: Tracker, waiting: Push, report: PushReport
) -> PushReport:
    if waiting.wired_at is not None and waiting.wired_at > clock.now():  # it was set back: the wait begins now
        return _kept(queue, account, waiting, Ambiguous(waiting.reason), report)
    if waiting.wired_at is None or not may_look(waiting.wired_at, tracker.caps.settle, clock.now()):
        return replace(report, unsettled=report.unsettled + 1)
    if waiting.form is Form.COMMENT and not waiting.remote:
        return _asked(
            queue, waiting, "Its issue is not linked any more. Look there whether the comment arrived.", report
        )
    try:
        there = _there(tracker, waiting)
    except TicketFault as error:
        return _asked(queue, waiting, str(error), report)
    if there is None:
        queue.not_found(waiting.id)
        return report
    return _kept(queue, account, waiting, Made(there), report)


def _there(tracker: Tracker, push: Push) -> str | None:
    """The issue that holds it, where it arrived. Raises what reading raises, TicketFault where nobody can tell."""
    if push.form is Form.COMMENT:
        return push.remote if tracker.has_said(push.remote, marker(push.id)) else None
    return tracker.find(marker(push.id), push.edge or "")


def _asked(queue: PushQueue, push: Push, reason: str, report: PushReport) -> PushReport:
    queue.ask(push.id, reason)
    return replace(report, asked=report.asked + 1)


def _kept(queue: PushQueue, account: TrackerAccount, push: Push, outcome: Outcome, report: PushReport) -> PushReport:
    queue.settle(push.id, outcome, account)
    match outcome:
        case Made():
            return replace(report, made=report.made + 1)
        case Refused():
            return replace(report, refused=report.refused + 1)
        case Rejected():
            return replace(report, rejected=report.rejected + 1)
        case Ambiguous():
            return replace(report, unsettled=report.unsettled + 1)

"""Deliver what waits in the outbox, exactly once where the helpdesk stores a marker with the message.

No helpdesk offers an idempotency key for replies, so: note "sending" on the disk before the wire; treat every lost
answer as "may have arrived"; wait until no copy can still be on its way; read the ticket back; send again only after a
look that succeeded and found nothing. Reading back at once is not enough: a request can arrive after its sender gave
up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from workbench.helpdesk.model import Account
from workbench.helpdesk.port import Adapter, Ambiguous, Outcome, OutKind, Refused, Rejected, Sent
from workbench.kernel.clock import Clock
from workbench.kernel.errors import TicketFault
from workbench.outbox.model import Outgoing
from workbench.outbox.service import OutboxService
from workbench.outbox.states import State, after_look, may_look
from workbench.sync.model import DeliveryReport

_TICKET_AGAIN = timedelta(minutes=5)


def deliver(outbox: OutboxService, clock: Clock, account: Account, adapter: Adapter) -> DeliveryReport:
    """Settle what is unsettled, then send what is due. One ticket's fault never holds up another's reply.

    Raises what else reading raises; nothing is lost by that.
    """
    report = DeliveryReport()
    for waiting in outbox.in_flight(account.id):
        try:
            report = _settle(outbox, clock, adapter, waiting, report)
        except TicketFault as error:
            if waiting.first is not None:  # nothing has gone to the customer yet
                outbox.settle(waiting.id, Refused(str(error), _TICKET_AGAIN))
                report = replace(report, refused=report.refused + 1)
                continue
            # Nobody but the agent can find out any more.
            outbox.ask(waiting.id, "arrived", str(error))
            report = replace(report, asked=report.asked + 1)
    while found := outbox.due(account.id):
        try:
            report = _next(outbox, adapter, found, report)
        except TicketFault as error:
            outbox.settle(found.id, Refused(str(error), _TICKET_AGAIN))
            report = replace(report, refused=report.refused + 1)
    return report


def _next(outbox: OutboxService, adapter: Adapter, found: Outgoing, report: DeliveryReport) -> DeliveryReport:
    if found.first is not None:
        return _begin(outbox, adapter, found, report)
    if _customer_wrote(adapter, found):
        outbox.ask(found.id, "wrote", "The customer wrote again after you began this reply.")
        return replace(report, asked=report.asked + 1)
    if obstacle := _missing(outbox, found) or adapter.obstacle(found.operation(None)):
        outbox.settle(found.id, obstacle)
        return _counted(report, obstacle)
    if not outbox.begin(found.id, adapter.newest(found.remote_ticket)):
        return report
    return _send(outbox, adapter, found, report)


def _begin(outbox: OutboxService, adapter: Adapter, found: Outgoing, report: DeliveryReport) -> DeliveryReport:
    """Have the conversation made that a message begins; its words go afterwards, as a reply on it.

    Where an attempt was made before, whatever became of it, the ticket is looked for first.
    """
    if obstacle := _missing(outbox, found) or _no_beginning(adapter):
        outbox.settle(found.id, obstacle)
        return _counted(report, obstacle)
    tried = found.first is not None and found.first.tried
    there = adapter.find_begun(found.opening()) if tried else None
    if not outbox.begin_first(found.id, None if tried else adapter.edge()):
        return report
    outcome = Sent(there) if there else adapter.begin((outbox.one(found.id) or found).opening())
    if isinstance(outcome, Sent):
        if outcome.remote_id:
            outbox.begun(found.id, outcome.remote_id)
            return report
        outcome = Ambiguous("The helpdesk did not say which ticket it made.")
    outbox.settle(found.id, outcome)
    return _counted(report, outcome)


def _no_beginning(adapter: Adapter) -> Rejected | None:
    return None if adapter.caps.begins else Rejected("This helpdesk lets nobody begin a conversation from here.")


def _send(outbox: OutboxService, adapter: Adapter, found: Outgoing, report: DeliveryReport) -> DeliveryReport:
    begun = outbox.one(found.id) or found
    outcome = adapter.send(outbox.operation(begun, begun.baseline))
    outbox.settle(found.id, outcome)
    return _counted(report, outcome)


def _missing(outbox: OutboxService, found: Outgoing) -> Rejected | None:
    """A reply without the file that it speaks of would be another reply."""
    name = outbox.missing(found)
    return Rejected(f"“{name}” is no longer on this machine. Edit the reply and attach it again.") if name else None


def _counted(report: DeliveryReport, outcome: Outcome) -> DeliveryReport:
    match outcome:
        case Sent():
            return replace(report, sent=report.sent + 1)
        case Refused():
            return replace(report, refused=report.refused + 1)
        case Rejected():
            return replace(report, rejected=report.rejected + 1)
        case Ambiguous():
            return replace(report, unsettled=report.unsettled + 1)


def _settle(
    outbox: OutboxService, clock: Clock, adapter: Adapter, waiting: Outgoing, report: DeliveryReport
) -> DeliveryReport:
    settle = waiting.settle(adapter.caps.settle)
    if waiting.wired_at is not None and waiting.wired_at > clock.now():  # it was set back: the wait begins now
        outbox.settle(waiting.id, Ambiguous(waiting.reason))
    elif waiting.wired_at is not None and may_look(waiting.wired_at, settle, clock.now()):
        return _looked(outbox, adapter, waiting, report)
    return replace(report, unsettled=report.unsettled + 1)


def _looked(outbox: OutboxService, adapter: Adapter, waiting: Outgoing, report: DeliveryReport) -> DeliveryReport:
    """Whether it arrived, now that no copy can be on its way any more."""
    if waiting.kind is OutKind.STATUS:
        # Setting a status twice does no harm, so there is nothing to look for.
        outbox.not_found(waiting.id, State.QUEUED)
        return report
    if waiting.first is not None:
        remote = adapter.find_begun(waiting.opening())
        if remote is not None:
            outbox.begun(waiting.id, remote)
            return report
    else:
        remote = adapter.find(waiting.operation(waiting.baseline))
    then = after_look(remote is not None, adapter.caps.marker)
    if then is State.SENT:
        outbox.settle(waiting.id, Sent(remote))
        return replace(report, sent=report.sent + 1)
    outbox.not_found(waiting.id, then)
    return replace(report, asked=report.asked + 1) if then is State.ASK else report


def _customer_wrote(adapter: Adapter, found: Outgoing) -> bool:
    if found.kind is not OutKind.REPLY or found.confirmed or found.seen is None:
        return False
    return adapter.customer_wrote_after(found.remote_ticket, found.seen)

"""Queue what the agent sends, take it back while that is possible, and keep what became of it.

A reply enters the outbox in the same transaction that clears its draft, so it is never in both and never in neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from workbench.attachments import repo as attachments
from workbench.attachments.files import Files
from workbench.attachments.model import KeptFile
from workbench.certainty.asked import repo as asks
from workbench.certainty.asked.listing import listed
from workbench.certainty.asked.model import Asked
from workbench.certainty.checked import repo as checked
from workbench.drafts import repo as drafts
from workbench.drafts.places import joined
from workbench.drafts.render import render
from workbench.helpdesk.port import Ambiguous, Operation, Outcome, OutFile, OutKind, Refused, Rejected, Sent, Status
from workbench.kernel.clock import Clock, to_text
from workbench.kernel.errors import UserError
from workbench.kernel.gate import NOTHING, PutIn, leaving, look
from workbench.kernel.ids import AccountId, OutgoingId, RemoteId, TicketId, new_id
from workbench.kernel.text import normalise
from workbench.library.inserted import repo as insertions
from workbench.library.inserted.given import given_in
from workbench.library.inserted.service import spent_in
from workbench.outbox import repo
from workbench.outbox.model import (
    Empty,
    HostSends,
    NotFilled,
    Outgoing,
    Queued,
    Scarred,
    SendAnswer,
    Spent,
    TooLate,
    Withdrawn,
)
from workbench.outbox.states import State, after_answer
from workbench.settings.guest import host_only, is_guest_day
from workbench.store import Row, Store, Tx
from workbench.tickets import keep
from workbench.tickets.unsent import repo as unsent
from workbench.tickets.unsent.model import Incomplete

_AHEAD = 1000  # revisions: no save that an editor has on its way already may overwrite what was taken back


class OutboxService:
    """What goes out. Only a person's act puts anything here."""

    def __init__(self, store: Store, clock: Clock, files: Files) -> None:
        self._store = store
        self._clock = clock
        self._files = files

    def queue(
        self,
        ticket: TicketId,
        kind: OutKind,
        markdown: str,
        *,
        hold: timedelta,
        new_status: Status | None = None,
        confirmed: bool = False,
        meant: bool = False,
        keep_draft: bool = False,
        put_in: PutIn = NOTHING,
        files: Sequence[KeptFile] = (),
    ) -> SendAnswer:
        """Put a reply or note in the outbox and clear its draft, in one transaction; or say why not.

        ``hold`` is the time in which it can be taken back. ``confirmed``: the agent knows that the customer wrote
        again; ``meant``: that it holds what a template may have left, or what a snippet said that is recalled by now.
        ``keep_draft``: the words are not those of the draft, which stays with what is attached to it; ``files`` go
        along in any case. ``put_in``: what of it is from snippets; what goes away when it is left does so.
        Raises UserError where text or files are too large, StoreFault where it could not be kept.
        """
        text = normalise(markdown)
        bare = leaving(text, put_in)
        if not bare.strip():
            return Empty()
        if no := self._for_host() or self._incomplete(ticket, kind) or _refused(kind, bare, put_in, meant=meant):
            return no
        asked = listed(self._store.read(), ticket) if kind is OutKind.REPLY else ()
        rendered = render(bare)
        row = self._row(ticket, kind, hold, new_status, confirmed)
        row |= {"markdown": text, "html": rendered.html, "text": rendered.text}

        def work(tx: Tx) -> SendAnswer:
            draft = drafts.load(tx, ticket, kind)
            seen = draft.seen_message if draft else repo.newest_message(tx, ticket)
            if kind is OutKind.REPLY and not confirmed and (wrote := repo.wrote_since(tx, ticket, seen)):
                return wrote
            if not meant and (reasons := spent_in(tx, ticket, kind, bare, self._clock.now().date())):
                return Spent(tuple(reasons))
            same = draft is not None and draft.text == text
            repo.add(tx, row | {"seen_message": seen, "places": draft.places if draft and same else ""})
            attached = [attachments.made(file) for file in files]
            if not keep_draft:
                attached = [*attachments.drop(tx, ticket, kind), *attached]
                _leave_draft(tx, ticket, kind, row["id"], asked, bare, self._clock.now())
            attachments.to_outgoing(tx, attached, row["id"])
            return Queued(OutgoingId(row["id"]), self._clock.now() + hold)

        return self._store.write(work, origin="outbox.queue")

    def _for_host(self) -> HostSends | None:
        return HostSends() if is_guest_day(self._store.read()) else None

    def change_status(self, ticket: TicketId, status: Status, *, hold: timedelta) -> Queued:
        """Queue a change of status. Raises UserError on a guest day, for the helpdesk may tell the customer of it."""
        host_only(self._store.read())
        row = self._row(ticket, OutKind.STATUS, hold, status, True)
        row |= {"markdown": "", "html": "", "text": "", "seen_message": None}
        self._incomplete(ticket, OutKind.STATUS)
        self._store.write(lambda tx: repo.add(tx, row), origin="outbox.status")
        return Queued(OutgoingId(row["id"]), self._clock.now() + hold)

    def withdraw(self, outgoing: OutgoingId) -> Withdrawn | TooLate:
        """Take it back: it will not go out, and its words are in the draft again, before what is there by now."""

        def work(tx: Tx) -> Withdrawn | TooLate:
            found = repo.one(tx, outgoing)
            if found is None or not repo.move(tx, outgoing, State.WITHDRAWN):
                return TooLate()
            insertions.to_draft(tx, outgoing)
            asks.to_draft(tx, outgoing)
            checked.to_draft(tx, outgoing, found.ticket)
            self._back_to_draft(tx, found)
            return Withdrawn(found.ticket, found.kind)

        return self._store.write(work, origin="outbox.withdraw")

    def send_now(self, outgoing: OutgoingId) -> bool:
        """Let a queued, failed or asked-about one go out at once; the agent has decided. False: it has left already.

        Who was asked because the customer wrote again has read that; who tries a failed one again may not have.
        Raises UserError on a guest day: what waits for a decision waits for the host's.
        """
        host_only(self._store.read())

        def work(tx: Tx) -> bool:
            now = self._clock.now()
            found = repo.one(tx, outgoing)
            if found is None or found.state is State.SENDING:  # its answer is still to come
                return False
            if found.state is State.QUEUED:
                return repo.hasten(tx, outgoing, now)
            told = {"confirmed": 1} if found.question == "wrote" else {}
            return repo.move(tx, outgoing, State.QUEUED, not_before=to_text(now), reason="", question="", **told)

        return self._store.write(work, origin="outbox.send_now")

    def it_arrived(self, outgoing: OutgoingId) -> bool:
        """The agent was asked, has looked, and found that it had arrived. False: that is no question any more."""
        at = to_text(self._clock.now())

        def work(tx: Tx) -> bool:
            found = repo.one(tx, outgoing)
            if found is None or found.state is not State.ASK:
                return False
            return repo.move(tx, outgoing, State.SENT, delivered_at=at, reason="", question="")

        return self._store.write(work, origin="outbox.arrived")

    def one(self, outgoing: OutgoingId) -> Outgoing | None:
        return repo.one(self._store.read(), outgoing)

    def listed(self, limit: int = 200) -> Sequence[Outgoing]:
        """What is not settled first, then what went out lately."""
        return repo.listed(self._store.read(), limit)

    def counts(self) -> Mapping[State, int]:
        """How many are queued, sending, failed, and ask for a look."""
        return repo.counts(self._store.read())

    def next_at(self, account: AccountId) -> datetime | None:
        """When the next queued one may go out."""
        return repo.next_at(self._store.read(), account, self._clock.now())

    def due(self, account: AccountId) -> Outgoing | None:
        """The next one that may go out now."""
        return repo.due(self._store.read(), account, self._clock.now())

    def in_flight(self, account: AccountId) -> Sequence[Outgoing]:
        """What was sent without an answer: to be looked for, never to be sent blindly again."""
        return repo.in_flight(self._store.read(), account)

    def begin(self, outgoing: OutgoingId, baseline: RemoteId | None) -> bool:
        """Note, before the wire, that it is about to be sent. False: it was taken back meanwhile.

        The baseline of the first attempt stays: a look must reach back before every copy that may exist.
        """
        at = to_text(self._clock.now())

        def work(tx: Tx) -> bool:
            found = repo.one(tx, outgoing)
            if found is None:
                return False
            first = baseline if found.attempts == 0 else found.baseline
            return repo.move(tx, outgoing, State.SENDING, baseline=first, wired_at=at, attempts=found.attempts + 1)

        return self._store.write(work, origin="outbox.begin")

    def begin_first(self, outgoing: OutgoingId, edge: RemoteId | None) -> bool:
        """Note, before the wire, that its conversation is about to be begun. False: it was taken back meanwhile."""
        at = to_text(self._clock.now())

        def work(tx: Tx) -> bool:
            found = repo.one(tx, outgoing)
            if found is None:
                return False
            unsent.attempted(tx, found.ticket, edge)
            return repo.move(tx, outgoing, State.SENDING, wired_at=at)

        return self._store.write(work, origin="outbox.begin")

    def begun(self, outgoing: OutgoingId, ticket: RemoteId) -> None:
        """The helpdesk has the conversation: its words go next, as a reply on it."""
        at = to_text(self._clock.now())

        def work(tx: Tx) -> None:
            found = repo.one(tx, outgoing)
            if found is not None and repo.move(tx, outgoing, State.QUEUED, not_before=at, wired_at=None, reason=""):
                keep.is_begun(tx, found.ticket, ticket)

        self._store.write(work, origin="outbox.begun")

    def ask(self, outgoing: OutgoingId, question: str, reason: str) -> None:
        """It needs a look by the agent: ``question`` says which (`wrote` or `arrived`), ``reason`` in a sentence."""
        self._store.write(
            lambda tx: repo.move(tx, outgoing, State.ASK, question=question, reason=reason), origin="outbox.ask"
        )

    def settle(self, outgoing: OutgoingId, outcome: Outcome) -> None:
        """Keep the helpdesk's answer."""
        now = self._clock.now()

        def work(tx: Tx) -> None:
            found = repo.one(tx, outgoing)
            if found is None:
                return
            match outcome:
                case Sent(remote_id):
                    repo.move(tx, outgoing, State.SENT, remote_id=remote_id, delivered_at=to_text(now), reason="")
                    repo.set_status(tx, found)
                    given = given_in(repo.places_of(tx, outgoing))
                    insertions.settle(tx, outgoing, leaving(found.markdown), given, now)
                case Refused(reason, retry_after):
                    repo.move(tx, outgoing, State.QUEUED, not_before=to_text(now + retry_after), reason=reason)
                case Rejected(reason):
                    repo.move(tx, outgoing, after_answer(outcome), reason=reason)
                case Ambiguous(reason):  # the settle time counts from when we gave up
                    repo.note_lost(tx, outgoing, reason, now)

        self._store.write(work, origin="outbox.settle")

    def operation(self, found: Outgoing, baseline: RemoteId | None) -> Operation:
        """What the helpdesk is asked to do, with its files."""
        return found.operation(baseline, tuple(self._out(each.file) for each in found.attached))

    def missing(self, found: Outgoing) -> str:
        """The name of a file that goes with it and is no longer there; empty where all are."""
        return next((each.file.name for each in found.attached if not self._files.has(each.file.sha)), "")

    def not_found(self, outgoing: OutgoingId, then: State) -> None:
        """A look showed that it did not arrive: it goes out again, or the agent is asked."""
        if then is State.ASK:
            self.ask(outgoing, "arrived", "The answer was lost, and this helpdesk cannot tell whether it arrived.")
        else:
            now = to_text(self._clock.now())
            self._store.write(
                lambda tx: repo.move(tx, outgoing, State.QUEUED, not_before=now), origin="outbox.not_found"
            )

    def _incomplete(self, ticket: TicketId, kind: OutKind) -> Incomplete | None:
        """Why it cannot begin a conversation. Raises UserError where only a message to the customer can."""
        reader = self._store.read()
        if kind is not OutKind.REPLY and unsent.one(reader, ticket):
            raise UserError("This conversation has not begun.", "Send the first message, then add notes to it.")
        return unsent.incomplete(reader, ticket)

    def _row(self, ticket: TicketId, kind: OutKind, hold: timedelta, status: Status | None, confirmed: bool) -> Row:
        account = repo.account_of(self._store.read(), ticket)
        if account is None:
            raise UserError("This conversation is no longer on this machine.", "Copy your words and open another.")
        now = self._clock.now()
        return {
            "id": new_id(),
            "account_id": account,
            "ticket_id": ticket,
            "kind": kind,
            "new_status": status,
            "state": State.QUEUED,
            "confirmed": int(confirmed),
            "queued_at": to_text(now),
            "not_before": to_text(now + hold),
        }

    def _out(self, file: KeptFile) -> OutFile:
        return OutFile(name=file.name, type=file.type, size=file.size, read=lambda: self._files.read(file))

    def _back_to_draft(self, tx: Tx, found: Outgoing) -> None:
        if found.kind is OutKind.STATUS:
            return
        attachments.to_draft(tx, found.id, found.ticket, found.kind)
        draft = drafts.load(tx, found.ticket, found.kind)
        text, places = found.markdown, repo.places_of(tx, found.id)
        if draft is not None:
            front = f"{found.markdown.rstrip()}\n\n"
            text, places = front + draft.text, joined(places, draft.places, len(front))
        revision = (draft.revision if draft else 0) + _AHEAD
        at = self._clock.now()
        drafts.save(tx, found.ticket, found.kind, text, len(found.markdown), revision, at, places)


def _leave_draft(
    tx: Tx, ticket: TicketId, kind: OutKind, outgoing: OutgoingId, asked: Sequence[Asked], text: str, at: datetime
) -> None:
    """The draft goes; what is known of its words goes with them."""
    insertions.to_outgoing(tx, ticket, kind, outgoing)
    checked.to_outgoing(tx, ticket, kind, outgoing, text)
    asks.keep(tx, ticket, asked, at, outgoing)
    drafts.drop(tx, ticket, kind)


def _refused(kind: OutKind, text: str, put_in: PutIn, *, meant: bool) -> NotFilled | Scarred | None:
    """What a template left in it. A note may hold anything; what is open in it is asked about once."""
    found = look(text, put_in)
    if kind is OutKind.NOTE:
        return Scarred(found.open) if found.open and not meant else None
    if found.open:
        return NotFilled(found.open)
    return Scarred(found.odd) if found.odd and not meant else None

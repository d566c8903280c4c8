"""Goodwill and the rules that stand in its way; boundaries and handing over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from workbench.drafts import drafting
from workbench.feedback import repo as entries
from workbench.feedback.around import deeds, repo
from workbench.feedback.around.model import Boundary, Goodwill, GoodwillNoted, RuleInTheWay
from workbench.feedback.topics import deeds as linking
from workbench.feedback.topics import keep
from workbench.feedback.topics import repo as topics
from workbench.feedback.topics.model import How, Topic, TopicKind
from workbench.helpdesk.port import OutKind
from workbench.kernel.clock import Clock, to_text
from workbench.kernel.errors import UserError
from workbench.kernel.ids import EntryId, TicketId, TopicId, new_id
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import fold, normalise
from workbench.store import Row, Store, Tx

_TWICE = 2


class CareService:
    """What was done for customers, in a line each; and what was agreed to say where enough is enough."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def goodwill(
        self, what: str, *, why: str = "", rule: str = "", ticket: TicketId | None = None
    ) -> Receipt[GoodwillNoted]:
        """Note what was done. A rule that was named before is offered as a topic. Raises UserError where empty."""
        found = repo.ticket(self._store.read(), ticket) if ticket else None
        note = Goodwill(
            id=new_id(),
            what=deeds.needed(what, "It is not said what was done.", "A few words are enough."),
            why=deeds.line(why),
            rule=deeds.line(rule),
            ticket=ticket if found else None,
            ticket_number=found["number"] if found else "",
            practice=bool(found and found["practice"]),
            at=self._clock.now(),
        )
        kept = deeds.add(self._store, "goodwill", _row(note), "Note goodwill")
        return Receipt(value=GoodwillNoted(note, self._named(note)), label=kept.label, inverse=kept.inverse)

    def listed(self) -> Sequence[Goodwill]:
        """The newest first."""
        return repo.goodwill(self._store.read())

    def done_on(self, ticket: TicketId) -> Sequence[Goodwill]:
        """What was done for the customer on a conversation, the first first."""
        return repo.goodwill_on(self._store.read(), ticket)

    def take_back(self, goodwill: str) -> Receipt[bool]:
        """Remove a note of goodwill; what became a topic of it stays."""
        return deeds.remove(self._store, "goodwill", goodwill, "Remove goodwill note")

    def rules(self) -> Sequence[RuleInTheWay]:
        """Rules that were named at least twice and are no topic yet, the latest named first."""
        return [RuleInTheWay(notes[0].rule, tuple(notes)) for notes in repo.rules(self._store.read()).values()]

    def rule_to_topic(self, rule: RuleInTheWay) -> Receipt[Topic]:
        """Make a rule a topic, with what was done in spite of it behind it: seen by us, so it counts no account."""
        now, first = self._clock.now(), rule.notes[0]
        made = Topic(
            id=TopicId(new_id()), title=rule.rule, kind=TopicKind.RULE_IN_THE_WAY, practice=first.practice,
            problem="\n".join(filter(None, (each.why for each in rule.notes))), created_at=now,
        )  # fmt: skip
        seen = [_entry(note, now) for note in rule.notes]

        def work(tx: Tx) -> None:
            topics.add(tx, made)
            for note, row in zip(rule.notes, seen, strict=True):
                entries.add(tx, row)
                linking.link(tx, EntryId(row["id"]), made.id, How.BY_HAND, now)
                repo.change(tx, "goodwill", note.id, {"topic_id": made.id})
            keep.settle(tx)

        def back(tx: Tx) -> None:
            for row in seen:
                entries.remove(tx, EntryId(row["id"]))
            linking.uncreate(tx, made, None, now)
            keep.settle(tx)

        self._store.write(work, origin="around.rule")
        return Receipt(
            value=made, label="Make topic", inverse=lambda: self._store.write(back, origin="around.rule.undo")
        )

    def bound(self, ticket: TicketId, wording: str, ends_on: date) -> Receipt[str]:
        """Note what was agreed to say to the customer of ``ticket``, and until when; the id.

        Raises UserError where nothing is agreed, the day is not to come, or the conversation is not here.
        """
        words = normalise(wording).strip()
        if not words:
            raise UserError("Nothing is agreed yet.", "Write the words that everyone can use.")
        if ends_on <= self._today():
            raise UserError("The last day is not to come.", "A boundary ends; choose a day after today.")
        if repo.ticket(self._store.read(), ticket) is None:
            raise UserError("This conversation is no longer on this machine.", "Open another.")
        now = to_text(self._clock.now())
        row = {"id": new_id(), "ticket_id": ticket, "wording": words, "ends_on": ends_on.isoformat(), "at": now}
        return deeds.add(self._store, "boundary", row, "Set boundary")

    def boundaries(self, ticket: TicketId | None = None) -> Sequence[Boundary]:
        """Those that hold today, the first to end first; of the customer of ``ticket`` where it is given."""
        return repo.boundaries(self._store.read(), self._today(), ticket)

    def ask_to_take(self, boundary: str) -> Receipt[bool]:
        """First step of handing over: somebody was asked in another way than by a note on the conversation."""
        values = {"asked_at": to_text(self._clock.now()), "taken_at": None}
        return deeds.change(self._store, "boundary", boundary, values, "Ask to take over")

    def hand_over(self, boundary: str) -> TicketId | None:
        """Put the words that hand it over into the internal note of its conversation, above what is written there.

        The conversation; None where the boundary is gone. Somebody is asked once a person has sent the note.
        """

        def work(tx: Tx) -> TicketId | None:
            found = repo.boundary(tx, boundary)
            if found is None:
                return None
            drafting.above(tx, found.ticket, OutKind.NOTE, found.hand_over, self._clock.now())
            repo.change(tx, "boundary", boundary, {"drafted_at": to_text(self._clock.now())})
            return found.ticket

        return self._store.write(work, origin="around.hand_over")

    def taken(self, boundary: str) -> Receipt[bool]:
        """Second step: they have taken it. False where nobody was asked, or it is gone."""
        row = repo.raw(self._store.read(), "boundary", boundary)
        if row is None or row["asked_at"] is None:
            return Receipt(value=False, label="Hand over")
        values = {"taken_at": to_text(self._clock.now())}
        return deeds.change(self._store, "boundary", boundary, values, "Hand over")

    def unbound(self, boundary: str) -> Receipt[bool]:
        return deeds.remove(self._store, "boundary", boundary, "Remove boundary")

    def _today(self) -> date:
        return self._clock.now().astimezone().date()

    def _named(self, note: Goodwill) -> RuleInTheWay | None:
        if not note.rule:
            return None
        all_of_it = repo.goodwill(self._store.read(), fold(note.rule))
        same = [each for each in all_of_it if each.practice == note.practice]
        if len(same) < _TWICE or any(each.topic for each in same):
            return None
        return RuleInTheWay(same[0].rule, tuple(same))


def _row(note: Goodwill) -> Row:
    return {
        "id": note.id, "ticket_id": note.ticket, "ticket_number": note.ticket_number, "what": note.what,
        "why": note.why, "rule": note.rule, "rule_key": fold(note.rule), "topic_id": note.topic,
        "practice": int(note.practice), "at": to_text(note.at),
    }  # fmt: skip


def _entry(note: Goodwill, now: datetime) -> Row:
    """What we saw ourselves, as an entry that no customer is counted for."""
    seen = replace(note, why=note.why or note.rule)
    return {
        "id": new_id(), "kind": "criticism", "verbatim": f"{seen.what}. {seen.why}", "speaker": "agent",
        "ticket_id": note.ticket, "ticket_number": note.ticket_number, "said_at": to_text(note.at),
        "captured_at": to_text(now), "practice": int(note.practice), "wants_reply": 0,
    }  # fmt: skip

"""What an agent may do unasked, replies worth keeping, and the one question after a reply."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.feedback.around import deeds, repo
from workbench.feedback.around.model import KeptReply, MayDo
from workbench.kernel.clock import Clock, to_text
from workbench.kernel.errors import UserError
from workbench.kernel.ids import TicketId, new_id
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import fold, normalise
from workbench.store import Store


class KeptService:
    """Short texts that a team writes for itself. Nothing says who wrote which."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    # What I may do

    def may_do(self) -> Sequence[MayDo]:
        """The lines of the card, in the order in which they were written."""
        return repo.may_do(self._store.read())

    def allow(self, what: str, limits: str = "", *, line: str | None = None) -> Receipt[str]:
        """Write a line of the card, or change ``line``; its id. Raises UserError where it says nothing."""
        row = {
            "what": deeds.needed(what, "The line is empty.", "Write what may be done: “Refund an order”."),
            "limits": deeds.line(limits),
        }
        if line is None:
            row |= {"id": new_id(), "at": to_text(self._clock.now())}
            return deeds.add(self._store, "may_do", row, "Add to the card")
        changed = deeds.change(self._store, "may_do", line, row, "Change the card")
        return Receipt(value=line, label=changed.label, inverse=changed.inverse)

    def forbid(self, line: str) -> Receipt[bool]:
        """Take a line off the card; whether it was there."""
        return deeds.remove(self._store, "may_do", line, "Take off the card")

    # Replies worth keeping

    def keep(self, text: str, *, about: str = "", why: str = "", ticket: TicketId | None = None) -> Receipt[str]:
        """Keep a reply as a good example; its id. Raises UserError where there are no words in it."""
        words = normalise(text).strip()
        if not words:
            raise UserError("There is nothing to keep.", "Choose a reply that has words.")
        found = repo.ticket(self._store.read(), ticket) if ticket else None
        row = {
            "id": new_id(), "ticket_id": ticket if found else None, "ticket_number": found["number"] if found else "",
            "text": words, "about": deeds.line(about), "why": deeds.line(why),
            "practice": int(bool(found and found["practice"])), "at": to_text(self._clock.now()),
        }  # fmt: skip
        return deeds.add(self._store, "kept_reply", row, "Keep reply")

    def replies(self, words: str = "") -> Sequence[KeptReply]:
        """Kept replies that hold all of ``words``, the newest first."""
        wanted = fold(words).split()
        found = repo.kept_replies(self._store.read())
        return [each for each in found if all(word in _all_of(each) for word in wanted)]

    def let_go(self, reply: str) -> Receipt[bool]:
        """Keep it no longer; whether it was kept."""
        return deeds.remove(self._store, "kept_reply", reply, "Remove kept reply")

    # After a reply

    def asks_learned(self, ticket: TicketId) -> bool:
        """Whether to ask now what was learned on ``ticket``: once for a conversation, and never again."""
        at = self._clock.now()
        return self._store.write(lambda tx: repo.ask_learned(tx, ticket, at), origin="around.learned")


def _all_of(reply: KeptReply) -> str:
    return fold(f"{reply.about} {reply.why} {reply.text}")

"""Note what was checked in a draft, and tell what was checked before a reply left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.certainty.checked import repo
from workbench.certainty.checked.model import Checked, Outcome
from workbench.helpdesk.port import OutKind
from workbench.kernel.clock import Clock
from workbench.kernel.ids import TicketId, new_id
from workbench.kernel.receipt import Receipt
from workbench.store import Store, Tx

_LABELS = {
    Outcome.IS: "Checked: it is",
    Outcome.IS_NOT: "Checked: it isn’t",
    Outcome.CANNOT: "Cannot check now",
    Outcome.KEPT: "Keep the sentence",
}


class CheckedService:
    """Nothing here says who checked, and nothing counts it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def note(
        self, ticket: TicketId, kind: OutKind, rule: str, sentence: str, outcome: Outcome, wording: str = ""
    ) -> Receipt[Checked]:
        """Note what became of the finding of ``rule`` in ``sentence``; an answer from before is replaced by it.

        ``wording``: the certain words that were put in place of the sentence, if any were.
        """
        new = Checked(id=new_id(), rule=rule, sentence=sentence, outcome=outcome, at=self._clock.now(), wording=wording)
        before = self._store.write(lambda tx: repo.put(tx, ticket, kind, new), origin="checked.note")

        def back(tx: Tx) -> None:
            repo.take_back(tx, ticket, kind, new.id, before)

        return Receipt(
            value=new, label=_LABELS[outcome], inverse=lambda: self._store.write(back, origin="checked.take_back")
        )

    def put_back(self, ticket: TicketId, kind: OutKind, noted: Sequence[Checked]) -> None:
        """Note again what went with a draft that was thrown away and is back."""

        def work(tx: Tx) -> None:
            for each in noted:
                repo.put(tx, ticket, kind, each)

        self._store.write(work, origin="checked.put_back")

    def of_draft(self, ticket: TicketId, kind: OutKind) -> Sequence[Checked]:
        """What was checked in a draft so far."""
        return repo.of_draft(self._store.read(), ticket, kind)

    def of_ticket(self, ticket: TicketId) -> Mapping[str, tuple[Checked, ...]]:
        """What was checked before each reply of a conversation left, by the id of its message there."""
        return repo.of_ticket(self._store.read(), ticket)

"""Questions that the customer has not asked and will: in one row with the asks, each with a letter of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from workbench.app import Workbench
from workbench.certainty.asked.model import Asked, Stand
from workbench.feedback.sets.model import Question, State
from workbench.feedback.sets.service import SetService
from workbench.kernel.ids import MessageId, TicketId
from workbench.kernel.receipt import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen(Asked):
    """A question that an agent saw coming; it stands in no message."""

    question: Question


def listed(workbench: Workbench, ticket: TicketId) -> Sequence[Asked]:
    """What the customer asks, then what they will ask, by letter; without what was said to be no question."""
    asks = workbench.asks.of(ticket)
    coming = [
        Foreseen(
            letter=letter,
            text=question.text,
            message=MessageId(""),
            stand=Stand.ANSWERED if question.done or question.ticked else Stand.OPEN,
            question=question,
        )
        for letter, question in zip(ascii_uppercase[len(asks) :], workbench.product.sets.foreseen(ticket), strict=False)
    ]
    return [*(ask for ask in asks if ask.stand is not Stand.DISMISSED), *coming]


def mark(workbench: Workbench, ticket: TicketId, asks: Sequence[Asked], stand: Stand) -> Receipt[None]:
    """Keep that ``asks`` stand so, those of the customer and those that were foreseen."""
    theirs = [ask for ask in asks if not isinstance(ask, Foreseen)]
    receipts: list[Receipt[object]] = [workbench.asks.mark(ticket, theirs, stand)] if theirs else []  # type: ignore[list-item]
    sets = workbench.product.sets
    receipts += [
        _marked(sets, ask.question, stand)  # type: ignore[misc]
        for ask in asks
        if isinstance(ask, Foreseen)
    ]
    return Receipt(value=None, label=receipts[0].label if receipts else "", inverse=lambda: _back(receipts))


def _marked(sets: SetService, question: Question, stand: Stand) -> Receipt[Question]:
    """A tick is the draft's: it counts when the reply has arrived."""
    if stand is Stand.DISMISSED:
        return sets.mark(question, State.NOT_NEEDED)
    if stand is Stand.OPEN and question.done:
        return sets.mark(question, State.OPEN)
    return sets.tick(question, stand is Stand.ANSWERED)


def _back(receipts: Sequence[Receipt[object]]) -> None:
    for receipt in reversed(receipts):
        if receipt.inverse is not None:
            receipt.inverse()

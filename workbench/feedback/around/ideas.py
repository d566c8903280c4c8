"""Ideas for a topic, the cheapest first until somebody puts them into another order. A brief has them in that order."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.feedback.around import deeds, ideas_repo, repo
from workbench.feedback.around.model import Effort, TopicIdea
from workbench.kernel.clock import Clock, to_text
from workbench.kernel.ids import TopicId, new_id
from workbench.kernel.receipt import Receipt
from workbench.store import Store, Tx

_ORDER = {effort.value: at for at, effort in enumerate(Effort)}


class IdeaService:
    """Ideas of a topic and of what was merged into it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def listed(self, topic: TopicId) -> Sequence[TopicIdea]:
        """In the order of a brief."""
        return ideas_repo.ideas_of(self._store.read(), topic)

    def add(self, topic: TopicId, text: str, effort: str = "") -> Receipt[str]:
        """Note an idea, after those that take no more; the id. Raises UserError where it is empty."""
        row = {
            "id": new_id(),
            "topic_id": topic,
            "text": _needed(text),
            "cost": deeds.line(effort),
            "at": to_text(self._clock.now()),
        }

        def work(tx: Tx) -> list[str]:
            before = ideas_repo.ideas_of(tx, topic)
            order = [each.id for each in before]
            repo.add(tx, "idea", row)
            ideas_repo.put_in_order(tx, [*order[: (at := _place(before, row["cost"]))], row["id"], *order[at:]])
            return order

        order = self._store.write(work, origin="around.idea")

        def undo(tx: Tx) -> None:
            repo.take(tx, "idea", row["id"])
            ideas_repo.put_in_order(tx, order)

        return Receipt(value=row["id"], label="Add idea", inverse=lambda: self._store.write(undo, origin="around.undo"))

    def change(self, idea: str, text: str, effort: str) -> Receipt[bool]:
        """Other words for an idea, which stays in its place; whether it was there. Raises UserError where empty."""
        return deeds.change(
            self._store, "idea", idea, {"text": _needed(text), "cost": deeds.line(effort)}, "Change idea"
        )

    def move(self, topic: TopicId, idea: str, by: int) -> Receipt[bool]:
        """Put an idea ``by`` places further down (up where it is negative); whether it moved."""

        def work(tx: Tx) -> list[str] | None:
            before = [each.id for each in ideas_repo.ideas_of(tx, topic)]
            if idea not in before or not 0 <= (to := before.index(idea) + by) < len(before):
                return None
            after = [each for each in before if each != idea]
            ideas_repo.put_in_order(tx, [*after[:to], idea, *after[to:]])
            return before

        before = self._store.write(work, origin="around.idea")
        if before is None:
            return Receipt(value=False, label="Move idea")
        return Receipt(
            value=True,
            label="Move idea",
            inverse=lambda: self._store.write(lambda tx: ideas_repo.put_in_order(tx, before), origin="around.undo"),
        )

    def remove(self, idea: str) -> Receipt[bool]:
        """Take an idea away; whether it was there."""
        return deeds.remove(self._store, "idea", idea, "Remove idea")


def _needed(text: str) -> str:
    return deeds.needed(text, "The idea is empty.", "Write it in a few words.")


def _place(ideas: Sequence[TopicIdea], effort: str) -> int:
    """After the last that takes no more; what is not known takes most. The order of those that are there stays."""
    known = _ORDER.get(effort, len(_ORDER))
    return max((at for at, each in enumerate(ideas, 1) if _ORDER.get(each.effort, len(_ORDER)) <= known), default=0)

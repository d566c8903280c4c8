"""Deeds on questions and named sets inside a transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from workbench.feedback.sets import repo
from workbench.feedback.sets.model import NamedSet, Question, Raised, State, Step
from workbench.kernel.errors import UserError
from workbench.kernel.ids import TicketId, new_id
from workbench.kernel.text import fold, in_marks, normalise, one_line
from workbench.store import Tx

T = TypeVar("T")
_LONGEST = 120
_MOST = 12  # steps: a longer way is more than one goal


def clean(name: str, steps: Sequence[str]) -> tuple[str, list[str]]:
    """Name and steps as they are kept. Raises UserError where they do not do."""
    title = one_line(normalise(name), _LONGEST).strip()
    made = [words for step in steps if (words := one_line(normalise(step), _LONGEST).strip())]
    if not title:
        raise UserError("The set has no name.", "Name it by what the customer wants to have done: connect a domain.")
    if not made:
        raise UserError("The set has no steps.", "Write each step on a line of its own.")
    if len(made) > _MOST:
        raise UserError(f"That is more than {_MOST} steps.", "Make two sets of it, each with its own goal.")
    if len({fold(step) for step in made}) < len(made):
        raise UserError("Two steps have the same words.", "Say how they differ, or take one away.")
    return title, made


def add(tx: Tx, question: Question) -> None:
    """Raises UserError where the conversation is not here any more."""
    if repo.person_of(tx, question.ticket) is None:
        raise UserError("This conversation is no longer on this machine.", "Open another.")
    repo.add(tx, question)


def mark(tx: Tx, question: Question, *, fresh: bool) -> None:
    """Keep how a question stands; ``fresh``: it is an ask of which nothing was said yet."""
    if fresh:
        repo.add(tx, question)
    elif not repo.set_state(tx, question):
        raise UserError("The question is no longer on the list.", "Add it once more where it is needed.")


def choose(tx: Tx, ticket: TicketId, goal: str | None, had: Sequence[Question], now: datetime) -> Callable[[Tx], None]:
    """Put the steps of ``goal`` in the place of those of another. How to take it back."""
    chosen = repo.one_named(tx, goal) if goal else None
    if goal and chosen is None:
        raise UserError("This set is no longer here.", "Choose another, or make it once more.")
    gone = [each for each in had if each.goal != goal and each.ticket == ticket]
    known = {each.step for each in had if each.goal == goal}
    made = [
        Question(
            id=new_id(),
            ticket=ticket,
            text=step.name,
            raised=Raised.FORESEEN,
            state=State.OPEN,
            raised_at=now,
            goal=goal,
            step=step.id,
        )
        for step in (chosen.steps if chosen else ())
        if step.id not in known
    ]
    for each in gone:
        repo.drop(tx, each)
    for each in made:
        add(tx, each)

    def undo(tx: Tx) -> None:
        for each in made:
            repo.drop(tx, each)
        for each in gone:
            repo.add(tx, each)

    return undo


def keep_named(tx: Tx, before: NamedSet | None, name: str, steps: Sequence[str], now: datetime) -> NamedSet:
    """Make a set, or bring ``before`` to name and steps; a step with the words of an earlier one stays that one."""
    goal = before.id if before else new_id()
    if any(fold(each.name) == fold(name) and each.id != goal for each in repo.named(tx)):
        raise UserError(f"There is a set {in_marks(name)} already.", "Change that one, or choose another name.")
    known = {fold(step.name): step.id for step in before.steps} if before else {}
    free = [step.id for step in before.steps if fold(step.name) not in {fold(each) for each in steps}] if before else []
    if before is None:
        repo.add_named(tx, goal, name, now)
    else:
        repo.rename(tx, goal, name)
    renamed = before is not None and len(before.steps) == len(steps)
    made = [
        Step(id=known.get(fold(words)) or (free.pop(0) if renamed and free else new_id()), name=words)
        for words in steps
    ]
    repo.set_steps(tx, goal, made, now)
    return NamedSet(id=goal, name=name, steps=tuple(made), conversations=before.conversations if before else 0)


def put_back(tx: Tx, before: NamedSet, now: datetime) -> None:
    """Name and steps are again as they were."""
    repo.rename(tx, before.id, before.name)
    repo.set_steps(tx, before.id, before.steps, now)

"""Decisions and steps inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, datetime, timedelta

from workbench.feedback.advocacy import owed_repo, repo
from workbench.feedback.advocacy.effect import DUE_AFTER
from workbench.feedback.advocacy.model import SETTLED, Decided, Status, StatusEvent, Step, Told
from workbench.feedback.topics import repo as topics
from workbench.feedback.topics.model import Topic
from workbench.kernel.errors import UserError
from workbench.kernel.ids import TopicId, new_id
from workbench.store import Reader, Tx


def root_of(reader: Reader, topic: TopicId) -> Topic:
    """What ``topic`` counts as part of. Raises UserError where it is not here any more."""
    found = topics.one(reader, topics.root(reader, topic)) if topics.one(reader, topic) else None
    if found is None:
        raise UserError("This topic is no longer on this machine.", "Nothing was kept.")
    return found


def decide(tx: Tx, event: StatusEvent, today: date) -> Decided:
    """Keep a decision on a topic that is part of no other, with all that follows from it.

    Replies owed for what stood before are withdrawn; who wants to hear of a settled topic is owed one. A topic that
    was let go is taken up again. Later decisions are always later in time, also where the clock stands.
    """
    last = repo.current(tx, event.topic)
    event = replace(event, at=after(event.at, last))
    withdrawn, on_their_way = owed_repo.withdraw(tx, event.topic, event.at)
    if last is not None and last.status is Status.SHIPPED:
        owed_repo.drop_outcomes(tx, event.topic)
    repo.add_event(tx, event)
    repo.set_let_go(tx, event.topic, None, "")
    owed = owed_repo.owe(tx, event, repo.behind(tx, event.topic)) if event.status in SETTLED else 0
    if event.status is Status.SHIPPED:
        owed_repo.add_outcome(tx, event.topic, event.reason, today, today + DUE_AFTER, event.at)
    return Decided(event=event, owed=owed, withdrawn=withdrawn, on_their_way=on_their_way)


def undecide(tx: Tx, event: StatusEvent, before: StatusEvent | None, now: datetime, today: date) -> None:
    """What stood before stands again, as a decision of its own. Raises UserError where others have decided since.

    Heard and raised go by whether somebody is told by now: a topic that nobody is told of is not raised again, and one
    that somebody was told of meanwhile is.
    """
    last = repo.current(tx, event.topic)
    if last is None or last.id != event.id:
        raise UserError("Something else was decided since.", "Change the decision on the topic itself.")
    back = before or StatusEvent(id="", topic=event.topic, status=Status.HEARD, at=now)
    steps = repo.steps(tx, event.topic)
    if back.status is Status.RAISED and not steps:
        back = StatusEvent(id="", topic=event.topic, status=Status.HEARD, at=now)
    elif back.status is Status.HEARD and any(step.at >= event.at for step in steps):
        back = StatusEvent(id="", topic=event.topic, status=Status.RAISED, at=now)
    decide(tx, replace(back, id=new_id(), at=now), today)


def tell(tx: Tx, step: Step, today: date) -> tuple[Told, list[Step]]:
    """Keep a step; with it a topic that was only heard is raised. The steps that it settles, as they were.

    A next step is settled by it where the same person was meant, or where its day has come.
    """
    meant = [
        each
        for each in repo.steps(tx, step.topic)
        if each.waits and (each.told.casefold() == step.told.casefold() or (each.next_on and each.next_on <= today))
    ]
    for each in meant:
        repo.put_step(tx, replace(each, done_at=step.at))
    repo.put_step(tx, step)
    return Told(step=step, raised=_raise(tx, step.topic, step.at, today)), meant


def untell(tx: Tx, step: Step, settled: Sequence[Step], now: datetime, today: date) -> None:
    """Nobody was told after all; a topic that nobody was told of is only heard.

    ``settled``: next steps that it settled. They wait again, as far as nothing else became of them. Raises UserError
    where somebody answered since: what product said is not taken away unseen.
    """
    kept = repo.step(tx, step.id)
    if kept is None:
        return
    if kept.said and kept.said != step.said:
        raise UserError("They have answered since, so it stays.", "What they said is on the topic.")
    repo.drop_step(tx, kept)
    for each in settled:
        there = repo.step(tx, each.id)
        if there is not None and there.done_at == step.at:
            repo.put_step(tx, replace(there, done_at=None))
    root = topics.root(tx, step.topic)
    last = repo.current(tx, root)
    if last is not None and last.status is Status.RAISED and not repo.steps(tx, root):
        decide(tx, StatusEvent(id=new_id(), topic=root, status=Status.HEARD, at=now), today)


def remove(tx: Tx, step: Step, now: datetime, today: date) -> None:
    """Take a step away that was never made. Raises UserError where somebody answered: what they said stays."""
    if step.said:
        raise UserError("They have answered, so it stays.", "A step without an answer can be removed.")
    untell(tx, step, (), now, today)


def restore(tx: Tx, step: Step, now: datetime, today: date) -> None:
    """A step that was removed is there again, as it was. Other steps stay as they are by now."""
    root = root_of(tx, step.topic).id
    repo.put_step(tx, step)
    _raise(tx, root, now, today)


def unchange(tx: Tx, was: Step, now: Step) -> None:
    """What was changed from ``was`` to ``now`` is as before, and nothing else of the step.

    Raises UserError where it was removed or changed otherwise since: what is known of it by now is not lost.
    """
    there = repo.step(tx, was.id)
    changed = [each.name for each in fields(was) if getattr(was, each.name) != getattr(now, each.name)]
    if there is None:
        raise UserError("This step was removed since.", "Bring the step back first, then what was noted on it.")
    if any(getattr(there, name) != getattr(now, name) for name in changed):
        raise UserError("Something else was noted on this step since.", "Change it on the topic itself.")
    repo.put_step(tx, replace(there, **{name: getattr(was, name) for name in changed}))


def _raise(tx: Tx, topic: TopicId, at: datetime, today: date) -> bool:
    """Raise a topic that was only heard; whether it was."""
    last = repo.current(tx, topic)
    heard = last is None or last.status is Status.HEARD
    if heard:
        decide(tx, StatusEvent(id=new_id(), topic=topic, status=Status.RAISED, at=at), today)
    return heard


def after(at: datetime, last: StatusEvent | None) -> datetime:
    """``at``, or the next moment after ``last``."""
    return at if last is None or at > last.at else last.at + timedelta(microseconds=1)

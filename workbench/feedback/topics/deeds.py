"""Deeds on topics inside a transaction. Each gives its answer, and the work that undoes it where something was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from workbench.feedback.topics import repo
from workbench.feedback.topics.model import (
    AlreadyThere,
    Circle,
    How,
    Joined,
    LinkAnswer,
    Linked,
    MergeAnswer,
    NotHere,
    PartAlready,
    PracticeApart,
    ThirdTime,
    Topic,
)
from workbench.feedback.topics.weight import is_third
from workbench.kernel.clock import to_text
from workbench.kernel.errors import UserError
from workbench.kernel.ids import EntryId, TopicId, new_id
from workbench.kernel.text import in_marks
from workbench.store import Row, Tx

T = TypeVar("T")
Work = Callable[[Tx], T]
Undo = Callable[[Tx], None] | None
Inverse = Callable[[], object] | None


def link(tx: Tx, entry: EntryId, topic: TopicId, how: How, now: datetime) -> tuple[LinkAnswer, Undo]:
    """Put an entry behind what ``topic`` counts as part of."""
    practice = repo.practice_of(tx, entry)
    into = repo.one(tx, repo.root(tx, topic))
    if practice is None or into is None:
        return NotHere(), None
    before = repo.link_of(tx, entry)
    if before and repo.root(tx, before["topic_id"]) == into.id:
        return AlreadyThere(into), None
    if into.practice != practice:
        if not repo.is_bare(tx, into.id):
            return PracticeApart(), None
        repo.change(tx, into.id, {"practice": int(practice)})  # nothing stands behind it yet, so it is of either
    if before:
        repo.end_link(tx, before, now)
    row = {"id": new_id(), "entry_id": entry, "topic_id": into.id, "how": how, "linked_at": to_text(now)}
    repo.link(tx, row)
    third = _third(tx, into, now)
    was = repo.one(tx, repo.root(tx, before["topic_id"])) if before else None
    answer = Linked(repo.one(tx, into.id) or into, was, third)

    def undo(tx: Tx) -> None:
        repo.end_link(tx, row, now)
        if before:
            repo.reopen_link(tx, before)
        _untell(tx, third)

    return answer, undo


def unlink(tx: Tx, entry: EntryId, now: datetime) -> Undo:
    """End the link of an entry, if it has one."""
    before = repo.link_of(tx, entry)
    if before is None:
        return None
    repo.end_link(tx, before, now)
    return lambda tx: repo.reopen_link(tx, before)


def merge(tx: Tx, source: TopicId, into: TopicId, why: str, now: datetime) -> tuple[MergeAnswer, Undo]:
    """Merge ``source`` into ``into``, or say why not."""
    first, second = repo.one(tx, source), repo.one(tx, into)
    if first is None or second is None:
        return NotHere(), None
    if source in repo.above(tx, into):
        return Circle(first, second), None
    if already := repo.merge_of(tx, source):
        return PartAlready(first, repo.one(tx, already["into_topic"]) or second), None
    if first.practice != second.practice:
        return PracticeApart(), None
    row = {"id": new_id(), "from_topic": source, "into_topic": into, "why": why, "at": to_text(now)}
    repo.add_merge(tx, row)
    root = repo.one(tx, repo.root(tx, into)) or second
    third = _third(tx, root, now)

    def undo(tx: Tx) -> None:
        repo.end_merge(tx, row, now)
        _untell(tx, third)

    return Joined(row["id"], first, second, third), undo


def unmerge(tx: Tx, merge: str, now: datetime) -> Undo:
    """Take back a merge, if it is there."""
    row = repo.merge_row(tx, merge)
    if row is None:
        return None
    repo.end_merge(tx, row, now)
    return lambda tx: _merge_again(tx, row, now)


def uncreate(tx: Tx, topic: Topic, undo: Undo, now: datetime) -> None:
    """Take away a topic that was just made. Raises UserError where others have built on it."""
    if undo is not None:
        undo(tx)
    if repo.is_built_on(tx, topic.id):
        raise UserError(f"More stands behind {in_marks(topic.title)} by now.", "It stays. Merge it where it belongs.")
    repo.drop(tx, topic.id)


def _merge_again(tx: Tx, row: Row, now: datetime) -> None:
    """A merge that was undone is made anew, under the rules of any merge."""
    answer, _ = merge(tx, row["from_topic"], row["into_topic"], row["why"], now)
    if isinstance(answer, Circle | PartAlready):
        raise UserError("The two cannot be merged again.", answer.words)


def _third(tx: Tx, topic: Topic, now: datetime) -> ThirdTime | None:
    """Note that a third account has written within thirty days, the first time that it is so."""
    if topic.third_told_at is not None:
        return None
    accounts = is_third(repo.sayings(tx, topic.id), now)
    if accounts is None:
        return None
    repo.change(tx, topic.id, {"third_told_at": to_text(now)})
    return ThirdTime(topic, accounts)


def _untell(tx: Tx, third: ThirdTime | None) -> None:
    if third is not None:
        repo.change(tx, third.topic.id, {"third_told_at": None})

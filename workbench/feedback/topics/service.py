"""Make topics, put entries behind them, merge them and take that back. Nothing here knows who of the team did it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from workbench.feedback.topics import deeds, keep, repo
from workbench.feedback.topics.model import (
    EDITED,
    SEVERITIES,
    Created,
    Evidence,
    How,
    LinkAnswer,
    MergeAnswer,
    Merged,
    Standings,
    Suggestion,
    Topic,
    TopicKind,
    TopicRow,
)
from workbench.feedback.topics.rows import rows_of
from workbench.feedback.topics.similar import repo as similar
from workbench.feedback.topics.similar.rank import ranked
from workbench.feedback.topics.weight import Weight, weigh
from workbench.kernel.clock import Clock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import EntryId, TicketId, TopicId, new_id
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import normalise, one_line
from workbench.store import Store, Tx

_LONGEST_TITLE, _LONGEST_AREA = 200, 80
_MOST = 10_000


class TopicService:
    """Topics on this machine. Whoever works here may do all of it, for all of it can be undone."""

    def __init__(self, store: Store, clock: Clock, standings: Standings | None = None) -> None:
        """``standings`` tells how topics stand with product, where a room knows it."""
        self._store = store
        self._clock = clock
        self._standings = standings

    def create(
        self, title: str, kind: TopicKind, problem: str = "", *, entry: EntryId | None = None, how: How = How.BY_HAND
    ) -> Receipt[Created]:
        """Make a topic, with ``entry`` behind it where there is one. Raises UserError where the title is empty."""
        now = self._clock.now()
        topic = Topic(
            id=TopicId(new_id()), title=_title(title), problem=normalise(problem).strip(), kind=kind, created_at=now
        )

        def work(tx: Tx) -> tuple[Created, deeds.Undo]:
            made = replace(topic, practice=bool(entry and repo.practice_of(tx, entry)))
            repo.add(tx, made)
            linked, undo = deeds.link(tx, entry, made.id, how, now) if entry else (None, None)
            keep.settle(tx)
            return Created(repo.one(tx, made.id) or made, linked), undo

        created, undo = self._store.write(work, origin="topics.create")
        return Receipt(
            value=created, label="New topic", inverse=lambda: self._do(lambda tx: deeds.uncreate(tx, topic, undo, now))
        )

    def change(self, topic: TopicId, values: Mapping[str, object]) -> Receipt[Topic | None]:
        """Set fields of a topic by name, those of `EDITED`; None where it is not here any more.

        An area is spelt as other topics spell it. Raises UserError where the title is empty; ValueError for a name
        that is no field that can be set, and for a kind or severity that there is not.
        """
        if strange := values.keys() - EDITED:
            raise ValueError(f"not a field of a topic that can be set: {sorted(strange)}")
        clean = {name: normalise(value).strip() if isinstance(value, str) else value for name, value in values.items()}
        if "title" in clean:
            clean["title"] = _title(str(clean["title"]))
        if "area" in clean:
            clean["area"] = one_line(str(clean["area"]), _LONGEST_AREA)
        _check(clean)

        def work(tx: Tx) -> tuple[Topic, Topic] | None:
            was = repo.one(tx, topic)
            if was is None:
                return None
            if area := str(clean.get("area", "")):
                clean["area"] = repo.area_like(tx, area, but=topic) or area
            repo.change(tx, topic, clean)
            keep.settle(tx)
            return was, repo.one(tx, topic) or was

        both = self._store.write(work, origin="topics.change") if clean else None
        if both is None:
            return Receipt(value=self.one(topic), label="Change topic")
        was, now = both
        back = {name: getattr(was, name) for name in clean}
        return Receipt(value=now, label="Change topic", inverse=lambda: self.change(topic, back))

    def link(self, entry: EntryId, topic: TopicId, how: How = How.BY_HAND) -> Receipt[LinkAnswer]:
        """Put an entry behind a topic; what was before ends. A merged topic takes it where it counts now."""
        now = self._clock.now()
        answer, undo = self._do(lambda tx: deeds.link(tx, entry, topic, how, now), "topics.link")
        return Receipt(value=answer, label="Link entry", inverse=self._inverse(undo))

    def unlink(self, entry: EntryId) -> Receipt[bool]:
        """Let an entry stand behind nothing; whether it stood behind something. The link ends and is kept."""
        now = self._clock.now()
        undo = self._do(lambda tx: deeds.unlink(tx, entry, now), "topics.unlink")
        return Receipt(value=undo is not None, label="Unlink entry", inverse=self._inverse(undo))

    def merge(self, source: TopicId, into: TopicId, why: str = "") -> Receipt[MergeAnswer]:
        """Count ``source``, with all that was merged into it, as part of ``into``. Its entries keep their links."""
        now = self._clock.now()
        answer, undo = self._do(lambda tx: deeds.merge(tx, source, into, normalise(why).strip(), now), "topics.merge")
        return Receipt(value=answer, label="Merge topics", inverse=self._inverse(undo))

    def unmerge(self, merge: str) -> Receipt[bool]:
        """Take back a merge at any later time; whether it was there. What was linked since stays where it is."""
        now = self._clock.now()
        undo = self._do(lambda tx: deeds.unmerge(tx, merge, now), "topics.unmerge")
        return Receipt(value=undo is not None, label="Undo merge", inverse=self._inverse(undo))

    def one(self, topic: TopicId) -> Topic | None:
        """A topic, merged or not."""
        return repo.one(self._store.read(), topic)

    def root(self, topic: TopicId) -> TopicId:
        """The topic that ``topic`` counts as part of; itself where it is merged into none."""
        return repo.root(self._store.read(), topic)

    def listed(
        self, only: Sequence[TopicId] | None = None, kind: TopicKind | None = None, limit: int = _MOST
    ) -> Sequence[TopicRow]:
        """Topics that are no part of another, what was said last first; of ``only`` where it is given."""
        return rows_of(self._store.read(), only, kind, self._clock.now(), limit, self._standings)

    def row(self, topic: TopicId) -> TopicRow | None:
        """One topic as the list shows it; None where it is merged or gone."""
        return next(iter(self.listed([topic])), None)

    def evidence(self, topic: TopicId, limit: int = 500) -> Sequence[Evidence]:
        """The entries behind a topic and behind what was merged into it, what was said last first."""
        return repo.evidence(self._store.read(), topic, limit)

    def entry_ids(self, topic: TopicId, until: datetime | None = None) -> Sequence[EntryId]:
        """Ids of all of them, of what was said up to ``until`` (now): what a brief freezes."""
        return repo.entry_ids(self._store.read(), topic, until or self._clock.now())

    def weight(self, topic: TopicId, until: datetime | None = None) -> Weight:
        """How much stands behind a topic up to ``until`` (now)."""
        return weigh(repo.sayings(self._store.read(), topic), until or self._clock.now())

    def weight_of(self, entries: Sequence[EntryId], until: datetime) -> Weight:
        """The same of given entries, for what was frozen."""
        return weigh(repo.sayings_of(self._store.read(), entries), until)

    def merged(self, topic: TopicId) -> Sequence[Merged]:
        """What was merged into a topic, through chains."""
        return repo.merged(self._store.read(), topic)

    def topics_of(self, entries: Sequence[EntryId]) -> Mapping[EntryId, TopicId]:
        """The topic that each entry counts for, for those that stand behind one."""
        return repo.topics_of(self._store.read(), entries)

    def of_ticket(self, ticket: TicketId) -> Sequence[Topic]:
        """The topics that entries of a conversation count for, in the order in which they were captured."""
        reader = self._store.read()
        entries = repo.of_ticket(reader, ticket)
        topics = repo.topics_of(reader, entries)
        order = dict.fromkeys(topics[entry] for entry in entries if entry in topics)
        known = {topic.id: topic for topic in repo.some(reader, order)}
        return [known[topic] for topic in order if topic in known]

    def suggest(
        self, text: str, limit: int = 5, *, practice: bool | None = None, but: Sequence[TopicId] = ()
    ) -> Sequence[Suggestion]:
        """Topics that ``text`` may belong to, the likeliest first, each with the words it shares; asked while typing.

        ``practice``: only topics of the practice desk, or only others; ``but``: those that are not meant. None links
        itself: that is for a person to do.
        """
        found = similar.candidates(self._store.read(), text, practice)
        return ranked(text, [each for each in found if each.topic not in but], limit)

    def holding(self, words: str) -> Sequence[TopicId]:
        """Topics that hold all of ``words`` in one of their texts, in no order."""
        return similar.holding(self._store.read(), words)

    def settle(self) -> None:
        """Bring counts and the index of words up to date after much was written past this service."""
        while self._store.write(keep.settle, origin="topics.settle"):
            pass

    def _do(self, work: deeds.Work[deeds.T], origin: str = "topics.undo") -> deeds.T:
        def settled(tx: Tx) -> deeds.T:
            result = work(tx)
            keep.settle(tx)
            return result

        return self._store.write(settled, origin=origin)

    def _inverse(self, undo: deeds.Undo) -> deeds.Inverse:
        return None if undo is None else lambda: self._do(undo)


def _check(values: Mapping[str, object]) -> None:
    if "kind" in values:
        TopicKind(str(values["kind"]))
    if values.get("severity") not in (None, *SEVERITIES):
        raise ValueError(f"not a severity: {values['severity']}")


def _title(text: str) -> str:
    title = one_line(normalise(text), _LONGEST_TITLE)
    if not title:
        raise UserError("A topic needs a title.", "Name the problem in a few words.")
    return title

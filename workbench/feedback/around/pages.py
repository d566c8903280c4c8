"""What could be done today, our two, the purpose, and pages that are handed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice

from workbench.feedback.advocacy import owed_repo
from workbench.feedback.advocacy.model import Outcome, Why
from workbench.feedback.advocacy.owed import OwedService
from workbench.feedback.advocacy.service import AdvocacyService
from workbench.feedback.around import deeds, due_repo, repo, texts
from workbench.feedback.around.model import Could, DueAround, Kudos, Pinned, TodayItem, TwoAlready
from workbench.feedback.topics import repo as topics
from workbench.feedback.topics.model import Topic, TopicRow
from workbench.feedback.topics.service import TopicService
from workbench.kernel.clock import Clock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import EntryId, TopicId
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import in_marks
from workbench.store import Store, Tx

_MOST, _TWO, _LOOKED_AT, _HALF = 3, 2, 100, 4
_WHY = {Why.RETURNED: "is back", Why.OVERDUE: "has a next step that is overdue", Why.NO_STEP: "has no next step"}


class PagesService:
    """Made from what the other rooms know."""

    def __init__(
        self, store: Store, clock: Clock, topics: TopicService, advocacy: AdvocacyService, owed: OwedService
    ) -> None:
        self._store = store
        self._clock = clock
        self._topics = topics
        self._advocacy = advocacy
        self._owed = owed

    def today(self) -> Sequence[TodayItem]:
        """At most three things, one of a sort: a reply owed, a topic to push, one that rises. Often none."""
        practice = not repo.real_there(self._store.read())
        found: dict[TopicId, TodayItem] = {}
        for item in (*self._reply(practice), *self._nudge(practice), *self._rising(practice)):
            found.setdefault(item.topic, item)
        return list(islice(found.values(), _MOST))

    def due(self) -> DueAround:
        """How much of what is kept here waits for its day."""
        return due_repo.due(self._store.read(), self._clock.now().astimezone().date())

    def pinned(self) -> Sequence[Topic]:
        """Our two: at most two topics."""
        return repo.pinned(self._store.read())

    def pin(self, topic: TopicId) -> Receipt[Pinned | TwoAlready]:
        """Make a topic, or what it is merged into, one of the two; or say which two are. UserError where it is gone."""

        def work(tx: Tx) -> Pinned | TwoAlready:
            found = topics.one(tx, topics.root(tx, topic)) if topics.one(tx, topic) else None
            if found is None:
                raise UserError("This topic is no longer here.", "Choose another.")
            others = [each for each in repo.pinned(tx) if each.id != found.id]
            if len(others) >= _TWO:
                return TwoAlready(tuple(others))
            repo.pin(tx, found.id, self._clock.now())
            return Pinned(found)

        answer = self._store.write(work, origin="around.pin")
        if isinstance(answer, TwoAlready):
            return Receipt(value=answer, label="Pin topic")
        return Receipt(value=answer, label="Pin topic", inverse=lambda: self.unpin(answer.topic.id))

    def unpin(self, topic: TopicId) -> Receipt[None]:
        self._store.write(lambda tx: repo.pin(tx, topic, None), origin="around.unpin")
        return Receipt(value=None, label="Unpin topic", inverse=lambda: self.pin(topic))

    def purpose(self) -> str:
        """What the team is there for, in its own words; "" where it has not said."""
        return repo.purpose(self._store.read())

    def set_purpose(self, sentence: str) -> Receipt[str]:
        """Keep the sentence that stands above every chart; "" takes it away."""
        was, words = self.purpose(), deeds.line(sentence)
        self._store.write(lambda tx: repo.set_purpose(tx, words, self._clock.now()), origin="around.purpose")
        return Receipt(value=words, label="Purpose", inverse=lambda: self.set_purpose(was))

    def kudos(self, first: date, last: date) -> Sequence[Kudos]:
        """What customers praised from ``first`` to ``last``, both days included, the first first."""
        reader = self._store.read()
        return repo.kudos(reader, _start(first), _end(last), practice=not repo.real_there(reader))

    def allow_quote(self, entry: EntryId, *, link: str = "") -> Receipt[None]:
        """The customer has said that their words may be quoted in public, ``link`` being where they say it."""
        was = repo.quote_of(self._store.read(), entry)
        now, clean = self._clock.now(), deeds.line(link)
        self._store.write(lambda tx: repo.allow_quote(tx, entry, clean, now), origin="around.quote")

        def back() -> object:
            return self.forbid_quote(entry) if was is None else self.allow_quote(entry, link=was)

        return Receipt(value=None, label="May be quoted", inverse=back)

    def forbid_quote(self, entry: EntryId) -> Receipt[None]:
        """Their words are not for the public, or no more."""
        was = repo.quote_of(self._store.read(), entry)
        self._store.write(lambda tx: repo.forbid_quote(tx, entry), origin="around.quote")
        back = None if was is None else (lambda: self.allow_quote(entry, link=was))
        return Receipt(value=None, label="May not be quoted", inverse=back)

    def digest(self, first: date, last: date, *, public: bool = False) -> str:
        """Kudos as Markdown. ``public``: only what the customer allowed, and without names."""
        return texts.digest(self.kudos(first, last), first, last, public=public)

    def month(self, day: date) -> str:
        """What was done in the month of ``day``, as Markdown for a friend to read."""
        first = day.replace(day=1)
        last = date.fromordinal(_next_month(first).toordinal() - 1)
        kept = [
            each
            for each in repo.promises(self._store.read())
            if each.kept_at and first <= each.kept_at.astimezone().date() <= last
        ]
        name = f"{first:%B %Y}"
        return texts.month(name, self.purpose(), self._shipped(first, last), self.kudos(first, last), kept)

    def _shipped(self, first: date, last: date) -> list[Outcome]:
        reader = self._store.read()
        found = [each for each in owed_repo.outcomes(reader, None, None) if first <= each.shipped_on <= last]
        practice = not repo.real_there(reader)
        ours = {each.id for each in topics.some(reader, {o.topic for o in found}) if practice or not each.practice}
        return [each for each in reversed(found) if each.topic in ours]

    def _reply(self, practice: bool) -> Iterator[TodayItem]:
        if (each := self._owed.first(practice=practice)) is not None:
            about = f"{each.name or each.client} waits to hear what became of {in_marks(each.title)}."
            yield TodayItem(could=Could.REPLY, topic=each.topic, title=each.title, about=about, ticket=each.ticket)

    def _nudge(self, practice: bool) -> Iterator[TodayItem]:
        for each in self._advocacy.quiet(1, practice=practice):
            about = f"{in_marks(each.title)} {_WHY[each.why]}."
            yield TodayItem(could=Could.NUDGE, topic=each.topic, title=each.title, about=about)

    def _rising(self, practice: bool) -> Iterator[TodayItem]:
        rows = [row for row in self._topics.listed(limit=_LOOKED_AT) if practice or not row.topic.practice]
        rising = [row for row in rows if not row.topic.let_go_at and _rise(row) > 0]
        for row in sorted(rising, key=_rise, reverse=True)[:_MOST]:
            about = f"More accounts write about {in_marks(row.topic.title)} than in the four weeks before."
            yield TodayItem(could=Could.RISING, topic=row.topic.id, title=row.topic.title, about=about)
            return


def _rise(row: TopicRow) -> int:
    """By how much the last four weeks are above the four before; 0 where a single account makes the difference."""
    weeks = row.weeks
    rise = sum(weeks[-_HALF:]) - sum(weeks[-2 * _HALF : -_HALF])
    return rise if rise > 1 else 0


def _start(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _end(day: date) -> datetime:
    return _start(date.fromordinal(day.toordinal() + 1))


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)

"""Pages made from what is kept, inside one look at the store: what is counted, quoted and linked is the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from workbench.feedback.advocacy.model import SETTLED
from workbench.feedback.advocacy.stand_repo import stands
from workbench.feedback.around import repo as around
from workbench.feedback.around.model import LearningNote
from workbench.feedback.brief import compose, lists
from workbench.feedback.brief.gather import repo as gather
from workbench.feedback.brief.model import Ask, Basis, Form, Learned, Names, Number, Page, Words
from workbench.feedback.brief.numbers import numbers_of
from workbench.feedback.brief.quotes import QUOTES, Hide, chosen
from workbench.feedback.model import FeedbackKind
from workbench.feedback.topics import repo as topics
from workbench.feedback.topics.model import Standing, Topic, TopicKind
from workbench.feedback.topics.weight import weigh
from workbench.kernel.clock import local_day
from workbench.kernel.ids import EntryId, TopicId
from workbench.store import Reader

_ASKABLE = 4
_NEWEST = 200  # words that are looked through for those that are quoted
_NAMED = 20

Standings = Callable[[Sequence[TopicId]], Mapping[TopicId, Standing]]


def basis(reader: Reader, topic: Topic, at: datetime, form: Form) -> Basis:
    """All that a brief of a topic is made from, as it was at ``at``: entries first, then nothing but those."""
    entries = topics.entry_ids(reader, topic.id, at)
    sayings = topics.sayings_of(reader, entries)
    weight = weigh(sayings, at)
    parts = [topic.id, *(each.topic.id for each in topics.merged(reader, topic.id))]
    return Basis(
        topic=topic,
        at=at,
        entries=entries,
        weight=weight,
        numbers=numbers_of(weight, sayings),
        quotes=_quotes(reader, topic.kind, entries, own=form is Form.RESOURCE),
        learned=_learned(reader, topic.id, parts, at),
        ideas=gather.ideas(reader, topic.id, at),
        askable=around.whom_to_ask(reader, parts, topic.area, at, _ASKABLE),
        promises=gather.promises(reader, [topic.id], at),
    )


def _learned(reader: Reader, root: TopicId, parts: Sequence[TopicId], at: datetime) -> list[Learned]:
    """Answers on the trail and notes of what was learned, the oldest first."""
    notes = [
        Learned(on=local_day(each.at), who=each.contact_name, what=each.what, tried=_tried(each))
        for each in reversed(around.notes(reader, topics=parts, until=at))
    ]
    return sorted([*gather.answered(reader, root, at), *notes], key=lambda each: each.on)


def _tried(note: LearningNote) -> str:
    if not note.try_next:
        return ""
    became = {True: "Tried and kept", False: "Tried, and not kept"}.get(note.kept) if note.kept is not None else None
    return f"{became or 'To try'}: {note.try_next}"


def topic_page(reader: Reader, topic: Topic, at: datetime, form: Form, ask: Ask, names: Names, hide: Hide) -> Page:
    """A brief, or a resource brief, of a topic that is merged into none."""
    made = compose.resource if form is Form.RESOURCE else compose.brief
    return made(basis(reader, topic, at, form), ask, names, hide)


def form_of(kind: TopicKind) -> Form:
    """A pain of our own asks for resources."""
    return Form.RESOURCE if kind is TopicKind.TEAM_PAIN else Form.BRIEF


def listening_page(
    reader: Reader, areas: Sequence[str] | None, at: datetime, names: Names, hide: Hide, *, practice: bool
) -> Page:
    """Five recent verbatims for each of ``areas``; of all, and of what lies in none, where it is None."""
    wanted = gather.areas(reader, practice=practice) if areas is None else areas
    found = [(area, gather.heard_in(reader, area, at, lists.PER_AREA, practice=practice)) for area in wanted]
    if areas is None:
        found.append(("", gather.heard_nowhere(reader, at, lists.PER_AREA, practice=practice)))
    made = lists.listening([(area, words) for area, words in found if words], at, names, hide, practice=practice)
    return made if areas is None else replace(made, title=f"{made.title}: {', '.join(areas)}")


def meeting_page(
    reader: Reader, area: str, at: datetime, names: Names, hide: Hide, standings: Standings, *, practice: bool
) -> Page:
    """What waits in an area: problems that are not settled, their counts and words, and open promises."""
    roots = gather.roots_in(reader, area, practice=practice)
    stand = stands(reader, roots)
    waiting = [root for root in roots if stand[root].status not in SETTLED and not stand[root].let_go]
    told, named = waiting[: lists.ON_A_PAGE], waiting[lists.ON_A_PAGE :][:_NAMED]
    known = {each.id: each for each in topics.some(reader, [*told, *named])}
    standing = standings(told)
    entries: list[EntryId] = []
    problems = []
    for at_, root in enumerate(told, 1):
        behind = topics.entry_ids(reader, root, at)
        entries += behind
        problems.append(_problem(reader, known[root], at_, at, behind, standing.get(root)))
    return lists.meeting(
        known[told[0]].area if told else area, problems, [known[root].title for root in named],
        gather.promises(reader, roots, at), at, names, hide, entries, practice=practice,
    )  # fmt: skip


def _problem(
    reader: Reader, topic: Topic, place: int, at: datetime, behind: Sequence[EntryId], standing: Standing | None
) -> lists.Problem:
    sayings = topics.sayings_of(reader, behind)
    weight = weigh(sayings, at)
    counted = numbers_of(weight, sayings)
    numbers = [
        Number(
            name=f"{name}-{place}", words=counted[name].words, entries=counted[name].entries, about=counted[name].about
        )
        for name in ("accounts", "first", "last")
    ]
    words = gather.newest_of(reader, topic.id, at, 1)
    return lists.Problem(
        topic=topic, weight=weight, numbers=numbers, quote=words[0] if words else None, standing=standing
    )


def _quotes(reader: Reader, kind: TopicKind, entries: Sequence[EntryId], *, own: bool) -> list[Words]:
    """The newest, and the newest that sees it otherwise, which may lie far behind."""
    newest = gather.words_of(reader, entries, None, _NEWEST, own=own)
    otherwise = {FeedbackKind.KUDOS} if kind is not TopicKind.KUDOS else set(FeedbackKind) - {
        FeedbackKind.KUDOS, FeedbackKind.REQUEST
    }  # fmt: skip
    against = gather.words_of(reader, entries, otherwise, 1, own=own)
    return chosen(kind, [*newest, *(each for each in against if each not in newest)], QUOTES)

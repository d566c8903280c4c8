"""What in the library should be looked after. About snippets alone: nobody is named, counted or compared."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from workbench.kernel.clock import Clock
from workbench.kernel.ids import SnippetId
from workbench.kernel.text import fold
from workbench.library import repo
from workbench.library.alike import alike
from workbench.library.editing import repo as edits
from workbench.library.facts import repo as facts
from workbench.library.inserted.service import InsertionService, Suggestion
from workbench.library.model import Snippet
from workbench.library.search import repo as index
from workbench.library.template.lint import problems
from workbench.packs.model import SnippetStatus
from workbench.store import Store

UNUSED_AFTER = timedelta(days=180)
_NAMED = 4
_LAST = "\U0010ffff"


class Concern(StrEnum):
    """Why a snippet is listed, the most pressing first."""

    FLAGGED = "flagged"
    DIFFERS = "differs"
    SPENT = "spent"
    PROBLEM = "problem"
    SUGGESTED = "suggested"
    REVIEW = "review"
    SHORTCUT = "shortcut"
    ALIKE = "alike"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """A snippet to look after. ``why``: a sentence; ``other``: the one it clashes with or is like.

    ``suggestion`` is the ready edit where there is one.
    """

    concern: Concern
    snippet: Snippet
    why: str
    other: SnippetId | None = None
    suggestion: Suggestion | None = None


class ReportService:
    """Reads the library as it is; changes nothing."""

    def __init__(self, store: Store, clock: Clock, insertions: InsertionService) -> None:
        self._store = store
        self._clock = clock
        self._insertions = insertions

    def all(self) -> Sequence[Concerned]:
        """Everything to look after, by concern and title. Some seconds for very many snippets: not for a GUI thread."""
        reader, now = self._store.read(), self._clock.now()
        every = {snippet.id: snippet for snippet in repo.all_snippets(reader)}
        found: list[Concerned] = [
            Concerned(concern=Concern.FLAGGED, snippet=every[flag.snippet], why=flag.note or "Somebody flagged it.")
            for flag in edits.flags(reader)
        ]
        found += _of_state(every.values(), now.date())
        found += self._of_template(every)
        found += _suggested(self._insertions.suggestions(), every)
        found += _of_shortcuts(every.values())
        found += _alike(every)
        found += _unused(every.values(), index.use_times(reader), repo.since(reader), now)
        order = list(Concern)
        return sorted(found, key=lambda each: (order.index(each.concern), each.snippet.title.casefold()))

    def _of_template(self, every: Mapping[SnippetId, Snippet]) -> Iterator[Concerned]:
        reader, today = self._store.read(), self._clock.now().date()
        known = {kept.fact.name: kept.fact for kept in facts.all_facts(reader)}
        for snippet in every.values():
            wrong = problems(snippet, include=lambda id_: every.get(SnippetId(id_)), facts=known, today=today)
            if wrong:
                yield Concerned(concern=Concern.PROBLEM, snippet=snippet, why=" ".join(wrong[:3]))


def _of_state(snippets: Iterable[Snippet], today: date) -> Iterator[Concerned]:
    for snippet in snippets:
        if snippet.differs:
            why = "Its pack has other words by now than those you edited."
            yield Concerned(concern=Concern.DIFFERS, snippet=snippet, why=why)
        if spent := snippet.spent(today):
            yield Concerned(concern=Concern.SPENT, snippet=snippet, why=f"{spent} It is not inserted any more.")
        elif snippet.review_by and snippet.review_by < today and snippet.status is not SnippetStatus.DEPRECATED:
            why = f"It was to be read again by {snippet.review_by.isoformat()}"
            owner = f", by {snippet.owner}." if snippet.owner else "."
            yield Concerned(concern=Concern.REVIEW, snippet=snippet, why=why + owner)


def _suggested(suggestions: Iterable[Suggestion], every: Mapping[SnippetId, Snippet]) -> Iterator[Concerned]:
    for each in suggestions:
        what = "rewritten" if each.text else "left out"
        why = f"Paragraph {each.paragraph + 1} is {what} in {each.changed} of {each.uses} replies."
        yield Concerned(concern=Concern.SUGGESTED, snippet=every[each.snippet.id], why=why, suggestion=each)


def _of_shortcuts(snippets: Iterable[Snippet]) -> Iterator[Concerned]:
    by_keys: defaultdict[str, list[Snippet]] = defaultdict(list)
    for snippet in snippets:
        if snippet.shortcut:
            by_keys[fold(snippet.shortcut)].append(snippet)
    for those in by_keys.values():
        for snippet in those[1:]:
            why = f"“;{snippet.shortcut}” is the shortcut of “{those[0].title}” too, so neither comes at once."
            yield Concerned(concern=Concern.SHORTCUT, snippet=snippet, why=why, other=those[0].id)
    yield from _begun(by_keys)


def _begun(by_keys: Mapping[str, Sequence[Snippet]]) -> Iterator[Concerned]:
    """Shortcuts that others begin with: one entry each, however many those are."""
    ordered = sorted(by_keys)
    for at, keys in enumerate(ordered):
        longer = ordered[at + 1 : bisect_left(ordered, keys + _LAST, at + 1)]
        if longer:
            one, other = by_keys[keys][0], by_keys[longer[0]][0]
            more = f" and {len(longer) - 1:,} more" if len(longer) > 1 else ""
            unreached = "where a shortcut fires at its last letter, what is longer is never reached."
            why = f"“;{one.shortcut}” begins “;{other.shortcut}”{more}: {unreached}"
            yield Concerned(concern=Concern.SHORTCUT, snippet=one, why=why, other=other.id)


def _alike(every: Mapping[SnippetId, Snippet]) -> Iterator[Concerned]:
    """One entry for a group, under the first of it; a variant counts as its snippet."""
    texts = ((str(id_), body) for id_, snippet in every.items() for body in _bodies(snippet))
    for group in alike(texts):
        first, *others = (every[SnippetId(id_)] for id_ in group.ids)
        how = "the same words as" if group.ratio >= 99.5 else f"{group.ratio:.0f} % the same words as"
        why = f"It has {how} {_named(others)}."
        yield Concerned(concern=Concern.ALIKE, snippet=first, why=why, other=others[0].id)


def _bodies(snippet: Snippet) -> Iterator[str]:
    yield snippet.body
    yield from (variant.body for variant in snippet.variants)


def _named(snippets: Sequence[Snippet]) -> str:
    names = [f"“{each.title}”" for each in snippets[:_NAMED]]
    if len(snippets) > _NAMED:
        names.append(f"{len(snippets) - _NAMED:,} more")
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _unused(
    snippets: Iterable[Snippet], used: Mapping[str, datetime], since: Mapping[str, datetime], now: datetime
) -> Iterator[Concerned]:
    for snippet in snippets:
        last, there = used.get(snippet.id), since.get(snippet.id, now)
        if now - max(last or there, there) > UNUSED_AFTER:
            why = f"Not used since {(last or there).date().isoformat()}." if last else "Never used on this machine."
            yield Concerned(concern=Concern.UNUSED, snippet=snippet, why=why)

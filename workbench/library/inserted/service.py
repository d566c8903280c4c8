"""Keep which snippets a draft holds, and tell what agents change in them before they send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from workbench.kernel.clock import Clock
from workbench.kernel.ids import SnippetId, TicketId
from workbench.library import repo as snippets
from workbench.library.inserted import repo
from workbench.library.inserted.compare import says_so
from workbench.library.inserted.parts import Gap, paragraphs
from workbench.library.inserted.repo import Insertion
from workbench.library.model import Filled, Snippet
from workbench.library.variants import variants_of
from workbench.store import Reader, Store, Tx

_LEAST_USES, _SHARE = 5, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A paragraph that is changed in most uses. ``text`` is how it was rewritten most alike, empty where left out.

    ``changed`` of ``uses`` replies on this machine; ``paragraph`` counts from 0; ``body`` is the template with it.
    """

    snippet: Snippet
    paragraph: int
    changed: int
    uses: int
    before: str
    text: str
    body: str


class InsertionService:
    """Which snippets stand in which draft."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def note(self, ticket: TicketId, kind: str, snippet: Snippet, filled: Filled) -> None:
        """``snippet``, in the variant that was used, was put into a draft as ``filled``."""
        gaps = tuple(Gap(name=place.name, span=place.span, state=place.state) for place in filled.places)
        made = [
            Insertion(snippet=SnippetId(id_), body="", text=filled.text[span.start : span.end])
            for id_, span in filled.included
        ]
        made.append(Insertion(snippet=snippet.id, body=snippet.body, text=filled.text, gaps=gaps))
        at = self._clock.now()

        def work(tx: Tx) -> None:
            for each in made:
                repo.add(tx, ticket, kind, each, at)

        self._store.submit(work, origin="library.inserted")

    def of_draft(self, ticket: TicketId, kind: str) -> Sequence[Insertion]:
        """What was inserted into a draft, in order; what a snippet included stands before it."""
        return repo.of_draft(self._store.read(), ticket, kind)

    def spent(self, ticket: TicketId, kind: str, text: str) -> Sequence[str]:
        """What in ``text`` comes from snippets that may not be used any more, each in a sentence."""
        return spent_in(self._store.read(), ticket, kind, text, self._clock.now().date())

    def suggestions(self) -> Sequence[Suggestion]:
        """Paragraphs that most replies change, as ready edits."""
        reader = self._store.read()
        found = repo.often_changed(reader, _LEAST_USES, _SHARE)
        known = snippets.some(reader, (each.snippet for _, each in found))
        made = []
        for body, each in found:
            snippet = known.get(each.snippet)
            template = _wording(snippet, body) if snippet else None
            parts = paragraphs(template) if template else []
            if snippet is None or template is None or each.number >= len(parts):
                continue  # it says something else by now
            before = parts[each.number]
            text = _most_alike(each.texts) if each.rewritten >= each.removed else ""
            if each.rewritten >= each.removed and not text:
                continue  # nothing could be kept of how it was rewritten
            made.append(
                Suggestion(
                    snippet=snippet,
                    paragraph=each.number,
                    changed=each.rewritten + each.removed,
                    uses=each.kept + each.rewritten + each.removed,
                    before=before,
                    text=text,
                    body="\n\n".join(parts[: each.number] + ([text] if text else []) + parts[each.number + 1 :]) + "\n",
                )
            )
        return made


def spent_in(reader: Reader, ticket: str, kind: str, text: str, today: date) -> list[str]:
    """See `InsertionService.spent`."""
    inserted = repo.of_draft(reader, ticket, kind)
    if not inserted:
        return []
    known = snippets.some(reader, {each.snippet for each in inserted})
    reasons = []
    for each in inserted:
        snippet = known.get(SnippetId(each.snippet))
        why = snippet.spent(today) if snippet else ""
        if why and says_so(each.parts, text):
            reasons.append(why)
    return list(dict.fromkeys(reasons))


def _wording(snippet: Snippet, digest: str) -> str | None:
    return next((v.body for v in variants_of(snippet) if repo.digest(v.body) == digest), None)


def _most_alike(texts: Sequence[str]) -> str:
    """The one that is most like all the others: what many meant, whoever wrote it."""
    if not texts:
        return ""
    return max(texts, key=lambda text: sum(fuzz.ratio(text, other) for other in texts))

"""Which of a snippet's variants suits a reply: the language first, then the channel, then the tone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.library.languages import suits, tidy
from workbench.library.model import ReplyContext, Snippet
from workbench.packs.model import Variant


def variants_of(snippet: Snippet) -> tuple[Variant, ...]:
    """All of them, the snippet's own words first."""
    own = Variant(language=snippet.language, channel=snippet.channel, tone=snippet.tone, body=snippet.body)
    return (own, *snippet.variants)


def choose(snippet: Snippet, context: ReplyContext) -> int:
    """The number of the one that suits ``context`` best.

    What is equally good goes to the earlier one. A language falls back from ``pt-br`` to ``pt``, to another region, to
    words of no language, then to the snippet's own; a channel or tone that a variant does not name suits all; one that
    it names and that is another suits none.
    """
    scores = [_suits(each, context, snippet.language) for each in variants_of(snippet)]
    return scores.index(max(scores))


def shown_as(snippet: Snippet, number: int) -> Snippet:
    """The snippet with the words of one of its variants."""
    if number == 0:
        return snippet
    variant = snippet.variants[number - 1]
    return replace(
        snippet,
        title=variant.title or snippet.title,
        language=variant.language or snippet.language,
        channel=variant.channel,
        tone=variant.tone,
        body=variant.body,
    )


def number_of(snippet: Snippet, shown: Snippet) -> int:
    """Which variant of ``snippet`` is in ``shown``, which `shown_as` gave; the first where none is any more."""
    for number, each in enumerate(variants_of(snippet)):
        same = (each.body, each.channel, each.tone) == (shown.body, shown.channel, shown.tone)
        if same and each.language in ("", shown.language):
            return number
    return 0


def in_tone(words: str) -> str:
    """A tone as a person writes it, as variants name it."""
    return words.strip().lower()


def name_of(variant: Variant, languages: Sequence[str]) -> str:
    """A variant in a few words, such as “de · chat”; the language only where there are several."""
    language = variant.language if len(set(languages)) > 1 else ""
    return " · ".join(word for word in (language, variant.channel, variant.tone) if word)


def _suits(variant: Variant, context: ReplyContext, own: str) -> tuple[float, float, float]:
    return (
        _language(variant.language, context.language, own),
        _word(variant.channel, context.channel),
        _word(variant.tone, context.tone),
    )


def _language(offered: str, wanted: str, own: str) -> float:
    if wanted and (how_well := suits(offered, wanted)):
        return float(how_well)
    return 0.5 if tidy(offered) == tidy(own) else 0.0


def _word(offered: str, wanted: str) -> float:
    if offered and offered == wanted:
        return 2.0
    return 1.0 if not offered else 0.0

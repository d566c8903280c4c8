"""The order of topics that share words with a text: how alike the texts are by letters and by rare words. Pure.

Measured on BANKING77 (see tests/bench/topics.py): threes of letters weighed by how rare they are among the candidates,
with a part of bm25, and several alike entries of a topic counting for it, find the right topic more often than bm25.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from workbench.feedback.topics.model import Suggestion
from workbench.feedback.topics.similar.common import COMMON
from workbench.feedback.topics.similar.words import alike, surfaces, tokens
from workbench.kernel.ids import TopicId

_BM25, _NEXT, _MANY = 0.3, 0.6, 5  # the part of bm25; what each further entry of a topic counts; how many count
_LONGEST = 600  # letters of a text that are compared
_REASONS = 4
_DRAWN = frozenset(  # what an apostrophe leaves of a word
    ["ll", "re", "ve", "don", "didn", "doesn", "isn", "wasn", "won", "couldn", "wouldn", "shouldn", "haven"]
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text of a topic that shares words with what is asked. ``bm25``: more is better."""

    topic: TopicId
    title: str
    text: str
    bm25: float


def ranked(asked: str, candidates: Sequence[Candidate], limit: int) -> list[Suggestion]:
    """The topics of ``candidates``, the likeliest first, each with the words that it shares and that tell something."""
    by_topic: defaultdict[TopicId, list[tuple[float, Candidate]]] = defaultdict(list)
    for score, candidate in zip(_scores(asked, candidates), candidates, strict=True):
        by_topic[candidate.topic].append((score, candidate))
    scored = []
    for found in by_topic.values():
        found.sort(key=lambda each: -each[0])
        scored.append((sum(score * _NEXT**at for at, (score, _) in enumerate(found[:_MANY])), found))
    scored.sort(key=lambda each: -each[0])
    common = Counter(word for candidate in candidates for word in set(tokens(candidate.text[:_LONGEST])))
    reasoned = (
        Suggestion(topic=found[0][1].topic, title=found[0][1].title, shared=shared)
        for _, found in scored
        if (shared := _shared(asked, [candidate.text for _, candidate in found[:_MANY]], common))
    )
    return list(islice(reasoned, limit))


def _scores(asked: str, candidates: Sequence[Candidate]) -> list[float]:
    """How alike each is, about 0 to 1."""
    theirs = [_threes(candidate.text) for candidate in candidates]
    ours = _threes(asked)
    seen = Counter(three for threes in theirs for three in threes)
    weight = {
        three: math.log(1 + (len(theirs) + 1) / (1 + seen.get(three, 0))) ** 2 for three in {*seen, *ours}
    }  # fmt: skip
    length = _length(ours, weight)
    best = max((candidate.bm25 for candidate in candidates), default=0.0) or 1.0
    scores = []
    for threes, candidate in zip(theirs, candidates, strict=True):
        both = sum(weight[three] for three in threes & ours)
        cosine = both / (length * _length(threes, weight)) if both else 0.0
        scores.append(_BM25 * candidate.bm25 / best + (1 - _BM25) * cosine)
    return scores


def _length(threes: Iterable[str], weight: dict[str, float]) -> float:
    return math.sqrt(sum(weight[three] for three in threes))


def _threes(text: str) -> frozenset[str]:
    flat = f" {' '.join(tokens(text[:_LONGEST]))} "
    return frozenset(flat[at : at + 3] for at in range(len(flat) - 2))


def _shared(asked: str, texts: Iterable[str], common: Counter[str]) -> tuple[str, ...]:
    """Words of ``texts`` that are also in ``asked``, the rarest first, as they stand there; each once."""
    ours = {word for word, _ in surfaces(asked) if not _tells_nothing(word)}
    typed = tokens(asked)[-1:] if asked[-1:].isalnum() else []
    found: dict[str, tuple[int, str]] = {}
    for text in texts:
        for word, as_it_stands in surfaces(text[:_LONGEST]):
            mine = next((our for our in ours if alike(our, word) or (our in typed and word.startswith(our))), None)
            if mine is not None and mine not in found:
                found[mine] = (common[word], as_it_stands)
    return tuple(word for _, word in sorted(found.values(), key=lambda each: each[0])[:_REASONS])


def _tells_nothing(word: str) -> bool:
    """Whether a folded word is common; one drawn together, as "it's" or "I'd", where each of its parts is."""
    parts = tokens(word)
    drawn = len(parts) > 1 and all(part in COMMON or len(part) == 1 or part in _DRAWN for part in parts)
    return word in COMMON or drawn

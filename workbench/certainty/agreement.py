"""Whether the subject before a cue is one or many, so that "should be" can become "is" or "are". English."""

from __future__ import annotations

import re
from enum import Enum

from workbench.certainty.guards import Place


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_PLURAL = _words("you we they these those both all people children men women folks feet teeth")
_SINGULAR = _words(
    "it this that he she everything everyone everybody something someone nothing one each there anything "
    "access address status process progress success business wordpress news class pass bonus virus bus canvas alias "
    "analysis basis css dns sms gps https tls"
)
_DETERMINERS = _words("the your our my his her their its a an this that these those each every any some")
_MANY = _words("these those both")
_ONE = _words("a an this that each every")
_PREPOSITIONS = _words("of for in on at with to from about under over by inside within into")
_JOINED = re.compile(r"\b(?:and|or|nor)\Z")
_ADVERB = _words("now already still also only just then always all both simply again here")
_WORD = re.compile(r"[\w'/.-]+")
_UNSURE = re.compile(r"\ue000|[^\w\s'/.-]")


class Number(Enum):
    """Grammatical number of a subject."""

    FIRST = "am"
    SINGULAR = "is"
    PLURAL = "are"


def subject_number(place: Place) -> Number | None:
    """The number of the subject that ends right before the cue, or None where it cannot be told for certain."""
    words = _WORD.findall(place.clause)
    while len(words) > 1 and words[-1] in _ADVERB:
        words.pop()
    if not words:
        return None
    last = words[-1]
    if _standing_alone(words):
        return Number.FIRST if last == "i" else Number.PLURAL if last in _PLURAL else Number.SINGULAR
    joined = _JOINED.search(place.head[: place.clause_start].rstrip()) is not None
    if joined or _UNSURE.search(place.clause) or last in ("which", "who", "what"):
        return None
    return _of_phrase(words)


def _standing_alone(words: list[str]) -> bool:
    """Whether the last word is a pronoun that is the whole subject."""
    last = words[-1]
    if last in ("there", "it", "he", "she", "i", "we", "they", "you"):
        return len(words) == 1 or words[-2] not in _PREPOSITIONS
    alone = len(words) == 1 or words[-2] == "that"
    return alone and (last in _PLURAL or last in ("this", "that", "everything", "everyone", "everybody", "something"))


def _of_phrase(words: list[str]) -> Number | None:
    """The number of a noun phrase: of the noun before its first preposition."""
    begin = next((at for at, word in enumerate(words) if word in _DETERMINERS), None)
    if begin is None or len(words) - begin > 7 or begin == len(words) - 1:
        return None
    if begin > 1 and words[begin - 1] in _PREPOSITIONS:  # receipts from your phone
        return Number.PLURAL if _is_many(words[begin - 2]) else None
    phrase = words[begin:]
    if phrase[0] in _MANY:
        return Number.PLURAL
    if phrase[0] in _ONE:
        return Number.SINGULAR
    end = next((at for at, word in enumerate(phrase) if word in _PREPOSITIONS), len(phrase))
    noun = phrase[end - 1]
    if end < 2 or any(word in _DETERMINERS for word in phrase[1:end]) or noun in _ADVERB:
        return None
    return Number.PLURAL if _is_many(noun) else Number.SINGULAR


def _is_many(noun: str) -> bool:
    many = noun in _PLURAL or (noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s")))
    return many and noun not in _SINGULAR

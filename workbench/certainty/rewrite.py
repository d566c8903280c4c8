"""Turns a hedged sentence into the certain one, to be used once it has been checked.

The moves are English, but for ``drop`` and ``inside``; other languages write their rewrites in the rule file.
A move gives the new sentence only where it would be grammatical; otherwise None, and only advice is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workbench.certainty.agreement import Number, subject_number
from workbench.certainty.guards import Place
from workbench.certainty.templates import filled

_HEDGE = (
    "hopefully|probably|possibly|in theory|theoretically|normally|usually|generally|ideally|well|really|likely"
    "|perhaps|maybe|definitely"
)
_MODAL = re.compile(
    r"(?P<modal>should|ought to|(?:is|are|am|'s|'re|'m)\s+supposed to|may|might|could)(?P<neg>n't|\s+not)?"
    r"(?P<adverbs>(?:\s+(?:now|already|still|also|only|just|then|all|both|soon|again|automatically|definitely"
    r"|easily|at least|simply|no longer|" + _HEDGE + r"))*)\s+"
)
_HEDGES = re.compile(rf"\s*\b(?:{_HEDGE})\b")
_BREAK = re.compile(r"[,;:.!?()—–]")
_LATER = re.compile(
    r"\b(?:soon|shortly|tomorrow|tonight|later|eventually|within|once|when|after|by then|from then on|over the next"
    r"|by (?:tomorrow|tonight|the end|next|mon|tues|wednes|thurs|fri|satur|sun)\w*|(?:your|the|our) next"
    r"|by (?:the )?(?:weekend|teatime|dinner|lunch|lunchtime|noon|midday|midnight|morning|afternoon|evening|close|\d)"
    r"|next (?:week|month|year|\w+day)|before|again"
    r"|in (?:a few|the next|about|around|the coming|an?|\d+|one|two|three)(?:\s+\w+){0,2}"
    r"\s+(?:minute|moment|hour|day|week|month|while|second)s?)\b"
)
_PAST = re.compile(r"\b(?:yesterday|last (?:night|week|month|year|\w+day)|ago|earlier today|this morning)\b")
_BY_NOW = re.compile(r"\b(?:by now|already|since)\b")
_VERB = re.compile(
    r"(?!(?:be|have|not|you|i|we|they|it|the|that|this|a|an|any)\b)"
    r"(?!(?!bring|(?:\w*[fs]t?r?|cl|w|k|r|p)ing\b)\w+ing\b)"  # should working: a word is missing already
    r"(?!(?!(?:n|f|s|br|bl|w|sh|pl|sp|exc|succ|proc|emb)e+d\b)\w+ed\b)[a-z]+\b"
)
_PARTICIPLE = (
    r"(?:\w+ed|got|gotten|gone|come|sent|seen|made|done|found|put|set|left|shown|taken|given|kept|begun|become"
    r"|heard|had|reset|lost|built|spent|kept|paid|told|run|cut|split|broken|written|stopped)"
)
_PERFECT = re.compile(rf"have\s+(?P<pp>been|{_PARTICIPLE})\b")
_CLAUSE = re.compile(
    r"(?:that\s+)?(?:(?:i|you|we|they|it|he|she|there)(?:'\w+|\s+\w)"
    r"|(?:the|your|our|my|this|that|these|those|some|\w+)\b[^,;:]{1,60}?\s"
    r"(?:is|are|was|were|has|have|had|can|will|does|did|do|isn't|wasn't|aren't|hasn't|didn't|doesn't|won't|can't"
    r"|expired|failed|stopped|went|got)\b)"
)
_DENIAL = re.compile(
    r"n't\b|\bnot\b|\bguess\b(?! that)|\bdoubts?\b|\bdark\b|\bunderstanding\b|\bpunt\b|\bcrossed\b"
    r"|\b(?:expect|anticipate|estimate|understand|was|had|thought)\b"
)
# What takes the certain form back in the same breath, or needs the doubt to make sense.
_UNDERCUT = re.compile(
    r"\b(?:or (?:may|might) not|or (?:that|it|maybe|perhaps|even)|no (?:idea|promises)|not sure|in which case|ymmv"
    r"|(?:couldn't|could not|can't|cannot) (?:tell|say|see|promise|be sure)|haven't (?:looked|checked)|have to check"
    r"|don't hold me|let's see|without (?:being (?:\w+ )?(?:sure|certain)|knowing)"
    r"|(?:but|and) that \w+ (?:is|was|are|were))\b|\bwould(?:'ve| have)\b"
)
_FIRST = re.compile(r"\b(?:once|after|when|until|give|then|before)\b")
_FINITE = re.compile(
    r"(?:is|was|will|would|has|had|does|did|can|means|meant|happens|happened|works|worked|comes|came)\b"
)
_ASKS = re.compile(r"(?:is|are|was|were|will|would|has|have|had|does|did|do|can|could|should|shall|may|might|must)\b")
_BARE = frozenset(("maybe", "perhaps", "possibly", "probably", "hopefully"))  # may stand for a whole clause's verb
_OPEN = re.compile(r"(?:^|[,;:(–—]|\b(?:so|and|but|or|because))$")
_ONE_THING = re.compile(r"be\s+(?:an?|one|another|no)\s")
_HAVE = re.compile(
    r"have\s+(?:an?|the|your|our|my|their|to|it|this|that|these|some|any|no|more|all|access|\d+|two|three)\b"
)
_A_THING = re.compile(r"(it|this|that)\s+(?:\w+\s+){0,2}?(?:looks|sounds|seems)\b")
_TIED = re.compile(r"['’](?=.\Z)|\b(?:que|puisque|lorsque|jusque)\s+(?=[aeiouyhâàéèêîôû]\Z)", re.IGNORECASE)
_SPACE_COMMA = re.compile(r"\s*,?\s*")


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence as it was typed, the place of the cue in it, and what the named groups of its pattern found."""

    sentence: str
    place: Place
    groups: Mapping[str, str]


def rewritten(move: str, cue: Cue) -> str | None:
    """The sentence without its hedge, or None where ``move`` would not read well."""
    if _UNDERCUT.search(cue.place.sentence):
        return None
    new = _filled(move[1:], cue) if move.startswith("=") else MOVES[move](cue)
    if new is None or new == cue.sentence or not new.strip(" .!?"):
        return None
    return _as_written(new, cue.sentence)


def _as_written(new: str, sentence: str) -> str:
    """The new words in the capitals and with the apostrophes of the ``sentence`` that they come into."""
    if "’" in sentence and "'" not in sentence:
        new = new.replace("'", "’")
    return new.upper() if sentence.isupper() else new


def _swap(cue: Cue, end: int, text: str) -> str:
    """The sentence with ``text`` from the cue's start to ``end``, its first letter as it has to be."""
    start = cue.place.start
    new = cue.sentence[:start] + text + cue.sentence[end:]
    return _capitalised(new) if start == 0 else new


def _capitalised(sentence: str) -> str:
    first = sentence.split(maxsplit=1)[0] if sentence.strip() else ""
    return sentence[:1].upper() + sentence[1:] if first == first.lower() else sentence


def _filled(template: str, cue: Cue) -> str | None:
    """The template in place of the cue, and of the part ``after`` that stands behind it."""
    text = filled(template, cue.groups)
    return None if text is None else _swap(cue, cue.place.end + len(cue.groups.get("after", "")), text)


def _certain(cue: Cue) -> str | None:
    """should (now) be X -> is (now) X; should VERB -> will VERB; should be able to -> can; and the like."""
    words = cue.place.sentence
    modal = _MODAL.match(words, cue.place.start)
    if modal is None:
        return None
    adverbs = _HEDGES.sub("", cue.sentence[modal.start("adverbs") : modal.end("adverbs")]).rstrip()
    rest = words[modal.end() :]
    negated = modal["neg"] is not None
    if modal["modal"].startswith("'"):
        return None
    for attempt in (_able, _perfect, _state, _verb):
        done = attempt(cue, rest, adverbs, negated)
        if done is not None:
            taken, text = done
            return _swap(cue, modal.end() + taken, text) if text else None
    return None


_Done = tuple[int, str] | None  # how much of the rest was used up, and what stands for it; "" for: leave it


def _able(_cue: Cue, rest: str, adverbs: str, negated: bool) -> _Done:
    able = re.match(r"be\s+able\s+to\b", rest)
    return (able.end(), ("cannot" if negated else "can") + adverbs) if able else None


def _perfect(cue: Cue, rest: str, adverbs: str, negated: bool) -> _Done:
    perfect = _PERFECT.match(rest)
    if perfect is None:
        return None
    number = subject_number(cue.place)
    if number is None or negated:
        return perfect.end(), ""
    many = number is not Number.SINGULAR
    past = _PAST.search(rest) is not None
    if perfect["pp"] == "been" and (past or not _BY_NOW.search(rest + adverbs)):
        was = "were" if number is Number.PLURAL else "was"
        return perfect.end(), was + adverbs
    if past:
        same = perfect["pp"].endswith("ed")  # has received yesterday -> received yesterday
        return perfect.end(), f"{adverbs} {perfect['pp']}".lstrip() if same else ""
    return perfect.end(), ("have" if many else "has") + adverbs + " " + perfect["pp"]


def _state(cue: Cue, rest: str, adverbs: str, negated: bool) -> _Done:
    state = re.match(r"be\b(?!\s+that\b)", rest)
    if state is None:
        return None
    if cue.place.clause.endswith("there") and (negated or not _ONE_THING.match(rest)):
        return state.end(), ""
    number = subject_number(cue.place)
    no = " not" if negated else ""
    if cue.place.clause.endswith("you") and re.match(r"be\s+\w+ing\b", rest):
        return state.end(), ""  # nobody tells another what they see
    if _LATER.search(_BREAK.split(rest, maxsplit=1)[0]) or _FIRST.search(cue.place.head):
        return state.end(), f"will{no}{adverbs} be"
    return state.end(), f"{number.value}{no}{adverbs}" if number else ""


def _verb(cue: Cue, rest: str, adverbs: str, negated: bool) -> _Done:
    if _VERB.match(rest) is None and _HAVE.match(rest) is None:
        return None
    if cue.place.cue.startswith("could") and re.match(r"mean\b", rest):
        return 0, ""
    if not cue.place.clause and cue.place.start == 0:
        return 0, ""
    return 0, ("won't" if negated else "will") + adverbs + " "


def _drop(cue: Cue) -> str | None:
    """Take the cue out, with the commas that held it."""
    if _DENIAL.search(cue.place.cue):
        return None  # without it the sentence would say the opposite, or nothing
    start, end = cue.place.start, cue.place.end
    sentence = cue.sentence
    if not _can_go(cue):
        return None
    gap = _SPACE_COMMA.match(sentence, end)
    after = gap.end() if gap else end
    before = sentence[:start].rstrip()
    if _TIED.search(sentence[max(0, start - 12) : start] + sentence[after : after + 1]):
        return None  # parce qu'en principe le: French would have to elide anew
    if start == 0 or not before:
        return _swap(cue, after, "")
    if before.endswith(",") and "," in sentence[end:after]:
        return before[:-1] + " " + sentence[after:]
    if sentence[end:].lstrip()[:1] in tuple(".!?,;:)"):
        return before.rstrip(",") + sentence[end:].lstrip()
    return before + " " + sentence[after:]


def _can_go(cue: Cue) -> bool:
    """Whether the rest would stand by itself without the cue."""
    words, tail, head = cue.place.cue, cue.place.tail, cue.place.head
    start, end = cue.place.start, cue.place.end
    if set(cue.sentence[max(0, start - 1) : start] + cue.sentence[end : end + 1]) & set("*_("):
        return False
    if words.endswith("likely") and head.endswith(("it's", "it is")):
        return False
    if words.endswith(" that") and _FINITE.match(tail):
        return False  # that is the subject of what follows
    if words.endswith(("think", "believe", "guess", "reckon", "suppose")) and tail.startswith("so "):
        return False
    if start == 0 and _ASKS.match(tail):
        return False  # presumably was it: without its first word it asks
    if _OPEN.search(head) and words in _BARE:
        return _CLAUSE.match(tail) is not None
    return True


def _after_comma(cue: Cue) -> str | None:
    """Drop, where the cue is parted from the sentence: a comma follows, or nothing does."""
    return _drop(cue) if cue.place.tail[:1] in ("", ",", ".", "!", ")") else None


def _inside(cue: Cue) -> str | None:
    """Drop, where the clause began before the cue; at its head the order of the words would change with it."""
    return _drop(cue) if cue.place.clause else None


def _assert(cue: Cue) -> str | None:
    """Looks like CLAUSE -> CLAUSE, where what follows has a verb of its own."""
    if _CLAUSE.match(cue.place.tail) is None or (cue.place.clause and not cue.place.clause.endswith("that")):
        return None
    return _drop(cue)


def _look(cue: Cue) -> str | None:
    """Looks like CLAUSE -> CLAUSE; This looks like a -> This is a."""
    a_thing = _A_THING.match(cue.place.cue)
    if a_thing is None or not cue.place.tail.startswith(("a ", "an ")) or cue.place.clause:
        return _assert(cue)
    start = cue.place.start
    return _swap(cue, cue.place.end, cue.sentence[start : start + a_thing.end(1)] + " is")


def _be(cue: Cue) -> str | None:
    """seems to be -> is; appear to be -> are."""
    if not cue.place.clause:
        return None
    seem = re.match(r"(?P<do>does\s+|do\s+)?(?:seem|appear|look)(?P<s>s?)\b", cue.place.cue)
    if seem is None:
        return None
    one = bool(seem["s"]) or (seem["do"] or "").startswith("does")
    return _swap(cue, cue.place.end, "is" if one else "are") if cue.place.cue.endswith(" be") else None


MOVES: dict[str, Callable[[Cue], str | None]] = {
    "certain": _certain,
    "drop": _drop,
    "aside": _after_comma,
    "inside": _inside,
    "assert": _assert,
    "be": _be,
    "look": _look,
}

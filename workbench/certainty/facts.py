"""What the program knows and a reply says otherwise: the customer's name, and facts that held until a day. Pure.

Findings of this kind come from no rule file. Like every finding they only tell; a person applies the wording.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA

from workbench.certainty.mask import mask
from workbench.certainty.model import Finding, Known, Level
from workbench.kernel.greetings import GREETING, TITLE
from workbench.kernel.spans import Span

NAME, EXPIRED = "name-as-in-ticket", "fact-expired"
_SHORTEST = 3  # letters; of shorter names one slip makes any other
_AROUND = 24  # code points beside a value by which it is found again

_GREETED = re.compile(
    rf"\s*(?:{GREETING})(?!\w)[ \t]+((?:\b(?:{TITLE})\.|[^,.!?:;\n]){{1,80}})[,.!?:;]?", re.IGNORECASE
)
_LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"  # with accents that are code points of their own
_NAME_WORD = re.compile(rf"{_LETTERS}(?:['’-]{_LETTERS})*")
_ADDRESSED = re.compile(  # by the name alone
    rf"\s*((?:(?:{TITLE})\.? ){{0,2}}{_NAME_WORD.pattern}),(?=[ \t]*\n)", re.IGNORECASE
)
_TITLE = re.compile(rf"(?:{TITLE}|{GREETING})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who is in the conversation. ``customer``: the whole name in the ticket; ``others``: everybody else's.

    ``theirs``: what the customer wrote, where they may sign otherwise than the ticket has it.
    """

    customer: str = ""
    others: tuple[str, ...] = ()
    theirs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A fact as a snippet stated it. ``now``: its value by now, with ``valid_until``, its last day, or None.

    ``before`` and ``after``: the words beside the value where it was put in.
    """

    label: str
    value: str
    now: str
    valid_until: date | None
    before: str = ""
    after: str = ""


def misspelt(reply: str, people: People) -> tuple[Finding, ...]:
    """The customer's name in the greeting, where it is one slip away from that in the ticket; else nothing."""
    masked = mask(reply)
    greeted = _GREETED.match(masked) or _ADDRESSED.match(masked)
    known = {_nfc(word) for word in _NAME_WORD.findall(people.customer) if not _TITLE.fullmatch(word)}
    if greeted is None or not known:
        return ()
    named = {_nfc(word) for other in people.others for word in _NAME_WORD.findall(other)}
    named |= {_nfc(word) for word in _NAME_WORD.findall(mask(people.theirs))}
    folded = {word.casefold() for word in (*known, *named)}
    for word in _NAME_WORD.finditer(reply, *greeted.span(1)):
        said = _nfc(word[0])
        if _TITLE.fullmatch(said) or said.casefold() in folded:
            continue
        near = [name for name in known if _one_slip(said, name)]
        if len(near) == 1:
            return (_name_finding(reply, Span(*word.span()), Span(*greeted.span()), near[0]),)
    return ()


def expired(reply: str, stated: Iterable[Stated], today: date) -> tuple[Finding, ...]:
    """Values in ``reply`` that a snippet stated and that held until a day before ``today``, or are others by now."""
    found: dict[Span, Finding] = {}
    for each in stated:
        over = each.valid_until is not None and each.valid_until < today
        span = _stands(reply, each) if over or each.now != each.value else None
        if span is not None:
            found.setdefault(span, _fact_finding(reply, span, each, over=over))
    return tuple(found[span] for span in sorted(found))


def merged(*some: Sequence[Finding]) -> tuple[Finding, ...]:
    """All of them, in the order of the text."""
    return tuple(sorted((one for each in some for one in each), key=lambda one: (one.span.start, one.span.end)))


def _one_slip(said: str, name: str) -> bool:
    """A letter more, fewer, another, or two turned round; an accent is a letter like any other."""
    if min(len(said), len(name)) < _SHORTEST:
        return False
    return OSA.distance(said.casefold(), name.casefold(), score_cutoff=1) == 1


def _name_finding(reply: str, word: Span, line: Span, right: str) -> Finding:
    said = reply[word.start : word.end]
    start = line.start + len(reply[line.start : line.end]) - len(reply[line.start : line.end].lstrip())
    return Finding(
        kind=Known.FACT,
        level=Level.WARN,
        span=word,
        cue=said,
        rule=NAME,
        message=f"The customer reads “{said}”. Their name in the ticket is “{right}”.",
        verify="Look at how they sign their messages.",
        rewrite=reply[start : word.start] + right + reply[word.end : line.end],
        replaces=Span(start, line.end),
    )


def _stands(reply: str, stated: Stated) -> Span | None:
    """Where the value stands as it was put in: with the words before it, or those behind it."""
    before, after = stated.before[-_AROUND:], stated.after[:_AROUND]
    tries = [(before, after), (before, ""), ("", after)]
    for front, back in tries:
        at = reply.find(front + stated.value + back) if front.strip() or back.strip() else -1
        if at >= 0:
            return Span(at + len(front), at + len(front) + len(stated.value))
    if not (before.strip() or after.strip()):
        at = reply.find(stated.value)
        return Span(at, at + len(stated.value)) if at >= 0 else None
    return None


def _fact_finding(reply: str, span: Span, stated: Stated, *, over: bool) -> Finding:
    message = f"The customer takes it as true today. The fact {stated.label} says “{stated.now}” by now."
    if over and stated.valid_until is not None:
        until = f"{stated.valid_until.day} {stated.valid_until:%B %Y}"
        message = f"The customer takes it as true today. The fact {stated.label} was valid until {until}."
    return Finding(
        kind=Known.FACT,
        level=Level.WARN,
        span=span,
        cue=reply[span.start : span.end],
        rule=EXPIRED,
        message=message,
        verify="Ask who looks after it, then renew it in the library under Facts." if over else "Look at it in Facts.",
        rewrite=None if over else stated.now,
        replaces=span,
    )


def _nfc(word: str) -> str:
    return unicodedata.normalize("NFC", word)

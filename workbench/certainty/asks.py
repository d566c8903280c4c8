"""Finds what a customer asks for: questions, requests and problems, each once. Pure; takes any text.

>>> from workbench.certainty.asks import asks_in
>>> [ask.text for ask in asks_in("Hi! Can both shops share a list? Please send me the price, too.", "en")]
['Can both shops share a list?', 'Please send me the price, too.']

Quotations, earlier mail, the signature, greetings and thanks are not read. A problem and the request that follows it
are one ask, for one answer settles both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from workbench.certainty import asks_of
from workbench.certainty.ask_words import AskWords
from workbench.certainty.conventions import Conventions
from workbench.certainty.mask import MASKED, lower, mask
from workbench.certainty.sentences import split
from workbench.kernel.greetings import GREETING
from workbench.kernel.spans import Span
from workbench.kernel.text import one_line

MOST = 26  # one for each letter
_READ = 100_000  # code points of a message; no letter to a person is longer
_LONGEST = 400  # code points of an ask's text
_LEAST_WORDS = 4  # of a clause that is an ask beside another in one sentence
_NAME_LINE = 60

_MARK = re.compile(r"[?？؟][^\w]*\Z")
_NEAR = re.compile(r"[^\w]{0,4}(?=\w)")
_WORD = re.compile(r"[^\W_]+")
_BULLET = re.compile(r"[ \t]*(?:[-*•+–—·]|\(?(?:\d{1,3}|[a-z])[.)])\s+", re.IGNORECASE)
_LETTERED = re.compile(r"\n(?=[ \t]{0,8}\(?[a-zA-Z][.)]\s+\w)")
_ANNOUNCES = re.compile(r":\s*\Z")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_GREETS = re.compile(rf"\s*(?:{GREETING})(?!\w)[^,.!?:;\n]{{0,40}}(?:[,!:–-]\s*|\n\s*)", re.IGNORECASE)
_DASHES = re.compile(r"^--[ \t]*$", re.MULTILINE)
_QUOTED_BELOW = re.compile(rf"^[^\n{MASKED}]{{1,300}}:[ \t]*\n(?:[ \t]*\n)?(?={MASKED})", re.MULTILINE)
_HEADS = re.compile(
    r"^\*{0,2}[^\W\d_]{2,10}\s?:[^\n]{0,200}@[^\n]{0,200}\n(?:[^\n]{0,300}\n){0,3}?\*{0,2}[^\W\d_]{2,10}\s?:\s",
    re.MULTILINE,
)
_SUBJECT = "subject|betreff|objet|asunto|assunto|oggetto|onderwerp"
_OTHER_HEADS = re.compile(
    rf"^(?:\*{{0,2}}[^\W\d_]{{2,10}}\s?:[^\n]{{0,300}}\n){{2,5}}\*{{0,2}}(?:{_SUBJECT})\s?:",
    re.MULTILINE | re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"^\s*p\.?\s?s\.?[:.\s]", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Something that wants an answer. ``span`` in code points of the message; ``text``: its words, on one line."""

    span: Span
    text: str


class _Is(Enum):
    NOTHING = auto()
    PROBLEM = auto()
    EMPTY = auto()
    ASK = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A sentence, or a clause that asks for itself. ``anew``: not about what stands before it; ``thus``: about that."""

    span: Span
    what: _Is
    anew: bool
    thus: bool


def asks_in(text: str, language: str = "en") -> tuple[Ask, ...]:
    """What ``text`` asks for, in its order, at most 26, each wording once.

    ``language``: a code such as ``en`` or ``pt-BR``. In a language without rules only sentences with a question mark
    are found. Raises RulesDamaged.
    """
    words, conventions = asks_of(language)
    text = text[:_READ]
    shown = _own(mask(text), text, words)
    parts = _of_lists(shown, list(_parts(shown, words, conventions)), words)
    found = _joined(shown, parts)
    kept = [part for part in found if part.what is not _Is.EMPTY] or [
        part for part in found[:1] if len(_WORD.findall(shown[part.span.start : part.span.end])) > 1
    ]
    asks: dict[str, Ask] = {}
    for part in kept:
        said = one_line(_bare(text[part.span.start : part.span.end]).rstrip(" ;,"), _LONGEST)
        asks.setdefault(said.casefold(), Ask(span=part.span, text=said))
    return tuple(asks.values())[:MOST]


def _own(masked: str, text: str, words: AskWords) -> str:
    """``masked`` with earlier mail and the signature made blank; same length."""
    ends = (pattern.search(text) for pattern in (_DASHES, _HEADS, _OTHER_HEADS))
    cut = min((found.start() for found in ends if found), default=None)
    own = masked if cut is None else masked[:cut] + _blank(masked[cut:])
    own = _QUOTED_BELOW.sub(lambda found: _blank(found[0]), own)
    begin = _signed_from(own, words)
    if begin is None:
        return own
    after = _POSTSCRIPT.search(own, begin)
    end = after.start() if after else len(own)
    return own[:begin] + _blank(own[begin:end]) + own[end:]


def _signed_from(text: str, words: AskWords) -> int | None:
    """Where the closing line begins under which only a name and the like follow."""
    at, lines = 0, text.split("\n")
    for number, line in enumerate(lines):
        bare = lower(line).strip(" \t,.!–-")
        if bare and len(bare) <= _NAME_LINE and words.closings.fullmatch(bare):
            below = next((each.strip() for each in lines[number + 1 :] if each.strip()), "")
            if len(below) <= _NAME_LINE and "?" not in below:
                return at
        at += len(line) + 1
    return None


def _parts(text: str, words: AskWords, conventions: Conventions) -> Iterator[_Part]:
    for sentence in _lines_of(text, split(text, conventions)):
        start = sentence.start
        if greets := _GREETS.match(text, start, sentence.end):
            start = greets.end()
        for span in _clauses(lower(text[start : sentence.end]), words, conventions):
            said = lower(text[start + span.start : start + span.end])
            head = _bare(said).lstrip()
            yield _Part(
                span=span.shifted(start),
                what=_what(said, words),
                anew=words.also.match(head) is not None,
                thus=words.thus.match(head) is not None,
            )


def _lines_of(text: str, sentences: Iterable[Span]) -> Iterator[Span]:
    """The sentences, cut before a line that begins with a letter of a list as well."""
    for sentence in sentences:
        start = sentence.start
        for found in _LETTERED.finditer(text, start, sentence.end):
            if text[start : found.start()].strip():
                yield Span(start, found.start())
                start = found.start() + 1
        yield Span(start, sentence.end)


def _clauses(sentence: str, words: AskWords, conventions: Conventions) -> list[Span]:
    """The sentence, cut where a second ask begins in it."""
    parts: list[Span] = []
    start = 0
    for found in conventions.breaks.finditer(sentence):
        at = _asking_at(sentence, found, words)
        if at is None or found.start() <= start or not _adds(found[0], words):
            continue
        before = sentence[start : found.start()]
        if len(_WORD.findall(before)) >= _LEAST_WORDS and _what(before, words) is _Is.ASK:
            parts.append(_trimmed(sentence, start, found.start()))
            start = at
    return [*parts, _trimmed(sentence, start, len(sentence))]


def _asking_at(sentence: str, found: re.Match[str], words: AskWords) -> int | None:
    """Where at or behind a break a clause begins that asks."""
    for at in (found.start(), found.end()):
        begin = _NEAR.match(sentence, at)
        if begin and (words.asks.match(sentence, begin.end()) or words.opens.match(sentence, begin.end())):
            return begin.end()
    return None


def _adds(between: str, words: AskWords) -> bool:
    """Whether what parts two clauses adds one to the other: *and* does, *or* and *if* do not."""
    return not _WORD.search(between) or words.also.match(between) is not None


def _what(said: str, words: AskWords) -> _Is:
    """What a sentence or clause in small letters is."""
    said = words.courtesy.sub(lambda found: " " * len(found[0]), said)
    bare = _bare(said).strip()
    if not _WORD.search(bare):
        return _Is.NOTHING
    head = words.also.sub("", bare, count=1).lstrip(" ,:") if words.also.match(bare) else bare
    if words.empty.fullmatch(head.rstrip(" ?!.…:)")):
        return _Is.EMPTY
    if _MARK.search(said) or words.opens.match(head) or words.wants.search(said) or _asks(said, head, words):
        return _Is.ASK
    return _Is.PROBLEM if words.problems.search(said) else _Is.NOTHING


def _asks(said: str, head: str, words: AskWords) -> bool:
    """Whether a clause of it begins as asking does."""
    if words.asks.match(head):
        return True
    return any(
        said[: found.start()].rstrip()[-1:] in ",;:–—-(" or found.start() == 0 for found in words.asks.finditer(said)
    )


def _bare(said: str) -> str:
    bullet = _BULLET.match(said)
    return said[bullet.end() :] if bullet else said


def _of_lists(text: str, parts: list[_Part], words: AskWords) -> list[_Part]:
    """What a list announces that its items are; the line that announces them is none itself."""
    made, announced = list[_Part](), False
    for number, part in enumerate(parts):
        said = text[part.span.start : part.span.end]
        item = _BULLET.match(said) is not None and _WORD.search(said) is not None
        next_ = parts[number + 1] if number + 1 < len(parts) else None
        if next_ and _ANNOUNCES.search(said) and _BULLET.match(text, next_.span.start):
            announced = part.what is _Is.ASK or words.lists.search(lower(said)) is not None
            made.append(replace(part, what=_Is.NOTHING) if announced else part)
            continue
        announced = announced and item
        made.append(replace(part, what=_Is.ASK, anew=True) if announced else replace(part, anew=part.anew or item))
    return made


def _joined(text: str, parts: list[_Part]) -> list[_Part]:
    """The asks; problems of one paragraph are one, with the request that follows them."""
    found: list[_Part] = []
    problem: _Part | None = None
    last = 0
    for part in parts:
        apart = problem is None or _EMPTY_LINE.search(text, problem.span.end, part.span.start) is not None
        near = not apart and problem is not None and last == problem.span.end
        last = part.span.end
        if part.what is _Is.NOTHING:
            continue
        about = part.thus or (not apart and not part.anew and (near or part.what is not _Is.ASK))
        if problem is not None and about:
            found[-1] = replace(problem, span=Span(problem.span.start, part.span.end))
        else:
            found.append(part)
        problem = found[-1] if part.what is _Is.PROBLEM else None
    return found


def _trimmed(sentence: str, start: int, end: int) -> Span:
    piece = sentence[start:end]
    bare = piece.strip(" \t\n,;–—" if start else " \t\n")
    lead = piece.find(bare) if bare else 0
    return Span(start + lead, start + lead + len(bare)) if bare else Span(start, end)


def _blank(text: str) -> str:
    return "".join("\n" if letter == "\n" else " " for letter in text)

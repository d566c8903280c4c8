"""Customers' words on a page: which are quoted, under which name, and how they stand in Markdown unchanged. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from workbench.feedback.brief.model import Names, Words
from workbench.feedback.model import FeedbackKind
from workbench.feedback.names import initials
from workbench.feedback.topics.model import TopicKind

QUOTES = 3
MAY_QUOTE, MAY_NOT_QUOTE = "may be quoted in public", "not to be quoted in public"
INSIDE = f"*For the company. In public only what is marked “{MAY_QUOTE}”.*"
_LONGEST = 360
_GOOD = frozenset({FeedbackKind.KUDOS})
_BAD = frozenset({FeedbackKind.BUG, FeedbackKind.CRITICISM, FeedbackKind.CONFUSION})
_SENTENCE = re.compile(r"[.!?…](?=\s)")
# What Markdown would read as its own, wherever it stands or at the beginning of a line.
_MARKS = re.compile(r"[\\`*_{}\[\]>#|<&~]|(?<![^\n])(?:[ \t]|[-+=]|\d+[.)])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]>#|+.)-])|&(lt|amp|#\d{1,3});")
_ENTITIES = {"<": "&lt;", "&": "&amp;"} | {each: f"&#{ord(each)};" for each in "~= \t"}
_NAMED = {"lt": "<", "amp": "&"}

Hide = Callable[[str, Sequence[str]], str]
"""Takes personal data out of words: (words, known names) -> words."""


def chosen(kind: TopicKind, newest_first: Iterable[Words], most: int = QUOTES) -> list[Words]:
    """Words of ``most`` accounts, what was said last first; one that sees it otherwise among them where there is one.

    Where fewer accounts than that have spoken, one may have two.
    """
    heard = list(newest_first)
    against = _GOOD if kind is not TopicKind.KUDOS else _BAD
    picked = _apart(heard, most)
    other = next((each for each in heard if each.kind in against), None)
    if other is not None and not any(each.kind in against for each in picked):
        picked = [*_apart([each for each in heard if each is not other], most - 1), other]
    return sorted(picked, key=lambda each: (each.said_at, each.entry), reverse=True)


def otherwise(kind: TopicKind, words: Words) -> bool:
    """Whether who said it sees it otherwise than the topic."""
    return words.kind in (_GOOD if kind is not TopicKind.KUDOS else _BAD)


def quoted(words: Words, names: Names, hide: Hide, after: str = "") -> str:
    """A quotation in Markdown with where it is from, and ``after``."""
    text, cut = piece(shown(words, names, hide))
    lines = escaped(text).split("\n")
    source = ", ".join(part for part in (named(words, names), f"ticket {words.number}" if words.number else "") if part)
    may = {True: MAY_QUOTE, False: MAY_NOT_QUOTE, None: ""}[words.public]
    tail = " · ".join(part for part in (source or "no ticket", "the beginning" if cut else "", after, may) if part)
    return "\n".join([*(f"> {line}  " if line else ">" for line in lines), ">", f"> — *{escaped(tail)}*"])


def inside(quotes: Iterable[Words]) -> list[str]:
    """That the page stays in the company, where it quotes somebody who has not allowed more."""
    return [INSIDE] if any(not each.public for each in quotes) else []


def shown(words: Words, names: Names, hide: Hide) -> str:
    """The words as they may stand on a page: with all names exactly as they were said, else without personal data."""
    if names is Names.FULL:
        return words.verbatim
    return hide(words.verbatim, [each for each in (words.name, words.client_name) if each])


def named(words: Words, names: Names) -> str:
    """Who said it, as far as ``names`` lets them be named."""
    if names is Names.FULL:
        return ", ".join(dict.fromkeys(each for each in (words.name, words.client_name) if each))
    return initials(words.name) if names is Names.INITIALS else ""


def piece(text: str) -> tuple[str, bool]:
    """``text``, or its beginning up to the end of a sentence or word where it is long; whether it was cut."""
    if len(text) <= _LONGEST:
        return text, False
    ends = [found.end() for found in _SENTENCE.finditer(text, 0, _LONGEST)]
    end = ends[-1] if ends and ends[-1] > _LONGEST // 3 else text.rfind(" ", 0, _LONGEST)
    return text[: end if end > 0 else _LONGEST].rstrip(), True


def escaped(text: str) -> str:
    """``text`` so that Markdown shows it as it is. `unescaped` gives it back exactly."""
    return _MARKS.sub(lambda found: found[0][:-1] + _mark(found[0][-1]), text)


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    return _ESCAPED.sub(lambda found: found[1] or _NAMED.get(found[2]) or chr(int(found[2][1:])), text)


def quotes_in(markdown: str) -> list[str]:
    """The words of each quotation that `quoted` wrote, as they were given to it."""
    found: list[str] = []
    lines: list[str] = []
    for line in markdown.split("\n"):
        if line.startswith("> — *"):
            found.append(unescaped("\n".join(lines[:-1])))
        lines = [*lines, line[2:].removesuffix("  ")] if line.startswith(">") else []
    return found


def _mark(character: str) -> str:
    return _ENTITIES.get(character) or "\\" + character


def _apart(heard: Sequence[Words], most: int) -> list[Words]:
    """The newest of different accounts, then the newest of the others."""
    seen: set[object] = set()
    first: list[Words] = []
    for each in heard:
        who = each.client or each.entry
        if who not in seen and len(first) < most:
            seen.add(who)
            first.append(each)
    taken = {each.entry for each in first}
    return [*first, *[each for each in heard if each.entry not in taken][: most - len(first)]]

"""Words that blame, found in what we wrote ourselves; customers' words are never touched. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.kernel.spans import Span

_WHY = (
    ("It is about people. Say what happens to customers instead.", (
        r"(?:your|their|product['’]s|engineering['’]s|whose) fault", r"at fault", r"to blame",
        r"blam(?:e[ds]?|ing) \w+",
        r"incompeten\w+", r"lazy", r"laziness", r"careless\w*", r"sloppy", r"negligen\w+", r"you people", r"clueless",
        r"(?:do|does|did)(?: not|n['’]t) (?:care|listen|bother)", r"nobody (?:cares|bothered|listens)",
        r"could(?: not|n['’]t) be bothered", r"never listens?", r"stupid\w*", r"idiot\w*",
    )),
    ("It judges what was not done. Say what is still missing and since when.", (
        r"fail(?:s|ed|ing)? to", r"neglect(?:s|ed|ing)?", r"refus(?:es|ed|ing) to", r"ignor(?:es|ed|ing)",
        r"should have (?:known|been \w+|\w+ed)", r"overlooked", r"dropped the ball", r"broken promises?",
    )),
    ("It sounds impatient. The dates and counts say it better.", (
        r"yet again", r"once again", r"for the (?:last|umpteenth|hundredth) time", r"how many times", r"as usual",
        r"obviously", r"ridiculous\w*", r"unacceptable", r"outrageous\w*", r"embarrass\w+", r"disgrace\w*",
        r"escalat(?:e[ds]?|ing|ion)",
    )),
)  # fmt: skip
_WORDS = tuple((re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE), why) for why, words in _WHY)
_QUOTED = re.compile(r"^[ \t]{0,3}>", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Blame:
    """Words that sound like blame, where they stand, and what to do instead."""

    span: Span
    words: str
    why: str


def blame_in(markdown: str) -> Sequence[Blame]:
    """Words of blame in ``markdown``, in its order; quotations are left out, for they are the customers'."""
    found: list[Blame] = []
    start = 0
    for line in markdown.splitlines(keepends=True):
        if not _QUOTED.match(line):
            found += [
                Blame(Span(start + hit.start(), start + hit.end()), hit[0], why)
                for pattern, why in _WORDS
                for hit in pattern.finditer(line)
            ]
        start += len(line)
    return sorted(found, key=lambda each: each.span)

"""The prose of Markdown: without code, quotations, addresses of links and the marks of lists, headings and tables.

Two steps: `blocks` looks at whole lines, `inline` at what is left within them. HTML in between is the other module's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from workbench.certainty.files.prose import Edit
from workbench.certainty.files.switches import comments
from workbench.certainty.mask import MASKED
from workbench.kernel.spans import Span

_ITEM = r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*"
_FENCE = re.compile(rf"[ \t]*{_ITEM}(?P<marks>`{{3,}}|~{{3,}})(?P<info>.*)")
_QUOTE = re.compile(rf"[ \t]*{_ITEM}>")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)[ \t]*\S")
_LIST = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]*){2,}|(?:=[ \t]*){2,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_SIGNATURE = re.compile(r"--(?: |(?<=\n\n--))\n(?:[^\n]{0,200}+(?:\n|\Z)){1,12}+\Z")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}(?=[ \t]|$)[ \t]*")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\]\[\n]{1,300}\]:[ \t]*\S")
_FOOTNOTE = re.compile(r"[ ]{0,3}\[\^[^\]\[\n]{1,100}\]:[ \t]*")
_ROW = re.compile(r"[ \t]*\|")
_PARTS = re.compile(r"[ \t]*+(?:\|[ \t]*+)?:?-{3,}+:?[ \t]*+(?:\|[ \t:|-]*+)?$")

_TO = (
    r"\(\s*+(?:<[^<>\n]*+>|(?:[^\s()\\]|\\.|\([^\s()]*+\))*+)"
    r"(?:\s++(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)))?+\s*+\)"
)
_WORDS = r"(?:[^\[\]\n]|\n(?![ \t]*\n)){0,600}+"
_BLANK = re.compile(r"\n[ \t]*(?=\n)")
_TICKS = re.compile(r"`+")
_INLINE = re.compile(
    rf"(?P<image>!\[{_WORDS}\](?:{_TO}|\[[^\[\]\n]{{0,300}}+\]))"
    rf"|(?P<note>\[\^[^\[\]\s]{{1,100}}+\])"
    rf"|(?P<link>\[(?P<words>{_WORDS})\](?:{_TO}|\[[^\[\]\n]{{0,300}}+\]))"
    rf"|(?P<rest>\]{_TO})"
    r"|(?P<address><(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*+|[\w.+-]++@[\w.-]++)>)"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~\n]))"
)


def blocks(text: str, start: int = 0) -> Iterator[Edit]:
    """Edits that take out code, quotations and what only lays out; ``start``: where the front matter ends."""
    if start:
        yield Edit(0, start)
    lines = _Lines(text, start)
    for begin, end in lines:
        line = text[begin:end]
        if line.startswith("--") and _SIGNATURE.match(text, begin):
            yield Edit(begin, len(text), "\n")
            return
        if line.lstrip().startswith("<!--"):
            lines.close_comment(begin)
        elif fence := _opening(line):
            yield Edit(begin, lines.close(fence))
        elif _QUOTE.match(line) or lines.is_code(line):
            yield Edit(begin, end)
        else:
            yield from _layout(line, begin, end)
        lines.pass_by(line)


def _layout(line: str, begin: int, end: int) -> Iterator[Edit]:
    """A line that lays out: a heading ends its sentence, a rule is nothing, a table is its cells."""
    if _RULE.match(line) or _PARTS.match(line) or (_DEFINITION.match(line) and not _FOOTNOTE.match(line)):
        yield Edit(begin, end)
    elif heading := _HEADING.match(line):
        yield Edit(begin, begin + heading.end())
        yield Edit(end, end, "\n")
    elif note := _FOOTNOTE.match(line):
        yield Edit(begin, begin + note.end(), "\n")
    elif _ROW.match(line):
        for bar in re.finditer(r"(?<!\\)\|", line):
            yield Edit(begin + bar.start(), begin + bar.end(), "\n\n")


def _opening(line: str) -> str:
    """The marks of a fence that begins here, or nothing."""
    fence = _FENCE.match(line)
    if fence is None or (fence["marks"][0] == "`" and "`" in fence["info"]):
        return ""
    return fence["marks"]


class _Lines:
    """Start and end of each line, and what the lines before say about the next one."""

    def __init__(self, text: str, start: int) -> None:
        ends = [found.start() for found in re.finditer("\n", text)] + [len(text)]
        begins = [0, *(end + 1 for end in ends)]
        self._text = text
        self._all = [(begin, end) for begin, end in zip(begins, ends, strict=False) if begin >= start]
        self._next = 0
        self._after_blank, self._in_list, self._in_code = True, False, False

    def __iter__(self) -> Iterator[tuple[int, int]]:
        while self._next < len(self._all):
            self._next += 1
            yield self._all[self._next - 1]

    def close(self, fence: str) -> int:
        """Go on behind the line that closes ``fence``; where that line ends, or the text if it stays open."""
        closing = re.compile(rf"[ \t]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
        while self._next < len(self._all):
            begin, end = self._all[self._next]
            self._next += 1
            if closing.fullmatch(self._text, begin, end):
                return end
        return len(self._text)

    def close_comment(self, begin: int) -> None:
        """Go on behind the line in which the comment that begins a line ends; its words are no lines of ours."""
        ends = self._text.find("-->", begin)
        while self._next < len(self._all) and (ends == -1 or self._all[self._next][0] <= ends):
            self._next += 1

    def is_code(self, line: str) -> bool:
        """Whether ``line`` is code by its indentation: after an empty line, and in no list."""
        indented = _INDENTED.match(line) is not None
        self._in_code = indented and not self._in_list and (self._after_blank or self._in_code)
        return self._in_code

    def pass_by(self, line: str) -> None:
        blank = not line.strip()
        if _LIST.match(line):
            self._in_list = True
        elif self._after_blank and not blank and not line[0].isspace():
            self._in_list = False
        self._after_blank = blank


def inline(text: str) -> Iterator[Edit]:
    """Edits that take out code within lines, and of links and pictures all but their words."""
    hidden = comments(text)
    starts = [span.start for span in hidden]
    yield from _code(text, lambda at: _within(hidden, starts, at))
    for found in _INLINE.finditer(text):
        begin, end = found.span()
        if _within(hidden, starts, begin):
            continue
        if found["link"]:
            yield Edit(begin, begin + 1)
            yield from (edit for edit in _inner(text, *found.span("words")))
            yield Edit(found.end("words"), end)
        else:
            yield Edit(begin, end, MASKED if found["image"] or found["address"] else "")


def _within(spans: Sequence[Span], starts: Sequence[int], at: int) -> bool:
    number = bisect_right(starts, at) - 1
    return number >= 0 and at < spans[number].end


def _inner(text: str, begin: int, end: int) -> Iterator[Edit]:
    """Backslashes within the words of a link."""
    for found in re.finditer(r"\\(?=[!-/:-@\[-`{-~\n])", text[begin:end]):
        yield Edit(begin + found.start(), begin + found.end())


def _code(text: str, hidden: Callable[[int], bool]) -> Iterator[Edit]:
    """Code between runs of backticks of one length, within one paragraph; each run is looked at once."""
    runs = [found.span() for found in _TICKS.finditer(text) if not hidden(found.start())]
    breaks = [found.start() for found in _BLANK.finditer(text)]
    partner: dict[int, int] = {}
    last: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        begin, end = runs[number]
        while breaks and breaks[-1] >= end:
            breaks.pop()
            last.clear()
        if (other := last.get(end - begin)) is not None:
            partner[number] = other
        last[end - begin] = number
    number = 0
    while number < len(runs):
        if number in partner:
            yield Edit(runs[number][0], runs[partner[number]][1], MASKED)
            number = partner[number]
        number += 1

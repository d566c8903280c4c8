"""Read a body: ``{{name|fallback}}``, ``{{?name}}…{{:}}…{{/}}``, ``{{>id}}``, ``{{yours|hint}}``, ``{{cursor}}``.

Conditions are ``name``, ``!name``, ``name=value`` and ``name!=value``. ``\\{{`` is a literal ``{{``. What is not
understood stays an open placeholder, so that it is seen and never sent. Parts nest at most `MAX_DEPTH` deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_DEPTH = 20
_TAG = re.compile(r"\\\{\{|\{\{([^{}\n]{0,300})\}\}")
_NAME = re.compile(r"[a-z][a-z0-9_.]{0,60}")
_CONDITION = re.compile(r"(!?)\s*([a-z][a-z0-9_.]{0,60})\s*(?:(!?=)\s*(.{0,120}))?")
_PART_TAGS = ("?", ":", "/")


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are."""

    words: str


@dataclass(frozen=True, slots=True)
class Value:
    """A name to be filled. ``fallback`` is None where there is none; ``known``: it is written as a name is."""

    name: str
    fallback: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that only a person can fill."""

    hint: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where typing goes on."""


@dataclass(frozen=True, slots=True)
class Include:
    """Another snippet, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Condition:
    """``value`` is None where any value will do; ``wanted``: it must hold, or must not."""

    name: str
    value: str | None = None
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """Words that stand only under a condition, and the others."""

    condition: Condition
    then: tuple[Node, ...]
    otherwise: tuple[Node, ...] = ()


Node = Text | Value | Slot | Cursor | Include | Part


@dataclass(frozen=True, slots=True)
class Template:
    """A body as read, with what is wrong with it in sentences."""

    nodes: tuple[Node, ...]
    problems: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def parse(body: str) -> Template:
    """Read ``body``; never raises. It is asked for the same body many times in a row, so the last ones are known."""
    reader = _Reader()
    last = 0
    for match in _TAG.finditer(body):
        reader.words(body[last : match.start()])
        last = match.end()
        if match[1] is None:
            reader.words(match[0])  # the backslash goes where the reply is rendered, as with any Markdown
        elif match[1].strip()[:1] in _PART_TAGS:
            last = _after_line(body, match)
            if last != match.end():
                reader.end_line()
            reader.tag(match[1].strip())
        else:
            reader.tag(match[1].strip())
    reader.words(body[last:])
    return reader.finish()


def names(nodes: tuple[Node, ...]) -> Iterator[str]:
    """Every name that is asked for, conditions included, in order."""
    for node in nodes:
        if isinstance(node, Value):
            yield node.name
        elif isinstance(node, Part):
            yield node.condition.name
            yield from names(node.then)
            yield from names(node.otherwise)


def conditions(nodes: tuple[Node, ...]) -> Iterator[str]:
    """The names that parts hang on."""
    for node in nodes:
        if isinstance(node, Part):
            yield node.condition.name
            yield from conditions(node.then)
            yield from conditions(node.otherwise)


def included(nodes: tuple[Node, ...]) -> Iterator[str]:
    """The ids of the snippets that are included."""
    for node in nodes:
        if isinstance(node, Include):
            yield node.id
        elif isinstance(node, Part):
            yield from included(node.then)
            yield from included(node.otherwise)


class _Reader:
    """Builds the nodes from the inside out, without recursion: a body may come from anybody."""

    def __init__(self) -> None:
        self._open: list[tuple[Condition, list[Node], list[Node] | None]] = []
        self._nodes: list[Node] = []
        self._words: list[str] = []  # that have not become a node yet
        self._top = self._nodes
        self._too_deep = 0
        self._problems: dict[str, None] = {}

    def words(self, words: str) -> None:
        if words:
            self._words.append(words)

    def end_line(self) -> None:
        """The tag that follows has a line to itself: what stands before it on the line is room, and goes."""
        if self._words:
            self._words[-1] = self._words[-1].rstrip(" \t")

    def tag(self, inside: str) -> None:
        match inside[:1]:
            case "?":
                self._begin(inside[1:].strip())
            case ":" if inside == ":":
                self._turn()
            case "/" if inside == "/":
                self._end()
            case ">":
                self._put(Include(inside[1:].strip()))
            case _:
                self._put(_value(inside))

    def finish(self) -> Template:
        while self._open:
            self._problem(f"“{{{{?{self._open[-1][0].name}}}}}” has no “{{{{/}}}}” behind it")
            self._end()
        self._flush()
        return Template(tuple(self._top), tuple(self._problems))

    def _begin(self, written: str) -> None:
        if self._too_deep or len(self._open) == MAX_DEPTH:
            self._too_deep += 1
            self._problem(f"parts are nested more than {MAX_DEPTH} deep")
            return
        match = _CONDITION.fullmatch(written)
        if match is None:
            self._problem(f"“{{{{?{written[:40]}}}}}” is no condition")
        self._flush()
        self._open.append((_condition(match, written), self._nodes, None))
        self._nodes = []

    def _turn(self) -> None:
        if self._too_deep:
            return
        if not self._open or self._open[-1][2] is not None:
            self._stray("{{:}}")
            return
        self._flush()
        condition, outer, _ = self._open.pop()
        self._open.append((condition, outer, self._nodes))
        self._nodes = []

    def _end(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        if not self._open:
            self._stray("{{/}}")
            return
        self._flush()
        condition, outer, then = self._open.pop()
        part = Part(condition, tuple(self._nodes)) if then is None else Part(condition, tuple(then), tuple(self._nodes))
        self._nodes = outer
        self._nodes.append(part)

    def _stray(self, tag: str) -> None:
        self._problem(f"“{tag}” has no “{{{{?…}}}}” before it")
        self._put(Value(tag[2:-2], known=False))

    def _put(self, node: Node) -> None:
        self._flush()
        self._nodes.append(node)

    def _flush(self) -> None:
        if words := "".join(self._words):
            self._nodes.append(Text(words))
        self._words = []

    def _problem(self, words: str) -> None:
        self._problems[words] = None


def _value(inside: str) -> Node:
    name, bar, fallback = inside.partition("|")
    name = name.strip()
    if name == "cursor":
        return Cursor()
    if name == "yours":
        return Slot(fallback.strip())
    return Value(name, fallback.strip() if bar else None, known=bool(_NAME.fullmatch(name)))


def _condition(match: re.Match[str] | None, written: str) -> Condition:
    if match is None:
        return Condition(written)
    turned, name, sign, value = match.groups()
    wanted = (turned == "!") == (sign == "!=")
    return Condition(name, None if sign is None else value.strip(), wanted)


def _after_line(body: str, match: re.Match[str]) -> int:
    """Behind the line where the tag stands alone on it, so that no empty line is left; else behind the tag."""
    begins, ends = match.span()
    while begins and body[begins - 1] in " \t":
        begins -= 1
    while ends < len(body) and body[ends] in " \t":
        ends += 1
    alone = (not begins or body[begins - 1] == "\n") and body[ends : ends + 1] == "\n"
    return ends + 1 if alone else match.end()

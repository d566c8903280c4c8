"""Placeholders in a reply as objects: what was put in stays told apart from the words round it, through edits and undo.

An object is a stretch of text with a property of its own. It is one as long as its words stand as they were put in;
who writes into them has made them their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import msgspec
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from ui.writing.marks import Place
from workbench.kernel.spans import Units
from workbench.library.model import Filled, Placed, State

_PROPERTY = QTextFormat.Property.UserProperty.value + 1
_KEEP = QTextCursor.MoveMode.KeepAnchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An object: what it is, and the words it was put in with."""

    placed: Placed
    words: str


class Things:
    """The objects of one document. Positions are UTF-16 units, as Qt counts."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._known: dict[str, Thing] = {}
        self._found: tuple[tuple[Place, Thing], ...] | None = ()
        document.contentsChange.connect(self._forget)

    def all(self) -> tuple[tuple[Place, Thing], ...]:
        """Those that stand, in order."""
        if self._found is None:
            self._found = tuple(self._read()) if self._known else ()
        return self._found

    def at(self, place: Place) -> Thing | None:
        """The object that is exactly there."""
        return next((thing for found, thing in self.all() if found == place), None)

    def insert(self, cursor: QTextCursor, filled: Filled) -> None:
        """Put ``filled`` in at ``cursor``, its placeholders as objects."""
        plain, last = QTextCharFormat(), 0
        for placed in filled.places:
            words = filled.text[placed.span.start : placed.span.end]
            if "\n" in words:
                continue
            cursor.insertText(filled.text[last : placed.span.start], plain)
            cursor.insertText(words, self._format(Thing(placed=placed, words=words)))
            last = placed.span.end
        cursor.insertText(filled.text[last:], plain)

    def show(self, filled: Filled) -> None:
        """The document holds the words of ``filled``: make its placeholders objects; not a step of undo."""
        words = [filled.text[each.span.start : each.span.end] for each in filled.places]
        things = [Thing(placed=each, words=said) for each, said in zip(filled.places, words, strict=True)]
        self.restore(filled.text, msgspec.json.encode(things).decode())

    def mark(self, cursor: QTextCursor, placed: Placed) -> None:
        """Make what ``cursor`` selects an object; part of the step of undo before."""
        words = cursor.selectedText()
        if not words or "\u2029" in words:
            return
        cursor.joinPreviousEditBlock()
        cursor.setCharFormat(self._format(Thing(placed=placed, words=words)))
        cursor.endEditBlock()
        self._found = None

    def written(self, text: str) -> str:
        """Them as text that `restore` reads. ``text`` is that of the document."""
        things, units = [], Units(text)
        for place, thing in self.all():
            span = units.from_utf16(place.start, place.length)
            things.append(replace(thing, placed=replace(thing.placed, span=span)))
        return msgspec.json.encode(things).decode() if things else ""

    def restore(self, text: str, written: str) -> None:
        """Make what `written` gave objects again, as far as the words stand; not a step of undo."""
        self._known.clear()
        self._found = ()
        things = _decoded(written)
        standing = [each for each in things if text[each.placed.span.start : each.placed.span.end] == each.words]
        if not standing:
            return
        undo = self._document.isUndoRedoEnabled()
        self._document.setUndoRedoEnabled(False)
        units, cursor = Units(text), QTextCursor(self._document)
        cursor.beginEditBlock()  # laid out and told of once, not once for each
        for thing in standing:
            start, length = units.to_utf16(thing.placed.span)
            cursor.setPosition(start)
            cursor.setPosition(start + length, _KEEP)
            cursor.setCharFormat(self._format(thing))
        cursor.endEditBlock()
        self._document.setUndoRedoEnabled(undo)
        self._found = None

    def _format(self, thing: Thing) -> QTextCharFormat:
        key = str(len(self._known))
        self._known[key] = thing
        made = QTextCharFormat()
        made.setProperty(_PROPERTY, key)
        return made

    def _read(self) -> Iterator[tuple[Place, Thing]]:
        seen: set[str] = set()
        for start, words, key in _stretches(self._document):
            thing = self._known.get(key)
            at = words.find(thing.words) if thing else -1
            if thing is None or at < 0 or key in seen:
                continue
            seen.add(key)
            yield Place(start + _units(words[:at]), _units(thing.words)), thing

    def _forget(self, *_where: int) -> None:
        self._found = None


def _stretches(document: QTextDocument) -> Iterator[tuple[int, str, str]]:
    """Start, words and key of each stretch that carries one key; neighbours with the same are one."""
    block = document.begin()
    while block.isValid():
        start, words, key = 0, "", ""
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            iterator += 1
            carried = str(fragment.charFormat().property(_PROPERTY) or "")
            if carried and carried == key:
                words += fragment.text()
                continue
            if key:
                yield start, words, key
            start, words, key = fragment.position(), fragment.text(), carried
        if key:
            yield start, words, key
        block = block.next()


def _decoded(written: str) -> Iterable[Thing]:
    if not written:
        return ()
    try:
        return msgspec.json.decode(written, type=list[Thing])
    except (msgspec.DecodeError, ValueError):  # of another version: the words are there all the same
        return ()


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_stop(thing: Thing) -> bool:
    """Whether Tab stops there: what is to be filled, what looks wrong, and a default that may be another."""
    state = thing.placed.state
    return state in {State.EMPTY, State.UNKNOWN, State.YOURS, State.SUSPICIOUS} or (
        state is State.DEFAULTED and thing.placed.field is not None
    )


def from_you(asked: Placed, wrong: str) -> Placed:
    """What the agent filled in for ``asked``; ``wrong``: why it does not fit its field."""
    return replace(asked, state=State.SUSPICIOUS if wrong else State.RESOLVED, why=wrong or "from you")

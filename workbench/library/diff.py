"""What changed between two wordings of a snippet, part by part and word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from workbench.packs.model import PackSnippet, Variant

_WORD = re.compile(r"\s+|\{\{[^{}\n]*\}\}|\w+|[^\w\s]")
_MOST = 4_000  # words; beyond this a whole text is one change
_PARTS = {
    "title": "Title",
    "shortcut": "Shortcut",
    "folder": "Folder",
    "tags": "Tags",
    "synonyms": "Also found by",
    "context": "When to use it",
    "language": "Language",
    "channel": "Channel",
    "tone": "Tone",
    "status": "State",
    "owner": "Owner",
    "review_by": "Read again by",
    "valid_until": "Holds until",
    "locked": "Locked",
    "assets": "Files",
    "fields": "Asks for",
    "body": "Text",
}


class Op(StrEnum):
    """What became of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One part that is another. ``pieces``: its words in order, each kept, added or removed."""

    part: str
    pieces: tuple[tuple[Op, str], ...]


def changes(before: PackSnippet, after: PackSnippet) -> tuple[Change, ...]:
    """What differs, in the order in which a person reads a snippet."""
    found = []
    for name, label in _PARTS.items():
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            found.append(Change(part=label, pieces=tuple(words(_shown(was), _shown(now)))))
    for variant, was_body, now_body in _variants(before, after):
        found.append(Change(part=f"Text, {variant}", pieces=tuple(words(was_body, now_body))))
    return tuple(found)


def parts_changed(before: PackSnippet, after: PackSnippet) -> tuple[str, ...]:
    """The names of the parts that differ, in the same order, without comparing their words."""
    names = [label for name, label in _PARTS.items() if getattr(before, name) != getattr(after, name)]
    return (*names, *(f"Text, {variant}" for variant, _, _ in _variants(before, after)))


def words(before: str, after: str) -> Iterator[tuple[Op, str]]:
    """``before`` and ``after`` as one text with its changes, word by word."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > _MOST:
        yield from ((Op.REMOVED, before), (Op.ADDED, after))
        return
    gone = come = ""
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for nth, (op, a, b, c, d) in enumerate(opcodes):
        between = 0 < nth < len(opcodes) - 1
        if op != "equal" or (between and not "".join(old[a:b]).strip()):  # a space between changes is part of them
            gone, come = gone + "".join(old[a:b]), come + "".join(new[c:d])
            continue
        yield from _changed(gone, come)
        gone = come = ""
        yield Op.SAME, "".join(old[a:b])
    yield from _changed(gone, come)


def _changed(gone: str, come: str) -> Iterator[tuple[Op, str]]:
    if gone:
        yield Op.REMOVED, gone
    if come:
        yield Op.ADDED, come


def _variants(before: PackSnippet, after: PackSnippet) -> Iterator[tuple[str, str, str]]:
    old, new = ({_name(v): v.body for v in doc.variants} for doc in (before, after))
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, "") != new.get(name, ""):
            yield name, old.get(name, ""), new.get(name, "")


def _name(variant: Variant) -> str:
    return " · ".join(part for part in (variant.language, variant.channel, variant.tone) if part) or "another"


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(getattr(each, "label", each)) for each in value)
    return "" if value is None else str(value)

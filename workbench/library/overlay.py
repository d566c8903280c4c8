"""A personal edit over a pack's snippet, and what becomes of it when the pack has other words. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from workbench.packs.model import PackSnippet, SnippetStatus

THEIRS_ALWAYS = frozenset({"id", "status", "valid_until", "locked", "origin"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """``doc``: what is used now. ``clashes``: the parts that both changed and in which mine stand."""

    doc: PackSnippet
    clashes: tuple[str, ...] = ()


def merge(base: PackSnippet, theirs: PackSnippet, mine: PackSnippet) -> Merged:
    """Bring ``theirs`` under the edit that led from ``base`` to ``mine``, part by part.

    Where only one side changed a part, that side stands. Where both did, mine stands and is named, except in what is
    locked or recalled: there the pack has the last word. Nothing is lost: both are kept in the history.
    """
    if theirs.locked or theirs.status is SnippetStatus.RECALLED:
        clashes = tuple(name for name in _parts() if _clash(base, theirs, mine, name))
        return Merged(doc=theirs, clashes=clashes)
    values: dict[str, Any] = {}
    clashes_: list[str] = []
    for name in _parts():
        was, there, here = getattr(base, name), getattr(theirs, name), getattr(mine, name)
        if here in (was, there):
            values[name] = there
        else:
            values[name] = here
            if there != was:
                clashes_.append(name)
    return Merged(doc=replace(theirs, **values), clashes=tuple(clashes_))


def changed(before: PackSnippet, after: PackSnippet) -> tuple[str, ...]:
    """The parts in which two docs differ."""
    return tuple(each.name for each in fields(PackSnippet) if getattr(before, each.name) != getattr(after, each.name))


def _parts() -> tuple[str, ...]:
    return tuple(each.name for each in fields(PackSnippet) if each.name not in THEIRS_ALWAYS)


def _clash(base: PackSnippet, theirs: PackSnippet, mine: PackSnippet, name: str) -> bool:
    was, there, here = getattr(base, name), getattr(theirs, name), getattr(mine, name)
    return here not in {was, there}

"""Whether words are in the language of a ticket. One rule, wherever a snippet or a variant is chosen."""

from __future__ import annotations

from collections.abc import Iterable

SAME, PLAIN, REGION, ANY, OTHER = 4, 3, 2, 1, 0


def tidy(language: str) -> str:
    """A code in one form: ``pt_BR`` and ``PT-br`` are both ``pt-br``."""
    return language.strip().replace("_", "-").lower()


def base(language: str) -> str:
    """The language without its region: ``pt`` of ``pt_BR``."""
    return tidy(language).partition("-")[0]


def suits(offered: str, wanted: str) -> int:
    """How well words in ``offered`` suit who reads ``wanted``; `OTHER` for another language.

    `SAME`, then `PLAIN` (of no region), then `REGION` (of another), then `ANY`, for words that name no language.
    """
    offered, wanted = tidy(offered), tidy(wanted)
    if not offered or not wanted:
        return SAME if offered == wanted else ANY
    if offered == wanted:
        return SAME
    if base(offered) != base(wanted):
        return OTHER
    return PLAIN if offered == base(offered) else REGION


def speaks(offered: Iterable[str], wanted: str) -> bool:
    """Whether one of the languages in which a snippet is there will do for ``wanted``; an empty one does for all."""
    return not wanted or any(suits(each, wanted) for each in offered)

"""Which product words are for: a tag such as ``product:cloud``, on a snippet as on a ticket."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.kernel.text import fold
from workbench.packs.model import PRODUCT


def products_of(tags: Iterable[str]) -> tuple[str, ...]:
    """The products that are named among ``tags``, folded."""
    return tuple(name for tag in tags if tag.lower().startswith(PRODUCT) and (name := fold(tag[len(PRODUCT) :])))


def fits(tags: Iterable[str], products: Iterable[str]) -> bool:
    """Whether a snippet with ``tags`` is for one of ``products``, which are folded."""
    return not set(products).isdisjoint(products_of(tags))

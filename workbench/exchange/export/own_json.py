"""JSON without loss: every snippet with all it has, in one object."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from workbench.packs.model import Fact, PackSnippet

FORMAT = "support-workbench-snippets"
VERSION = 1


class Document(msgspec.Struct, kw_only=True):
    """The whole file; each snippet is read by itself, so that a fault in one leaves the others."""

    format: str
    version: int
    snippets: list[msgspec.Raw]
    facts: list[msgspec.Raw] = []


def to_json(snippets: Iterable[PackSnippet], facts: Iterable[Fact] = ()) -> bytes:
    """The file as bytes, to be read by people too."""
    document = {"format": FORMAT, "version": VERSION, "facts": list(facts), "snippets": list(snippets)}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"

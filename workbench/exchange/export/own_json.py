"""JSON without loss: every snippet with all it has, in one object."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from workbench.packs.model import Fact, PackSnippet

FORMAT = "support-workbench-snippets"
_INDENT = b"\n    "
VERSION = 1


class Document(msgspec.Struct, kw_only=True):
    """The whole file; each snippet is read by itself, so that a fault in one leaves the others."""

    format: str
    version: int
    snippets: list[msgspec.Raw]
    facts: list[msgspec.Raw] = []


def to_json(snippets: Iterable[PackSnippet], facts: Iterable[Fact] = ()) -> bytes:
    """The file as bytes, to be read by people too; put together piece by piece, for all at once cannot be stopped."""
    head = f'{{\n  "format": "{FORMAT}",\n  "version": {VERSION},\n  "facts": '.encode()
    return b"".join((head, _listed(facts), b',\n  "snippets": ', _listed(snippets), b"\n}\n"))


def _listed(docs: Iterable[PackSnippet | Fact]) -> bytes:
    lines = [
        b"\n    " + msgspec.json.format(msgspec.json.encode(doc), indent=2).replace(b"\n", _INDENT) for doc in docs
    ]
    return b"[" + b",".join(lines) + b"\n  ]" if lines else b"[]"

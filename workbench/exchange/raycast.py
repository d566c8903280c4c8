"""Read Raycast's export: a JSON array of snippets with name, text and keyword."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from workbench.exchange.files import start_of, words_of
from workbench.exchange.making import Links, Made, Raw, items
from workbench.exchange.model import Item
from workbench.exchange.placeholders import braces
from workbench.kernel.errors import UserError

MAX_JSON_BYTES = 32 * 1024 * 1024
_START = re.compile(r"\s*\[\s*(?:\{|\])")


class Raycast:
    """Its names are how its snippets include each other."""

    name = "raycast"
    title = "Raycast (JSON)"

    def recognises(self, path: Path) -> bool:
        if path.suffix.lower() != ".json":
            return False
        start = start_of(path, 1 << 16)
        return bool(_START.match(start)) and '"text"' in start and '"name"' in start

    def read(self, path: Path) -> Iterator[Item]:
        words = words_of(path, MAX_JSON_BYTES)
        try:
            listed = msgspec.json.decode(words.text, type=list[msgspec.Raw])
        except (msgspec.DecodeError, RecursionError) as error:
            raise UserError(f"“{path.name}” is not an export of Raycast.", f"Nothing was read: {error}.") from error
        notes = (words.guess,) if words.guess else ()
        raws = (_raw(each, number, path.stem, notes) for number, each in enumerate(listed, 1))
        yield from items(self.name, raws, _translate, _mentions)


def _raw(written: msgspec.Raw, number: int, folder: str, notes: tuple[str, ...]) -> Raw:
    source = f"snippet {number}"
    try:
        snippet = msgspec.json.decode(written)
    except (msgspec.DecodeError, RecursionError):
        snippet = None
    if not isinstance(snippet, dict):
        return Raw(identity=source, source=source, skip="It is not a snippet that can be read.")
    name, keyword = _text(snippet.get("name")), _text(snippet.get("keyword"))
    body = _text(snippet.get("text"))
    notes = notes if not body.isascii() else ()
    return Raw(
        identity=_text(snippet.get("id")) or keyword or name or source,
        source=name or keyword or source,
        title=name,
        body=body,
        triggers=(keyword,) if keyword else (),
        known_as=(name,) if name else (),
        folder=folder,
        notes=notes,
        look=bool(notes),
    )


def _translate(raw: Raw, links: Links) -> Made:
    return braces.raycast(raw.body, links)


def _mentions(raw: Raw) -> Iterator[str]:
    return braces.mentions(raw.body)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

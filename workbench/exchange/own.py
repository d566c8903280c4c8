"""Read what this program wrote: the JSON export, and a pack in its folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from workbench.exchange.export.own_json import FORMAT, VERSION, Document
from workbench.exchange.files import files_in, start_of, words_of
from workbench.exchange.making import stays_out
from workbench.exchange.model import MAX_ITEMS, Item
from workbench.exchange.own_checks import item_of
from workbench.kernel.errors import UserError
from workbench.packs.format import read_pack
from workbench.packs.model import Fact, PackSnippet

MAX_JSON_BYTES = 32 * 1024 * 1024


class OwnJson:
    """The export that loses nothing."""

    name = "json"
    title = "Support Workbench (JSON)"

    def recognises(self, path: Path) -> bool:
        return path.suffix.lower() == ".json" and f'"{FORMAT}"' in start_of(path)

    def read(self, path: Path) -> Iterator[Item]:
        document = _document(path)
        if document.version > VERSION:
            yield stays_out(path.name, "It is of a newer version of this program; look at what came in.")
        for number, written in enumerate(document.snippets[:MAX_ITEMS], 1):
            try:
                snippet = msgspec.json.decode(written, type=PackSnippet)
            except (msgspec.MsgspecError, ValueError, RecursionError) as error:
                yield stays_out(f"snippet {number}", f"It could not be read: {error}.")
                continue
            yield item_of(snippet)
        for number, fact in enumerate(_facts(document), 1):
            if isinstance(fact, str):
                yield stays_out(f"fact {number}", f"It could not be read: {fact}.")

    def facts(self, path: Path) -> tuple[Fact, ...]:
        """The facts that are in the file; of those that cannot be read `read` tells."""
        return tuple(fact for fact in _facts(_document(path)) if isinstance(fact, Fact))


class OwnPack:
    """A folder with ``pack.toml`` and Markdown files."""

    name = "markdown"
    title = "Pack folder (Markdown)"

    def recognises(self, path: Path) -> bool:
        return path.is_dir() and (path / "pack.toml").is_file()

    def read(self, path: Path) -> Iterator[Item]:
        for seen in files_in(path, lambda name: name.endswith((".md", ".toml"))):
            if seen.why:
                raise UserError(f"“{path.name}” was not read, because of “{seen.name}”.", seen.why)
        pack = read_pack(path)
        for snippet in pack.snippets[:MAX_ITEMS]:
            yield item_of(snippet)
        for fault in pack.faults:
            yield stays_out(fault.file, f"It was not read: {fault.why}.")

    def assets(self, path: Path) -> tuple[Path, ...]:
        """The files that its snippets name."""
        return read_pack(path).assets

    def facts(self, path: Path) -> tuple[Fact, ...]:
        """The facts of the pack."""
        return read_pack(path).facts


def _facts(document: Document) -> Iterator[Fact | str]:
    """Each fact, or why it could not be read."""
    for written in document.facts[:MAX_ITEMS]:
        try:
            yield msgspec.json.decode(written, type=Fact)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            yield str(error)


def _document(path: Path) -> Document:
    words = words_of(path, MAX_JSON_BYTES)
    try:
        document = msgspec.json.decode(words.text, type=Document)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UserError(f"“{path.name}” is not an export of this program.", f"Nothing was read: {error}.") from error
    if document.format != FORMAT:
        raise UserError(f"“{path.name}” is not an export of this program.", "Nothing was read.")
    return document

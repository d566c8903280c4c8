"""A pack as a folder: one Markdown file a variant in the folders of the library, ``pack.toml`` and ``facts.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath

import tomli_w

from workbench.exchange.export.names import Names, file_stem, folder_parts
from workbench.packs.model import Fact, PackSnippet
from workbench.packs.writing import files_of

TOP = frozenset({"pack.toml", "facts.toml", "snippets", "assets"})


def files(
    snippets: Iterable[PackSnippet],
    *,
    facts: Iterable[Fact] = (),
    assets: Iterable[tuple[str, bytes]] = (),
    name: str = "Exported snippets",
    id_: str = "export",
) -> Iterator[tuple[PurePosixPath, str | bytes]]:
    """Path and content of each file; `read_pack` reads the folder they make. ``assets``: names and bytes."""
    head = {"schema": 1, "id": id_, "name": name, "version": "1.0.0", "serial": 1, "default_language": ""}
    yield PurePosixPath("pack.toml"), tomli_w.dumps(head)
    yield PurePosixPath("facts.toml"), tomli_w.dumps({fact.name: _fact(fact) for fact in facts})
    names = Names()
    for snippet in snippets:
        at = PurePosixPath("snippets", *folder_parts(snippet.folder))
        stem = _free_stem(names, str(at), snippet)
        for marks, text in files_of(snippet):
            yield at / _name(names, str(at), stem, marks), text
    for asset, data in assets:
        if PurePosixPath(asset).name == asset:
            yield PurePosixPath("assets", asset), data


def _free_stem(names: Names, at: str, snippet: PackSnippet) -> str:
    return PurePosixPath(names.free(f"{at}/{file_stem(snippet.title)}")).name


def _name(names: Names, at: str, stem: str, marks: str) -> str:
    """``stem.md`` for the snippet, ``stem.de.chat.md`` for a variant."""
    suffix = ".".join(file_stem(mark) for mark in marks.split(".") if mark)
    wanted = f"{stem}.{suffix}" if suffix else stem
    return PurePosixPath(names.free(f"{at}/{wanted}", ".md")).name


def _fact(fact: Fact) -> dict[str, str | date]:
    pairs = (
        ("value", fact.value),
        ("label", fact.label),
        ("owner", fact.owner),
        ("valid_from", fact.valid_from),
        ("valid_until", fact.valid_until),
    )
    return {key: value for key, value in pairs if value}

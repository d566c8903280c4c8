"""Write an export where a person wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from workbench.exchange.export import markdown
from workbench.exchange.export.espanso import to_espanso
from workbench.exchange.export.names import file_stem
from workbench.exchange.export.own_json import to_json
from workbench.exchange.export.safely import write_file, write_folder
from workbench.exchange.export.table import to_csv
from workbench.exchange.export.telling import Tell, counted, nobody
from workbench.packs.model import Fact, PackSnippet


class ExportFormat(StrEnum):
    """What an export can be; the word for the command line. Markdown is a folder, the others are files."""

    MARKDOWN = "markdown"
    ESPANSO = "espanso"
    CSV = "csv"
    JSON = "json"


ENDINGS = {
    ExportFormat.MARKDOWN: "",
    ExportFormat.ESPANSO: ".yml",
    ExportFormat.CSV: ".csv",
    ExportFormat.JSON: ".json",
}
_BYTES: dict[ExportFormat, Callable[[Sequence[PackSnippet], Sequence[Fact], Tell], bytes]] = {
    ExportFormat.ESPANSO: lambda snippets, facts, tell: to_espanso(snippets, facts, tell).encode(),
    ExportFormat.CSV: lambda snippets, _facts, tell: to_csv(counted(snippets, tell)).encode(),
    ExportFormat.JSON: lambda snippets, facts, tell: to_json(counted(snippets, tell), facts),
}


def export(
    snippets: Sequence[PackSnippet],
    format_: ExportFormat,
    target: Path,
    *,
    facts: Sequence[Fact] = (),
    assets: Iterable[tuple[str, bytes]] = (),
    overwrite: bool = False,
    tell: Tell = nobody,
) -> None:
    """Write ``snippets`` to ``target``, a file or (Markdown) a folder that is not there yet, telling how far it is.

    ``assets``: the files that snippets name, which only a folder can hold. Raises UserError where ``target`` is there
    and ``overwrite`` is not told, or where it cannot be written.
    """
    if format_ is ExportFormat.MARKDOWN:
        docs = counted(snippets, tell)
        files = markdown.files(docs, facts=facts, assets=assets, name=target.name, id_=file_stem(target.name))
        write_folder(target, files, known=markdown.TOP, overwrite=overwrite)
    else:
        write_file(target, _BYTES[format_](snippets, facts, tell), overwrite=overwrite)

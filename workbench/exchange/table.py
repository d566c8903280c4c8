"""Read a table (CSV): a header in any order or none, any of the usual delimiters and encodings; our own export too."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

from workbench.exchange import own_table
from workbench.exchange.files import Words, start_of, words_of
from workbench.exchange.making import Mentions, Raw, Translate, about, items, stays_out
from workbench.exchange.model import Item
from workbench.exchange.placeholders import beeftext, ours, textexpander
from workbench.exchange.table_columns import by_header, by_place, told, told_without
from workbench.kernel.errors import UserError

MAX_TABLE_BYTES = 32 * 1024 * 1024
_ENDINGS = {".csv", ".tsv", ".tab", ".txt"}
_DELIMITERS = ",;\t"
_MAX_FAULTS = 100
_BACKSLASHED = re.compile(r"[^,;\t\r\n]\\\"(?![,;\t\r\n\"]|\Z)")
_DOUBLED = re.compile(r"[^,;\t\r\n\"\\]\"\"[^,;\t\r\n\"]")
_WHOSE = {
    "textexpander": "Its placeholders are read as those of TextExpander.",
    "beeftext": "Its placeholders are read as those of Beeftext.",
}


class Table:
    """``macros``: whose placeholders its texts hold (``textexpander``, ``beeftext``); empty: told by what is there."""

    name = "csv"
    title = "Table (CSV)"

    def __init__(self, *, macros: str = "") -> None:
        self.macros = macros

    def recognises(self, path: Path) -> bool:
        return path.suffix.lower() in _ENDINGS - {".txt"} and bool(start_of(path).strip())

    def read(self, path: Path) -> Iterator[Item]:
        words = words_of(path, MAX_TABLE_BYTES)
        words = replace(words, text=_with_doubled_quotes(words.text))
        delimiter = delimiter_of(words.text)
        findings: list[Item] = []
        rows = _rows(words.text, delimiter, path.name, findings)
        first = next(rows, None)
        if first is None:
            raise UserError(f"“{path.name}” has no lines.", "Nothing was read.")
        if own_table.is_ours(first[1]):
            yield from own_table.read(first[1], rows)
        else:
            columns = by_header(first[1])
            ahead = [] if columns else [first]
            how = told(first[1], columns) if columns else told_without(first[1], by_place(first[1]))
            raws = list(_raws(columns or by_place(first[1]), chain(ahead, rows), path.stem, words))
            whose = self.macros or _whose(raws)
            notes = (how, _WHOSE[whose]) if whose else (how,)
            yield about(path.name, *notes, look=not columns)
            yield from items(self.name, raws, *_translator(whose))
        yield from findings


def _with_doubled_quotes(text: str) -> str:
    """Some programs write a quote in a cell with a backslash before it, which no reader of tables takes for one."""
    return text.replace('\\"', '""') if _BACKSLASHED.search(text) and not _DOUBLED.search(text) else text


def delimiter_of(text: str) -> str:
    """What stands between the cells: what makes a header of the first line, else what is guessed, else a comma."""
    first = next((line for line in text[:8192].splitlines() if line.strip()), "").replace("\r", "")
    for delimiter in _DELIMITERS:
        cells = _cells(first, delimiter)
        if len(cells) > 1 and by_header(cells):
            return delimiter
    try:
        return csv.Sniffer().sniff(text[:8192], delimiters=_DELIMITERS).delimiter
    except csv.Error:
        return max(_DELIMITERS, key=first.count)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(text: str, delimiter: str, name: str, findings: list[Item]) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds something with the line it ends on; what cannot be read is told and passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    faults = 0
    while faults < _MAX_FAULTS:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults += 1
            findings.append(stays_out(f"{name}, line {reader.line_num}", f"The line could not be read: {error}."))
            continue
        if any(cell.strip() for cell in row):
            yield reader.line_num, row
    findings.append(stays_out(name, "Too many lines could not be read; the rest stays out."))


def _raws(
    columns: Mapping[str, int], rows: Iterable[tuple[int, list[str]]], name: str, words: Words
) -> Iterator[Raw]:  # fmt: skip
    for line, row in rows:
        cells = {meaning: _cell(row, at) for meaning, at in columns.items()}
        guessed = bool(words.guess) and not cells["body"].isascii()
        tags = tuple(each.strip() for each in cells.get("tags", "").replace(";", ",").split(",") if each.strip())
        trigger = cells.get("trigger", "").strip()
        yield Raw(
            identity=cells.get("id", "").strip() or trigger or cells.get("title", "") or f"{name} line {line}",
            source=trigger or cells.get("title", "") or f"line {line}",
            title=cells.get("title", ""),
            body=cells["body"],
            triggers=(trigger,) if trigger else (),
            known_as=(trigger,) if trigger else (),
            folder=cells.get("folder", ""),
            tags=tags,
            language=cells.get("language", ""),
            notes=(words.guess,) if guessed else (),
            look=guessed,
        )


def _cell(row: list[str], at: int) -> str:
    """A cell; an apostrophe that only keeps a spreadsheet from running it is taken away."""
    cell = row[at] if at < len(row) else ""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell


def _whose(raws: list[Raw]) -> str:
    """Whose placeholders the texts hold, by what is there; empty where none of others are seen."""
    some = raws[:10_000]
    if any(textexpander.looks_so(raw.body) for raw in some):
        return "textexpander"
    return "beeftext" if any(beeftext.looks_so(raw.body) for raw in some) else ""


def _translator(whose: str) -> tuple[Translate, Mentions]:
    if whose == "textexpander":
        return (lambda raw, links: textexpander.translate(raw.body, links)), (
            lambda raw: textexpander.mentions(raw.body)
        )
    if whose == "beeftext":
        return (lambda raw, links: beeftext.translate(raw.body, links)), (lambda raw: beeftext.mentions(raw.body))
    return (lambda raw, _links: ours.translate(raw.body)), (lambda _raw: ())

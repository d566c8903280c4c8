"""Read Zammad's text modules: what its API answers, and the table (CSV) it gives."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.exchange.desk_json import Found, Shape, looks_like, objects, read_items, unique
from workbench.exchange.desk_values import identity, is_off, listed, text
from workbench.exchange.files import start_of, words_of
from workbench.exchange.html_body import to_markdown
from workbench.exchange.making import Links, Made, Raw, stays_out
from workbench.exchange.model import MAX_ITEMS, Item
from workbench.exchange.placeholders.desk_names import ZAMMAD
from workbench.exchange.placeholders.desks import Text, main_words, translate
from workbench.kernel.errors import UserError
from workbench.packs.model import SnippetStatus

_SIGNS = (re.compile(r"\"keywords\"\s*:"), re.compile(r"\"content\"\s*:"))
_SHAPE = Shape(lists=frozenset({"assets", "TextModule", "text_modules", "records"}))
_NEEDED = {"name", "keywords", "content"}
_MAX_FAULTS = 100
_MARKED = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&#?\w{1,12};")  # else they are plain words, as in a table by hand


class Zammad:
    """Keywords are what it is also found by."""

    name = "zammad"
    title = "Zammad text modules (JSON or CSV)"

    def recognises(self, path: Path) -> bool:
        if not path.is_dir() and path.suffix.lower() == ".csv":
            return bool(_delimiter(start_of(path)))
        return looks_like(path, *_SIGNS)

    def read(self, path: Path) -> Iterator[Item]:
        findings: list[Item] = []
        is_table = not path.is_dir() and path.suffix.lower() == ".csv"
        found = _rows(path, findings) if is_table else objects(path, _SHAPE, findings)
        raws = (_raw(each) for each in unique(found, findings))
        yield from read_items(self.name, path, raws, findings, _translate)


def _raw(found: Found) -> Raw:
    data = found.data
    name, content = text(data.get("name")), text(data.get("content"))
    off = is_off(data.get("active", True))
    groups = [str(each) for key in ("group_ids", "groups") for each in _many(data.get(key)) if each]
    notes: tuple[str, ...] = ("It is switched off there.",) if off else ()
    notes += (f"Only some groups use it there: {', '.join(groups[:10])}.",) if groups else ()
    texts = (Text(words=content, html=bool(_MARKED.search(content))),) if content.strip() else ()
    return Raw(
        identity=identity(data) or name or found.where,
        source=name or found.where,
        title=name,
        synonyms=tuple(re.split(r"[\s,;]+", text(data.get("keywords")).strip())[:20]),
        body=main_words(texts),
        context=to_markdown(text(data.get("note"))[:5_000]).text,
        status=SnippetStatus.DEPRECATED if off else SnippetStatus.APPROVED,
        extra=texts,
        notes=notes + ((found.guess,) if found.guess else ()),
        look=bool(found.guess),
        skip="" if texts else "There is no text in it.",
    )


def _many(value: Any) -> list[Any]:
    """A list, or how the table writes one."""
    return value.split("~~~") if isinstance(value, str) else [x for x in listed(value) if isinstance(x, int | str)]


def _delimiter(start: str) -> str:
    """What stands between the cells of its table; empty where the first line is none of its headers."""
    first = start.lstrip("\n").partition("\n")[0]
    for delimiter in ",;\t":
        cells = {cell.strip().strip('"').lower() for cell in first.split(delimiter)}
        if cells >= _NEEDED:
            return delimiter
    return ""


def _rows(path: Path, findings: list[Item]) -> Iterator[Found]:
    words = words_of(path)
    delimiter = _delimiter(words.text[:4096])
    if not delimiter:
        raise UserError(
            f"“{path.name}” is not a table of text modules.", "Its first line names no keywords or content."
        )
    reader = csv.reader(io.StringIO(words.text, newline=""), delimiter=delimiter)
    header = [cell.strip().lower() for cell in next(reader)]
    faults = count = 0
    while faults < _MAX_FAULTS and count <= MAX_ITEMS:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults += 1
            findings.append(stays_out(f"{path.name}, line {reader.line_num}", f"It could not be read: {error}."))
            continue
        if any(cell.strip() for cell in row):
            count += 1
            data = {key: cell for key, cell in zip(header, row, strict=False) if cell}
            yield Found(data=data, where=f"{path.name}, line {reader.line_num}", guess=words.guess)


def _translate(raw: Raw, links: Links) -> Made:
    return translate(ZAMMAD, raw.extra, links)

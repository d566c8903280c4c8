"""Read our own table (CSV): lines of one id are one snippet, in whatever order a spreadsheet left them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from workbench.exchange.export.table import COLUMNS, VARIANT, unguarded
from workbench.exchange.making import id_of, stays_out
from workbench.exchange.model import MAX_ITEMS, Item
from workbench.exchange.own_checks import item_of
from workbench.packs.model import Field, PackSnippet, SnippetStatus, Variant

_SIGN = {"id", "part", "origin", "body"}
_Row = Mapping[str, str]


def is_ours(header: list[str]) -> bool:
    """Whether a header is the one of our own export, columns in any order."""
    return {cell.strip() for cell in header} >= _SIGN


def read(header: list[str], rows: Iterable[tuple[int, list[str]]]) -> Iterator[Item]:
    """Each snippet with its variants."""
    heads = [cell.strip() for cell in header]
    mains: dict[str, tuple[int, _Row]] = {}
    variants: dict[str, list[_Row]] = {}
    for line, cells in rows:
        if len(mains) >= MAX_ITEMS:
            break
        row: _Row = {head: unguarded(cell) for head, cell in zip(heads, cells, strict=False) if head in COLUMNS}
        id_ = row.get("id", "") or id_of(f"csv:{row.get('shortcut') or row.get('title') or line}")
        if row.get("part") == VARIANT:
            variants.setdefault(id_, []).append(row)
        elif id_ in mains:
            yield stays_out(row.get("title", id_), f"Line {line} has the id of line {mains[id_][0]}; it stays out.")
        else:
            mains[id_] = (line, row)
    for id_, (line, row) in mains.items():
        try:
            yield item_of(_snippet(id_, row, variants.pop(id_, [])))
        except (ValueError, msgspec.MsgspecError) as error:
            yield stays_out(row.get("title") or f"line {line}", f"Line {line} could not be read: {error}.")
    for id_, alone in variants.items():
        yield stays_out(alone[0].get("title") or id_, "It is a variant of a snippet that is not in the table.")


def _snippet(id_: str, row: _Row, variants: list[_Row]) -> PackSnippet:
    fields = row.get("fields", "")
    return PackSnippet(
        id=id_,
        title=row.get("title", ""),
        shortcut=row.get("shortcut", ""),
        folder=row.get("folder", ""),
        tags=_list(row.get("tags", "")),
        synonyms=_list(row.get("synonyms", "")),
        language=row.get("language", ""),
        channel=row.get("channel", ""),
        tone=row.get("tone", ""),
        context=row.get("when", ""),
        status=SnippetStatus(row.get("status") or SnippetStatus.APPROVED),
        owner=row.get("owner", ""),
        review_by=_day(row.get("review_by", "")),
        valid_until=_day(row.get("valid_until", "")),
        locked=row.get("locked", "").strip().lower() in {"yes", "true", "1"},
        assets=_list(row.get("assets", "")),
        origin=row.get("origin", ""),
        fields=msgspec.json.decode(fields, type=tuple[Field, ...]) if fields else (),
        body=row.get("body", ""),
        variants=tuple(_variant(each) for each in variants),
    )


def _variant(row: _Row) -> Variant:
    return Variant(
        language=row.get("language", ""),
        channel=row.get("channel", ""),
        tone=row.get("tone", ""),
        title=row.get("title", ""),
        body=row.get("body", ""),
    )


def _list(cell: str) -> tuple[str, ...]:
    if cell.startswith("["):
        return msgspec.json.decode(cell, type=tuple[str, ...])
    return tuple(each.strip() for each in cell.split(",") if each.strip())


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell.strip()) if cell.strip() else None

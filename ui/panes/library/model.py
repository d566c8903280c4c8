"""The rows of the library list: folders as headings, and the snippets under them."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt

from ui.widgets.rows import ROW, Index, Rows
from ui.widgets.tips import tip
from workbench.kernel.spans import Span
from workbench.library.model import Hit, Snippet
from workbench.packs.model import SnippetStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A heading (``snippet`` is None) or a snippet. ``marks``: what the search found in the title."""

    id: str
    title: str
    snippet: Snippet | None = None
    marks: tuple[Span, ...] = ()
    folder: str = ""


def state_word(snippet: Snippet, today: date) -> str:
    """What is to be known of a snippet at a glance; empty for one like most."""
    if snippet.status is SnippetStatus.RECALLED:
        return "recalled"
    if snippet.spent(today):
        return "out of date"
    if snippet.status is not SnippetStatus.APPROVED:
        return {SnippetStatus.DRAFT: "draft", SnippetStatus.REVIEW: "in review"}.get(snippet.status, "out of use")
    return "pack differs" if snippet.differs else "edited" if snippet.edited else ""


def folder_name(folder: str) -> str:
    """A folder as a person reads it."""
    words = folder.replace("-", " ").replace("_", " ").replace("/", " / ").strip()
    return words[:1].upper() + words[1:] if words else "No folder"


def by_folder(snippets: Sequence[Snippet]) -> list[Row]:
    """Rows for a list that is read from top to bottom."""
    rows: list[Row] = []
    for folder, group in groupby(snippets, key=lambda snippet: snippet.folder):
        rows.append(Row(id=f"folder:{folder}", title=folder_name(folder)))
        rows += [Row(id=found.id, title=found.title, snippet=found) for found in group]
    return rows


def patched(rows: Sequence[Row], ids: Collection[str], found: Sequence[Snippet]) -> list[Row]:
    """``rows`` by folder, with those of ``ids`` as they are now: ``found``. The other rows stay the same objects."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row.snippet is None:
            groups[row.id] = [row]
        elif row.id not in ids:
            groups[f"folder:{row.snippet.folder}"].append(row)
    for snippet in found:
        heading = Row(id=f"folder:{snippet.folder}", title=folder_name(snippet.folder))
        group = groups.setdefault(heading.id, [heading])
        insort(group, Row(id=snippet.id, title=snippet.title, snippet=snippet), lo=1, key=_place_in_folder)
    return [row for _, group in sorted(groups.items()) if len(group) > 1 for row in group]


def _place_in_folder(row: Row) -> str:
    return row.title.casefold()


def by_rank(hits: Sequence[Hit]) -> list[Row]:
    """Rows for the results of a search, best first; the folder stands in the row."""
    return [
        Row(
            id=hit.snippet.id,
            title=hit.snippet.title,
            snippet=hit.snippet,
            marks=hit.marks,
            folder=folder_name(hit.snippet.folder),
        )
        for hit in hits
    ]


class SnippetRows(Rows[Row]):
    """The library as a list."""

    def spoken(self, row: Row) -> str:
        state = state_word(row.snippet, date.today()) if row.snippet else ""
        return f"{row.title}, {state}" if state else row.title

    def can_be_chosen(self, row: Row) -> bool:
        return row.snippet is not None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            row: Row | None = super().data(index, ROW)
            return tip(row.snippet.context) if row and row.snippet else None
        return super().data(index, role)

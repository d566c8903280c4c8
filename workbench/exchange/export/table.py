"""A table (CSV): a line for each snippet and each variant. No cell is a formula to a spreadsheet, and none is lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import msgspec

from workbench.packs.model import PackSnippet, Variant

COLUMNS = (
    "id", "part", "title", "shortcut", "folder", "tags", "synonyms", "language", "channel", "tone", "when", "status",
    "owner", "review_by", "valid_until", "locked", "assets", "origin", "fields", "body",
)  # fmt: skip
SNIPPET, VARIANT = "snippet", "variant"
_FORMULA = tuple("=+-@\t\r\n＝＋－＠'")
_BOM = "\ufeff"  # without it a spreadsheet takes the letters for those of another century


def to_csv(snippets: Iterable[PackSnippet]) -> str:
    """CSV with a header; the table reader gives the same snippets back."""
    out = io.StringIO()
    out.write(_BOM)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for snippet in snippets:
        writer.writerow([guarded(cell) for cell in _snippet(snippet)])
        writer.writerows([guarded(cell) for cell in _variant(snippet, each)] for each in snippet.variants)
    return out.getvalue()


def guarded(cell: str) -> str:
    """A cell that begins like a formula, or with an apostrophe, gets an apostrophe before it."""
    return "'" + cell if cell.startswith(_FORMULA) or cell.lstrip(" ").startswith(_FORMULA) else cell


def unguarded(cell: str) -> str:
    """What was guarded, as it was."""
    return cell[1:] if cell.startswith("'") else cell


def _snippet(snippet: PackSnippet) -> Iterator[str]:
    yield from (snippet.id, SNIPPET, snippet.title, snippet.shortcut, snippet.folder)
    yield from (_list(snippet.tags), _list(snippet.synonyms), snippet.language, snippet.channel, snippet.tone)
    yield from (snippet.context, str(snippet.status), snippet.owner)
    yield from (day.isoformat() if day else "" for day in (snippet.review_by, snippet.valid_until))
    yield from ("yes" if snippet.locked else "", _list(snippet.assets), snippet.origin)
    yield msgspec.json.encode(snippet.fields).decode() if snippet.fields else ""
    yield snippet.body


def _variant(snippet: PackSnippet, variant: Variant) -> Iterator[str]:
    yield from (snippet.id, VARIANT, variant.title, "", "", "", "", variant.language, variant.channel, variant.tone)
    yield from [""] * (len(COLUMNS) - 11)
    yield variant.body


def _list(words: tuple[str, ...]) -> str:
    """Words with commas between; as JSON where a word holds one itself."""
    plain = all(word and word == word.strip() and "," not in word for word in words)
    return ", ".join(words) if plain and not "".join(words[:1]).startswith("[") else _json(words)


def _json(words: tuple[str, ...]) -> str:
    return msgspec.json.encode(words).decode()

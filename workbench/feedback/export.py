"""Feedback as files for others: CSV for a spreadsheet, JSON without loss. Pure.

A cell that begins like a formula would be run by a spreadsheet; it gets an apostrophe before it in the CSV.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable

from workbench.feedback.model import Entry

_COLUMNS = (
    "id", "kind", "verbatim", "note", "customer_name", "customer_email", "channel", "ticket_number", "ticket_subject",
    "account_name", "said_at", "captured_at", "practice", "speaker",
)  # fmt: skip
# At the beginning of a cell; and after a semicolon, where a spreadsheet that parts cells by it would see one begin.
_FORMULA = re.compile(r"\A(?=\s*[=+\-@＝＋－＠]| *[\t\r\n])|(?<=;)(?=[\s\"]*[=+\-@＝＋－＠])")


def to_csv(entries: Iterable[Entry]) -> str:
    """CSV with a header line; every cell quoted, none a formula."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for entry in entries:
        writer.writerow([_cell(str(value)) for value in _values(entry).values()])
    return out.getvalue()


def to_json(entries: Iterable[Entry]) -> str:
    """A JSON array of objects, every value as it was kept; times are ISO 8601 in UTC."""
    return json.dumps([_values(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n"


def _values(entry: Entry) -> dict[str, object]:
    values = {name: getattr(entry, name) for name in _COLUMNS}
    return values | {"said_at": entry.said_at.isoformat(), "captured_at": entry.captured_at.isoformat()}


def _cell(text: str) -> str:
    return _FORMULA.sub("'", text)

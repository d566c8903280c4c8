"""Entries and topics as CSV for a spreadsheet: no cell is a formula, and as many names as were asked for. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from workbench.feedback.names import initials
from workbench.feedback.yours.mask import Mask, Traces
from workbench.feedback.yours.model import Names

# At the beginning of a cell; and after a semicolon, where a spreadsheet that parts cells by it would see one begin.
_FORMULA = re.compile(r"\A(?=\s*[=+\-@＝＋－＠]| *[\t\r\n])|(?<=;)(?=[\s\"]*[=+\-@＝＋－＠])")
ENTRIES = (
    "id", "kind", "verbatim", "note", "customer_name", "customer_email", "speaker", "channel", "ticket_number",
    "ticket_subject", "account_name", "topic", "said_at", "captured_at", "practice",
)  # fmt: skip
TOPICS = (
    "id", "title", "problem", "kind", "area", "severity", "owner", "status", "accounts", "entries", "costs",
    "undone", "workaround", "others_do", "solved_when", "not_known", "created_at", "practice",
)  # fmt: skip


def sheet(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """CSV with a header line; every cell quoted, none a formula, an empty one where nothing is known."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns])
    return out.getvalue()


def named(row: Mapping[str, object], names: Names) -> dict[str, object]:
    """An entry with the customer's name as asked: also where the words themselves hold it. Times stay as kept."""
    if names is Names.FULL:
        return dict(row)
    name, email = str(row["customer_name"]), str(row["customer_email"])
    mask = Mask(Traces(names=frozenset({name}) - {""}, addresses=frozenset({email}) - {""}))
    texts = {key: mask.who(str(row[key])) for key in ("verbatim", "note", "ticket_subject")}
    shown = initials(name) if names is Names.INITIALS else ""
    return {**row, **texts, "customer_name": shown, "customer_email": ""}


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return _FORMULA.sub("'", text)

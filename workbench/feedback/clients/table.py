"""A table of plans as rows: who, which plan, what a month costs, when they left. Pure.

Columns are told by their headings, in any order: company, email, plan, monthly, left on, prospect. A cell that cannot
be read leaves its row out, and says why; an empty cell of plan or amount changes nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice

from workbench.feedback.clients.keys import by_company, by_email
from workbench.feedback.clients.model import Facts, Row
from workbench.kernel.errors import UserError
from workbench.kernel.text import fold, normalise, one_line

_HEADINGS = {
    "company": ("company", "account", "client", "organisation", "organization", "firma", "empresa", "entreprise"),
    "email": ("email", "e-mail", "mail", "address"),
    "plan": ("plan", "tier", "tarif"),
    "monthly": ("monthly", "monthly amount", "mrr", "amount", "a month"),
    "left": ("left on", "left", "churned", "churned on", "cancelled", "cancelled on", "canceled on"),
    "prospect": ("prospect",),
}
_CURRENCY = r"(?:[$€£¥]|[A-Z]{3})?"
_AMOUNT = re.compile(rf"{_CURRENCY} ?(\d[\d., '\u00a0\u202f]{{0,20}}) ?{_CURRENCY}")
_YES, _NO = (
    {"yes", "y", "true", "1", "x", "ja", "si", "oui", "sim"},
    {"no", "n", "false", "0", "nein", "non", "nao", ""},
)
_MOST = 200_000
_LONGEST = 200


def read(text: str) -> Iterator[Row]:
    """The rows of a CSV with commas, semicolons or tabs. Raises UserError where its headings cannot be used."""
    lines = normalise(text.removeprefix("\ufeff"))
    head = lines.split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    table = csv.reader(io.StringIO(lines), delimiter=mark)
    columns = _columns(next(table, []))
    known: dict[str, int] = {}
    for cells in islice(table, _MOST):
        if any(cell.strip() for cell in cells):
            row = _row(table.line_num, {name: cells[at].strip() for name, at in columns.items() if at < len(cells)})
            before = known.setdefault(row.keys[0], row.line) if row.keys else row.line
            if before != row.line:
                row = Row(line=row.line, who=row.who, fault=f"It is the same one as in line {before}.")
            yield row


def _columns(heads: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        name = next((name for name, words in _HEADINGS.items() if fold(head).replace("_", " ") in words), None)
        if name is not None:
            found.setdefault(name, at)
    if not {"company", "email"} & found.keys():
        raise UserError(
            "The table says of nobody who it is.", "Give it a first line with a heading “company” or “email”."
        )
    if not {"plan", "monthly", "left", "prospect"} & found.keys():
        raise UserError(
            "The table tells nothing of them.", "Give it a column headed “plan”, “monthly”, “left on” or “prospect”."
        )
    return found


def _row(line: int, cells: Mapping[str, str]) -> Row:
    company, email = cells.get("company", ""), cells.get("email", "")
    keys = tuple(key for key in (by_company(company), by_email(email)) if key)
    who = one_line(company or email, _LONGEST)
    if not keys:
        return Row(line=line, who="", fault="It names neither a company nor an address.")
    if not company and not re.fullmatch(r"[^@\s]{1,254}@[^@\s]{1,254}", email):
        return Row(line=line, who=who, fault=f"“{who}” is no mail address.")
    try:
        facts = Facts(
            plan=one_line(cells.get("plan", ""), _LONGEST) or None,
            monthly_cents=cents(cells["monthly"]) if cells.get("monthly") else None,
            left_on=_day(cells["left"]) if cells.get("left") else None,
            stays=cells.get("left") == "",
            prospect=_truth(cells["prospect"]) if "prospect" in cells else None,
        )
    except ValueError as error:
        return Row(line=line, who=who, fault=str(error))
    return Row(line=line, who=who, keys=keys, facts=facts)


def cents(text: str) -> int:
    """An amount of money in hundredths, written in either way. Raises ValueError where it is not clear."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{one_line(text, 40)}” is no amount.")
    number = re.sub(r"[ '\u00a0\u202f]", "", match[1])
    whole, sign, part = _split(number)
    if (sign and len(part) not in (1, 2)) or not re.fullmatch(r"\d{1,3}(?:[.,]\d{3})*|\d+", whole):
        raise ValueError(f"“{one_line(text, 40)}” can be read in two ways. Write it as 1234.50.")
    return int(re.sub(r"\D", "", whole)) * 100 + int(part.ljust(2, "0") if part else 0)


def _split(number: str) -> tuple[str, str, str]:
    """Whole part, the sign before hundredths, hundredths. Three digits behind the only sign could be thousands."""
    at = max(number.rfind("."), number.rfind(","))
    if at < 0:
        return number, "", ""
    once = number.count(number[at]) == 1
    thousands = len(number) - at == 4
    if thousands and not once:
        return number, "", ""
    return number[:at], number[at], number[at + 1 :]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError(f"“{one_line(text, 40)}” is no day. Write it as 2026-05-31.") from None


def _truth(text: str) -> bool:
    word = fold(text)
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueError(f"“{one_line(text, 40)}” is neither yes nor no.")

"""The names of placeholders as a person reads them, and which values look wrong for them."""

from __future__ import annotations

import re

NAMES = {
    "customer.first_name": "customer’s first name",
    "customer.last_name": "customer’s last name",
    "customer.full_name": "customer’s name",
    "customer.email": "customer’s address",
    "customer.phone": "customer’s phone number",
    "customer.company": "customer’s company",
    "ticket.number": "ticket number",
    "ticket.subject": "subject",
    "ticket.status": "status of the ticket",
    "ticket.url": "link to the ticket",
    "agent.first_name": "your first name",
    "agent.last_name": "your last name",
    "agent.full_name": "your name",
    "agent.email": "your address",
    "inbox.name": "name of the inbox",
    "date.today": "today’s date",
}

_PEOPLE = frozenset(name for name in NAMES if name.startswith("customer.") and name.endswith("_name"))
_NOBODY = frozenset(
    {
        "test", "tester", "testing", "unknown", "customer", "user", "guest", "anonymous", "null", "none", "undefined",
        "nan", "n/a", "na", "admin", "info", "support", "sales", "office", "billing", "contact", "noreply", "no-reply",
        "xxx", "asdf",
    }
)  # fmt: skip
_COMPANY = re.compile(
    r"(?i)(?:^|\s)(?:gmbh|ag|kg|ltd\.?|limited|inc\.?|llc|llp|plc|corp\.?|s\.?a\.?r\.?l\.?|s\.?a\.?|b\.?v\.?|a/s|aps|oy|ab|"
    r"s\.?r\.?l\.?|s\.?l\.?|lda\.?|pty)$"
)
_TITLES = frozenset(
    {
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "herr", "frau", "hr", "fr", "sr", "sra", "m", "mme", "mlle",
        "sig", "sig.ra", "dott", "ing",
    }
)  # fmt: skip


def label_of_name(name: str) -> str:
    """What a name stands for."""
    return NAMES.get(name) or name.partition(".")[2].replace("_", " ") or name


def doubt(name: str, value: str) -> str:
    """What is odd about ``value`` as a person's name, in words that follow the value; empty where nothing is."""
    if name not in _PEOPLE:
        return ""
    bare = value.strip()
    letters = [letter for letter in bare if letter.isalpha()]
    if "@" in bare:
        return "is an address and no name"
    if bare.casefold() in _NOBODY:
        return "is hardly a name"
    if any(letter.isdigit() for letter in bare):
        return "has digits in it"
    if not letters or (len(letters) == 1 and name != "customer.last_name"):
        return "is hardly a name"
    if _COMPANY.search(bare):
        return "looks like a company"
    if len(letters) > 2 and bare.isupper():
        return "is all in capitals"
    return ""


def parts_of_name(full: str) -> tuple[str, str]:
    """First and last name as far as ``full`` tells them: titles left out, “Last, First” turned round."""
    last, comma, first = full.partition(",")
    if comma and first.strip() and not _COMPANY.search(full):
        full = f"{first.strip()} {last.strip()}"
    words = full.split()
    titled = False
    while len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        words = words[1:]
        titled = True
    if titled and len(words) == 1:  # “Mr Smith” names no first name
        return "", words[0]
    if _COMPANY.search(full):
        return full.strip(), ""
    return (words[0], words[-1]) if len(words) > 1 else ((words[0] if words else ""), "")

"""Personal data taken out of what leaves the house. Pure.

Mail addresses, long numbers (phones, cards, accounts) and addresses on the web are told by their shape, names by being
known; what is neither stays, so a person reads the text before it goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])[+(]?\d(?:[ ()./-]{0,2}\d){6,}(?!\w)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}")
_SHORTEST = 3


def veiled(text: str, names: Iterable[str] = ()) -> str:
    """``text`` with what points to a person replaced by a word in brackets; ``names``: known names of the customer.

    A whole name is found however it is written, a part of it (a first name) only with its capital.
    """
    text = _MAIL.sub("[mail]", text)
    text = _ADDRESS.sub("[link]", text)
    text = _NUMBER.sub(lambda found: found[0] if _DATE.fullmatch(found[0]) else "[number]", text)
    whole = {" ".join(name.split()) for name in names}
    for name in sorted((each for each in whole if len(each) >= _SHORTEST), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "[name]", text, flags=re.IGNORECASE)
    for part in sorted(
        {part for name in whole for part in name.split() if len(part) >= _SHORTEST and part[0].isupper()}
    ):
        text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "[name]", text)
    return re.sub(r"\[name\](?:\s+\[name\])+", "[name]", text)


def initials(name: str) -> str:
    """Initials of a name, as in A. B.; empty where there is none."""
    return " ".join(f"{part[0].upper()}." for part in name.split() if part[0].isalpha())

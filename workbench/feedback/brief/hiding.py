"""Personal data taken out of words that leave: mail addresses, long numbers, and names that are known. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MAIL = re.compile(r"(?<![\w.%+'-])[\w.%+'-]{1,254}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,63}(?![\w-])")
_NUMBER = re.compile(r"(?<![\w.,/#-])[+(]?\d(?:[ ()./-]{0,2}\d){6,24}(?!\w)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}")
_SHORTEST = 3


def hidden(text: str, names: Sequence[str]) -> str:
    """``text`` with a word in brackets for each; a whole name is found in any case, a part of it with its capital."""
    text = _MAIL.sub("[email]", text)
    text = _NUMBER.sub(lambda found: found[0] if _DATE.fullmatch(found[0]) else "[number]", text)
    whole = sorted({" ".join(name.split()) for name in names if len(name) >= _SHORTEST}, key=len, reverse=True)
    for name in whole:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "[name]", text, flags=re.IGNORECASE)
    parts = {part for name in whole for part in name.split() if len(part) >= _SHORTEST and part[0].isupper()}
    for part in sorted(parts):
        text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "[name]", text)
    return text

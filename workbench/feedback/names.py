"""Names of people who are known, found in a text as they are written and as they are typed. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from workbench.kernel.spans import Span

_MOST = 60
_SPACELESS = "\u2e7f"  # letters beyond it are written without spaces between words
_PARTS = """
al ben bin da das de del della den der di do dos du el la le les of the und van vom von y zu zur
dr mr mrs ms prof herr frau team support help info admin service sales billing customer
"""
_TOO = """
angel art bill christian dawn dean drew faith frank gene grace grant guy hope jack jean jo joy june mark max may
miles nick pat penny rich rob rose sky sue summer sunny victor ward will young banks best black brown cook day
english fish green hall hand hill king lane law long love page park price short small stone street strong walker
ernst lang kurz jung klein gross schwarz weiss braun koch wolf sommer winter engel ende klug mai luz sol cruz
pilar paz rosa sousa pinto leal belle claire pierre petit grand roux
"""
_TELL_NOTHING = frozenset(_PARTS.split())
_WORDS_TOO = frozenset(_TOO.split())  # names that are also words: in small letters they name nobody


def named(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Where ``text`` has one of ``names``, or a part of one that names somebody."""
    pattern = _pattern(names)
    for match in pattern.finditer(text) if pattern else ():
        small = match[0].islower() and match[0] in _WORDS_TOO
        if not small:
            yield Span(*match.span())


def initials(name: str) -> str:
    """``A. B.``; "" where there is no name."""
    return " ".join(f"{part[0].upper()}." for part in name.split() if part[0].isalnum())


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Whole names and their parts, both also as they are typed without accents; the longest first."""
    wanted: dict[str, None] = {}
    for name in list(dict.fromkeys(" ".join(each.split()) for each in names))[:_MOST]:
        parts = [part.strip(".,;()[]\"'") for part in re.split(r"[ ,]", name)]
        telling = [part for part in parts if _tells(part)]
        for each in [*([name] if telling else []), *telling]:
            wanted |= dict.fromkeys((each, _bare(each)))
    longest = sorted(wanted, key=len, reverse=True)
    return re.compile("|".join(map(_bounded, longest)), re.IGNORECASE) if longest else None


def _tells(part: str) -> bool:
    """Whether part of a name names somebody."""
    long = len(part) > 1 or part > _SPACELESS
    return long and any(map(str.isalpha, part)) and part.casefold() not in _TELL_NOTHING and "@" not in part


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("Ø", "O"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _bounded(name: str) -> str:
    """A name as words of their own, also with the s of a genitive; scripts without spaces have no bounds."""
    spaced = r"\s{1,9}".join(re.escape(part) for part in name.split())
    return spaced if any(letter > _SPACELESS for letter in name) else rf"(?<!\w){spaced}(?=s?\b)"

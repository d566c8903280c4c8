"""TOML that others wrote: read as the standard library reads it, but in a time that grows with its length alone. Pure.

The library's reader takes quadratic time on a key of very many parts, and Python refuses to write out a number of very
many digits; neither stands in a file that somebody means.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

_PARTS = 100
_PART = r"""(?:[\w-]++|"(?:\\.|[^"\\\n])*+"|'[^'\n]*+')"""
_DEEP = re.compile(rf"(?<![\w.-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{_PARTS}}}")
_WIDE = 2**63
_TOO_LARGE = "a number is too large"


def read_toml(text: str) -> dict[str, Any]:
    """The tables in ``text``. Raises ValueError, with ``(at line N, column M)`` where that is known."""
    if found := _DEEP.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise ValueError(f"a name of more than {_PARTS} parts (at line {line}, column 1)")
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    except ValueError:  # Python reads no number of thousands of digits
        raise ValueError(_TOO_LARGE) from None
    if _any_wide(tables):
        raise ValueError(_TOO_LARGE)
    return tables


def _any_wide(tables: dict[str, Any]) -> bool:
    """Whether a whole number needs more than 64 bits."""
    left: list[object] = [tables]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)
        elif isinstance(value, int) and not -_WIDE <= value < _WIDE:
            return True
    return False

"""Lines and columns of places in a text, found without counting from the start each time."""

from __future__ import annotations

import re
from bisect import bisect_right

NEW_LINES = ("\r\n", "\n", "\r")


class Lines:
    """Counts from 1, columns in code points, as editors and SARIF do."""

    def __init__(self, text: str) -> None:
        self._begins = [0, *(found.end() for found in re.finditer("|".join(NEW_LINES), text))]

    def at(self, place: int) -> tuple[int, int]:
        """Line and column of the code point at ``place``."""
        line = bisect_right(self._begins, place)
        return line, place - self._begins[line - 1] + 1

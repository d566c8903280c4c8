"""The arithmetic of charts: whole percents that add up, ends of a scale, and whether numbers rise. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from itertools import combinations
from math import ceil, floor, log10, sqrt

_LEAST = 4  # with fewer numbers any order may be chance
_SURE = 1.645  # one chance in twenty that a level series looks as if it rose


class Trend(StrEnum):
    """The direction of a row of numbers, in the word for it."""

    RISING = "rising"
    FALLING = "falling"
    UNCLEAR = "no clear direction"
    UNKNOWN = ""  # too few to say


def percents(counts: Sequence[int]) -> tuple[int, ...]:
    """Whole per cents of the sum that add up to 100; all 0 when there is nothing to share."""
    total = sum(counts)
    if not total:
        return (0,) * len(counts)
    exact = [100 * count / total for count in counts]
    whole = [floor(share) for share in exact]
    # The largest remainders are rounded up; of equal ones the earlier.
    by_rest = sorted(range(len(counts)), key=lambda at: (whole[at] - exact[at], at))
    for at in by_rest[: 100 - sum(whole)]:
        whole[at] += 1
    return tuple(whole)


def top_of_scale(most: float) -> int:
    """An even whole number, round and not below ``most``, so that its half is whole too."""
    if most <= 2:
        return 2
    size = 10.0 ** floor(log10(most))
    for factor in (1, 2, 3, 4, 5, 6, 8, 10):
        top = ceil(factor * size)
        if top >= most and not top % 2:
            return top
    return ceil(20 * size)


def trend(values: Sequence[float]) -> Trend:
    """Mann and Kendall's test: more pairs in one direction than chance would give."""
    count = len(values)
    if count < _LEAST:
        return Trend.UNKNOWN
    ups = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    ties = sum(same * (same - 1) * (2 * same + 5) for same in Counter(values).values())
    spread = sqrt(max(0, count * (count - 1) * (2 * count + 5) - ties) / 18)
    if not ups or not spread or (abs(ups) - 1) / spread < _SURE:
        return Trend.UNCLEAR
    return Trend.RISING if ups > 0 else Trend.FALLING

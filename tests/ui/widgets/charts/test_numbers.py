"""Per cents add up, a scale ends on a whole number, and a direction is said only where chance would not give it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.charts.numbers import Trend, percents, top_of_scale, trend

counts = st.lists(st.integers(0, 10_000), min_size=1, max_size=6)


@given(counts)
def test_percents_add_up_and_are_within_one_of_the_share(numbers: list[int]) -> None:
    shares, total = percents(numbers), sum(numbers)
    assert sum(shares) == (100 if total else 0)
    if total:
        assert all(abs(share - 100 * count / total) < 1 for share, count in zip(shares, numbers, strict=True))


def test_the_largest_remainder_is_rounded_up() -> None:
    assert percents((1, 1, 1)) == (34, 33, 33)
    assert percents((44, 11, 5)) == (73, 18, 9)


@given(st.integers(0, 2_000_000))
def test_a_scale_has_a_whole_half_and_room_for_the_highest(most: int) -> None:
    top = top_of_scale(most)
    assert top >= most
    assert top % 2 == 0
    assert top <= max(2, 2 * most)


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ([3, 4, 4, 6, 5, 8, 9, 8, 12, 14, 18], Trend.RISING),
        ([18, 14, 12, 8, 9, 8, 5, 6, 4, 4, 3], Trend.FALLING),
        ([5, 3, 6, 4, 5, 3, 6, 4], Trend.UNCLEAR),
        ([4, 4, 4, 4, 4], Trend.UNCLEAR),
        ([1, 2, 3], Trend.UNKNOWN),
        ([1, 2, 3, 4], Trend.RISING),
        ([1, 2, 4, 3], Trend.UNCLEAR),
    ],
)
def test_the_direction(values: list[int], word: Trend) -> None:
    assert trend(values) is word

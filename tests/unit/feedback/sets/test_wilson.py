"""The interval of a share: known values, and what must hold for every one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.feedback.sets.wilson import Z95, wilson

COUNTS = st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_it_gives_what_was_published(count: int, of: int, low: float, high: float) -> None:
    assert wilson(count, of) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(COUNTS)
def test_the_share_is_inside_and_both_ends_are_shares(counts: tuple[int, int]) -> None:
    count, of = counts
    low, high = wilson(count, of)
    assert 0 <= low <= count / of <= high <= 1
    assert low < high


@given(COUNTS)
def test_the_other_share_has_the_mirrored_interval(counts: tuple[int, int]) -> None:
    count, of = counts
    low, high = wilson(count, of)
    assert wilson(of - count, of) == (pytest.approx(1 - high, abs=1e-12), pytest.approx(1 - low, abs=1e-12))


@given(COUNTS, st.integers(2, 10))
def test_more_cases_say_more(counts: tuple[int, int], times: int) -> None:
    count, of = counts
    low, high = wilson(count, of)
    closer, nearer = wilson(count * times, of * times)
    assert nearer - closer < high - low


@given(COUNTS)
def test_each_end_is_where_the_share_is_just_that_unlikely(counts: tuple[int, int]) -> None:
    """Wilson's bounds are the solutions p of |share - p| = z sqrt(p (1 - p) / n)."""
    count, of = counts
    for end in wilson(count, of):
        assert abs(count / of - end) == pytest.approx(Z95 * (end * (1 - end) / of) ** 0.5, abs=1e-9)


def test_of_nothing_it_knows_nothing() -> None:
    assert wilson(0, 0) == (0, 1)


@pytest.mark.parametrize("wrong", [(-1, 3), (4, 3)])
def test_it_refuses_what_is_no_part(wrong: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no part"):
        wilson(*wrong)

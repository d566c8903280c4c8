from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.helpdesk.rt5_cursor import Phase, Progress, pack, progress, unpack

numbers = st.sets(st.integers(min_value=0, max_value=10**9), max_size=60)


@given(numbers)
def test_packed_numbers_come_back_whole(some: set[int]) -> None:
    assert unpack(pack(some)) == some


def test_numbers_in_a_row_take_no_room() -> None:
    assert pack(range(1, 100_001)) == "1-100000"
    assert pack({7, 1, 2, 3}) == "1-3,7"
    assert pack(()) == ""


@given(numbers, numbers, st.sampled_from(Phase), st.integers(0, 10**9), st.text(max_size=25))
def test_a_cursor_comes_back_as_it_went(seen: set[int], known: set[int], phase: Phase, after: int, swept: str) -> None:
    at = Progress(phase=phase, begun=True, after=after, head=after + 1, seen=seen, known=known, swept=swept, drift=-2)
    assert progress(at.text()) == at


@pytest.mark.parametrize(
    "cursor", [None, "", "7", "{}", '{"v":1}', "not json", Progress(known={3}).text().replace("3", "x")]
)
def test_a_cursor_of_another_make_means_a_pull_from_the_start(cursor: str | None) -> None:
    assert progress(cursor) == Progress()

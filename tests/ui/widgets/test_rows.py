"""Rows that change: what stays is kept, and very many are changed without holding the window."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

import pytest

from ui.widgets.rows import Rows, _steps


@dataclass(frozen=True)
class Line:
    id: str


class Lines(Rows[Line]):
    def spoken(self, row: Line) -> str:
        return row.id


@pytest.mark.parametrize("seed", range(30))
def test_the_steps_make_the_old_rows_to_the_new_ones(seed: int) -> None:
    chance = random.Random(seed)
    old = chance.sample([str(n) for n in range(12)], chance.randrange(12))
    new = chance.sample([str(n) for n in range(12)], chance.randrange(12))
    rows = Lines()
    rows.show_rows([Line(each) for each in old])
    rows.show_rows([Line(each) for each in new])
    assert [rows.spoken(each) for each in rows._rows] == new


def test_very_many_others_between_the_same_ends_are_quick() -> None:
    some = [str(n) for n in range(60_000)]
    mixed = some[:]
    random.Random(1).shuffle(mixed)
    started = time.thread_time()
    assert len(_steps(["a", *some, "z"], ["a", *mixed, "z"])) == 1
    assert _steps(some, [*some[:30_000], "new", *some[30_000:]]) == [("insert", 30_000, 30_000, 30_000, 30_001)]
    assert time.thread_time() - started < 0.2

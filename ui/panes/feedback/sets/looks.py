"""What the charts of whole sets show, made of the page that was reckoned."""

from __future__ import annotations

from collections.abc import Iterable

from ui.widgets.charts.model import Interval, Row, Shares
from workbench.feedback.sets import said as words
from workbench.feedback.sets.model import ENDS, Outcome
from workbench.feedback.sets.page import COMPARED, TOO_FEW, Cell, SetPage

PARTS = ("All of it", "Left midway", "Never started")
PAIRS = 6  # kinds and sizes that are shown at first, those with the most sets


def totals(page: SetPage) -> Shares:
    """How sets ended, by the way people wrote."""
    rows = [_row(words.way_name(cell.way), cell) for cell in page.totals]
    return Shares(title="How far did people get?", parts=PARTS, rows=tuple(rows), grouped="Written by")


def pairs(page: SetPage) -> Shares:
    """Chat beside email, where kind and size are the same."""
    rows = [_row(words.alike(page, cell), cell) for pair in page.pairs[:PAIRS] for cell in pair]
    return Shares(title="Chat beside email, like for like", parts=PARTS, rows=tuple(rows), grouped="Sets")


def shows_pairs(page: SetPage) -> bool:
    """Whether the pairs say more than the totals: a single pair of one kind and size is the totals."""
    both = {cell.way for cell in page.totals} >= set(COMPARED)
    return bool(page.pairs) and both and not (len(page.pairs) == 1 and _is_all(page))


def _is_all(page: SetPage) -> bool:
    pair = {cell.way: cell.number for cell in page.pairs[0]}
    return all(pair.get(cell.way) == cell.number for cell in page.totals if cell.way in COMPARED)


def _row(label: str, cell: Cell) -> Row:
    shares = [cell.share(end) for end in ENDS]
    return Row(
        label=label,
        counts=tuple(share.count for share in shares),
        intervals=_intervals(cell, ENDS),
        note=TOO_FEW if cell.few else "",
    )


def _intervals(cell: Cell, ends: Iterable[Outcome]) -> tuple[Interval, ...]:
    return tuple(Interval(*cell.share(end).interval) for end in ends)

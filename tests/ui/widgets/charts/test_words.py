"""Who cannot see the chart hears the same, and the table holds every number of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.widgets.charts.sheet import ACCOUNTS, EFFECT, NONE, ONE, ONE_LINE, RISING, SETS, ZERO, points
from ui.widgets.charts.model import Bars, Interval, Line, Mark, Point, Row, Shares
from ui.widgets.charts.words import grid, said, sentence


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_one_sentence_says_all_of_a_chart() -> None:
    assert sentence(RISING) == "12 weeks, from 3 to 18 accounts, rising"
    assert sentence(EFFECT) == (
        "12 weeks, from 2 to 14 contacts, falling. Raised: week of 30 Mar. Shipped: week of 20 Apr"
    )
    assert plain(sentence(SETS)) == "All answered: 73 % of 60 in Chat, 57 % of 90 in Email; Phone: too few to say"


def test_nothing_one_and_always_the_same_have_words() -> None:
    assert sentence(NONE) == "Nobody has said it yet."
    assert sentence(ONE) == "1 week, 5 accounts"
    assert sentence(ONE_LINE) == "1 week, 5 contacts, too little for a line"
    assert sentence(ZERO) == "6 weeks, no accounts"
    assert sentence(replace(ZERO, points=points(2, 2, 2, 2))) == "4 weeks, always 2 accounts"
    assert sentence(replace(ZERO, points=points(1))) == "1 week, 1 account"


def test_a_week_that_is_not_over_gives_no_direction() -> None:
    fallen = replace(RISING, points=points(9, 9, 9, 8, 1, unfinished=True))
    assert sentence(fallen) == "5 weeks, from 1 to 9 accounts, no clear direction"


def test_many_rows_are_said_by_their_ends() -> None:
    rows = tuple(Row(label=f"Set {at}", counts=(at, 10 - at)) for at in (3, 9, 5, 6))
    many = Shares(title="Sets", parts=("Done", "Open"), rows=rows)
    assert plain(sentence(many)) == "Done: from 30 % in Set 3 to 90 % in Set 9"


def test_a_point_is_said_with_what_happened_there() -> None:
    assert said(RISING, 10) == "week of 11 May: 18 accounts"
    assert said(RISING, 11) == "week of 18 May: 7 accounts, so far"
    assert said(EFFECT, 7) == "week of 20 Apr: 6 contacts, shipped"
    assert plain(said(SETS, 0)) == "Chat, All answered: 73 %, 44 of 60, 95 % interval 61–83 %"
    assert plain(said(SETS, 7)) == "Phone, Left midway: 4 of 9, too few to say"


def test_the_table_of_a_series_has_every_number() -> None:
    table = grid(EFFECT)
    assert table.head == ("Week", "Contacts", "What happened")
    assert [float(line[1]) for line in table.lines] == [point.value for point in EFFECT.points]
    assert [line[2] for line in table.lines if line[2]] == ["raised", "shipped"]
    assert all(table.points[row][column] == at for at, (row, column) in enumerate(table.home))


def test_the_table_of_shares_has_every_count_and_no_share_where_it_would_mislead() -> None:
    table = grid(SETS)
    assert table.head[:4] == ("Channel", "All", "Note", "All answered")
    for at, (row, column) in enumerate(table.home):
        of, part = SETS.place(at)
        assert table.lines[row][column] == str(of.counts[part])
        assert table.points[row][column] == at
    assert table.lines[2][4:6] == ("", "")
    assert {len(line) for line in (*table.lines, *table.points)} == {len(table.head)}


def test_what_cannot_be_shown_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing upwards"):
        Bars(title="", points=(Point(label="a", value=-1),), counted=ACCOUNTS)
    with pytest.raises(ValueError, match="nothing upwards"):
        Bars(title="", points=(Point(label="a", value=float("nan")),), counted=ACCOUNTS)
    with pytest.raises(ValueError, match="at one of the points"):
        Line(title="", points=points(1), counted=ACCOUNTS, marks=(Mark(at=1, word="shipped"),))
    with pytest.raises(ValueError, match="told apart"):
        Shares(title="", parts=tuple("abcdefg"), rows=())
    with pytest.raises(ValueError, match="for each part"):
        Shares(title="", parts=("a", "b"), rows=(Row(label="", counts=(1,)),))
    with pytest.raises(ValueError, match="interval for each"):
        Shares(title="", parts=("a", "b"), rows=(Row(label="", counts=(1, 2), intervals=(Interval(0, 1),)),))
    with pytest.raises(ValueError, match="between 0 and 1"):
        Interval(0.5, 0.4)

"""A bar is as long as its number, nothing stands outside the chart, and no two words cover each other."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from tests.ui.widgets.charts.sheet import ACCOUNTS, DATA, EFFECT, LONG, RISING, SETS, SIX, YEAR
from ui.theme.theme import Choice, Look, Theme
from ui.widgets.charts import hatch
from ui.widgets.charts.model import Bars, Chartable, Line, Mark, Point, Row, Shares
from ui.widgets.charts.painting import Faces, pictured
from ui.widgets.charts.shapes import Box, Dot, Fill, Pattern, Picture, Room, Stroke, Words
from workbench.paths import resources

labels = st.text("abcdefgh Müß", min_size=1, max_size=14)
values = st.one_of(st.integers(0, 5_000), st.floats(0, 900).map(lambda value: round(value, 1)))


@pytest.fixture(scope="module")
def faces(qapp: QApplication) -> Faces:
    return Faces(Theme(resources() / "themes", Look(choice=Choice.LIGHT)).fonts)


def laid_out(data: Chartable, faces: Faces, width: float = 600, height: float = 200, **more: object) -> Picture:
    return pictured(data, Room(width=width, height=height, measure=faces, **more))  # type: ignore[arg-type]


def bars_of(picture: Picture) -> dict[int, Box]:
    return {shape.point: shape.box for shape in picture.shapes if isinstance(shape, Fill) and shape.point >= 0}


def corners(shape: object) -> list[tuple[float, float]]:
    if isinstance(shape, Fill | Words):
        return [(shape.box.x, shape.box.y), (shape.box.right, shape.box.bottom)]
    if isinstance(shape, Dot):
        away = shape.radius * 1.2
        return [(shape.x - away, shape.y - away), (shape.x + away, shape.y + away)]
    assert isinstance(shape, Stroke)
    return list(shape.corners)


def assert_inside(picture: Picture, width: float, height: float) -> None:
    for shape in picture.shapes:
        for x, y in corners(shape):
            assert -0.01 <= x <= width + 0.01, shape
            assert -0.01 <= y <= height + 0.01, shape


def assert_no_word_covers_another(picture: Picture) -> None:
    words = [shape for shape in picture.shapes if isinstance(shape, Words)]
    for one, other in combinations(words, 2):
        assert not one.box.meets(other.box), (one, other)


@st.composite
def bars(draw: st.DrawFn) -> Bars:
    named = draw(st.lists(st.tuples(labels, values), min_size=1, max_size=60))
    points = tuple(Point(label=label, value=value) for label, value in named)
    return Bars(title="", points=points, counted=ACCOUNTS)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    points = draw(bars()).points
    marks = draw(st.lists(st.tuples(st.integers(0, len(points) - 1), labels), max_size=2))
    return Line(title="", points=points, counted=ACCOUNTS, marks=tuple(Mark(at=at, word=word) for at, word in marks))


@st.composite
def shares(draw: st.DrawFn) -> Shares:
    parts = tuple(draw(st.lists(labels, min_size=1, max_size=6)))
    counted = st.tuples(*[st.integers(0, 300)] * len(parts))
    rows = draw(st.lists(st.tuples(labels, counted), min_size=1, max_size=5))
    return Shares(title="", parts=parts, rows=tuple(Row(label=label, counts=counts) for label, counts in rows))


def test_bars_are_as_high_as_their_numbers_and_stand_on_one_base(faces: Faces) -> None:
    drawn = bars_of(laid_out(RISING, faces))
    assert len(drawn) == len(RISING.points)
    unit = drawn[10].height / 18
    for at, point in enumerate(RISING.points):
        assert drawn[at].height == pytest.approx(point.value * unit)
        assert drawn[at].bottom == drawn[0].bottom
    assert drawn[10].height > 100


def test_a_share_is_as_wide_as_its_count(faces: Faces) -> None:
    drawn = bars_of(laid_out(SETS, faces))
    whole = drawn[0].width + drawn[1].width + drawn[2].width
    for at in range(6):
        row, part = SETS.place(at)
        assert drawn[at].width == pytest.approx(whole * row.counts[part] / row.total)
    for left, right in pairwise((drawn[0], drawn[1], drawn[2])):
        assert left.right == pytest.approx(right.x)


def test_a_row_with_a_note_draws_no_share(faces: Faces) -> None:
    picture = laid_out(SETS, faces)
    assert not {6, 7, 8} & bars_of(picture).keys()
    assert "too few to say" in {shape.text for shape in picture.shapes if isinstance(shape, Words)}


def test_points_of_a_line_rise_with_their_numbers(faces: Faces) -> None:
    picture = laid_out(EFFECT, faces)
    dots = {shape.point: shape for shape in picture.shapes if isinstance(shape, Dot)}
    first, peak, last = dots[0], dots[4], dots[11]
    assert (first.y - peak.y) / (last.y - peak.y) == pytest.approx((14 - 9) / (14 - 3))
    assert [at for at, dot in dots.items() if dot.tipped] == [4, 7]
    nothing, *_ = [shape for shape in picture.shapes if isinstance(shape, Stroke) and shape.corners[0][0] > 0]
    pole = next(shape for shape in picture.shapes if isinstance(shape, Stroke) and shape.dashed)
    assert nothing.corners[0][1] == pole.corners[1][1]  # the scale begins at nothing
    words = {shape.text: shape for shape in picture.shapes if isinstance(shape, Words)}
    for word, at in (("raised", 4), ("shipped", 7)):
        assert words[word].box.x < dots[at].x < words[word].box.right
        assert any(
            isinstance(pole, Stroke) and pole.dashed and pole.corners[0][0] == dots[at].x for pole in picture.shapes
        )


def test_parts_are_told_apart_without_colour(faces: Faces) -> None:
    picture = laid_out(SIX, faces, 900)
    drawn = [shape for shape in picture.shapes if isinstance(shape, Fill) and 0 <= shape.point < 6]
    assert len({fill.pattern for fill in drawn}) == 6
    assert len({fill.ink for fill in drawn}) == 1
    assert set(SIX.parts) <= {shape.text for shape in picture.shapes if isinstance(shape, Words)}


def test_a_whisker_spans_its_interval_below_the_bar(faces: Faces) -> None:
    picture = laid_out(SETS, faces)
    bar = bars_of(picture)
    whole = bar[0].width + bar[1].width + bar[2].width
    level = next(shape for shape in picture.shapes if isinstance(shape, Stroke))
    (low, y), (high, _) = level.corners
    assert low == pytest.approx(bar[0].x + 0.61 * whole)
    assert high == pytest.approx(bar[0].x + 0.83 * whole)
    assert y > bar[0].bottom


@pytest.mark.parametrize("width", [120, 200, 320, 640, 1400])
@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("data", DATA, ids=lambda data: data.title[:12])
def test_nothing_stands_outside(qapp: QApplication, data: Chartable, scale: int, width: int) -> None:
    fonts = Theme(resources() / "themes", Look(choice=Choice.LIGHT, scale=scale)).fonts
    faces = Faces(fonts)
    picture = laid_out(data, faces, width, faces.height() * 10)
    assert_inside(picture, width, picture.height)
    assert_inside(picture.mirrored(width), width, picture.height)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_counted_stays_inside_and_can_be_read(faces: Faces, data: st.DataObject) -> None:
    shown = data.draw(st.one_of(bars(), lines(), shares()))
    width = data.draw(st.integers(120, 1200))
    count = len(shown.rows) * len(shown.parts) if isinstance(shown, Shares) else len(shown.points)
    picture = laid_out(shown, faces, width, 220, lit=data.draw(st.integers(-1, count - 1)))
    assert_inside(picture, width, max(220, picture.height))
    if isinstance(shown, Bars):
        assert_no_word_covers_another(picture)
    assert len(picture.places) == len(picture.rings) == count


def test_all_numbers_are_shown_where_there_is_room_and_the_highest_where_not(faces: Faces) -> None:
    texts = [shape.text for shape in laid_out(RISING, faces).shapes if isinstance(shape, Words)]
    assert {"3", "4", "6", "5", "8", "9", "12", "14", "18", "7"} <= set(texts)
    few = [shape.text for shape in laid_out(YEAR, faces, 260).shapes if isinstance(shape, Words)]
    assert [text for text in few if text.isdigit()] == ["15"]
    assert "w52" in few


def test_read_from_the_right_all_of_it_is_turned(faces: Faces) -> None:
    picture = laid_out(RISING, faces)
    turned = picture.mirrored(600)
    assert turned.places[0].right == 600 - picture.places[0].x
    assert bars_of(turned)[0].height == bars_of(picture)[0].height
    assert bars_of(turned)[0].x > bars_of(turned)[11].x


def test_what_does_not_fit_is_cut(faces: Faces) -> None:
    name = next(
        shape for shape in laid_out(LONG, faces, 200).shapes if isinstance(shape, Words) and shape.face == "body"
    )
    assert name.text.endswith("…")
    assert faces.width(name.text, "body") <= name.box.width


@given(st.sampled_from(list(Pattern)), st.floats(1, 400), st.floats(1, 60))
def test_a_pattern_stays_in_its_rectangle(pattern: Pattern, width: float, height: float) -> None:
    box = Box(10, 20, width, height)
    for x, y, to_x, to_y in hatch.strokes(box, pattern, 5):
        assert box.x - 0.01 <= min(x, to_x) <= max(x, to_x) <= box.right + 0.01
        assert box.y - 0.01 <= min(y, to_y) <= max(y, to_y) <= box.bottom + 0.01
    for x, y in hatch.dots(box, pattern, 5):
        assert box.x <= x <= box.right
        assert box.y <= y <= box.bottom

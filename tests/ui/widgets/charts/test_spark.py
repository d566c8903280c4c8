"""Small bars in a row of a list: one measure for all rows, on whole pixels, within their box."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.theme.theme import Choice, Look, Theme
from ui.widgets.charts.spark import paint_spark, spark_bars, spark_size
from workbench.paths import resources

WHITE = 0xFFFFFFFF


@given(st.lists(st.integers(0, 90), max_size=60), st.integers(8, 200), st.integers(8, 40))
def test_bars_stay_in_their_box(values: list[int], width: int, height: int) -> None:
    bars = spark_bars(values, width, height)
    assert all(bar.x >= 0 and bar.right <= width and bar.y >= 0 and bar.bottom == height for bar in bars)
    assert all(left.right <= right.x for left, right in zip(bars, bars[1:], strict=False))


def test_rows_that_are_compared_share_a_measure() -> None:
    tall, short = spark_bars((10, 20), 60, 20, most=20), spark_bars((5, 10), 60, 20, most=20)
    assert [bar.height for bar in tall] == [10, 20]
    assert [bar.height for bar in short] == [5, 10]


def test_nothing_is_a_dash_and_little_is_more_than_that() -> None:
    assert [bar.height for bar in spark_bars((0, 1, 500), 60, 20)] == [1, 2, 20]
    assert spark_bars((), 60, 20) == []


def test_the_newest_is_darker_and_read_from_the_right_on_the_left(qapp: QApplication) -> None:
    theme = Theme(resources() / "themes", Look(choice=Choice.LIGHT))
    size = spark_size(theme, 4)
    images = []
    for mirrored in (False, True):
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(WHITE)
        painter = QPainter(image)
        paint_spark(painter, QRectF(0, 0, size.width(), size.height()), (3, 1, 2, 4), theme, mirrored=mirrored)
        painter.end()
        images.append(image)
    dark = theme.colour("text.secondary")
    foot, slot = size.height() - 1, size.width() // 4
    assert images[0].pixelColor(3 * slot, foot) == dark
    assert images[0].pixelColor(0, foot) == theme.colour("line.field")
    assert images[1].pixelColor(size.width() - 3 * slot - 1, foot) == dark

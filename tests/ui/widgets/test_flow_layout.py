"""Chips go on in the next row when a row is full."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def box(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = FlowLayout(widget, gap=10, row_gap=5)
    for _ in range(3):
        chip = QWidget()
        chip.setFixedSize(50, 20)
        flow.addWidget(chip)
    return widget


def places(box: QWidget, width: int) -> list[tuple[int, int]]:
    box.resize(width, 200)
    box.show()
    box.layout().activate()
    return [(child.x(), child.y()) for child in box.findChildren(QWidget)]


def test_what_fits_stands_in_one_row(box: QWidget) -> None:
    assert places(box, 170) == [(0, 0), (60, 0), (120, 0)]
    assert box.layout().heightForWidth(170) == 20


def test_what_does_not_fit_goes_on_below(box: QWidget) -> None:
    assert places(box, 169) == [(0, 0), (60, 0), (0, 25)]
    assert box.layout().heightForWidth(169) == 45


def test_rows_run_from_the_right_in_a_window_read_so(box: QWidget) -> None:
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert places(box, 120) == [(70, 0), (10, 0), (70, 25)]


def test_a_hidden_chip_takes_no_room(box: QWidget) -> None:
    box.findChildren(QWidget)[0].hide()
    assert places(box, 170)[1:] == [(0, 0), (60, 0)]


def test_a_low_chip_stands_in_the_middle_of_its_row(box: QWidget) -> None:
    box.findChildren(QWidget)[1].setFixedHeight(10)
    assert places(box, 170) == [(0, 0), (60, 5), (120, 0)]


def test_a_chip_that_is_deleted_leaves_the_row(box: QWidget, qtbot: QtBot) -> None:
    box.show()
    box.findChildren(QWidget)[0].deleteLater()
    qtbot.waitUntil(lambda: box.layout().count() == 2)
    assert box.layout().sizeHint().width() == 110


def test_qt_may_still_ask_when_python_has_let_go_of_the_layout(box: QWidget) -> None:
    flow = box.layout()
    vars(flow).clear()
    assert (flow.count(), flow.itemAt(0), flow.heightForWidth(100)) == (0, None, 0)
    assert flow.sizeHint().width() == flow.minimumSize().width() == 0

"""A chart is read with the eyes, the keyboard and the ears, and is a table at one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.charts.sheet import EFFECT, NONE, ONE, RISING, SETS, points
from ui.theme.theme import Choice, Look, Theme
from ui.widgets.charts import canvas as canvas_module
from ui.widgets.charts.chart import Chart
from ui.widgets.charts.model import Bars, Chartable, Noun
from ui.widgets.charts.twin import as_tsv
from ui.widgets.charts.words import grid, said
from workbench.paths import resources

_Key = Qt.Key


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(resources() / "themes", Look(choice=Choice.LIGHT))


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    words: list[str] = []
    monkeypatch.setattr(canvas_module, "announce", lambda _widget, text: words.append(text))
    return words


def shown(qtbot: QtBot, theme: Theme, data: Chartable) -> Chart:
    chart = Chart(theme, data)
    qtbot.addWidget(chart)
    chart.resize(600, 320)
    chart.show()
    chart.activateWindow()
    if chart.canvas.current >= 0:
        chart.canvas.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(chart.canvas.hasFocus)
    return chart


def picture(chart: Chart) -> QImage:
    return chart.canvas.grab().toImage()


def press(chart: Chart, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(chart.canvas, key)


def test_arrows_go_from_point_to_point_and_say_it(qtbot: QtBot, theme: Theme, heard: list[str]) -> None:
    chart = shown(qtbot, theme, RISING)
    assert chart.canvas.current == 11
    press(chart, _Key.Key_Left, _Key.Key_Home, _Key.Key_Right, _Key.Key_End, _Key.Key_Right)
    assert heard == [said(RISING, at) for at in (10, 0, 1, 11)]
    assert chart.canvas.current == 11
    QToolTip.hideText()


def test_in_shares_up_and_down_change_the_row(qtbot: QtBot, theme: Theme, heard: list[str]) -> None:
    chart = shown(qtbot, theme, SETS)
    press(chart, _Key.Key_Down, _Key.Key_Right, _Key.Key_Up, _Key.Key_Up)
    assert heard == [said(SETS, at) for at in (3, 4, 1)]
    QToolTip.hideText()


def test_read_from_the_right_the_arrows_turn_too(qtbot: QtBot, theme: Theme, heard: list[str]) -> None:
    chart = shown(qtbot, theme, RISING)
    before = picture(chart)
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert picture(chart) != before
    press(chart, _Key.Key_Right)
    assert heard == [said(RISING, 10)]
    assert chart.canvas.picture().places[0].x > chart.canvas.picture().places[11].x
    QToolTip.hideText()


def test_the_ring_is_seen_and_goes_along(qtbot: QtBot, theme: Theme, heard: list[str]) -> None:
    chart = shown(qtbot, theme, RISING)
    ring = chart.canvas.picture().rings[11]
    colour = theme.colour("accent.focus")
    assert picture(chart).pixelColor(round(ring.x + ring.width / 2), round(ring.y) - 1) == colour
    chart.canvas.clearFocus()
    assert picture(chart).pixelColor(round(ring.x + ring.width / 2), round(ring.y) - 1) != colour


def test_enter_and_a_click_lead_to_what_was_counted(qtbot: QtBot, theme: Theme, heard: list[str]) -> None:
    chart = shown(qtbot, theme, RISING)
    went: list[int] = []
    chart.activated.connect(went.append)
    press(chart, _Key.Key_Left, _Key.Key_Return, _Key.Key_Space)
    place = chart.canvas.picture().places[3]
    QTest.mouseClick(chart.canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(place.x + 4), 60))
    QTest.mouseClick(chart.canvas, Qt.MouseButton.LeftButton, pos=QPoint(1, 60))
    assert went == [10, 10, 3]
    QToolTip.hideText()


def test_the_table_is_one_key_away_and_keeps_the_place(qtbot: QtBot, theme: Theme, heard: list[str]) -> None:
    chart = shown(qtbot, theme, SETS)
    went: list[int] = []
    chart.activated.connect(went.append)
    press(chart, _Key.Key_Down)
    QTest.keyClick(chart.canvas, _Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert chart.is_table()
    assert chart.table.hasFocus()
    assert chart.table.current_point() == 3
    QTest.keyClick(chart.table, _Key.Key_Return)
    assert went == [3]
    chart.table.go_to(5)
    QTest.keyClick(chart.table, _Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert not chart.is_table()
    assert chart.canvas.hasFocus()
    assert chart.canvas.current == 5
    QToolTip.hideText()


@pytest.mark.parametrize("data", [RISING, EFFECT, SETS])
def test_the_table_holds_what_the_chart_holds(qtbot: QtBot, theme: Theme, data: Chartable) -> None:
    chart = shown(qtbot, theme, data)
    model = chart.table.model()
    table = grid(data)
    rows = [[model.index(row, at).data() for at in range(model.columnCount())] for row in range(model.rowCount())]
    assert [[cell.strip("\N{LEFT-TO-RIGHT MARK}") for cell in row] for row in rows] == [
        list(line) for line in table.lines
    ]
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads == list(table.head)


def test_the_table_is_copied_for_a_spreadsheet(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, theme, EFFECT)
    chart.swap()
    QTest.keyClick(chart.table, _Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0] == ["Week", "Contacts", "What happened"]
    assert lines[8] == ["Week of 20 Apr", "6", "shipped"]
    assert len(lines) == 13
    model = chart.table.model()
    chart.table.clearSelection()
    for row in (0, 1):
        chart.table.selectionModel().select(model.index(row, 1), chart.table.selectionModel().SelectionFlag.Select)
    assert chart.table.tsv() == "9\n11"


def test_no_cell_is_a_formula_or_breaks_the_table() -> None:
    assert as_tsv([["=1+1", "a\tb\nc", "-2"]]) == "'=1+1\ta b c\t'-2"


def test_who_cannot_see_it_finds_the_sentence_and_the_points(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, theme, RISING)
    interface = QAccessible.queryAccessibleInterface(chart.canvas)
    assert interface.text(QAccessible.Text.Name) == RISING.title
    assert interface.text(QAccessible.Text.Description) == "12 weeks, from 3 to 18 accounts, rising"
    children = [interface.child(at) for at in range(interface.childCount())]
    assert [child.text(QAccessible.Text.Name) for child in children] == [said(RISING, at) for at in range(12)]
    assert children[0].rect().left() < children[11].rect().left()
    chart.show_data(ONE)
    assert interface.childCount() == 1
    assert interface.text(QAccessible.Text.Description) == "1 week, 5 accounts"


def test_nothing_to_show_is_said_in_words_and_takes_no_keyboard(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, theme, RISING)
    chart.swap()
    chart.show_data(NONE)
    assert not chart.is_table()
    assert chart.canvas.current == -1
    assert chart.canvas.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert chart.canvas.accessibleDescription() == "Nobody has said it yet."
    assert not chart.swap_button.isVisible()
    chart.swap()
    assert not chart.is_table()
    words = picture(chart)
    chart.show_data(Bars(title=NONE.title, points=(), counted=NONE.counted, empty="Nothing."))
    assert picture(chart) != words


def test_it_follows_the_theme_and_the_size_of_words(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, theme, RISING)
    chart.canvas.clearFocus()
    place = chart.canvas.picture().places[10]
    middle = QPoint(round(place.x + place.width / 2), chart.canvas.height() - 60)
    seen = set()
    for choice in (Choice.LIGHT, Choice.DARK, Choice.CONTRAST):
        theme.wear(Look(choice=choice))
        assert picture(chart).pixelColor(middle) == theme.colour("line.field")
        seen.add(theme.tokens.line.field)
    assert len(seen) == 3
    small = chart.canvas.sizeHint()
    theme.wear(Look(choice=Choice.LIGHT, scale=200))
    assert chart.canvas.sizeHint().height() > small.height() * 1.7


def test_rows_of_shares_are_never_cut_off(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, theme, SETS)
    for width in (600, 180):
        chart.resize(width, 100)
        qtbot.waitUntil(lambda: chart.canvas.height() >= chart.canvas.picture().height)


def test_the_point_under_the_pointer_is_told_on_a_tip(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, theme, RISING)
    chart.canvas.clearFocus()
    before = picture(chart)
    place = chart.canvas.picture().places[3]
    QTest.mouseMove(chart.canvas, QPoint(round(place.x + 5), 60))
    qtbot.waitUntil(lambda: picture(chart) != before)
    assert chart.canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    press(chart, _Key.Key_Home)
    assert "week of 2 Mar: 3 accounts" in QToolTip.text()
    QToolTip.hideText()


def test_a_title_is_never_read_as_markup(qtbot: QtBot, theme: Theme) -> None:
    data = Bars(title="<b>bold</b>", points=points(1), counted=Noun(one="<i>x</i>", many="x"))
    chart = shown(qtbot, theme, data)
    press(chart, _Key.Key_Home)
    assert "&lt;i&gt;" in QToolTip.text()
    QToolTip.hideText()


class Windows(QObject):
    """Counts windows that are shown, be it for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_a_chart_that_is_not_shown_yet_opens_no_window(qapp: QApplication, qtbot: QtBot, theme: Theme) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    qtbot.addWidget(Chart(theme, RISING))
    qapp.removeEventFilter(windows)
    assert windows.shown == []

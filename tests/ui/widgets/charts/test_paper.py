"""A chart goes out as PDF, SVG and picture: dark on white, with its words as words."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.widgets.charts.sheet import EFFECT, NONE, RISING, SETS
from ui.theme.theme import Choice, Look, Theme
from ui.widgets.charts.chart import Chart
from ui.widgets.charts.model import Chartable
from ui.widgets.charts.paper import CannotSave, Sheet, image, save, svg
from workbench.kernel.errors import UserError
from workbench.paths import resources

WHITE = 0xFFFFFFFF
ALL = pytest.mark.parametrize("data", [RISING, EFFECT, SETS], ids=["bars", "line", "shares"])
SAID = {
    RISING: ("rising", "18 May", "18"),
    EFFECT: ("shipped", "20 Apr", "14"),
    SETS: ("Left midway", "Chat", "n = 60"),
}


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(resources() / "themes", Look(choice=Choice.CONTRAST, scale=200))


@ALL
def test_an_svg_has_its_words_as_text(qtbot: QtBot, theme: Theme, tmp_path: Path, data: Chartable) -> None:
    chart = Chart(theme, data)
    qtbot.addWidget(chart)
    save(chart, tmp_path / "chart.svg")
    written = (tmp_path / "chart.svg").read_text("utf-8")
    assert f"<title>{data.title}</title>" in written
    for word in (data.title, *SAID[data]):
        assert f">{word}" in written or word in written.split("<desc>")[1]
    assert QSvgRenderer(str(tmp_path / "chart.svg")).isValid()


@ALL
def test_a_pdf_is_one_page_with_its_words(qtbot: QtBot, theme: Theme, tmp_path: Path, data: Chartable) -> None:
    chart = Chart(theme, data)
    qtbot.addWidget(chart)
    file = tmp_path / "chart.pdf"
    save(chart, file)
    raw = file.read_bytes()
    assert raw.startswith(b"%PDF-")
    assert b"/ToUnicode" in raw  # its letters can be searched and read aloud
    if reader := shutil.which("pdftotext"):
        text = subprocess.run([reader, "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
        assert text.count("\f") == 1
        assert all(word in text for word in (data.title, *SAID[data]))


def test_paper_is_white_whatever_is_worn_and_nothing_stands_at_its_edge(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    for data in (RISING, EFFECT, SETS, NONE):
        chart = Chart(theme, data)
        qtbot.addWidget(chart)
        save(chart, tmp_path / "chart.png")
        seen = QImage(str(tmp_path / "chart.png"))
        edge = {seen.pixel(x, y) for x in range(seen.width()) for y in (0, 8, seen.height() - 1)}
        edge |= {seen.pixel(x, y) for y in range(seen.height()) for x in (0, 8, seen.width() - 1)}
        assert edge == {WHITE}


def test_paper_looks_alike_from_every_window(qapp: QApplication, theme: Theme) -> None:
    plain = Theme(resources() / "themes", Look(choice=Choice.LIGHT))
    for data in (RISING, EFFECT, SETS):
        assert image(Sheet(data, theme)) == image(Sheet(data, plain))


def test_a_picture_is_filled_from_side_to_side(theme: Theme) -> None:
    drawn = image(Sheet(SETS, theme))
    inked = [x for x in range(drawn.width()) if any(drawn.pixel(x, y) != WHITE for y in range(drawn.height()))]
    assert inked[0] < 50
    assert inked[-1] > drawn.width() - 50


def test_a_sheet_can_be_drawn_into_a_page_of_another(theme: Theme) -> None:
    page = QImage(900, 700, QImage.Format.Format_RGB32)
    page.fill(WHITE)
    sheet = Sheet(RISING, theme, 400)
    painter = QPainter(page)
    sheet.draw(painter, 100, 50)
    painter.end()
    drawn = QRectF(98, 48, 404, sheet.height + 4)
    inked = [(x, y) for x in range(900) for y in range(700) if page.pixel(x, y) != WHITE]
    assert inked
    assert all(drawn.contains(x, y) for x, y in inked)


def test_read_from_the_right_the_sheet_is_turned(theme: Theme) -> None:
    assert svg(Sheet(RISING, theme)) != svg(Sheet(RISING, theme, mirrored=True))


def test_what_cannot_be_written_is_said(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    chart = Chart(theme, RISING)
    qtbot.addWidget(chart)
    with pytest.raises(CannotSave, match="was not written"):
        save(chart, tmp_path / "missing" / "chart.svg")
    with pytest.raises(UserError, match=r"\.docx"):
        save(chart, tmp_path / "chart.docx")

"""Pictures of every chart in every theme, to be looked at: ``python -m tests.ui.widgets.charts.sheet FOLDER``.

Run it under ``QT_QPA_PLATFORM=offscreen``; it writes one PNG for each view, and each chart as PDF, SVG and PNG.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from ui.theme.fonts import Faces
from ui.theme.roles import set_surface
from ui.theme.theme import Choice, Look, Theme
from ui.widgets.charts.chart import Chart
from ui.widgets.charts.model import Bars, Interval, Line, Mark, Noun, Point, Row, Shares
from ui.widgets.charts.paper import save
from ui.widgets.charts.spark import paint_spark, spark_size
from workbench.paths import resources

ACCOUNTS = Noun(one="account", many="accounts")
CONTACTS = Noun(one="contact", many="contacts")
DAYS = (
    "2 Mar",
    "9 Mar",
    "16 Mar",
    "23 Mar",
    "30 Mar",
    "6 Apr",
    "13 Apr",
    "20 Apr",
    "27 Apr",
    "4 May",
    "11 May",
    "18 May",
)


def points(*values: float, unfinished: bool = False) -> tuple[Point, ...]:
    days = DAYS[-len(values) :] if len(values) <= len(DAYS) else tuple(f"w{at}" for at in range(1, len(values) + 1))
    return tuple(
        Point(label=day, full=f"week of {day}", value=value, unfinished=unfinished and at == len(values) - 1)
        for at, (day, value) in enumerate(zip(days, values, strict=True))
    )


RISING = Bars(
    title="Accounts that said it, by week",
    points=points(3, 4, 4, 6, 5, 8, 9, 8, 12, 14, 18, 7, unfinished=True),
    counted=ACCOUNTS,
)
EFFECT = Line(
    title="Contacts about exports",
    points=points(9, 11, 12, 10, 14, 13, 12, 6, 4, 3, 2, 3),
    counted=CONTACTS,
    marks=(Mark(at=4, word="raised"), Mark(at=7, word="shipped")),
)
SETS = Shares(
    title="Connecting a domain: how far customers came",
    parts=("All answered", "Left midway", "Never started"),
    grouped="Channel",
    rows=(
        Row(
            label="Chat",
            counts=(44, 11, 5),
            intervals=(Interval(0.61, 0.83), Interval(0.11, 0.3), Interval(0.04, 0.18)),
        ),
        Row(
            label="Email",
            counts=(51, 27, 12),
            intervals=(Interval(0.46, 0.66), Interval(0.22, 0.4), Interval(0.08, 0.22)),
        ),
        Row(label="Phone", counts=(3, 4, 2), note="too few to say"),
    ),
)
SIX = Shares(
    title="What the six patterns look like",
    parts=("Idea", "Bug", "Praise", "Criticism", "Confusion", "Rule in the way"),
    rows=(
        Row(label="Last 12 weeks", counts=(30, 22, 10, 14, 12, 12)),
        Row(label="Before", counts=(0, 22, 60, 1, 2, 12)),
    ),
)
YEAR = Bars(title="A year", points=points(*(3 + at * 7 % 13 for at in range(52))), counted=ACCOUNTS)
ONE = Bars(title="One week", points=points(5), counted=ACCOUNTS)
ONE_LINE = Line(title="One week", points=points(5), counted=CONTACTS)
NONE = Bars(title="Accounts that said it, by week", points=(), counted=ACCOUNTS, empty="Nobody has said it yet.")
ZERO = Bars(title="Quiet weeks", points=points(0, 0, 0, 0, 0, 0), counted=ACCOUNTS)
LONG = Shares(
    title="Zusammenarbeitsvereinbarungen mit Kundinnen und Kunden nach Kontaktkanal und Fragenzusammenhang",
    parts=("Vollständig beantwortet", "Zwischendurch abgebrochen", "Gar nicht erst angefangen"),
    grouped="Kanal",
    rows=(Row(label="Unterhaltung im Browser mit einer sehr langen Bezeichnung", counts=(44, 11, 5)),),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One picture."""

    name: str
    look: Look
    size: QSize
    columns: int = 2
    mirrored: bool = False
    table: bool = False
    focus: int = 0


LIGHT = Look(choice=Choice.LIGHT)
VIEWS = (
    View(name="light", look=LIGHT, size=QSize(1240, 1500)),
    View(name="dark", look=Look(choice=Choice.DARK), size=QSize(1240, 1500), focus=1),
    View(name="contrast", look=Look(choice=Choice.CONTRAST), size=QSize(1240, 1500), focus=2),
    View(name="large", look=Look(choice=Choice.LIGHT, scale=200), size=QSize(1500, 2700)),
    View(name="narrow", look=LIGHT, size=QSize(320, 3100), columns=1),
    View(name="arabic", look=LIGHT, size=QSize(1240, 1500), mirrored=True, focus=2),
    View(name="table", look=LIGHT, size=QSize(1240, 1500), table=True),
    View(name="table-dark", look=Look(choice=Choice.DARK), size=QSize(1240, 1500), table=True, focus=2),
    View(name="table-arabic", look=LIGHT, size=QSize(1240, 1500), table=True, mirrored=True, focus=1),
)
DATA = (RISING, EFFECT, SETS, SIX, YEAR, ONE, ONE_LINE, NONE, ZERO, LONG)


class Sparks(QWidget):
    """Rows of a list with small bars."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setMinimumHeight(theme.fonts.line() * 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, line = QPainter(self), self._theme.fonts.line()
        rows = ((3, 4, 4, 6, 5, 8, 9, 8, 12, 14, 18, 7), (0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 1, 0), (0,) * 12)
        for at, values in enumerate(rows):
            size = spark_size(self._theme, len(values))
            box = QRectF(8, at * line * 1.3, size.width(), size.height())
            paint_spark(painter, box, values, self._theme, most=18 if at < 2 else 0, mirrored=self.isRightToLeft())


def sheet(theme: Theme, view: View) -> tuple[QWidget, list[Chart]]:
    whole = QWidget()
    set_surface(whole, "pane")
    grid = QGridLayout(whole)
    grid.setContentsMargins(24, 24, 24, 24)
    grid.setSpacing(32)
    charts = [Chart(theme, data) for data in DATA]
    for at, chart in enumerate(charts):
        grid.addWidget(chart, at // view.columns, at % view.columns)
        if view.table:
            chart.swap()
    grid.addWidget(Sparks(theme), len(charts), 0)
    for column in range(view.columns):
        grid.setColumnStretch(column, 1)
    return whole, charts


def draw(folder: Path) -> None:
    app = QApplication.instance() or QApplication([])
    theme = Theme(resources() / "themes", faces=Faces(words=QFont("Inter", 10), fixed=QFont("DejaVu Sans Mono", 10)))
    theme.apply(app)  # type: ignore[arg-type]
    folder.mkdir(parents=True, exist_ok=True)
    for view in VIEWS:
        theme.wear(view.look)
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if view.mirrored else Qt.LayoutDirection.LeftToRight)
        whole, charts = sheet(theme, view)
        whole.resize(view.size)
        whole.show()
        whole.activateWindow()
        chart = charts[view.focus]
        (chart.table if view.table else chart.canvas).setFocus(Qt.FocusReason.TabFocusReason)
        QTest.qWait(100)
        whole.grab().save(str(folder / f"{view.name}.png"))
        if view.name == "light":
            for name, each in zip(("bars", "line", "shares", "six"), charts, strict=False):
                for ending in (".pdf", ".svg", ".png"):
                    save(each, folder / f"paper-{name}{ending}")
        whole.close()
        whole.deleteLater()


if __name__ == "__main__":
    draw(Path(sys.argv[1] if len(sys.argv) > 1 else "charts"))

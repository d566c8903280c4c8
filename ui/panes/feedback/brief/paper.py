"""A brief on paper: one page where its words allow it, with the weeks as a chart; dark on white."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from ui.panes.feedback.topics.looks import bars_of
from ui.theme.theme import Theme
from ui.widgets.charts.model import Bars
from ui.widgets.charts.paper import Sheet
from workbench.feedback.brief import outputs
from workbench.feedback.brief.model import Brief

SIZES = (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0)  # pixels of 1/96 inch; the first that fits on one page is taken
_DENSE = 300
_SCALE = _DENSE / 96
_MARGIN_MM = 16.0
_HERE = "\ufffc"
_CHART = QTextFormat.ObjectTypes.UserObject + 1
_CHART_WIDTH, _SMALLER = 520.0, 0.62  # laid out so wide, then drawn smaller: its letters are those of a screen
_STYLE = (
    "h1 {{ font-size: {h1}px; margin: 0 0 {gap}px 0; }} h2 {{ font-size: {h2}px; margin: {top}px 0 {gap}px 0; }}"
    "p {{ margin: 0 0 {gap}px 0; }} ul, ol {{ margin: 0 0 {gap}px -24px; }} li {{ margin: 0; }}"
    "blockquote {{ margin: 0 16px 0 14px; }} sup {{ color: #555555; }} em {{ color: #444444; }}"
    ".notes {{ font-size: {note}px; color: #555555; }} td, th {{ padding: 0 12px 0 0; }}"
)


class ChartOnPaper(QPyTextObject):
    """Draws a chart as a letter of the text, sharp at any size."""

    def __init__(self, sheet: Sheet, parent: QTextDocument) -> None:
        super().__init__(parent)
        self._sheet = sheet

    def intrinsicSize(self, doc: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        """How much room it takes."""
        return QSizeF(self._sheet.width, self._sheet.height + 4) * _SMALLER

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        """Draw it into ``rect``."""
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(_SMALLER, _SMALLER)
        self._sheet.draw(painter)
        painter.restore()


def pdf(brief: Brief, tickets: outputs.Tickets, theme: Theme) -> tuple[bytes, int]:
    """The file, and how many pages it has."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DENSE)
    writer.setTitle(brief.title)
    writer.setCreator("Support Workbench")
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(_page_size(), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    )
    area = QSizeF(writer.width() / _SCALE, writer.height() / _SCALE)
    document = _fitting(brief, tickets, theme, area)
    painter = QPainter(writer)
    painter.scale(_SCALE, _SCALE)
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0, -page * area.height())
        document.drawContents(painter, QRectF(0, page * area.height(), area.width(), area.height()))
        painter.restore()
    painter.end()
    return bytes(buffer.data().data()), document.pageCount()


def weeks_of(brief: Brief) -> Bars | None:
    """Its accounts week by week, as they were counted when it was made; None where it has none."""
    weeks = tuple(
        (date.fromisoformat(each.name.removeprefix("week-")), int(each.words.replace(",", "")))
        for each in brief.numbers
        if each.name.startswith("week-")
    )
    return bars_of(sorted(weeks)) if weeks else None


def _fitting(brief: Brief, tickets: outputs.Tickets, theme: Theme, area: QSizeF) -> QTextDocument:
    """Laid out as large as fits on one page; as small as can be read with ease where nothing does."""
    for pixels in SIZES[:-1]:
        document = _laid_out(brief, tickets, theme, area, pixels)
        if document.pageCount() == 1:
            return document
    return _laid_out(brief, tickets, theme, area, SIZES[-1])


def _laid_out(brief: Brief, tickets: outputs.Tickets, theme: Theme, area: QSizeF, pixels: float) -> QTextDocument:
    before, after, notes = outputs.to_paper(brief, tickets)
    _, fonts = theme.for_paper()
    document = QTextDocument()
    font = QFont(fonts.body())
    font.setPixelSize(round(pixels))
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(_style(pixels))
    bars = weeks_of(brief) if after else None
    place = f"<p>{_HERE}</p>" if bars is not None else ""
    document.setHtml(f'{before}{place}{after}<div class="notes">{notes}</div>')
    if bars is not None:
        _put_chart(document, Sheet(bars, theme, _CHART_WIDTH))
    document.setPageSize(area)
    return document


def _put_chart(document: QTextDocument, sheet: Sheet) -> None:
    cursor = document.find(_HERE)
    if cursor.isNull():
        return
    drawn = ChartOnPaper(sheet, document)
    document.documentLayout().registerHandler(_CHART, drawn)
    form = QTextCharFormat()
    form.setObjectType(_CHART)
    cursor.insertText(_HERE, form)


def _style(pixels: float) -> str:
    return _STYLE.format(
        h1=round(pixels * 1.5), h2=round(pixels * 1.1), gap=round(pixels * 0.35), top=round(pixels * 0.65),
        note=round(pixels * 0.72),
    )  # fmt: skip


def _page_size() -> QPageSize:
    metric = QLocale().measurementSystem() is QLocale.MeasurementSystem.MetricSystem
    return QPageSize(QPageSize.PageSizeId.A4 if metric else QPageSize.PageSizeId.Letter)

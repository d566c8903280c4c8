"""A chart as a file: PDF and SVG with words that can be searched, or a picture; always dark on white."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from ui.widgets.charts.canvas import LINES_HIGH
from ui.widgets.charts.model import Chartable, count_of
from ui.widgets.charts.painting import Faces, Paint, paint, pictured
from ui.widgets.charts.shapes import Face, Room
from ui.widgets.charts.words import sentence
from workbench.kernel.errors import UserError, WorkbenchError

if TYPE_CHECKING:
    from ui.theme.theme import Theme
    from ui.widgets.charts.chart import Chart

WIDTH = 640.0
_MARGIN = 16.0
_DENSE = 300  # dots per inch of a PDF; what is drawn has 96
_SHARP = 2  # pixels of a picture for each of ours
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class CannotSave(WorkbenchError):
    """The file cannot be written there."""


class Sheet:
    """``data`` with its name and its sentence, laid out ``width`` pixels wide; drawn with any painter."""

    def __init__(self, data: Chartable, theme: Theme, width: float = WIDTH, *, mirrored: bool = False) -> None:
        tokens, fonts = theme.for_paper()
        self.data, self.width = data, width
        self._paint = Paint(tokens=tokens, faces=Faces(fonts), mirrored=mirrored, crisp=False)
        self._head: list[tuple[QRectF, str, Face, str]] = []
        y = self._add_head(data.title, "strong", "text.primary", 0.0)
        y = self._add_head(sentence(data), "caption", "text.secondary", y)
        self._top = y + 8
        high = self._paint.faces.height() * LINES_HIGH if count_of(data) else 0.0
        room = Room(width=width, height=high, measure=self._paint.faces)
        self._picture = pictured(data, room, mirrored=mirrored)
        self.height = self._top + self._picture.height

    def draw(self, painter: QPainter, left: float = 0.0, top: float = 0.0) -> None:
        """Draw all of it with its corner at ``left``, ``top``, in units of 1/96 inch of a painter that is scaled so."""
        painter.save()
        painter.translate(left, top)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        for box, text, face, ink in self._head:
            painter.setFont(self._paint.faces.font(face))
            painter.setPen(self._paint.colour(ink))
            painter.drawText(box, self._flags(), text)
        painter.translate(0, self._top)
        paint(painter, self._picture, self._paint)
        painter.restore()

    def _add_head(self, text: str, face: Face, ink: str, y: float) -> float:
        if not text:
            return y
        metrics = QFontMetricsF(self._paint.faces.font(face))
        high = metrics.boundingRect(QRectF(0, 0, self.width, 1000), self._flags(), text).height() + 1
        self._head.append((QRectF(0, y, self.width, high), text, face, ink))
        return y + high + 2

    def _flags(self) -> int:
        side = Qt.AlignmentFlag.AlignRight if self._paint.mirrored else Qt.AlignmentFlag.AlignLeft
        return (_WRAPPED | side | Qt.AlignmentFlag.AlignAbsolute).value


def save(chart: Chart, file: Path) -> None:
    """Write what ``chart`` shows; the ending of ``file`` says how: ``.pdf``, ``.svg`` or ``.png``.

    Raises ``UserError`` for another ending, and ``CannotSave`` where the file cannot be written.
    """
    sheet = Sheet(chart.data, chart.theme, mirrored=chart.isRightToLeft())
    write(sheet, file)


def write(sheet: Sheet, file: Path) -> None:
    """``save`` for a sheet without a widget."""
    made = _FORMS.get(file.suffix.lower())
    if made is None:
        raise UserError(
            f"A chart is not saved as {file.suffix or 'a file without an ending'}.", "Use .pdf, .svg or .png."
        )
    try:
        file.write_bytes(made(sheet))
    except OSError as fault:
        raise CannotSave(f"{file.name} was not written.", f"{fault.strerror}. Choose another place.") from fault


def pdf(sheet: Sheet) -> bytes:
    """One page, as large as the chart."""
    buffer = _opened()
    writer = QPdfWriter(buffer)
    writer.setResolution(_DENSE)
    writer.setTitle(sheet.data.title)
    size = _outer(sheet) * (72 / 96)
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    _drawn(writer, sheet, _DENSE / 96)
    return _bytes(buffer)


def svg(sheet: Sheet) -> bytes:
    """An SVG with its words as text."""
    buffer = _opened()
    maker = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    maker.setOutputDevice(buffer)
    size = _outer(sheet).toSize()
    maker.setSize(size)
    maker.setViewBox(QRect(0, 0, size.width(), size.height()))
    maker.setTitle(sheet.data.title)
    maker.setDescription(sentence(sheet.data))
    _drawn(maker, sheet, 1)
    return _bytes(buffer)


def image(sheet: Sheet) -> QImage:
    """A picture with two pixels for each of ours."""
    drawn = QImage(_outer(sheet).toSize() * _SHARP, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    _drawn(drawn, sheet, _SHARP)
    return drawn


def png(sheet: Sheet) -> bytes:
    """``image`` as a file."""
    buffer = _opened()
    image(sheet).save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes, which Qt refuses
    return _bytes(buffer)


def _drawn(device: QPdfWriter | QSvgGenerator | QImage, sheet: Sheet, scale: float) -> None:
    painter = QPainter(device)
    painter.scale(scale, scale)
    sheet.draw(painter, _MARGIN, _MARGIN)
    painter.end()


def _outer(sheet: Sheet) -> QSizeF:
    return QSizeF(sheet.width + 2 * _MARGIN, round(sheet.height + 2 * _MARGIN + 0.5))


def _opened() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _bytes(buffer: QBuffer) -> bytes:
    return bytes(buffer.data().data())


_FORMS: dict[str, Callable[[Sheet], bytes]] = {".pdf": pdf, ".svg": svg, ".png": png}

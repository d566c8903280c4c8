"""Puts the shapes of a chart on a widget or on paper, in the inks and fonts of a theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen, QPolygonF

from ui.widgets.charts import bars, hatch, line, shares
from ui.widgets.charts.model import Bars, Chartable, Line, count_of
from ui.widgets.charts.shapes import Box, Dot, Face, Fill, Pattern, Picture, Room, Shape, Side, Stroke, Words

if TYPE_CHECKING:
    from ui.theme.fonts import Fonts
    from ui.theme.tokens import Tokens

_SIDES: dict[Side, Qt.AlignmentFlag] = {
    "start": Qt.AlignmentFlag.AlignLeft,
    "middle": Qt.AlignmentFlag.AlignHCenter,
    "end": Qt.AlignmentFlag.AlignRight,
}


class Faces:
    """The fonts of a chart, in pixels, so that paper of any density is laid out like the screen."""

    def __init__(self, fonts: Fonts) -> None:
        made: dict[Face, QFont] = {"caption": fonts.caption(), "body": fonts.body(), "strong": fonts.strong()}
        self._fonts = {face: _in_pixels(font) for face, font in made.items()}
        self._metrics = {face: QFontMetricsF(font) for face, font in self._fonts.items()}

    def font(self, face: Face) -> QFont:
        return self._fonts[face]

    def width(self, text: str, face: Face = "caption") -> float:
        return self._metrics[face].horizontalAdvance(text)

    def height(self, face: Face = "caption") -> float:
        return self._metrics[face].height()

    def cut(self, text: str, width: float, face: Face = "caption") -> str:
        return self._metrics[face].elidedText(text, Qt.TextElideMode.ElideRight, width)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """What a chart is painted with. ``crisp``: edges lie on whole pixels, as on a screen."""

    tokens: Tokens
    faces: Faces
    mirrored: bool = False
    crisp: bool = True

    def colour(self, path: str) -> QColor:
        found: object = self.tokens
        for step in path.split("."):
            found = getattr(found, step)
        return QColor(cast("str", found))


def pictured(data: Chartable, room: Room, *, mirrored: bool = False) -> Picture:
    """The shapes of ``data``, read from the right when ``mirrored``; nothing for nothing."""
    if not count_of(data):
        return Picture((), (), (), room.height)
    if isinstance(data, Bars):
        picture = bars.lay_out(data, room)
    else:
        picture = line.lay_out(data, room) if isinstance(data, Line) else shares.lay_out(data, room)
    return picture.mirrored(room.width) if mirrored else picture


def paint(painter: QPainter, picture: Picture, paint: Paint) -> None:
    """All shapes, from back to front; ``painter`` is left as it was."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each word reads its own way
    for shape in picture.shapes:
        _paint(painter, shape, paint)
    painter.restore()


def paint_ring(painter: QPainter, box: Box, paint: Paint) -> None:
    """The ring round what has the keyboard."""
    width = paint.tokens.stroke.focus
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = paint.tokens.radius.small
    # A line of ground parts the ring from what it surrounds, whatever that is filled with.
    for ink, wide, away in (("surface.pane", width + 2, 0.0), ("accent.focus", width, 1.0)):
        painter.setPen(QPen(paint.colour(ink), wide))
        painter.drawRoundedRect(_rect(box.grown(away)), radius, radius)
    painter.restore()


def _paint(painter: QPainter, shape: Shape, paint: Paint) -> None:
    if isinstance(shape, Fill):
        _paint_fill(painter, shape, paint)
    elif isinstance(shape, Stroke):
        pen = QPen(paint.colour(shape.ink), shape.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if shape.dashed:
            pen.setDashPattern([3 / shape.width, 3 / shape.width])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([_crisp(shape, x, y) for x, y in shape.corners]))
    elif isinstance(shape, Dot):
        _paint_dot(painter, shape, paint)
    else:
        _paint_words(painter, shape, paint)


def _crisp(stroke: Stroke, x: float, y: float) -> QPointF:
    """Level and upright lines of a pixel lie on a row of pixels, not between two."""
    straight = len({x for x, _ in stroke.corners}) == 1 or len({y for _, y in stroke.corners}) == 1
    return QPointF(int(x) + 0.5, int(y) + 0.5) if straight and stroke.width == 1 else QPointF(x, y)


def _paint_fill(painter: QPainter, fill: Fill, paint: Paint) -> None:
    ink = paint.colour(fill.ink)
    solid = fill.pattern is Pattern.SOLID
    box = _snapped(fill.box) if paint.crisp else fill.box
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink if solid else paint.colour("surface.pane"))
    painter.drawRect(_rect(box))
    if not solid:
        _paint_pattern(painter, box, fill.pattern, paint, ink)
    if fill.edged and box.width > 2 and box.height > 2:
        painter.setPen(QPen(ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(_rect(box.grown(-0.5)))


def _snapped(box: Box) -> Box:
    left, top = round(box.x), round(box.y)
    return Box(left, top, max(1, round(box.right) - left) if box.width else 0, round(box.bottom) - top)


def _paint_pattern(painter: QPainter, box: Box, pattern: Pattern, paint: Paint, ink: QColor) -> None:
    line_height = paint.faces.height()
    step = line_height * 0.36
    painter.setPen(QPen(ink, max(1.2, line_height / 11), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    inner = box.grown(-1)
    for segment in hatch.strokes(inner, pattern, step):
        painter.drawLine(QLineF(*segment))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for x, y in hatch.dots(inner, pattern, step):
        painter.drawEllipse(QPointF(x, y), step / 4, step / 4)


def _paint_dot(painter: QPainter, dot: Dot, paint: Paint) -> None:
    painter.setPen(QPen(paint.colour("surface.pane"), 1.5))
    painter.setBrush(paint.colour(dot.ink))
    if dot.tipped:
        reach = dot.radius * 1.2
        tips = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
        painter.drawPolygon(QPolygonF([QPointF(dot.x + x, dot.y + y) for x, y in tips]))
    else:
        painter.drawEllipse(QPointF(dot.x, dot.y), dot.radius, dot.radius)


def _paint_words(painter: QPainter, words: Words, paint: Paint) -> None:
    painter.setPen(paint.colour(words.ink))
    painter.setFont(paint.faces.font(words.face))
    side = _SIDES[words.side] | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(_rect(words.box), side | Qt.TextFlag.TextDontClip, words.text)


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


def _in_pixels(font: QFont) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(max(1, round(QFontInfo(font).pixelSize())))
    return sized

"""Paints a topic in the list: title; accounts and their weeks; how it stands with product and what is next."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.panes.feedback.topics.looks import kind_state, knowing, next_step, number_of
from ui.panes.feedback.topics.model import Line
from ui.theme.icons import Icons
from ui.widgets.charts.spark import paint_spark, spark_size
from ui.widgets.pill import PillPainter, State
from ui.widgets.row_paint import paint_ground, write_line
from ui.widgets.rows import ROW, Index
from workbench.feedback.topics.model import WEEKS

_PAD, _GAP = 12, 4
_State = QStyle.StateFlag


class TopicDelegate(QStyledItemDelegate):
    """Rows of one height. How a topic stands has a line where any topic's standing is known (``standing``)."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons, self._theme = icons, icons.theme
        self._pills = PillPainter(icons)
        self.standing = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = self._line(self._theme.fonts.strong()) + _GAP + self._pills.size(State(word="M")).height()
        if self.standing:
            lines += _GAP + self._line(self._theme.fonts.caption())
        return QSize(0, 2 * _PAD + lines)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, self._theme)
        box = option.rect.adjusted(_PAD + 4, _PAD, -_PAD - 4, -_PAD)
        height = self._line(self._theme.fonts.strong())
        write_line(
            self._theme,
            painter,
            QRect(box.left(), box.top(), box.width(), height),
            line.row.topic.title,
            "text.primary",
            self._theme.fonts.strong(),
        )
        top = box.top() + height + _GAP
        self._paint_figures(painter, QRect(box.left(), top, box.width(), 0), line, option)
        if (standing := line.row.standing) is not None:
            height = self._line(self._theme.fonts.caption())
            place = QRect(box.left(), box.bottom() - height + 1, box.width(), height)
            said = (standing.word, knowing(standing), next_step(standing, line.today))
            write_line(
                self._theme,
                painter,
                place,
                " · ".join(part for part in said if part),
                "text.faint",
                self._theme.fonts.caption(),
            )
        painter.restore()

    def _paint_figures(self, painter: QPainter, box: QRect, line: Line, option: QStyleOptionViewItem) -> None:
        """Bars at the far side, then the accounts, the kind with what is left."""
        backwards = option.direction == Qt.LayoutDirection.RightToLeft
        row, caption = line.row, self._theme.fonts.caption()
        kind = kind_state(row.topic.kind)
        box.setHeight(self._pills.size(kind).height())
        bars, accounts = spark_size(self._theme, WEEKS).width(), number_of(row.accounts, "account")
        words = QFontMetrics(caption).horizontalAdvance(accounts)
        room = box.width() - bars - words - 4 * _GAP
        at = box.left()
        if (wide := min(self._pills.size(kind).width(), room)) > box.height() * 2:
            place = QRect(at, box.top(), wide, box.height())
            self._pills.paint(
                painter, _mirrored(place, box, backwards), kind, painter.device().devicePixelRatio(), mirrored=backwards
            )
            at += wide + 2 * _GAP
        place = _mirrored(QRect(at, box.top(), words + _GAP, box.height()), box, backwards)
        write_line(self._theme, painter, place, accounts, "text.secondary", caption)
        tall = QFontMetrics(caption).ascent() + 2
        place = QRect(box.right() - bars + 1, box.center().y() - tall // 2, bars, tall)
        if any(weeks := row.weeks):
            paint_spark(painter, _mirrored(place, box, backwards).toRectF(), weeks, self._theme, mirrored=backwards)

    @staticmethod
    def _line(font: QFont) -> int:
        return QFontMetrics(font).height()


def _mirrored(place: QRect, box: QRect, backwards: bool) -> QRect:
    return (
        QRect(box.left() + box.right() - place.right(), place.top(), place.width(), place.height())
        if backwards
        else place
    )

"""A quiet line in place: what happened and what can be done, where a dialog would be in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from ui.theme.roles import set_role
from ui.widgets.announce import announce
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.icons import Icons

_ICONS = {"success": "check-circle", "warning": "alert", "danger": "alert", "accent": "info", "info": "info"}
_LETTERS_IN_LINE = 48


class Notice(QWidget):
    """Icon, plain text and buttons on the ground of a tone; hidden until ``show_notice``.

    In a narrow place the buttons go below the text. ``dismissed`` tells that the person closed it.
    """

    dismissed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._theme = icons.theme
        self._tone, self._icon = "info", "info"
        self._glyph = Glyph(icons, "info")
        self._text = self._made_text()
        self._actions = QWidget()
        self._row = FlowLayout(self._actions, icons.theme.tokens.space.xs, icons.theme.tokens.space.hair)
        self._close = self._made_close(icons)
        self._grid = QGridLayout(self)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        icons.theme.changed.connect(self._tint)
        self.hide()

    def show_notice(self, text: str, tone: str = "info", *, icon: str = "", closable: bool = True) -> None:
        """Show ``text`` and have it read aloud politely; the actions of the last notice are taken away."""
        self._tone, self._icon = tone, icon or _ICONS.get(tone, "info")
        self._text.setText(text)
        self.setAccessibleName(text)
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._actions.hide()
        self._close.setVisible(closable)
        self._tint()
        self.show()
        announce(self, text)

    def add_action(self, verb: str, act: Callable[[], object]) -> QPushButton:
        """Offer ``verb``; the notice stays until it is told otherwise."""
        button = QPushButton(verb)
        set_role(button, "link")
        button.clicked.connect(lambda _checked=False: act())
        self._row.addWidget(button)
        self._actions.show()
        self._lay_out()
        return button

    def text(self) -> str:
        return self._text.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        tone = tokens.tone_named(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tone.ink) if tokens.name == "contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.soft))
        radius = tokens.radius.medium
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        space = self._theme.tokens.space
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        ends = (space.xs, space.m) if backwards else (space.m, space.xs)
        self._grid.setContentsMargins(ends[0], space.xs, ends[1], space.xs)
        self._grid.setHorizontalSpacing(space.s)
        self._grid.setVerticalSpacing(space.xs)
        self._grid.setColumnStretch(1, 1)
        top, middle = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
        narrow = self._is_narrow()
        beside = middle if self._text.height() < 2 * self._text.fontMetrics().height() else top
        self._grid.addWidget(self._glyph, 0, 0, beside)
        self._grid.addWidget(self._text, 0, 1, middle)
        self._grid.addWidget(self._actions, *((1, 1) if narrow else (0, 2)), middle)
        self._grid.addWidget(self._close, 0, 3, beside)

    def _is_narrow(self) -> bool:
        """Whether the buttons beside it would leave the text less than a readable line."""
        if self._actions.isHidden():
            return False
        metrics = self._text.fontMetrics()
        wanted = min(metrics.horizontalAdvance(self._text.text()), metrics.averageCharWidth() * _LETTERS_IN_LINE)
        beside = self._glyph.sizeHint().width() + self._actions.sizeHint().width() + self._close.sizeHint().width()
        return self.width() - beside - 3 * self._theme.tokens.space.m - self._theme.tokens.space.s < wanted

    def _tint(self) -> None:
        self._glyph.show_icon(self._icon, self._theme.tokens.tone_named(self._tone).ink)
        self.update()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    @staticmethod
    def _made_text() -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        return label

    def _made_close(self, icons: Icons) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon("close"))
        button.setToolTip(self.tr("Dismiss"))
        button.setAccessibleName(self.tr("Dismiss"))
        button.setAutoRaise(True)
        button.clicked.connect(self._dismiss)
        return button

"""Icons of one family, tinted from the theme: an icon asked for once follows the theme by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme.tokens import ThemeFault

if TYPE_CHECKING:
    from pathlib import Path

    from ui.theme.theme import Theme

PLAIN = "text.secondary"
_POINTING = frozenset(
    (
        "chevron-left",
        "chevron-right",
        "external",
        "list",
        "list-ordered",
        "redo",
        "reply",
        "send",
        "side",
        "undo",
    )
)
_Mode = QIcon.Mode


class Icons:
    """Draws the SVG files of ``folder`` in the colours of ``theme``; what is drawn is kept until it changes.

    Names are file names without ``.svg``. Inks are paths into the tokens (``text.faint``) or ``#rrggbb``.
    Icons that point somewhere are mirrored when the application reads from right to left.
    """

    def __init__(self, theme: Theme, folder: Path) -> None:
        self.theme = theme
        self._folder = folder
        self._shapes: dict[str, str] = {}
        self._drawn: dict[tuple[str, int, int, str, float, bool], QPixmap] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}
        theme.changed.connect(self._drawn.clear)

    def icon(self, name: str, ink: str = PLAIN) -> QIcon:
        """An icon for a button or an action. Raises ``ThemeFault`` when there is none of that name.

        In the plain ink it darkens under the pointer and takes the accent while checked.
        """
        self._shape(name)
        if (name, ink) not in self._icons:
            self._icons[name, ink] = QIcon(_Engine(self, name, ink))
        return self._icons[name, ink]

    def pixmap(self, name: str, size: int | QSize, ink: str = PLAIN, ratio: float = 1.0) -> QPixmap:
        """A picture for a painter, ``size`` in logical pixels and ``ratio`` device pixels for each."""
        box = QSize(size, size) if isinstance(size, int) else size
        mirrored = name in _POINTING and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        key = (name, box.width(), box.height(), self.theme.colour(ink).name(), ratio, mirrored)
        if key not in self._drawn:
            self._drawn[key] = _draw(self._shape(name).replace("currentColor", key[3]), box, ratio, mirrored)
        return self._drawn[key]

    def app_icon(self) -> QIcon:
        """The icon of the program, in its own colours."""
        return QIcon(str(self._folder / "workbench.svg"))

    def _shape(self, name: str) -> str:
        if name not in self._shapes:
            try:
                self._shapes[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
            except OSError as fault:
                raise ThemeFault(f"There is no icon called {name}.", str(fault)) from fault
        return self._shapes[name]


class _Engine(QIconEngine):
    """Draws one icon whenever Qt asks, so it is always in the colours of now."""

    def __init__(self, icons: Icons, name: str, ink: str) -> None:
        super().__init__()
        self._icons, self._name, self._ink = icons, name, ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        picture = self.scaledPixmap(QSize(side, side), mode, state, painter.device().devicePixelRatio())
        painter.drawPixmap(rect.center() - QPoint((side - 1) // 2, (side - 1) // 2), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return self._icons.pixmap(self._name, size, self._ink_for(mode, state), scale)

    def clone(self) -> QIconEngine:
        return _Engine(self._icons, self._name, self._ink)

    def _ink_for(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == _Mode.Disabled:
            return "text.disabled"
        if self._ink != PLAIN:
            return self._ink
        if state == QIcon.State.On:
            return "text.link"
        return "text.primary" if mode in {_Mode.Active, _Mode.Selected} else PLAIN


def _draw(svg: str, box: QSize, ratio: float, mirrored: bool) -> QPixmap:
    picture = QPixmap(box * ratio)
    if picture.isNull():  # nothing can be painted where there is no room
        return picture
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    if mirrored:
        painter.translate(box.width(), 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, box.width(), box.height()))
    painter.end()
    return picture

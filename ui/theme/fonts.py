"""The fonts of the window: the system's own for words, a monospaced one for ids, in the size the person chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase

if TYPE_CHECKING:
    from ui.theme.tokens import Type

LEAST_SCALE = 80
MOST_SCALE = 200


class Fonts:
    """Hands out fonts by their use; sizes are points, so they follow the screen's density.

    ``system`` and ``fixed`` are asked of the platform when left out. ``scale`` is per cent, held to 80-200.
    """

    def __init__(
        self, sizes: Type, scale: int = 100, *, system: QFont | None = None, fixed: QFont | None = None
    ) -> None:
        database = QFontDatabase.SystemFont
        self._sizes = sizes
        self._system = system or QFontDatabase.systemFont(database.GeneralFont)
        self._fixed = fixed or QFontDatabase.systemFont(database.FixedFont)
        self.scale = max(LEAST_SCALE, min(MOST_SCALE, scale))

    def points(self, factor: float = 1.0) -> float:
        """Size in points of text ``factor`` times the base."""
        base = max(self._system.pointSizeF(), self._sizes.least_points)
        return round(base * factor * self.scale / 100, 2)

    def body(self) -> QFont:
        return self._made(self._system, self._sizes.body)

    def caption(self) -> QFont:
        """Times, hints, chips."""
        return self._made(self._system, self._sizes.caption)

    def strong(self) -> QFont:
        """Body text that is unread or names a thing."""
        return self._made(self._system, self._sizes.body, QFont.Weight.DemiBold)

    def title(self) -> QFont:
        """The subject of a conversation, the head of a card."""
        return self._made(self._system, self._sizes.title, QFont.Weight.DemiBold)

    def heading(self) -> QFont:
        """The name of a room."""
        return self._made(self._system, self._sizes.heading, QFont.Weight.DemiBold)

    def mono(self) -> QFont:
        """Ids, keys and code; a little smaller, since monospaced faces look larger."""
        font = self._made(self._fixed, self._sizes.body * 0.94)
        font.setStyleHint(QFont.StyleHint.Monospace)
        return font

    def _made(self, base: QFont, factor: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(base)
        font.setPointSizeF(self.points(factor))
        font.setWeight(weight)
        return font

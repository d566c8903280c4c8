"""The fonts of the window: the system's own for words, a monospaced one for ids, in a chosen size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

if TYPE_CHECKING:
    from ui.theme.tokens import Type

LEAST_SCALE = 80
MOST_SCALE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """The two typefaces everything is written in, at their own sizes."""

    words: QFont
    fixed: QFont

    @classmethod
    def of_system(cls) -> Faces:
        kind = QFontDatabase.SystemFont
        return cls(words=QFontDatabase.systemFont(kind.GeneralFont), fixed=QFontDatabase.systemFont(kind.FixedFont))


class Fonts:
    """Hands out fonts by their use; sizes are points, so they follow the screen's density.

    ``scale`` is per cent of the size of ``faces``, held to 80-200.
    """

    def __init__(self, sizes: Type, scale: int, faces: Faces) -> None:
        self._sizes = sizes
        self._faces = faces
        self.scale = max(LEAST_SCALE, min(MOST_SCALE, scale))

    def points(self, factor: float = 1.0) -> float:
        """Size in points of text ``factor`` times the base."""
        base = max(self._faces.words.pointSizeF(), self._sizes.least_points)
        return round(base * factor * self.scale / 100, 2)

    def line(self) -> int:
        """Height of a line of body text in pixels; icons beside it are as high."""
        return QFontMetrics(self.body()).height()

    def body(self) -> QFont:
        return self._made(self._faces.words, self._sizes.body)

    def caption(self) -> QFont:
        """Times, hints, chips."""
        return self._made(self._faces.words, self._sizes.caption)

    def strong(self) -> QFont:
        """Body text that is unread or names a thing."""
        return self._made(self._faces.words, self._sizes.body, QFont.Weight.DemiBold)

    def title(self) -> QFont:
        """The subject of a conversation, the head of a card."""
        return self._made(self._faces.words, self._sizes.title, QFont.Weight.DemiBold)

    def heading(self) -> QFont:
        """The name of a room."""
        return self._made(self._faces.words, self._sizes.heading, QFont.Weight.DemiBold)

    def mono(self) -> QFont:
        """Ids, keys and code; a little smaller, since monospaced faces look larger."""
        font = self._made(self._faces.fixed, self._sizes.body * 0.94)
        font.setStyleHint(QFont.StyleHint.Monospace)
        return font

    def _made(self, base: QFont, factor: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(base)
        font.setPointSizeF(self.points(factor))
        font.setWeight(weight)
        return font

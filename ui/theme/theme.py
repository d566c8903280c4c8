"""Which theme is shown: the one chosen, or the system's; told to the application whenever either changes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication, QStyle

from ui.theme import qss, tokens
from ui.theme.fonts import Fonts
from ui.theme.palette import palette

if TYPE_CHECKING:
    from pathlib import Path


class Choice(StrEnum):
    """What a person can choose; the values are those kept in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Theme(QObject):
    """The tokens and fonts of now, kept applied to one application.

    ``folder`` holds the theme files; all are read at once, so ``ThemeFault`` can only come from here.
    ``hints`` is asked, and followed, while the choice is *system*. ``moves`` False stills all motion.
    """

    changed = Signal()

    def __init__(
        self,
        folder: Path,
        hints: QStyleHints | None = None,
        choice: Choice = Choice.SYSTEM,
        *,
        scale: int = 100,
        moves: bool = True,
        system_font: QFont | None = None,
        fixed_font: QFont | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        named = (Choice.LIGHT, Choice.DARK, Choice.CONTRAST)
        self._all = {name: tokens.load(folder, name.value) for name in named}
        self._hints = hints or QGuiApplication.styleHints()
        self._choice = choice
        self._moves = moves
        self._base_fonts = (system_font, fixed_font)
        self._app: QApplication | None = None
        self._shown = self._wanted()
        self._fonts = self._fonts_at(scale)
        self._hints.colorSchemeChanged.connect(self._follow)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    @property
    def tokens(self) -> tokens.Tokens:
        """What to paint with now; ask again after ``changed``."""
        return self._all[self._shown]

    @property
    def fonts(self) -> Fonts:
        """What to write with now; ask again after ``changed``."""
        return self._fonts

    @property
    def choice(self) -> Choice:
        return self._choice

    def colour(self, path: str) -> QColor:
        """The colour at ``path``, such as ``text.faint`` or ``tone.danger.ink``. Raises ``AttributeError``."""
        found: object = self.tokens
        for step in path.split("."):
            found = getattr(found, step)
        return QColor(cast("str", found))

    def duration(self, milliseconds: int) -> int:
        """``milliseconds``, or 0 when the person or the system wants nothing to move."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        still = not self._moves or (self._app is not None and self._app.style().styleHint(hint) == 0)
        return 0 if still else milliseconds

    def choose(self, choice: Choice) -> None:
        """Show another theme from now on."""
        self._choice = choice
        self._follow()

    def set_scale(self, per_cent: int) -> None:
        """Text size in per cent of the system's, held to 80-200."""
        fonts = self._fonts_at(per_cent)
        if fonts.scale != self._fonts.scale:
            self._fonts = fonts
            self._tell()

    def set_moves(self, on: bool) -> None:
        """Whether things may move."""
        self._moves = on

    def apply(self, app: QApplication) -> None:
        """Dress ``app``, and keep it dressed when the theme or the text size changes."""
        app.setStyle("Fusion")
        self._app = app
        self._tell()

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is not self._shown:
            self._shown = wanted
            self._tell()

    def _wanted(self) -> Choice:
        if self._choice is not Choice.SYSTEM:
            return self._choice
        if self._hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return Choice.CONTRAST
        return Choice.DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else Choice.LIGHT

    def _fonts_at(self, scale: int) -> Fonts:
        system, fixed = self._base_fonts
        return Fonts(self.tokens.type, scale, system=system, fixed=fixed)

    def _tell(self) -> None:
        if self._app is not None:
            self._app.setPalette(palette(self.tokens))
            self._app.setFont(self._fonts.body())
            self._app.setStyleSheet(qss.sheet(self.tokens, self._fonts))
        self.changed.emit()

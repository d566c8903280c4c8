"""Which theme is shown: the one chosen, or the system's; told to the application whenever either changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication, QStyle

from ui.theme import qss, tokens
from ui.theme.fonts import Faces, Fonts
from ui.theme.palette import palette
from ui.theme.pictures import Pictures

if TYPE_CHECKING:
    from pathlib import Path

    from ui.theme.tokens import Tokens


class Choice(StrEnum):
    """What a person can choose; the values are those kept in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A person's wishes: theme, text size in per cent of the system's, and whether things move."""

    choice: Choice = Choice.SYSTEM
    scale: int = 100
    moves: bool = True


class Theme(QObject):
    """The tokens and fonts of now, kept applied to one application.

    ``folder`` holds the theme files; all are read at once, so ``ThemeFault`` can only come from here.
    ``hints`` is asked, and followed, while the choice is *system*.
    """

    changed = Signal()

    def __init__(
        self,
        folder: Path,
        look: Look | None = None,
        hints: QStyleHints | None = None,
        faces: Faces | None = None,
    ) -> None:
        super().__init__()
        named = (Choice.LIGHT, Choice.DARK, Choice.CONTRAST)
        self._all = {name: tokens.load(folder, name.value) for name in named}
        self._look = look or Look()
        self._hints = hints or QGuiApplication.styleHints()
        self._faces = faces or Faces.of_system()
        self._pictures = Pictures()
        self._app: QApplication | None = None
        self._shown = self._wanted()
        self._fonts = self._made_fonts()
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
    def look(self) -> Look:
        return self._look

    def colour(self, path: str) -> QColor:
        """The colour at ``path`` (``text.faint``, ``tone.danger.ink``), or of ``#rrggbb``.

        Raises ``AttributeError`` when the tokens have no such path.
        """
        if path.startswith("#"):
            return QColor(path)
        found: object = self.tokens
        for step in path.split("."):
            found = getattr(found, step)
        return QColor(cast("str", found))

    def for_paper(self) -> tuple[Tokens, Fonts]:
        """What goes out as a file is dark on white in the size of paper, whatever the window looks like."""
        light = self._all[Choice.LIGHT]
        return light, Fonts(light.type, 100, self._faces)

    def duration(self, milliseconds: int) -> int:
        """``milliseconds``, or 0 when the person or the system wants nothing to move."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        system_still = self._app is not None and self._app.style().styleHint(hint) == 0
        return milliseconds if self._look.moves and not system_still else 0

    def wear(self, look: Look) -> None:
        """Look like this from now on."""
        rescaled = look.scale != self._look.scale
        self._look = look
        if rescaled:
            self._fonts = self._made_fonts()
        if self._wanted() is not self._shown or rescaled:
            self._shown = self._wanted()
            self._tell()

    def apply(self, app: QApplication) -> None:
        """Dress ``app``, and keep it dressed when the theme or the text size changes."""
        app.setStyle("Fusion")
        self._app = app
        self._tell()

    def _follow(self) -> None:
        if self._wanted() is not self._shown:
            self._shown = self._wanted()
            self._tell()

    def _wanted(self) -> Choice:
        if self._look.choice is not Choice.SYSTEM:
            return self._look.choice
        if self._hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return Choice.CONTRAST
        return Choice.DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else Choice.LIGHT

    def _made_fonts(self) -> Fonts:
        return Fonts(self.tokens.type, self._look.scale, self._faces)

    def _tell(self) -> None:
        if self._app is not None:
            # One sheet after the other would look through every widget for what has changed: five times as slow as
            # taking it off and putting it on.
            self._app.setStyleSheet("")
            self._app.setPalette(palette(self.tokens))
            self._app.setFont(self._fonts.body())
            self._app.setStyleSheet(qss.sheet(self.tokens, self._fonts, self._pictures.url))
        self.changed.emit()

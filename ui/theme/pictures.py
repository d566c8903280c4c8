"""The few pictures a style sheet can only take from files: arrows, ticks and dots, in a theme's colours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTemporaryDir

_SHAPES = {
    "down": ("M4 6 8 10 12 6", 1.6),
    "right": ("M6 4 10 8 6 12", 1.6),
    "up": ("M4 10 8 6 12 10", 1.6),
    "check": ("M3.8 8.4 6.8 11.4 12.2 5", 2.0),
    "dash": ("M4 8H12", 2.0),
    "dot": ("M8 8h.01", 6.8),
}
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="{path}" fill="none" stroke="{ink}" '
    'stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)


class Pictures:
    """Writes each picture once into a folder of its own, which goes when this does."""

    def __init__(self) -> None:
        self._folder = QTemporaryDir()

    def url(self, shape: str, ink: str) -> str:
        """What to write after ``image:``; ``none`` when the file cannot be written."""
        file = Path(self._folder.path()) / f"{shape}-{ink.removeprefix('#')}.svg"
        path, width = _SHAPES[shape]
        try:
            if not file.exists():
                file.write_text(_SVG.format(path=path, ink=ink, width=width), encoding="utf-8")
        except OSError:
            return "none"
        return f'url("{file.as_posix()}")'

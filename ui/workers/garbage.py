"""Collects Python's garbage on the GUI thread alone, and never while Qt walks over its widgets.

Python collects where it happens to be: on a worker's thread, or inside a call of Qt's that visits every widget. A
widget that is collected there is deleted under Qt's feet, and the program is gone.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_SOON_MS = 1_000
_ALL_EVERY = 60


class Collector(QObject):
    """While it lives Python collects nothing by itself; young garbage goes each second, all of it each minute."""

    def __init__(self, holds: Callable[[], bool] = lambda: False, parent: QObject | None = None) -> None:
        """``holds``: whether so much is just being made that to look at all of it would be felt."""
        super().__init__(parent)
        self._holds = holds
        self._rounds = 0
        self._was = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(_SOON_MS)

    def close(self) -> None:
        """Let Python collect as it did before."""
        self._timer.stop()
        if self._was:
            gc.enable()

    def _collect(self) -> None:
        self._rounds += 1
        everything = self._rounds % _ALL_EVERY == 0 and not self._holds()
        gc.collect(2 if everything else 1)

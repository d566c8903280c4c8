"""Collects Python's garbage on the GUI thread alone, and never while Qt walks over its widgets.

Python collects where it happens to be: on a worker's thread, or inside a call of Qt's that visits every widget. A
widget that is collected there is deleted under Qt's feet, and the program is gone.

To look through very many objects is felt. Where so many have been made, as by an import, they are set aside unseen:
nearly all of them go without a collector, and what does not is looked for when nobody looks at the window.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_SOON_MS = 1_000
_ALL_EVERY = 60
_MANY_YOUNG = 50_000  # objects, which are looked through in some 10 ms
_MANY = 300_000


def _is_away() -> bool:
    return QGuiApplication.applicationState() != Qt.ApplicationState.ApplicationActive


class Collector(QObject):
    """While it lives Python collects nothing by itself; young garbage goes each second, all of it each minute."""

    def __init__(
        self,
        holds: Callable[[], bool] = lambda: False,
        parent: QObject | None = None,
        *,
        away: Callable[[], bool] = _is_away,
    ) -> None:
        """``holds``: whether so much is just being made that to look at all of it would be felt.

        ``away``: whether nobody looks at the window.
        """
        super().__init__(parent)
        self._holds = holds
        self._away = away
        self._rounds = 0
        self._was = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_SOON_MS)

    def close(self) -> None:
        """Let Python collect as it did before."""
        self._timer.stop()
        gc.unfreeze()
        if self._was:
            gc.enable()

    def collect(self) -> None:
        """One round, as each second."""
        self._rounds += 1
        if gc.get_count()[0] > _MANY_YOUNG:
            gc.freeze()
        elif self._rounds % _ALL_EVERY or self._holds():
            gc.collect(1)
        else:
            self._collect_all()

    def _collect_all(self) -> None:
        if self._away():
            gc.unfreeze()
            gc.collect()
        elif len(gc.get_objects()) > _MANY:
            gc.freeze()
        else:
            gc.collect()

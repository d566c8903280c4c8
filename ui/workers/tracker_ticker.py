"""Decides when to talk to trackers: as soon as something waits for one, else when its issues are due to be read."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer

from ui.workers.bridge import ChangeBridge
from ui.workers.runner import Runner
from workbench.app import Workbench
from workbench.kernel.changes import ChangeSet
from workbench.kernel.ids import TrackerId

_LEAST = timedelta(seconds=1)
_LONGEST = timedelta(hours=1)
_NEWS = frozenset({"trackers.queue", "trackers.link", "trackers.add", "trackers.sign_in"})


class TrackerTicker(QObject):
    """What goes wrong is said where trackers are set up; what waits stays queued."""

    def __init__(
        self, workbench: Workbench, runner: Runner, bridge: ChangeBridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._room = workbench.product.trackers
        self._runner = runner
        self._busy: set[TrackerId] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        self._begun = False
        bridge.changed.connect(self._on_changed)

    def start(self) -> None:
        """What was on the wire when the program ended is looked for before anything else."""
        self._begun = True
        self._go()

    def stop(self) -> None:
        self._begun = False
        self._timer.stop()

    def _go(self) -> None:
        for account in self._room.accounts.all():
            wait = self._room.sync.due_in(account.id)
            if wait is None or wait > timedelta(0) or account.id in self._busy:
                continue
            self._busy.add(account.id)
            over = partial(self._over, account.id)
            self._runner.run("net", partial(self._room.sync.round, account.id), over, over)
        self._plan()

    def _over(self, tracker: TrackerId, _: object) -> None:
        self._busy.discard(tracker)
        self._plan()

    def _plan(self) -> None:
        accounts = [account.id for account in self._room.accounts.all() if account.id not in self._busy]
        waits = [wait for tracker in accounts if (wait := self._room.sync.due_in(tracker)) is not None]
        if waits and self._begun:
            wait = min(max(min(waits), _LEAST), _LONGEST)
            self._timer.start(int(wait.total_seconds() * 1000))

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.origin in _NEWS:
            self._plan()

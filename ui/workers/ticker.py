"""Decides when to talk to the helpdesk: looks for what is new at the set pace, delivers as soon as something is due."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from ui.workers.bridge import ChangeBridge
from ui.workers.runner import Runner
from workbench.app import Workbench
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import AccountId
from workbench.settings.schema import PULL_SECONDS
from workbench.sync.model import DeliveryReport, Phase
from workbench.sync.pace import after_failure

_LEAST_MS = 200


class Ticker(QObject):
    """``stood``: how accounts stand has changed."""

    stood = Signal()

    def __init__(
        self, workbench: Workbench, runner: Runner, bridge: ChangeBridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._runner = runner
        self._pulling: set[AccountId] = set()
        self._delivering: set[AccountId] = set()
        self._pull_timer = QTimer(self)
        self._pull_timer.setSingleShot(True)
        self._pull_timer.timeout.connect(self.pull_now)
        self._deliver_timer = QTimer(self)
        self._deliver_timer.setSingleShot(True)
        self._deliver_timer.timeout.connect(self.deliver_now)
        bridge.changed.connect(self._on_changed)

    def start(self) -> None:
        """Recover first: what was on the wire when the program ended is looked for before anything else."""
        self.deliver_now()
        self.pull_now()

    def stop(self) -> None:
        self._pull_timer.stop()
        self._deliver_timer.stop()

    def pull_now(self) -> None:
        """Look for new messages on every account."""
        for account in self._workbench.accounts.all():
            if account.id not in self._pulling:
                self._pulling.add(account.id)
                self._runner.run(
                    "net",
                    lambda each=account.id: self._workbench.sync.pull(each),  # type: ignore[misc]
                    lambda _, each=account.id: self._pulled(each),  # type: ignore[misc]
                    lambda _, each=account.id: self._pulled(each),  # type: ignore[misc]
                )

    def deliver_now(self) -> None:
        """Deliver what is due on every account."""
        for account in self._workbench.accounts.all():
            if account.id not in self._delivering:
                self._delivering.add(account.id)
                self._runner.run(
                    "net",
                    lambda each=account.id: self._workbench.sync.deliver(each),  # type: ignore[misc]
                    lambda report, each=account.id: self._delivered(each, report),  # type: ignore[misc]
                    lambda error, each=account.id: self._not_delivered(each, error),  # type: ignore[misc]
                )

    def online(self) -> bool:
        """Whether every account could be reached when last tried."""
        phases = [self._workbench.sync.status(account.id).phase for account in self._workbench.accounts.all()]
        return Phase.OFFLINE not in phases

    def _pulled(self, account: AccountId) -> None:
        self._pulling.discard(account)
        usual = timedelta(seconds=self._workbench.settings.get(PULL_SECONDS))
        sync = self._workbench.sync
        wait = max(after_failure(sync.failures(account), usual), sync.must_wait(account))
        self._pull_timer.start(int(wait.total_seconds() * 1000))
        self.stood.emit()
        if not self._workbench.sync.failures(account):
            self._plan_delivery()

    def _delivered(self, account: AccountId, report: DeliveryReport) -> None:
        self._delivering.discard(account)
        self._plan_delivery()
        if report.sent and account not in self._pulling:
            self.pull_now()

    def _not_delivered(self, account: AccountId, error: WorkbenchError) -> None:
        self._delivering.discard(account)
        self.stood.emit()
        wait = after_failure(self._workbench.sync.failures(account), timedelta(seconds=30))
        wait = max(wait, self._workbench.sync.must_wait(account))
        self._deliver_timer.start(int(wait.total_seconds() * 1000))

    def _plan_delivery(self) -> None:
        waits = [self._workbench.sync.due_in(account.id) for account in self._workbench.accounts.all()]
        soonest = min((wait for wait in waits if wait is not None), default=None)
        if soonest is not None:
            self._deliver_timer.start(max(_LEAST_MS, int(soonest.total_seconds() * 1000) + 20))

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.OUTGOING in changes and changes.origin in ("outbox.queue", "outbox.status", "outbox.send_now"):
            self._plan_delivery()
        if Kind.ACCOUNT in changes and changes.origin == "accounts.add":
            self.pull_now()
        if changes.origin == "sync.status":
            self.stood.emit()

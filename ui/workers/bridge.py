"""Brings ChangeSets from the writer thread to the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from workbench.kernel.changes import Changes, ChangeSet


class ChangeBridge(QObject):
    """``changed`` comes on the GUI thread, after the commit; views then read again what they show."""

    changed = Signal(object)  # ChangeSet
    _hop = Signal(object)

    def __init__(self, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hop.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = changes.subscribe(self._publish)

    def close(self) -> None:
        self._unsubscribe()

    def _publish(self, changes: ChangeSet) -> None:
        self._hop.emit(changes)

"""Brings ChangeSets from the writer thread to the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from workbench.kernel.changes import Changes, ChangeSet


class ChangeBridge(QObject):
    """``changed`` comes on the GUI thread, after the commit; views then read again what they show."""

    changed = Signal(object)  # ChangeSet
    _hop = Signal(object)

    def __init__(self, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._hop.connect(self._arrive, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = changes.subscribe(self._publish)

    def close(self) -> None:
        """Tell nothing any more, not even what is on its way."""
        self._open = False
        self._unsubscribe()

    @Slot(object)
    def _arrive(self, changes: ChangeSet) -> None:
        if self._open:
            self.changed.emit(changes)

    def _publish(self, changes: ChangeSet) -> None:
        self._hop.emit(changes)

"""Says once, quietly, that a file with rules of this house is not used, and opens it where somebody can mend it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from ui.commands.parts import Parts
from workbench.certainty.house.model import HouseFault
from workbench.kernel.changes import ChangeSet, Kind


class HouseRulesNotice(QObject):
    """Speaks when a fault is new; a file that is mended and damaged again is a new fault."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._told: frozenset[HouseFault] = frozenset()
        parts.bridge.changed.connect(self._on_changed)

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.RULES not in changes:
            return
        faults = self._parts.workbench.certainty.faults()
        new = [fault for fault in faults if fault not in self._told]
        self._told = frozenset(faults)
        if new:
            file = Path(new[0].file)
            own = file.is_file()
            self._parts.notices.say(_words(new), "Open file" if own else "", (lambda: _open(file)) if own else None)


def _words(faults: list[HouseFault]) -> str:
    first = faults[0]
    name = Path(first.file).name if "/" in first.file or "\\" in first.file else first.file
    more = f" There are {len(faults) - 1} more faults." if len(faults) > 2 else ""
    more = " There is one more fault." if len(faults) == 2 else more
    return f"{first.said(name)}{more} What was last good is used until it is mended."


def _open(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

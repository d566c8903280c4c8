"""What every pane is given: the core, and the few parts of the window that all need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QUndoStack

from ui.commands.registry import Registry
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.workers.bridge import ChangeBridge
from ui.workers.runner import Runner
from workbench.app import Workbench


class Notices(Protocol):
    """Says something quietly, without taking the focus."""

    def say(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None: ...

    def fault(self, title: str, cure: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Handed to panes and dialogs by their constructors."""

    workbench: Workbench
    runner: Runner
    bridge: ChangeBridge
    registry: Registry
    undo: QUndoStack
    theme: Theme
    icons: Icons
    notices: Notices

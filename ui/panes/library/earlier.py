"""The imports that can still be taken back, the latest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.widgets.times import ago
from workbench.library.importing.repo import Batch

_LISTED = 20


def menu_of(batches: Sequence[Batch], now: datetime, take_back: Callable[[str], object], parent: QWidget) -> QMenu:
    """A menu in which each takes its import back."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName("Imports to take back")
    for batch in batches[:_LISTED]:
        words = f"{batch.label}, {ago(batch.at, now)}: {batch.added:,} new, {batch.changed:,} changed"
        menu.addAction(words.replace("&", "&&"), partial(take_back, batch.id))
    return menu

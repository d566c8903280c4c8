"""Whether the preview stands beside the words: a setting that a command turns over."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.commands.parts import Parts
from ui.panes.composer.desk import Desk
from workbench.kernel.changes import ChangeSet, Kind
from workbench.settings.schema import PREVIEW


class PreviewSwitch(QObject):
    """Shows it as the setting says, also when that is changed elsewhere."""

    def __init__(self, parts: Parts, desk: Desk) -> None:
        super().__init__(desk)
        self._parts = parts
        self._desk = desk
        parts.registry.bind("reply.preview", self._toggle)
        parts.bridge.changed.connect(self._on_changed)
        self._show(parts.workbench.settings.get(PREVIEW))

    def _toggle(self) -> None:
        on = not self._desk.preview_wanted
        self._show(on)
        self._parts.runner.run("write", lambda: self._parts.workbench.settings.set(PREVIEW, on))

    def _show(self, on: bool) -> None:
        self._desk.show_preview(on)
        self._desk.head.show_preview(on)

    def _on_changed(self, changes: ChangeSet) -> None:
        if PREVIEW.key in changes.of(Kind.SETTING):
            self._show(self._parts.workbench.settings.get(PREVIEW))

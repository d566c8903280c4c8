"""Says over a draft that words in it come from a snippet that may not be used any more, also where that is new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.commands.parts import Parts
from ui.panes.composer.drafts import Page
from workbench.kernel.changes import ChangeSet, Kind

if TYPE_CHECKING:
    from ui.panes.composer.pane import ComposerPane


class SpentWords(QObject):
    """Of the composer's open draft, be it a reply or a note."""

    def __init__(self, parts: Parts, pane: ComposerPane) -> None:
        super().__init__(pane)
        self._insertions = parts.workbench.insertions
        self._pane = pane
        self._reasons: Sequence[str] = ()
        self._said = ""
        parts.bridge.changed.connect(self._on_changed)

    def turn_to(self, page: Page | None) -> None:
        """Another draft is open."""
        self._reasons, self._said = (), ""
        self._look(page)

    def _on_changed(self, changes: ChangeSet) -> None:
        page = self._pane.page()
        if page is None or Kind.SNIPPET not in changes:
            return
        held = {each.snippet for each in self._insertions.of_draft(page.ticket, page.kind)}
        if held & changes.of(Kind.SNIPPET):
            self._look(page)

    def _look(self, page: Page | None) -> None:
        reasons = self._insertions.spent(page.ticket, page.kind, self._pane.editor.text()) if page else ()
        notice = self._pane.desk.notice
        ours = bool(self._said) and notice.text() == self._said
        if reasons == self._reasons:
            return
        self._reasons = reasons
        if not reasons:
            if ours:
                notice.hide()
            return
        self._said = f"{' '.join(reasons)} Words of it are in this draft."
        if ours or notice.isHidden():
            notice.show_notice(self._said, "warning")
        else:  # what stands there has buttons of its own
            self._pane.desk.strip.say(self._said)

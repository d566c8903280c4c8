"""What goes with a snippet: attached with its words, taken off when the insertion is undone, back when it is redone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.commands.parts import Parts
from ui.panes.composer.drafts import Page
from workbench.library.model import Snippet

if TYPE_CHECKING:
    from ui.panes.composer.pane import ComposerPane


@dataclass(slots=True)
class _Bundle:
    """``step``: how far the undo stack reached when the words stood. The lists belong to the lane of writing."""

    page: Page
    step: int
    stands: bool = True
    attached: list[str] = field(default_factory=list)
    back: list[Callable[[], object]] = field(default_factory=list)


class ComingAlong(QObject):
    """Of the composer's open draft, as long as its steps can be undone."""

    def __init__(self, parts: Parts, pane: ComposerPane) -> None:
        super().__init__(pane)
        self._parts = parts
        self._pane = pane
        self._attachments = parts.workbench.attachments
        self._bundles: list[_Bundle] = []
        self._document = pane.editor.document()
        self._document.undoCommandAdded.connect(self._forget_undone)
        pane.editor.typed.connect(self._look)

    def forget(self) -> None:
        """Another draft is open, whose steps are others."""
        self._bundles.clear()

    def bring(self, page: Page, snippet: Snippet) -> None:
        """Attach what goes with ``snippet``, whose words were put in just now; what is missing is said."""
        bundle = _Bundle(page, self._document.availableUndoSteps())
        self._bundles.append(bundle)
        library = self._parts.workbench.library

        def work() -> list[str]:
            files = {name: library.asset(snippet, name) for name in snippet.assets}
            there = {each.id for each in self._attachments.of_draft(page.ticket, page.kind)}
            kept = [file for file in files.values() if file is not None]
            put = [self._attachments.attach_kept(page.ticket, page.kind, file).id for file in kept]
            bundle.attached += [id_ for id_ in dict.fromkeys(put) if id_ not in there]
            return [name for name, file in files.items() if file is None]

        def done(missing: list[str]) -> None:
            if missing:
                words = f"“{snippet.title}” should bring {', '.join(missing)}, which is not on this machine."
                self._pane.desk.strip.say(words)

        self._parts.runner.run("write", work, done)

    def _look(self) -> None:
        """Undo leaves something to be redone; a stack that was emptied does not, and takes nothing off."""
        reached, redoable = self._document.availableUndoSteps(), self._document.isRedoAvailable()
        for bundle in self._bundles:
            if bundle.stands and reached < bundle.step and redoable:
                bundle.stands = False
                self._parts.runner.run("write", partial(self._take_off, bundle))
            elif not bundle.stands and reached >= bundle.step:
                bundle.stands = True
                self._parts.runner.run("write", partial(self._put_back, bundle))

    def _forget_undone(self) -> None:
        """Something else was done: what was undone can't come back, and what stood before an emptied stack stays."""
        reached = self._document.availableUndoSteps()
        self._bundles = [each for each in self._bundles if each.stands and each.step <= reached]

    def _take_off(self, bundle: _Bundle) -> None:
        page = bundle.page
        for attached in reversed(bundle.attached):
            if inverse := self._attachments.remove(page.ticket, page.kind, attached).inverse:
                bundle.back.append(inverse)

    def _put_back(self, bundle: _Bundle) -> None:
        while bundle.back:
            bundle.back.pop()()

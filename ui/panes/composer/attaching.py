"""Attaches files to the open draft: chosen, dropped or pasted; takes them off, and back on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog

from ui.commands.parts import Parts
from ui.panes.composer.brought import PICTURE, brings, brought, png
from ui.panes.composer.drafts import Page
from ui.widgets.announce import announce
from ui.workers.undo import note
from workbench.attachments.model import Attached
from workbench.helpdesk.port import OutKind
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.receipt import Receipt

if TYPE_CHECKING:
    from ui.panes.composer.pane import ComposerPane

_MOVES = ("attachments.", "outbox.withdraw", "outbox.queue", "drafts.discard")
_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
_TOLD = 2
Deed = Callable[[], Attached]


class Attaching(QObject):
    """Of the composer's open draft. A file that is being read belongs to the draft it was brought to."""

    def __init__(self, parts: Parts, pane: ComposerPane) -> None:
        super().__init__(pane)
        self._parts = parts
        self._pane = pane
        self._attachments = parts.workbench.attachments
        self._row = pane.desk.attached
        self._under_way: list[Page] = []
        self._folder = ""
        self._row.remove_asked.connect(self._remove)
        self._row.emptied.connect(pane.editor.setFocus)
        parts.bridge.changed.connect(self._on_changed)
        parts.registry.bind("reply.attach", self.choose)
        pane.desk.sheet.setAcceptDrops(True)
        for place in (pane.desk.sheet, pane.editor, pane.editor.viewport()):
            place.installEventFilter(self)

    # What the pane calls

    def turn_to(self, page: Page | None) -> None:
        """Show what is attached to another draft."""
        self._row.calm()
        self._show(page)

    def has(self, page: Page) -> bool:
        """Whether something is attached to ``page``."""
        return bool(self._attachments.of_draft(page.ticket, page.kind))

    def holds_up(self, page: Page) -> bool:
        """Whether a file is still being read that belongs to ``page``: it would not go along; says so."""
        if page in self._under_way:
            self._pane.desk.strip.say("A file is still being attached.")
            return True
        return False

    def discard(self, page: Page) -> Sequence[Attached]:
        """Take all off, for the draft is thrown away; what was there, for `bring_back`."""
        gone = tuple(self._attachments.of_draft(page.ticket, page.kind))
        if gone:
            self._parts.runner.run("write", lambda: self._attachments.discard(page.ticket, page.kind))
        return gone

    def bring_back(self, page: Page, gone: Sequence[Attached]) -> None:
        """The draft is no longer thrown away."""
        if gone:
            self._write(page, lambda: self._attachments.put_back(page.ticket, page.kind, gone))

    # What the agent does

    def choose(self) -> None:
        """Ask which files."""
        if self._pane.page() is None:
            self._pane.begin(OutKind.REPLY)
        names, _ = QFileDialog.getOpenFileNames(self._pane, "Attach files", self._folder)
        if names:
            self._folder = str(Path(names[0]).parent)
            self.attach([Path(name) for name in names])

    def attach(self, files: Sequence[Path]) -> None:
        """Attach these to the open draft, in this order; those that cannot be are told of."""
        if page := self._open_page():
            put = self._attachments.attach
            self._bring(page, [lambda file=file: put(page.ticket, page.kind, file) for file in files])  # type: ignore[misc]

    def attach_picture(self, picture: QImage) -> None:
        """Attach what has no file."""
        if page := self._open_page():
            put = self._attachments.attach_bytes
            self._bring(page, [lambda: put(page.ticket, page.kind, png(picture), PICTURE)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (*_DRAGS, QEvent.Type.Drop):
            return self._on_drag(event)
        if event.type() == QEvent.Type.DragLeave:
            self._pane.desk.sheet.show_focus(self._pane.editor.hasFocus())
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self._pane.editor:
            return event.matches(QKeySequence.StandardKey.Paste) and self._paste()
        return False

    # Inside

    def _on_drag(self, event: QDropEvent) -> bool:
        """Files are for us; words are for the field."""
        if self._pane.page() is None or not brings(event.mimeData()):
            return False
        event.acceptProposedAction()
        dropped = event.type() == QEvent.Type.Drop
        self._pane.desk.sheet.show_focus(not dropped or self._pane.editor.hasFocus())
        if dropped:
            found = brought(event.mimeData())
            self._take(found.files, found.picture)
        return True

    def _paste(self) -> bool:
        mime = QGuiApplication.clipboard().mimeData()
        if mime is None or not brings(mime):
            return False
        found = brought(mime)
        self._take(found.files, found.picture)
        return True

    def _take(self, files: Sequence[Path], picture: QImage | None) -> None:
        if files:
            self.attach(files)
        elif picture is not None:
            self.attach_picture(picture)

    def _open_page(self) -> Page | None:
        page = self._pane.page()
        return None if page is None or self._pane.sending.is_busy(page) else page

    def _bring(self, page: Page, deeds: Sequence[Deed]) -> None:
        self._row.calm()
        self._under_way.append(page)
        self._row.show_busy(on=True)

        def work() -> tuple[list[str], list[WorkbenchError]]:
            done, faults = [], []
            for deed in deeds:
                try:
                    done.append(deed().file.name)
                except WorkbenchError as error:
                    faults.append(error)
            return done, faults

        self._parts.runner.run(
            "net",  # a folder may lie on another machine
            work,
            lambda result: self._brought(page, *result),
            lambda error: self._brought(page, [], [error]),
        )

    def _brought(self, page: Page, done: Sequence[str], faults: Sequence[WorkbenchError]) -> None:
        self._under_way.remove(page)
        self._row.show_busy(on=bool(self._under_way))
        if page == self._pane.page():
            self._show(page)
            if done:
                announce(self._row, f"Attached: {', '.join(done)}")
        if faults:
            self._tell(page, faults)

    def _remove(self, attached: str) -> None:
        if page := self._open_page():
            name = next(chip.attached.file.name for chip in self._row.chips if chip.attached.id == attached)
            self._row.calm()
            self._parts.runner.run(
                "write",
                lambda: self._attachments.remove(page.ticket, page.kind, attached),
                lambda receipt: self._removed(page, name, receipt),
                lambda error: self._tell(page, [error]),
            )

    def _removed(self, page: Page, name: str, receipt: Receipt[None]) -> None:
        if receipt.inverse is None or not receipt.label:
            return
        back = receipt.inverse
        undo = self._parts.undo
        note(undo, Receipt(value=None, label=receipt.label, inverse=lambda: self._write(page, back)))
        self._parts.notices.say(f"“{name}” is no longer attached.", "Undo", undo.undo)

    def _write(self, page: Page, deed: Callable[[], object]) -> None:
        self._parts.runner.run("write", deed, failed=lambda error: self._tell(page, [error]))

    def _tell(self, page: Page, faults: Sequence[WorkbenchError]) -> None:
        """In place where its draft is open; else aside, so that it is not missed."""
        more = f" And {len(faults) - _TOLD} more." if len(faults) > _TOLD else ""
        if page == self._pane.page():
            self._row.show_error(" ".join(f"{each.title} {each.cure}".strip() for each in faults[:_TOLD]) + more)
        else:
            self._parts.notices.fault(faults[0].title, faults[0].cure)

    def _on_changed(self, changes: ChangeSet) -> None:
        page = self._pane.page()
        if page and page.ticket in changes.of(Kind.DRAFT) and changes.origin.startswith(_MOVES):
            self._show(page)

    def _show(self, page: Page | None) -> None:
        self._row.show_attached(self._attachments.of_draft(page.ticket, page.kind) if page else ())

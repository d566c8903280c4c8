"""Keeps what is being written, so that nothing that was typed more than a moment ago can be lost.

Saved after a short rest of the keys, and while the typing goes on at least every 800 ms. What could not be kept stays
in memory, is tried again, and is what is shown when its ticket is opened again.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from workbench.drafts.places import joined
from workbench.drafts.service import DraftService
from workbench.helpdesk.port import OutKind
from workbench.kernel.errors import StoreFault, WorkbenchError
from workbench.kernel.ids import TicketId

_REST_MS = 400
_MOST_MS = 800
_AGAIN_MS = 3000
_PATIENCE_S = 5
_CALM_MS = 250  # while the typing goes on the word does not flicker


class Stand(StrEnum):
    """How the draft stands."""

    EMPTY = ""
    SAVING = "Saving…"
    SAVED = "Draft saved"
    FAILED = "Not saved yet"


@dataclass(frozen=True, slots=True)
class Page:
    """Which draft: a ticket has one reply and one note."""

    ticket: TicketId
    kind: OutKind


@dataclass(frozen=True, slots=True)
class Words:
    """What is or was in the editor. ``caret`` in code points; ``places``: what was filled in where."""

    text: str
    caret: int
    revision: int
    places: str = ""


_NOTHING = Words("", 0, 0)


class Autosave(QObject):
    """``stood``: how the open draft stands. ``failed``: it could not be kept (WorkbenchError); it is tried again.

    ``overtaken``: the store has other words of the open draft by now, which `join` takes over.
    """

    stood = Signal(str)
    failed = Signal(object)
    overtaken = Signal()
    _hop = Signal(object)

    def __init__(self, drafts: DraftService, read: Callable[[], Words], parent: QObject) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._read = read
        self._page: Page | None = None
        self._revision = 0
        self._dirty = False
        self._on_disk = _NOTHING
        self._unkept: dict[Page, Words] = {}
        self._stand = Stand.EMPTY
        self._rest = self._timer(_REST_MS, self._save)
        self._most = self._timer(_MOST_MS, self._save)
        self._again = self._timer(_AGAIN_MS, self.try_again)
        self._calm = self._timer(_CALM_MS, self._say_kept)
        self._hop.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    @property
    def stand(self) -> Stand:
        return self._stand

    def open(self, page: Page | None) -> Words:
        """Keep what is open, then go to ``page``; the words that are kept for it."""
        self.flush()
        self._page, self._dirty = page, False
        words = self.kept(page) if page else _NOTHING
        self._revision, self._on_disk = words.revision, words
        self._say(self._resting(words.text))
        return words

    def kept(self, page: Page) -> Words:
        """The words kept for ``page``: those in memory where the disk does not have them yet."""
        draft = self._drafts.load(page.ticket, page.kind)
        stored = Words(draft.text, draft.caret, draft.revision, draft.places) if draft else _NOTHING
        waiting = self._unkept.get(page)
        return waiting if waiting and waiting.revision > stored.revision else stored

    def touched(self) -> None:
        """The words are others now."""
        if self._page is None:
            return
        self._dirty = True
        self._calm.stop()
        self._rest.start()
        if not self._most.isActive():
            self._most.start()
        if self._stand is not Stand.FAILED:
            self._say(Stand.SAVING)

    def flush(self) -> None:
        """Hand what is not kept yet to the store now."""
        if self._dirty:
            self._save()

    def keep_all(self) -> WorkbenchError | None:
        """Wait some seconds until all words are on the disk, for the window is closing; why not, where some are not."""
        self.flush()
        for _ in range(2):  # what was overtaken is joined and kept in the second round
            waiting = {self._hand(page, words): (page, words) for page, words in self._unkept.items()}
            done, late = wait(waiting, _PATIENCE_S)
            errors = [error for saving in done if (error := saving.exception())]
            if errors or late:
                return next((error for error in errors if isinstance(error, WorkbenchError)), StoreFault(_TITLE, _CURE))
            self._unkept = {
                page: self._under(page, words) for each, (page, words) in waiting.items() if not each.result()
            }
        return None

    def join(self) -> Words | None:
        """Take over what was changed in the store from outside, with what was typed since; None where nothing was."""
        if self._page is None:
            return None
        here = self._read()
        text = here.text
        stored = self._drafts.load(self._page.ticket, self._page.kind)
        handed = self._unkept.get(self._page)
        if stored is None or stored.text in (self._on_disk.text, text, handed and handed.text):
            return None
        words = there = Words(stored.text, stored.caret, stored.revision, stored.places)
        if text != self._on_disk.text:
            words = self._under(self._page, here)
        self._revision = max(self._revision, there.revision)
        self._on_disk = there
        return words

    def put(self, page: Page, words: Words) -> None:
        """Keep ``words`` for a page that is not open."""
        self._submit(page, replace(words, revision=self.kept(page).revision + 1))

    def forget(self, page: Page) -> None:
        """The draft has become something else (it is in the outbox, or discarded): keep it no more."""
        self._unkept.pop(page, None)
        if page == self._page:
            self._stop()
            self._on_disk = _NOTHING
            self._say(Stand.EMPTY)

    def try_again(self) -> None:
        """Try what could not be kept once more."""
        self._again.stop()
        for page, words in list(self._unkept.items()):
            self._submit(page, words)

    def _save(self) -> None:
        self._stop()
        if self._page is None:
            return
        self._revision += 1
        self._submit(self._page, replace(self._read(), revision=self._revision))

    def _submit(self, page: Page, words: Words) -> None:
        self._unkept[page] = words
        try:
            future = self._hand(page, words)
        except RuntimeError:  # the store is closed: the window is going
            return
        future.add_done_callback(lambda done: self._over(page, words, done))

    def _hand(self, page: Page, words: Words) -> Future[bool]:
        return self._drafts.save(page.ticket, page.kind, words.text, words.caret, words.revision, words.places)

    def _under(self, page: Page, words: Words) -> Words:
        """``words`` under those that came into the store meanwhile, in place of their own that are there already."""
        stored = self._drafts.load(page.ticket, page.kind)
        if stored is None:
            return words
        handed = self._unkept.get(page)
        ours = (handed.text if handed else "", self._on_disk.text if page == self._page else "")
        known = next((each for each in ours if each and stored.text.endswith(each)), "")
        front = stored.text.removesuffix(known) if known else f"{stored.text.rstrip()}\n\n"
        places = joined(stored.places, words.places, len(front))
        return Words(front + words.text, len(front) + words.caret, stored.revision + 1, places)

    def _over(self, page: Page, words: Words, done: Future[bool]) -> None:
        """On the writer's thread."""
        with suppress(RuntimeError, CancelledError):  # the window may be gone by now
            error = done.exception()
            self._hop.emit((page, words, error, error is None and done.result()))

    def _arrive(self, news: tuple[Page, Words, BaseException | None, bool]) -> None:
        page, words, error, kept = news
        if self._unkept.get(page) is not words:
            return
        if error is not None:
            self._again.start()
            self._say(Stand.FAILED)
            self.failed.emit(error if isinstance(error, WorkbenchError) else StoreFault(_TITLE, _CURE))
            return
        del self._unkept[page]
        if page != self._page:
            if not kept:
                self._submit(page, self._under(page, words))
            return
        if kept:
            self._on_disk = max(self._on_disk, words, key=lambda each: each.revision)
        elif not self._dirty:
            self.overtaken.emit()
        if not self._dirty:
            self._calm.start()

    def _say_kept(self) -> None:
        if self._page is not None and self._page not in self._unkept:
            self._say(self._resting(self._on_disk.text))

    @staticmethod
    def _resting(text: str) -> Stand:
        return Stand.SAVED if text.strip() else Stand.EMPTY

    def _say(self, stand: Stand) -> None:
        if stand is not self._stand:
            self._stand = stand
            self.stood.emit(stand)

    def _stop(self) -> None:
        self._dirty = False
        self._calm.stop()
        self._rest.stop()
        self._most.stop()

    def _timer(self, milliseconds: int, ends: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(ends)
        return timer


_TITLE = "The draft could not be saved."
_CURE = "Your words stay here and are saved as soon as that works again."

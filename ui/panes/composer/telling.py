"""Keeps the quiet lines of the composer true: head, strip, undo panel, and the shape of it all."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QTimer

from ui.commands.parts import Parts
from ui.panes.composer.checking import Checks
from ui.panes.composer.desk import Desk
from ui.panes.composer.drafts import Autosave, Page, Stand
from ui.panes.composer.own_words import OwnWords
from ui.panes.composer.sending import Sending
from ui.panes.composer.strip import Status
from workbench.helpdesk.port import OutKind
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.settings.schema import GUEST_DAY

_SOON_MS = 60


class Teller(QObject):
    """Reads the parts and tells what they say; decides nothing."""

    def __init__(
        self, parts: Parts, desk: Desk, checks: Checks, autosave: Autosave, sending: Sending, own_words: OwnWords
    ) -> None:
        super().__init__(desk)
        self._facts = parts.registry.facts
        self._desk = desk
        self._checks = checks
        self._autosave = autosave
        self._sending = sending
        self._own_words = own_words
        self._page: Page | None = None
        self._to = self._full = ""
        self._tells_fault = False
        self._online = self._facts.hold({"online"})
        self._settings = parts.workbench.settings
        self._guest = self._settings.get(GUEST_DAY)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.now)
        checks.changed.connect(self._soon.start)
        own_words.changed.connect(self._soon.start)
        desk.asks.changed.connect(self._soon.start)
        autosave.stood.connect(self._on_stood)
        autosave.failed.connect(self._on_fault)
        sending.held.connect(self._on_held)
        desk.notice.dismissed.connect(self._on_dismissed)
        self._facts.watch(self._on_facts)
        parts.bridge.changed.connect(self._on_changed)

    def address(self, to: str, full: str) -> None:
        """``to``: how the customer is called; ``full``: the whole name."""
        self._to, self._full = to, full
        self._desk.bar.address(to)
        self._name()

    def turn_to(self, page: Page | None) -> None:
        """Another draft is open."""
        self._page = page
        self._tells_fault = False
        self._name()
        self._desk.strip.show_status(self._status(), anew=True)
        self._shape()

    def soon(self) -> None:
        """The words are others: tell so when there is a moment."""
        if not self._soon.isActive():
            self._soon.start()

    def now(self) -> None:
        self._desk.strip.show_status(self._status())
        self._shape()

    def _name(self) -> None:
        note = self._page is not None and self._page.kind is OutKind.NOTE
        self._desk.sheet.show_note(note)
        self._desk.head.show_kind(OutKind.NOTE if note else OutKind.REPLY, self._full or "the customer")
        self._desk.preview.name("your team" if note else self._to or "the customer")
        new = not self._desk.heading.isHidden()
        word = "Message" if new else "Reply"
        self._desk.editor.setAccessibleName("Internal note" if note else f"{word} to {self._full or 'the customer'}")
        say = "Write the message." if new else "Write a reply."
        self._desk.editor.setPlaceholderText(
            "Write a note for your team." if note else f"{say} ; finds a snippet while you type."
        )

    def _status(self) -> Status:
        note = self._page is not None and self._page.kind is OutKind.NOTE
        return Status(
            verify=len(self._checks.warnings()),
            hints=len(self._checks.hints()),
            blanks=self._desk.editor.labels(),
            odd=() if note else tuple(words for _, words in self._checks.untold(self._desk.editor.doubtful())),
            unchecked="" if note else self._checks.unchecked(_language_name),
            draft=self._autosave.stand,
            asks="" if note else self._desk.asks.open_words(),
            from_snippets="" if note else self._own_words.said(),
            note=note,
            online=self._online,
            guest=self._guest,
        )

    def _shape(self) -> None:
        words = bool(self._desk.editor.text().strip())
        self._desk.show_shape(open_=self._page is not None, held=self._sending.newest() is not None, words=words)

    def _on_stood(self, stand: Stand) -> None:
        if stand is not Stand.FAILED and self._tells_fault:
            self._tells_fault = False
            self._desk.notice.hide()
        self.now()

    def _on_fault(self, error: WorkbenchError) -> None:
        if not self._tells_fault:
            self._tells_fault = True
            self._desk.notice.show_notice(f"{error.title} {error.cure}".strip(), "danger")

    def _on_dismissed(self) -> None:
        self._desk.editor.setFocus()

    def _on_held(self) -> None:
        held = self._sending.newest()
        if held is not None:
            self._desk.panel.show_held(
                held.id,
                held.letter.to,
                self._sending.seconds_left(held),
                held.letter.status,
                note=held.is_note,
                online=self._online,
            )
        self._shape()

    def _on_facts(self) -> None:
        online = self._facts.hold({"online"})
        if online != self._online:
            self._online = online
            self.now()

    def _on_changed(self, changes: ChangeSet) -> None:
        if GUEST_DAY.key in changes.of(Kind.SETTING):
            self._guest = self._settings.get(GUEST_DAY)
            self._desk.strip.show_status(self._status(), anew=True)


def _language_name(code: str) -> str:
    """German for ``de``; the code itself where nobody knows it."""
    locale = QLocale(code)
    return code if locale.language() == QLocale.Language.C else QLocale.languageToString(locale.language())

"""Builds the main window with its rooms, and carries out the commands that belong to the window itself."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.commands.parts import Parts
from ui.dialogs.about import AboutDialog
from ui.dialogs.palette import CommandPalette
from ui.dialogs.shortcuts import ShortcutSheet
from ui.dialogs.sign_in import SignIn
from ui.panes.feedback.pane import FeedbackPane
from ui.panes.library.pane import LibraryPane
from ui.panes.outbox.pane import OutboxPane
from ui.panes.settings.pane import SettingsPane
from ui.panes.welcome.pane import WelcomePane
from ui.shell.house_rules import HouseRulesNotice
from ui.shell.inbox_room import InboxRoom
from ui.shell.main_window import MainWindow
from ui.shell.notices import ShellNotices
from ui.shell.rooms import Room
from ui.shell.standby import Standby
from ui.shell.welcome import Accounts
from ui.theme.theme import Choice, Look
from ui.workers.ticker import Ticker
from workbench.kernel.changes import ChangeSet, Kind
from workbench.settings.schema import SCALE, THEME

_STEP = 10


class Window:
    """The main window and what its own commands do."""

    def __init__(self, parts: Parts, notices: ShellNotices, ticker: Ticker) -> None:
        self._parts = parts
        self._ticker = ticker
        self.main = MainWindow(parts, self._rooms(), notices)
        self._accounts = Accounts(parts, self.main)
        self._palette: CommandPalette | None = None
        self._sheet: ShortcutSheet | None = None
        self.standby = Standby(parts, self.main)
        self._house_rules = HouseRulesNotice(parts, self.main)
        self._bind()
        parts.undo.canUndoChanged.connect(lambda can: parts.registry.facts.set("undo.possible", can))
        parts.bridge.changed.connect(self._on_changed)
        ticker.stood.connect(self._tell_sync)
        self.main.sync_word.details_asked.connect(self._sync_details)
        self._tell_sync()
        self.main.actions_of_commands.refresh()

    def tell_of_rescue(self) -> None:
        """Say once what was done about a damaged store."""
        rescue = self._parts.workbench.rescue
        if rescue is None:
            return
        source = "restored from the newest good backup" if rescue.backup else "made anew, for there was no backup"
        self._parts.notices.fault(
            f"The local store was damaged and has been {source}.",
            f"The damaged file and your words from it are in {rescue.aside}. What the helpdesk has is pulled again.",
        )

    def _rooms(self) -> tuple[Room, ...]:
        return (
            Room(name="inbox", title="Inbox", icon="inbox", make=self._inbox),
            Room(name="library", title="Library", icon="library", make=self._library),
            Room(name="feedback", title="Feedback", icon="feedback", make=self._feedback),
            Room(name="outbox", title="Outbox", icon="outbox", make=self._outbox),
            Room(name="settings", title="Settings", icon="settings", make=self._settings, low=True),
            Room(name="welcome", title="Welcome", icon="", make=self._welcome),
        )

    def _inbox(self) -> QWidget:
        room = InboxRoom(self._parts)
        room.setup_asked.connect(lambda: self.main.visit("welcome"))
        room.wanted.connect(lambda: self.main.visit("inbox"))
        room.snippet_asked.connect(self._edit_snippet)
        room.new_snippet_asked.connect(self._write_snippet)
        return room

    def _library(self) -> QWidget:
        room = LibraryPane(self._parts)
        room.reply_asked.connect(lambda: self.main.visit("inbox"))
        return room

    def _edit_snippet(self, snippet: str) -> None:
        """Go to the library and mend what was just used, as it reads for the same customer; then come back."""
        ticket = self.main.shown_ticket()
        room = self.main.visit("library")
        if isinstance(room, LibraryPane):
            room.open_editor(snippet, for_reply=ticket or "")

    def _write_snippet(self, title: str) -> None:
        """Go to the library and write what was looked for and not found."""
        ticket = self.main.shown_ticket()
        room = self.main.visit("library")
        if isinstance(room, LibraryPane):
            room.new_called(title, for_reply=ticket or "")

    def _snippet_of(self, text: str) -> None:
        """Go to the library and write a snippet that begins with ``text``."""
        room = self.main.visit("library")
        if isinstance(room, LibraryPane):
            room.new_from(text)

    def _feedback(self) -> QWidget:
        pane = FeedbackPane(self._parts)
        pane.ticket_asked.connect(self.main.open_ticket)
        pane.reply_asked.connect(self._go_on_writing)
        pane.snippet_asked.connect(self._snippet_of)
        return pane

    def _go_to_owed(self) -> None:
        room = self.main.visit("feedback")
        if isinstance(room, FeedbackPane):
            room.show_section("owed").setFocus()

    def _go_on_writing(self, ticket: str) -> None:
        """Go to a reply that is drafted already."""
        self.main.open_ticket(ticket)
        self._parts.registry.run("ticket.reply")

    def _outbox(self) -> QWidget:
        pane = OutboxPane(self._parts)
        pane.ticket_asked.connect(self.main.open_ticket)
        return pane

    def _settings(self) -> QWidget:
        pane = SettingsPane(self._parts)
        pane.remove_practice_asked.connect(self._accounts.remove_practice)
        pane.sign_in_asked.connect(lambda address: SignIn(self._parts, self.main, address).open())
        pane.account_removed.connect(lambda _: self._accounts.tell())
        pane.account_added.connect(lambda _: self._accounts.tell())
        return pane

    def _welcome(self) -> QWidget:
        pane = WelcomePane(self._parts)
        pane.practice_asked.connect(self._accounts.open_practice)
        pane.sign_in_asked.connect(self._accounts.sign_in)
        return pane

    def _bind(self) -> None:
        bind = self._parts.registry.bind
        for name in ("inbox", "library", "feedback", "outbox", "settings"):
            bind(f"go.{name}", lambda name=name: self.main.visit(name))  # type: ignore[misc]
        bind("go.owed", self._go_to_owed)
        bind("app.palette", self._open_palette)
        bind("app.shortcuts", self._open_sheet)
        bind("app.about", lambda: AboutDialog(self.main).open())
        bind("app.undo", self._undo)
        bind("app.quit", self.main.leave)
        bind("sync.now", self._sync_now)
        bind("account.add", self._accounts.sign_in)
        bind("practice.remove", self._accounts.remove_practice)
        bind("view.larger", lambda: self._scale(self._parts.workbench.settings.get(SCALE) + _STEP))
        bind("view.smaller", lambda: self._scale(self._parts.workbench.settings.get(SCALE) - _STEP))
        bind("view.normal", lambda: self._scale(100))
        bind("view.theme", self._switch_theme)

    def _undo(self) -> None:
        """Take the last deed back and say which; a line that still offers it would take back the one before."""
        what = self._parts.undo.undoText()
        self._parts.undo.undo()
        self._parts.notices.say(f"Taken back: {what[:1].lower()}{what[1:]}." if what else "Taken back.")

    def _open_palette(self) -> None:
        self._palette = self._palette or CommandPalette(self._parts, self.main)
        self._palette.open_over(self.main)

    def _open_sheet(self) -> None:
        self._sheet = self._sheet or ShortcutSheet(self._parts, self.main)
        self._sheet.open_over(self.main)

    def _sync_now(self) -> None:
        self._ticker.deliver_now()
        self._ticker.pull_now()

    def _scale(self, per_cent: int) -> None:
        if SCALE.accepts(per_cent):
            self._parts.workbench.settings.set(SCALE, per_cent)

    def _switch_theme(self) -> None:
        dark = self._parts.theme.tokens.name == "dark"
        self._parts.workbench.settings.set(THEME, "light" if dark else "dark")

    def _tell_sync(self) -> None:
        workbench = self._parts.workbench
        statuses = [(account.name, workbench.sync.status(account.id)) for account in workbench.accounts.all()]
        self._parts.registry.facts.set("online", self._ticker.online())
        self.main.sync_word.show_status(statuses)

    def _sync_details(self) -> None:
        workbench = self._parts.workbench
        lines = []
        for account in workbench.accounts.all():
            status = workbench.sync.status(account.id)
            when = f"Last looked at {status.at.astimezone():%H:%M}." if status.at else "Not looked at yet."
            lines.append(f"{account.name}: {status.title or when} {status.cure}".strip())
        self._parts.notices.say("\n".join(lines), "Look now", self._sync_now)

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.SETTING in changes:
            settings = self._parts.workbench.settings
            self._parts.theme.wear(Look(choice=Choice(settings.get(THEME)), scale=settings.get(SCALE)))
        if Kind.ACCOUNT in changes and changes.origin in ("accounts.add", "accounts.remove"):
            self._accounts.tell()
            self._tell_sync()
            there = bool(self._parts.workbench.accounts.all())
            self.main.visit("inbox" if there else "welcome")

"""What is there while the main window is not: the tray, the search for snippets, and the way back to the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ui.commands.parts import Parts
from ui.palette.about import About, about
from ui.palette.window import SnippetPalette
from ui.shell.main_window import MainWindow
from ui.shell.tray import Tray
from workbench.settings.schema import STAY

_LATER_MS = 1500


class Standby(QObject):
    """Shows the main window, or the search alone. Something to see is always there: the window, or the tray."""

    def __init__(self, parts: Parts, main: MainWindow) -> None:
        super().__init__(main)
        self._parts = parts
        self._main = main
        self._restored = self._settled = False
        self._palette: SnippetPalette | None = None
        self.tray = Tray(parts, self)
        main.stays = lambda: bool(parts.workbench.settings.get(STAY)) and self.tray.shown()
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._prepare)
        parts.registry.bind("palette.snippets", self.ask_palette)
        parts.registry.bind("app.window", self.show_main)

    def open(self, *, palette: bool) -> None:
        """Show the window. With ``palette`` the search alone, where the tray shows that the program runs; where there
        is none, the window lies in the task bar.
        """
        if not palette:
            self.show_main()
            return
        if not self.tray.shown():
            self._restore()
            self._main.showMinimized()
        self.ask_palette()

    def show_main(self) -> None:
        """Bring the window to the front, as it was left."""
        if self._restored:
            self._main.raise_up()
            return
        self._restore()
        self._main.show()
        if self._settled:
            self._main.make_waiting_rooms()

    def settle(self) -> None:
        """Make what can wait, now that something is on the screen."""
        self._settled = True
        if self._restored:
            self._main.make_waiting_rooms()
        self._later.start()

    def ask_palette(self) -> None:
        self._made().ask()

    def palette(self) -> SnippetPalette:
        """The window of the search."""
        return self._made()

    def close(self) -> None:
        """Let go: what was lent of the clipboard goes back."""
        self._later.stop()
        self.tray.close()
        if self._palette is not None:
            self._palette.clipboard.give_back()
            self._palette.dismiss()
            self._palette.deleteLater()
            self._palette = None

    def _restore(self) -> None:
        if not self._restored:
            self._restored = True
            self._main.restore()

    def _prepare(self) -> None:
        if self._palette is None:
            self._made().prepare()

    def _made(self) -> SnippetPalette:
        if self._palette is None:
            self._palette = SnippetPalette(self._parts, self._open_conversation)
        return self._palette

    def _open_conversation(self) -> About | None:
        ticket = self._main.shown_ticket()
        conversation = self._parts.workbench.tickets.open(ticket) if ticket else None
        return about(conversation) if conversation else None

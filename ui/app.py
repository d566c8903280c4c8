"""Joins the parts of the window. Nothing else knows them all."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication

from ui.commands.catalogue import COMMANDS
from ui.commands.parts import Parts
from ui.commands.registry import Facts, Registry
from ui.shell.faults import show_fatal
from ui.shell.notices import ShellNotices
from ui.shell.window_commands import Window
from ui.theme.icons import Icons
from ui.theme.theme import Choice, Look, Theme
from ui.workers.bridge import ChangeBridge
from ui.workers.calling import PALETTE, RAISE
from ui.workers.garbage import Collector
from ui.workers.runner import Runner
from ui.workers.signals import Ends
from ui.workers.single import FirstWindow, ask_first_window
from ui.workers.ticker import Ticker
from ui.workers.tracker_ticker import TrackerTicker
from workbench.app import Workbench, open_workbench
from workbench.kernel.errors import InUse, WorkbenchError
from workbench.net.redact import RedactingFilter, Redactor
from workbench.paths import private_folder, resources
from workbench.secrets.keyring_store import KeyringSecrets
from workbench.secrets.port import SecretStore
from workbench.settings.schema import SCALE, THEME

_GRACE = timedelta(seconds=3)  # for what is on the wire when the window closes
_PATIENCE = 3.0  # seconds for another start that is not listening yet
_log = logging.getLogger(__name__)


class Desktop(QObject):
    """The running window over an open data folder. Closing goes from the outside in: tickers, window, runner, core."""

    def __init__(self, app: QApplication, workbench: Workbench) -> None:
        super().__init__()
        self._workbench = workbench
        settings = workbench.settings
        look = Look(choice=Choice(settings.get(THEME)), scale=settings.get(SCALE))
        self.theme = Theme(resources() / "themes", look)
        self.theme.apply(app)
        notices = ShellNotices()
        self.runner = Runner()
        self.bridge = ChangeBridge(workbench.changes)
        self.ticker = Ticker(workbench, self.runner, self.bridge)
        self.tracker_ticker = TrackerTicker(workbench, self.runner, self.bridge, self)
        self.parts = Parts(
            workbench=workbench,
            runner=self.runner,
            bridge=self.bridge,
            registry=Registry(COMMANDS, Facts()),
            undo=QUndoStack(),
            theme=self.theme,
            icons=Icons(self.theme, resources() / "icons"),
            notices=notices,
        )
        app.setWindowIcon(self.parts.icons.app_icon())
        self.window = Window(self.parts, notices, self.ticker)
        self.runner.failed.connect(lambda error: notices.fault(error.title, error.cure))
        self._closed = False
        self._ended = True

    def open(self, *, palette: bool = False) -> None:
        """Show the window, or with ``palette`` only the search; then, once it is painted, everything that can wait."""
        self.window.standby.open(palette=palette)
        QTimer.singleShot(0, self._after_paint)

    def close(self) -> bool:
        """Let go of everything in order; whether all work has ended. Safe to call twice."""
        if self._closed:
            return self._ended
        self._closed = True
        self.ticker.stop()
        self.tracker_ticker.stop()
        self.window.standby.close()
        self.window.main.leave()
        self._ended = self.runner.shutdown(_GRACE)
        self.bridge.close()
        self.parts.undo.blockSignals(True)
        self.window.main.deleteLater()  # with its timers, before the store that they would read goes
        QCoreApplication.sendPostedEvents(self.window.main, QEvent.Type.DeferredDelete)
        self._workbench.close()
        return self._ended

    def _after_paint(self) -> None:
        self.window.standby.settle()
        self.window.tell_of_rescue()
        self.runner.run("write", self._workbench.install_starter_pack)
        self.runner.run("write", self._workbench.back_up_if_due)
        self.runner.run("check", lambda: self._workbench.checker("en"))  # the rules are read before they are needed
        self.ticker.start()
        self.tracker_ticker.start()


def run(
    home: Path,
    *,
    secrets: SecretStore | None = None,
    ready: Callable[[Desktop], None] | None = None,
    palette: bool = False,
) -> int:
    """Open the window on ``home`` and stay until it is closed; the exit code. ``palette``: begin with the search."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("support-workbench")
    app.setApplicationDisplayName("Support Workbench")
    app.setDesktopFileName("support-workbench")
    try:
        workbench = open_workbench(home, secrets=secrets or KeyringSecrets())
    except InUse as error:
        asked = ask_first_window(home, PALETTE if palette else RAISE, patience=_PATIENCE)
        return 0 if asked else show_fatal(error)
    except WorkbenchError as error:
        return show_fatal(error)
    with suppress(OSError):  # without a log it works as well
        _log_to(private_folder(home / "logs") / "workbench.log")
    desktop = Desktop(app, workbench)
    first = FirstWindow(home)
    first.raised.connect(desktop.window.standby.show_main)
    first.palette_asked.connect(desktop.window.standby.ask_palette)
    first.listen()
    ends = Ends(desktop.window.main.leave)
    collector = Collector(lambda: desktop.runner.is_busy("long"))
    app.setQuitOnLastWindowClosed(False)  # it may be hidden, and what is shown may be the search alone
    desktop.window.main.closing.connect(lambda: app.exit(0))
    app.commitDataRequest.connect(lambda _: desktop.window.main.session_ends())
    desktop.open(palette=palette)
    if ready:
        ready(desktop)
    code = app.exec()
    first.close()
    ended = desktop.close()  # not at aboutToQuit: that comes in the midst of whoever quits
    collector.close()
    ends.close()
    if not ended:  # Python would wait for the server that does not answer; all that is ours is on the disk by now
        logging.shutdown()
        os._exit(code)
    return code


def _log_to(file: Path) -> None:
    """Warnings and worse, without a word of customers or secrets, kept small."""
    handler = RotatingFileHandler(file, maxBytes=512 * 1024, backupCount=2, encoding="utf-8")
    handler.addFilter(RedactingFilter(Redactor()))
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    file.chmod(0o600)

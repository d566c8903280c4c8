"""A real Workbench for the window's tests: practice desk pulled, starter pack installed, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication

from ui.commands.catalogue import COMMANDS
from ui.commands.parts import Parts
from ui.commands.registry import Facts, Registry
from ui.theme.icons import Icons
from ui.theme.theme import Choice, Look, Theme
from ui.workers.bridge import ChangeBridge
from ui.workers.runner import Runner
from workbench.app import Workbench, open_workbench
from workbench.paths import resources
from workbench.secrets.port import SessionSecrets
from workbench.settings.schema import SAY_OPEN_ASKS


class SaidNotices:
    """Keeps what was said, for tests to read."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str, Callable[[], object] | None]] = []
        self.faults: list[tuple[str, str]] = []

    def say(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        self.said.append((text, action, run))

    def fault(self, title: str, cure: str) -> None:
        self.faults.append((title, cure))


@pytest.fixture(scope="session")
def light(qapp: QApplication) -> tuple[Theme, str]:
    """The theme that each test begins in, and its style sheet."""
    theme = Theme(resources() / "themes", Look(choice=Choice.LIGHT))
    theme.apply(qapp)
    return theme, qapp.styleSheet()


@pytest.fixture(autouse=True)
def dressed_alike(qapp: QApplication, light: tuple[Theme, str]) -> None:
    """No test sees what another wore, whatever their order."""
    theme, sheet = light
    if qapp.styleSheet() != sheet:
        theme.apply(qapp)


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    opened = open_workbench(tmp_path / "home", secrets=SessionSecrets())
    opened.install_starter_pack()
    account = opened.accounts.open_practice()
    opened.sync.pull(account.id)
    opened.settings.set(SAY_OPEN_ASKS, False)  # what is not about asks need not know which a conversation has
    yield opened
    opened.close()


@pytest.fixture
def parts(workbench: Workbench, qapp: QApplication) -> Iterator[Parts]:
    theme = Theme(resources() / "themes")
    theme.apply(qapp)
    runner = Runner()
    bridge = ChangeBridge(workbench.changes)
    facts = Facts()
    for room in ("inbox", "library", "feedback"):  # a pane that is tested alone is on the screen
        facts.set(f"room.{room}", True)
    yield Parts(
        workbench=workbench,
        runner=runner,
        bridge=bridge,
        registry=Registry(COMMANDS, facts),
        undo=QUndoStack(),
        theme=theme,
        icons=Icons(theme, resources() / "icons"),
        notices=SaidNotices(),
    )
    # What qtbot closed goes now: nothing may look at the store later on, by a timer, when it is shut.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    runner.shutdown()
    bridge.close()

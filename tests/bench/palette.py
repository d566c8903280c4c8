"""The search over other programs: from the start of its client to the window, and from a key to the painted result."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from tests.bench.stats import part, spread
from tests.bench.typing_ import Painted
from tests.bench.words import library
from ui.app import Desktop
from ui.panes.composer.pane import ComposerPane
from ui.panes.composer.snippet_panel import SnippetPanel
from ui.widgets.filter_line import FilterLine
from ui.workers.calling import addresses
from ui.workers.single import FirstWindow
from workbench.app import open_workbench
from workbench.library.editing.installing import keep_pack
from workbench.packs.model import Pack
from workbench.secrets.port import SessionSecrets
from workbench.tickets.model import TicketQuery

ROOT = Path(__file__).parents[2]
RUNS = 50
WORDS = ("refund", "invoice case", "parcel", "exp imp", "address late", "refnud", "zzzqq")
CLIENT = "import sys; from ui.__main__ import main; sys.exit(main())"  # what an installed `workbench` does
_NONE = Qt.KeyboardModifier.NoModifier


def measure() -> dict[str, object]:
    figures: dict[str, object] = {}
    for size in (10_000, 100_000):
        with desktop(size) as opened:
            if size == 10_000:
                figures |= clients(opened)
            figures |= keys(opened, f"{size:,} snippets: ")
    return figures


@contextmanager
def desktop(size: int) -> Iterator[Desktop]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    workbench = open_workbench(Path(tempfile.mkdtemp()), secrets=SessionSecrets())
    workbench.sync.pull(workbench.accounts.open_practice().id)
    pack = Pack(id="bench", name="Bench", version="1.0.0", serial=1, snippets=library(size), faults=(), digest="x")
    workbench.store.write(lambda tx: keep_pack(tx, pack, datetime.now(UTC)))
    opened = Desktop(app, workbench)
    opened.open()
    opened.window.main.resize(1360, 860)
    pause(3.5)  # the search is made when the window has been there for a while
    yield opened
    opened.close()


def clients(opened: Desktop) -> dict[str, object]:
    """Whole processes, as a key of the system starts them, beside an interpreter that does nothing."""
    standby = opened.window.standby
    first = FirstWindow(opened.parts.workbench.home)
    assert first.listen()
    heard: list[float] = []
    first.palette_asked.connect(lambda: (heard.append(time.perf_counter()), standby.ask_palette()))
    painted = Painted(standby.palette())
    command = [sys.executable, "-c", CLIENT, "palette", "--data-dir", str(opened.parts.workbench.home)]
    asked, shown = [], []
    for _ in range(RUNS):
        heard.clear()
        painted.at = 0.0
        started = time.perf_counter()
        client = subprocess.Popen(command, cwd=ROOT, env=environment())
        until(lambda: bool(painted.at and heard))
        asked.append((heard[0] - started) * 1000)
        shown.append((painted.at - heard[0]) * 1000)
        standby.palette().dismiss()
        client.wait(10)
        pause(0.05)
    first.close()
    with listener() as home:  # one that only listens, so that the client alone is measured
        command[-1] = home
        whole = [lone(command) for _ in range(RUNS)]
    bare = [lone([sys.executable, "-c", "pass"]) for _ in range(RUNS)]
    return {
        "client start to window asked, median ms (goal < 100)": round(part(asked, 0.5), 1),
        "window asked to painted (goal p50 < 16.7)": spread(shown),
        "the client's whole process, median ms": round(part(whole, 0.5), 1),
        "beside: an interpreter that does nothing, median ms": round(part(bare, 0.5), 1),
    }


def keys(opened: Desktop, name: str) -> dict[str, object]:
    standby, parts = opened.window.standby, opened.parts
    standby.ask_palette()
    palette = standby.palette()
    pause(0.3)
    quick = typed(palette.finder.query, palette.finder.view)
    palette.dismiss()
    row = parts.workbench.tickets.page(TicketQuery()).rows[0]
    opened.window.main.open_ticket(row.id)
    parts.registry.run("ticket.reply")
    pause(0.4)
    parts.registry.run("reply.snippets")
    pause(0.6)
    panel = opened.window.main.findChild(SnippetPanel)
    assert panel is not None and panel.isVisible()
    view = next(each for each in panel.findChildren(QListView) if each.accessibleName() == "Snippets found")
    beside = typed(panel.query, view)
    panel.close_panel()
    composer = opened.window.main.findChild(ComposerPane)
    assert composer is not None
    held, listed = behind_semicolon(composer)
    return {
        f"{name}key to result painted (goal p95 < 16.7)": spread(quick),
        f"{name}beside: the panel at the reply": spread(beside),
        f"{name}a letter behind ; in the reply holds it (goal max < 100)": spread(held),
        f"{name}a letter behind ; to its list": spread(listed),
    }


def typed(query: FilterLine, view: QListView) -> list[float]:
    """From each key to the painted rows of what was typed by then, and the same for taking the words back."""
    model = view.model()
    times = []
    for words in WORDS * 3:
        query.clear()
        pause(0.15)
        for letter in words:
            answered: list[float] = []
            changed = model.modelReset.connect(lambda answered=answered: answered.append(time.perf_counter()))
            # Where the same rows come again nothing is painted, and there is nothing to wait for.
            painted = Painted(view.viewport())
            started = time.perf_counter()
            QTest.keyClick(query, letter, _NONE)
            until(lambda answered=answered, painted=painted: bool(answered) and painted.at > answered[-1], 0.25)
            if answered and painted.at:
                times.append((painted.at - started) * 1000)
            model.disconnect(changed)
            view.viewport().removeEventFilter(painted)
            pause(0.03)
    return times


def behind_semicolon(composer: ComposerPane) -> tuple[list[float], list[float]]:
    """How long a key keeps the window, its Enter too, and how long it takes until the list is of what was typed."""
    editor, completion = composer.editor, composer.inserting.completion
    held, listed = [], []
    for words in WORDS * 3:
        editor.exchange("", 0)
        for letter in ";" + words.partition(" ")[0]:
            started = time.perf_counter()
            QTest.keyClick(editor, letter, _NONE)
            held.append((time.perf_counter() - started) * 1000)
            until(completion.is_listed, 1.0)
            listed.append((time.perf_counter() - started) * 1000)
        started = time.perf_counter()
        QTest.keyClick(editor, Qt.Key.Key_Space, _NONE)
        held.append((time.perf_counter() - started) * 1000)
    return held, listed


@contextmanager
def listener() -> Iterator[str]:
    """A folder on which somebody listens and reads nothing."""
    home = tempfile.mkdtemp()
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind(next(addresses(home)))
        ear.listen(2 * RUNS)
        yield home


def lone(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment(), check=True)
    return (time.perf_counter() - started) * 1000


def environment() -> dict[str, str]:
    """Compiled modules are kept, as on a person's machine."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def until(done: Callable[[], bool], most: float = 5.0) -> None:
    """Let events run without holding the interpreter for other threads."""
    end = time.perf_counter() + most
    while not done() and time.perf_counter() < end:
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        time.sleep(0.0002)


def pause(seconds: float) -> None:
    until(lambda: False, seconds)

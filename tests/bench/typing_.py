"""From a key to its highlight on the screen, with a pull running flat out beside it; and from ticket to ticket."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from tests.bench.stats import spread
from ui.app import Desktop
from ui.panes.conversation.thread import Thread
from workbench.app import Workbench, open_workbench
from workbench.helpdesk.port import OutKind
from workbench.helpdesk.practice import PracticeDesk
from workbench.paths import resources
from workbench.secrets.port import SessionSecrets
from workbench.sync.pull import pull
from workbench.tickets.model import TicketQuery

KEYS = 500
TEXT = "That should now be fixed, and hopefully it stays so. I looked at it this morning. "


class Painted(QObject):
    """Notes when a widget was last painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


@contextmanager
def desktop() -> Iterator[Desktop]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    workbench = open_workbench(Path(tempfile.mkdtemp()), secrets=SessionSecrets())
    workbench.install_starter_pack()
    workbench.sync.pull(workbench.accounts.open_practice().id)
    opened = Desktop(app, workbench)
    opened.open()
    opened.window.main.resize(1360, 860)
    QTest.qWait(1500)
    yield opened
    opened.close()


@contextmanager
def pulling(workbench: Workbench) -> Iterator[list[int]]:
    """Pull everything again and again on a thread, as fast as it goes."""
    rounds = [0]
    stop = threading.Event()
    account = workbench.accounts.all()[0]
    desk = PracticeDesk(resources() / "practice", Path(tempfile.mkdtemp()), workbench.clock)

    def work() -> None:
        while not stop.is_set():
            pull(workbench.store, workbench.clock, account, desk)
            rounds[0] += 1

    thread = threading.Thread(target=work)
    thread.start()
    yield rounds
    stop.set()
    thread.join()


def measure_typing() -> dict[str, object]:
    with desktop() as opened:
        row = opened.parts.workbench.tickets.page(TicketQuery()).rows[0]
        opened.window.main.open_ticket(row.id)
        opened.parts.registry.run("ticket.reply")
        QTest.qWait(300)
        editor = next(each for each in opened.window.main.findChildren(QPlainTextEdit) if each.isVisible())
        editor.setFocus()
        alone = type_keys(editor)
        with pulling(opened.parts.workbench) as rounds:
            beside = type_keys(editor)
        opened.parts.workbench.drafts.discard(row.id, OutKind.REPLY)
    return {
        "key to painted, alone": spread(alone),
        "key to painted, a pull flat out (goal p99 < 16 ms)": spread(beside),
        "whole pulls meanwhile": rounds[0],
    }


def type_keys(editor: QPlainTextEdit) -> list[float]:
    painted = Painted(editor.viewport())
    times = []
    for n in range(KEYS):
        painted.at = 0.0
        started = time.perf_counter()
        QTest.keyClicks(editor, TEXT[n % len(TEXT)])
        while not painted.at and time.perf_counter() - started < 2:
            QApplication.sendPostedEvents()
            QTest.qWait(0)
        times.append((painted.at - started) * 1000)
        QTest.qWait(12)
    return times


def measure_switching() -> dict[str, object]:
    with desktop() as opened:
        rows = opened.parts.workbench.tickets.page(TicketQuery(status=None)).rows
        room = opened.window.main.inbox()
        opened.window.main.open_ticket(rows[0].id)
        QTest.qWait(200)
        thread = opened.window.main.findChild(Thread)
        assert thread is not None
        painted = Painted(thread.widget() or thread.viewport())
        times = []
        for n in range(300):
            row = rows[(n * 7 + 1) % len(rows)]
            painted.at = 0.0
            started = time.perf_counter()
            room.show_ticket(row.id, select=True)
            while not painted.at and time.perf_counter() - started < 2:
                QTest.qWait(0)
            times.append((painted.at - started) * 1000)
            QTest.qWait(8)
    return {"ticket to ticket, painted (goal p99 < 50 ms)": spread(times)}

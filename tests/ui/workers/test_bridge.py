from __future__ import annotations

import threading

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from ui.workers.bridge import ChangeBridge
from workbench.kernel.changes import Changes, ChangeSet, Kind


def published(changes: Changes, *ids: str) -> ChangeSet:
    """A ChangeSet told on a thread of its own, as the writer does."""
    told = ChangeSet({Kind.TICKET: frozenset(ids)}, "test")
    writer = threading.Thread(target=changes.publish, args=(told,))
    writer.start()
    writer.join()
    return told


def test_changes_come_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    changes = Changes()
    bridge = ChangeBridge(changes)
    heard: list[tuple[ChangeSet, bool]] = []
    bridge.changed.connect(lambda told: heard.append((told, QThread.isMainThread())))
    told = published(changes, "one")
    assert heard == []  # the writer has gone on; the window hears of it when it comes round
    qtbot.waitUntil(lambda: heard == [(told, True)])


def test_after_the_end_nothing_is_told_that_was_on_its_way(qtbot: QtBot) -> None:
    changes = Changes()
    bridge = ChangeBridge(changes)
    heard: list[ChangeSet] = []
    bridge.changed.connect(heard.append)
    published(changes, "one")
    bridge.close()
    published(changes, "two")
    qtbot.wait(50)
    assert heard == []

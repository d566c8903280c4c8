from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from ui.workers.runner import Runner
from workbench.kernel.errors import Offline, WorkbenchError


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.shutdown()


def test_work_runs_beside_the_window_and_its_result_comes_to_the_window(runner: Runner, qtbot: QtBot) -> None:
    told: list[tuple[int, bool]] = []
    runner.run("read", threading.get_ident, lambda worker: told.append((worker, QThread.isMainThread())))
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] != threading.get_ident()
    assert told[0][1]


def test_old_news_never_overwrites_new(runner: Runner, qtbot: QtBot) -> None:
    told: list[str] = []
    gate = threading.Event()

    def slow() -> str:
        gate.wait(10)
        return "old"

    first = runner.run("read", slow, told.append, key="list")
    runner.run("read", lambda: "new", told.append, key="list")
    qtbot.waitUntil(lambda: told == ["new"])
    gate.set()
    first.result(10)
    qtbot.wait(50)
    assert told == ["new"]


def test_work_of_other_keys_is_all_told(runner: Runner, qtbot: QtBot) -> None:
    told: list[int] = []
    for number in range(200):
        runner.run("read", lambda number=number: number, told.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(told) == 200)
    assert sorted(told) == list(range(200))


def test_what_could_not_be_done_goes_to_who_asked(runner: Runner, qtbot: QtBot) -> None:
    told: list[WorkbenchError] = []
    at_large: list[WorkbenchError] = []
    runner.failed.connect(at_large.append)

    def fail() -> None:
        raise Offline("The helpdesk cannot be reached.")

    runner.run("net", fail, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Offline)
    assert at_large == []


def test_what_nobody_waits_for_is_told_at_large(runner: Runner, qtbot: QtBot) -> None:
    at_large: list[WorkbenchError] = []
    runner.failed.connect(at_large.append)

    def fail() -> None:
        raise Offline("The helpdesk cannot be reached.")

    runner.run("net", fail)
    qtbot.waitUntil(lambda: [error.title for error in at_large] == ["The helpdesk cannot be reached."])


@pytest.mark.expects_warnings
def test_a_fault_of_ours_becomes_a_sentence(runner: Runner, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    told: list[WorkbenchError] = []
    runner.run("read", lambda: 1 // 0, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert "ZeroDivision" not in told[0].title
    assert "ZeroDivisionError" in caplog.text


def test_the_end_drops_what_has_not_begun_and_waits_for_what_runs(qtbot: QtBot) -> None:
    runner = Runner()
    begun, done, told = threading.Event(), threading.Event(), list[str]()

    def slow() -> str:
        begun.set()
        time.sleep(0.2)
        done.set()
        return "written"

    runner.run("write", slow, told.append)
    waiting = runner.run("write", lambda: "never", told.append)
    assert begun.wait(10)
    assert runner.shutdown()
    assert done.is_set()
    assert waiting.cancelled()
    qtbot.wait(50)
    assert told == []  # who would have been told is gone by now
    assert runner.run("read", lambda: "late", told.append).cancelled()


def test_the_end_does_not_wait_for_ever(qtbot: QtBot) -> None:
    runner = Runner()
    gate, begun = threading.Event(), threading.Event()

    def silent_server() -> None:
        begun.set()
        gate.wait(30)

    runner.run("net", silent_server)
    assert begun.wait(10)
    assert not runner.shutdown(timedelta(milliseconds=50))
    gate.set()

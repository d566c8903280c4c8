"""How the window ends: by a signal, while a server is silent, and for the second of two starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.workers.signals import Ends
from ui.workers.single import FirstWindow, ask_first_window
from workbench.app import open_workbench
from workbench.secrets.port import SessionSecrets

ROOT = Path(__file__).parents[3]


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def ends(asked: list[str], qtbot: QtBot) -> Iterator[Ends]:
    made = Ends(lambda: asked.append("end"))
    yield made
    made.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_and_never_in_the_midst_of_a_slot(
    ends: Ends, asked: list[str], qtbot: QtBot, number: signal.Signals
) -> None:
    os.kill(os.getpid(), number)
    for _ in range(1000):  # lines between which Python runs its handlers
        assert asked == []
    qtbot.waitUntil(lambda: asked == ["end"])


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_other_signals_do_not(ends: Ends, asked: list[str], qtbot: QtBot) -> None:
    before = signal.signal(signal.SIGUSR1, lambda *_: None)
    try:
        os.kill(os.getpid(), signal.SIGUSR1)
        qtbot.wait(50)
        assert asked == []
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_a_silent_server_does_not_hold_the_end(tmp_path: Path) -> None:
    code = """
        import sys, time
        from pathlib import Path
        from PySide6.QtCore import QCoreApplication, QTimer
        from ui.app import run
        from workbench.secrets.port import SessionSecrets

        def ready(desktop):
            desktop.runner.run("net", lambda: time.sleep(600))
            QTimer.singleShot(500, QCoreApplication.instance().quit)

        sys.exit(run(Path(sys.argv[1]), secrets=SessionSecrets(), ready=ready))
    """
    child = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "home")]
    ended = subprocess.run(child, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")
    open_workbench(tmp_path / "home", secrets=SessionSecrets()).close()  # nothing holds it any more


def test_a_second_start_raises_the_first_window(tmp_path: Path, qtbot: QtBot) -> None:
    first = FirstWindow(tmp_path)
    assert first.listen()
    heard: list[bool] = []
    second = threading.Thread(target=lambda: heard.append(ask_first_window(tmp_path)))
    with qtbot.waitSignal(first.raised):
        second.start()
    second.join(10)
    assert heard == [True]
    first.close()
    assert not ask_first_window(tmp_path)


def test_each_data_folder_has_a_window_of_its_own(tmp_path: Path, qtbot: QtBot) -> None:
    first = FirstWindow(tmp_path / "one")
    assert first.listen()
    assert not ask_first_window(tmp_path / "two")
    first.close()

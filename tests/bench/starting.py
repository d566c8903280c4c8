"""From the start of the process to a window that is painted and answers, on the practice desk."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.stats import part
from workbench.app import open_workbench
from workbench.secrets.port import SessionSecrets

ROOT = Path(__file__).parents[2]
CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.app import run
from workbench.secrets.port import SessionSecrets

def ready(desktop):
    def painted():
        print("ready", flush=True)
        QTimer.singleShot(0, QApplication.instance().quit)
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, painted))

sys.exit(run(Path(sys.argv[1]), secrets=SessionSecrets(), ready=ready))
"""


def measure(runs: int = 9) -> dict[str, object]:
    home = Path(tempfile.mkdtemp())
    prepare(home)
    start_once(home)  # the first one warms up
    times = [start_once(home) for _ in range(runs)]
    bare = [once([sys.executable, "-c", "from PySide6 import QtWidgets; print('ready', flush=True)"]) for _ in range(5)]
    return {
        "start to usable window, warm, median s (goal < 1)": round(part(times, 0.5), 3),
        "slowest s": round(max(times), 3),
        "beside: Python and Qt imported, nothing shown, s": round(part(bare, 0.5), 3),
    }


def prepare(home: Path) -> None:
    workbench = open_workbench(home, secrets=SessionSecrets())
    workbench.install_starter_pack()
    workbench.sync.pull(workbench.accounts.open_practice().id)
    workbench.close()


def start_once(home: Path) -> float:
    return once([sys.executable, "-c", CHILD, str(home)])


def once(command: list[str]) -> float:
    # Compiled modules are kept, as on a person's machine.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(ROOT)}
    started = time.monotonic()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment)
    assert child.stdout
    line = child.stdout.readline()
    took = time.monotonic() - started
    assert line.strip() == "ready", line
    child.wait(60)
    child.stdout.close()
    return took

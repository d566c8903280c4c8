"""What holds for every test: nothing of the person's own is touched, no secret is reachable, no warning passes."""

from __future__ import annotations

import gc
import logging
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PLACES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "WORKBENCH_DATA_DIR",
          "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")  # fmt: skip


@pytest.fixture(autouse=True)
def garbage_goes_on_the_main_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """As in the app: a widget that is collected on a worker's thread, or while Qt restyles, ends the process."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.collect()
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def a_home_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes what belongs to the person who runs it."""
    home = tmp_path_factory.mktemp("home", numbered=True)
    for name in PLACES:
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture(autouse=True)
def no_keyring_of_the_person() -> Iterator[None]:
    """A test that needs a keyring starts one of its own."""
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def no_warning_passes(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A logged warning is a failure, unless the test is marked ``expects_warnings``."""
    yield
    if request.node.get_closest_marker("expects_warnings"):
        return
    said = [
        record.getMessage()
        for when in ("setup", "call")
        for record in caplog.get_records(when)  # type: ignore[arg-type]
        if record.levelno >= logging.WARNING and record.name.split(".")[0] in ("workbench", "ui", "root")
    ]
    if said:
        pytest.fail(f"logged without being expected: {said}", pytrace=False)


def pytest_sessionfinish() -> None:
    """Clear the clipboard that lives in memory: what Python put there is destroyed after Python is, which crashes."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        widgets.QApplication.clipboard().clear()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end which real servers were not here, so that a green run is not taken for more than it is."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped if "real" in report.keywords)
    if reasons:
        terminalreporter.section("real servers that were not here")
        for reason, tests in sorted(reasons.items()):
            terminalreporter.line(f"{reason}: {tests} tests left out")


class SmallDisk:
    """A file system of its own, so small that it can be filled. ``place``: where it is mounted."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._ballast = place / "ballast"

    def fill(self) -> None:
        with pytest.raises(OSError, match="No space"), self._ballast.open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)

    def leave(self, size: int) -> None:
        """Leave room for so many bytes more on the full disk."""
        free = os.statvfs(self.place)
        with self._ballast.open("rb+") as file:
            file.truncate(self._ballast.stat().st_size + free.f_bavail * free.f_frsize - size)

    def make_room(self) -> None:
        self._ballast.unlink()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A disk with room for sixteen megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    why = "a small disk can be mounted by root alone"
    if os.geteuid() != 0:
        pytest.skip(why)
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(place)]
    done = subprocess.run(mount, check=False, capture_output=True)
    if done.returncode:
        pytest.skip(f"{why}: {done.stderr.decode().strip()}")
    try:
        yield SmallDisk(place)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)

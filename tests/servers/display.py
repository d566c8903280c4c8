"""A real X screen: Xvfb with a window manager, thrown away afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def missing() -> str:
    """Why there can be no screen here; empty when there can."""
    for program in ("Xvfb", "openbox", "xdotool", "import"):
        if shutil.which(program) is None:
            return f"a virtual screen is not installed ({program})"
    return ""


class Display:
    """A running screen. ``environment`` is what a program needs to show a window on it."""

    def __init__(self, size: str = "1440x900x24") -> None:
        self._size = size
        self._started: list[subprocess.Popen[bytes]] = []
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Display:
        read, write = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", self._size, "-nolisten", "tcp"],
            pass_fds=(write,), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        self._started.append(server)
        self.environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        # Without a window manager no window takes the focus.
        self._started.append(
            subprocess.Popen(["openbox", "--sm-disable"], env=self.environment, stderr=subprocess.DEVNULL)
        )
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._started):
            process.terminate()
            process.wait(10)

    @contextmanager
    def show(self, command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
        """Run a program that shows a window, until the block ends."""
        program = subprocess.Popen(command, env=self.environment)
        try:
            yield program
        finally:
            program.terminate()
            try:
                program.wait(20)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait(20)
                raise

    def do(self, *words: str) -> str:
        """Run xdotool; what it printed."""
        return subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=True, timeout=60
        ).stdout.strip()

    def picture(self, file: Path) -> None:
        """Write the whole screen to ``file``."""
        subprocess.run(["import", "-window", "root", str(file)], env=self.environment, check=True, timeout=60)

"""A real Secret Service: gnome-keyring on a private message bus, with a home of its own, thrown away afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]


def missing() -> str:
    """Why there can be no keyring here; empty when there can."""
    for program in ("dbus-daemon", "gnome-keyring-daemon", "dbus-send"):
        if shutil.which(program) is None:
            return f"the keyring daemon is not installed ({program})"
    return ""


class Keyring:
    """A running keyring. ``environment`` is what a process needs to reach it."""

    def __init__(self, *, unlocked: bool = True) -> None:
        self._unlocked = unlocked
        self._home = Path(tempfile.mkdtemp(prefix="ring"))
        self._bus: subprocess.Popen[str] | None = None
        self._daemon: subprocess.Popen[bytes] | None = None
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Keyring:
        folders = {
            name: self._home / name.lower() for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")
        }
        for folder in folders.values():
            folder.mkdir(mode=0o700)
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND")
        }
        self.environment = kept | {name: str(folder) for name, folder in folders.items()}
        try:
            self._open_bus()
            if self._unlocked:
                self._unlock()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        # The bus ends what it started itself when it goes: a daemon that was never unlocked is one of those.
        for process in (self._daemon, self._bus):
            if process is not None:
                process.terminate()
                process.wait(20)
        if self._bus is not None and self._bus.stdout is not None:
            self._bus.stdout.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def python(self, code: str) -> subprocess.CompletedProcess[str]:
        """Run ``code`` in a Python that reaches this keyring."""
        environment = self.environment | {"PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, timeout=60
        )

    def files(self) -> list[Path]:
        """What the keyring has written."""
        return [file for file in self._home.rglob("*") if file.is_file()]

    def _open_bus(self) -> None:
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self._bus.stdout is not None
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._bus.stdout.readline().strip()

    def _unlock(self) -> None:
        self._daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
             f"--control-directory={self.environment['XDG_RUNTIME_DIR']}"],
            env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert self._daemon.stdin is not None
        self._daemon.stdin.write(b"a test's own")  # it takes all it is given: a line's end would be part of the word
        self._daemon.stdin.close()
        for _ in range(200):
            if self._on_the_bus():
                return
            time.sleep(0.05)
        raise RuntimeError("the keyring did not come up")

    def _on_the_bus(self) -> bool:
        said = subprocess.run(
            ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
             "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return "boolean true" in said.stdout

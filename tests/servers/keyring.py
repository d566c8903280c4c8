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
        self._started: list[int] = []
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Keyring:
        folders = {name: self._home / name.lower() for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")}
        for folder in folders.values():
            folder.mkdir(mode=0o700)
        kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND")}
        self.environment = kept | {name: str(folder) for name, folder in folders.items()}
        bus = subprocess.run(
            ["dbus-daemon", "--session", "--fork", "--print-address=1", "--print-pid=1"],
            env=self.environment, capture_output=True, text=True, check=True,
        ).stdout.split()  # fmt: skip
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus[0]
        self._started.append(int(bus[1]))
        if self._unlocked:
            self._unlock()
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["pkill", "-f", f"gnome-keyring-daemon.*{self._home.name}"], check=False)
        for pid in self._started:
            try:
                os.kill(pid, 15)
            except ProcessLookupError:
                continue
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

    def _unlock(self) -> None:
        daemon = subprocess.run(
            ["gnome-keyring-daemon", "--unlock", "--components=secrets", f"--control-directory={self._home}/xdg_runtime_dir"],
            env=self.environment, input="a test's own", text=True, capture_output=True, check=True,
        )  # fmt: skip
        for line in daemon.stdout.splitlines():
            name, _, value = line.partition("=")
            self.environment[name] = value
        for _ in range(100):
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

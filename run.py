"""Starts Support Workbench from a checkout, and everything a developer does with one word.

    python3 run.py                 open the app
    python3 run.py test [...]      run the tests that this machine can run
    python3 run.py bench [...]     measure; --json FILE keeps the figures
    python3 run.py lint            linters, types and import rules
    python3 run.py shots DIR       pictures of each main screen
    python3 run.py build           a folder to install, with everything in it
    python3 run.py lock            pin the newest fitting versions
    python3 run.py cli WORD ...    the command line of the app

Standard library only: it makes the environment it needs, with uv where that is installed, else with venv and pip.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "made-from"
LOCKS = {False: ROOT / "requirements" / "lock.txt", True: ROOT / "requirements" / "dev.txt"}
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

QT_CHECK = "from PySide6 import QtCore, QtGui, QtWidgets, QtSvg, QtNetwork"
QT_PACKAGES = [  # as Debian 12 names them
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libdbus-1-3",
    "libfontconfig1",
    "libxkbcommon0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libwayland-cursor0",
]


class Trouble(Exception):
    """What went wrong and what to do now, for a person."""


def main(arguments: list[str]) -> int:
    """Carry out one word; the exit code."""
    words = {"test": test, "bench": bench, "lint": lint, "shots": shots, "build": build, "lock": lock, "cli": cli}
    word, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    try:
        if word in words:
            return words[word](rest)
        if word in ("-h", "--help", "help"):
            print(__doc__)
            return 0
        return app(arguments)
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 2


def app(arguments: list[str]) -> int:
    """Open the window, or run a word of the app's command line."""
    ready(dev=False)
    return become([str(PYTHON), "-m", "ui", *arguments])


def cli(arguments: list[str]) -> int:
    """Run a word of the command line, without the window."""
    ready(dev=False)
    return become([str(PYTHON), "-m", "workbench", *arguments])


def test(arguments: list[str]) -> int:
    """Run the tests. Tests of real servers that are not here say so by name, or fail with WORKBENCH_REAL=1."""
    ready(dev=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return run([str(PYTHON), "-m", "pytest", *arguments])


def bench(arguments: list[str]) -> int:
    """Measure speed, memory and safety."""
    ready(dev=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return run([str(PYTHON), "-m", "tests.bench", *arguments])


def shots(arguments: list[str]) -> int:
    """Paint each main screen into PNG files."""
    if len(arguments) != 1:
        raise Trouble("A folder for the pictures is needed: python3 run.py shots DIR")
    ready(dev=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return run([str(PYTHON), "-m", "tests.shots", *arguments])


def lint(_: list[str]) -> int:
    """Style, types, and who may import whom."""
    ready(dev=True)
    steps = (["ruff", "check", "."], ["mypy"], ["importlinter.cli", "lint"])
    codes = []
    for step in steps:
        print(f"— {' '.join(step)}", flush=True)
        if step[0] == "importlinter.cli":
            codes.append(
                run([str(PYTHON), "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"])
            )
        else:
            codes.append(run([str(PYTHON), "-m", *step]))
    return max(codes)


def build(_: list[str]) -> int:
    """Make a folder that holds the app and all it needs, under dist/."""
    ready(dev=True)
    return run([str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--clean", "build.spec"])


def lock(_: list[str]) -> int:
    """Pin every version with its hashes; no address of any host is written."""
    uv = shutil.which("uv")
    if uv is None:
        raise Trouble("Pinning needs uv on the PATH. Install uv, then run this again.")
    common = ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header",
              "--no-annotate", "--no-emit-index-url", "--upgrade"]  # fmt: skip
    for dev, file in LOCKS.items():
        file.parent.mkdir(exist_ok=True)
        groups = ["--group", "dev"] if dev else []
        code = run([uv, "pip", "compile", "pyproject.toml", *groups, *common, "--output-file", str(file)])
        if code:
            return code
    return 0


def ready(*, dev: bool) -> None:
    """Make the environment if it is not there or not of today's lock, and see that Qt loads."""
    if sys.version_info < (3, 11):
        raise Trouble(
            f"Python 3.11 or newer is needed; this is {platform.python_version()}. Run it with a newer python3."
        )
    if not made(dev):
        print("Setting up: this happens once.", flush=True)
        make(dev)
        see_that_qt_loads()
        remember(dev)
    os.environ["PYTHONPATH"] = str(ROOT)
    os.chdir(ROOT)


def made(dev: bool) -> bool:
    """Whether the environment was made from today's lock (one with the developers' tools serves for both)."""
    if not STAMP.exists() or not PYTHON.exists():
        return False
    stamp = STAMP.read_text("utf-8").split()
    return digest(True) in stamp or (not dev and digest(False) in stamp)


def digest(dev: bool) -> str:
    """What stands in the lock and which Python it is for, as one word."""
    return hashlib.sha256(LOCKS[dev].read_bytes() + platform.python_version().encode()).hexdigest()


def remember(dev: bool) -> None:
    STAMP.write_text(digest(dev) + "\n", "utf-8")


def make(dev: bool) -> None:
    """Make the environment and install what the lock names, each file checked against its hash."""
    STAMP.unlink(missing_ok=True)
    requirements = str(LOCKS[dev])
    uv = shutil.which("uv")
    if uv:
        steps = [
            [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(VENV)],
            [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(PYTHON), requirements],
        ]
    else:
        see_that_venv_is_there()
        pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        steps = [
            [sys.executable, "-m", "venv", str(VENV)],
            [*pip, "install", "--require-hashes", "--no-deps", "-r", requirements],
        ]
    for step in steps:
        if run(step):
            raise Trouble(
                "The libraries could not be installed; the lines above say why.\n"
                "Nothing is broken by that. Check the network (and the proxy, if there is one), then run this again."
            )


def see_that_venv_is_there() -> None:
    """Debian parts venv from Python; get it, or say how."""
    have = subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    if have.returncode:
        install([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"], "Python's venv is not installed.")


def see_that_qt_loads() -> None:
    """Find the system libraries that Qt misses, and install them or say how."""
    why = qt_complaint()
    if not why:
        return
    if platform.system() != "Linux":
        raise Trouble(f"Qt does not load: {why}")
    install(QT_PACKAGES, f"Qt misses a library of the system ({why}).")
    if why := qt_complaint():
        raise Trouble(f"Qt still does not load: {why}")


def qt_complaint() -> str:
    """The last line of what Python says when Qt is loaded; empty when it loads and every platform library is there."""
    check = QT_CHECK
    if platform.system() == "Linux":
        check += "; import ctypes; [ctypes.CDLL(name) for name in ('libxcb-cursor.so.0', 'libxcb-icccm.so.4', "
        check += "'libxcb-keysyms.so.1', 'libxcb-shape.so.0', 'libxkbcommon-x11.so.0')]"
    found = subprocess.run([str(PYTHON), "-c", check], capture_output=True, text=True, check=False)
    return "" if found.returncode == 0 else (found.stderr.strip().splitlines() or ["no reason was given"])[-1]


def install(packages: list[str], why: str) -> None:
    """Install system packages with apt as root or after asking; elsewhere say the exact line."""
    apt = shutil.which("apt-get")
    line = f"sudo apt-get install {' '.join(packages)}"
    if apt is None:
        raise Trouble(f"{why}\nInstall the packages of your system that match these of Debian: {' '.join(packages)}")
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    if sudo and not (sys.stdin.isatty() and input(f"{why}\nRun “{line}” now? [y/N] ").strip().lower() == "y"):
        raise Trouble(f"{why} Run this, then start again:\n  {line}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run([*sudo, apt, "-qq", "update"], environment)
    names = [renamed(package) for package in packages]
    if run([*sudo, apt, "-qq", "-y", "--no-install-recommends", "install", *names], environment):
        raise Trouble(f"The packages could not be installed. Run this by hand, then start again:\n  {line}")


def renamed(package: str) -> str:
    """The package's name on this system: newer Debian and Ubuntu added an ending to some."""
    newer = package + "t64"
    found = subprocess.run(["apt-cache", "show", newer], capture_output=True, check=False)
    return newer if found.returncode == 0 else package


def run(command: list[str], environment: dict[str, str] | None = None) -> int:
    """Run a command and wait; its exit code."""
    try:
        return subprocess.run(command, check=False, env=environment).returncode
    except KeyboardInterrupt:
        return 130


def become(command: list[str]) -> int:
    """Go on as another program, where the system can; the exit code elsewhere."""
    if os.name == "nt":
        return run(command)
    sys.stdout.flush()
    os.execv(command[0], command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Starts Support Workbench from a checkout, and everything a developer does with one word.

    python3 run.py                 open the app
    python3 run.py test [...]      run the tests that this machine can run
    python3 run.py bench [...]     measure; --json FILE keeps the figures
    python3 run.py fuzz checker    look for texts on which it breaks; --seconds N
    python3 run.py lint            linters, types and import rules
    python3 run.py shots DIR       pictures of each main screen
    python3 run.py docs            write the page of each rule anew
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
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "made-from"
REQUIREMENTS = ROOT / "requirements"
LOCKS = {False: REQUIREMENTS / "lock.txt", True: REQUIREMENTS / "dev.txt"}
BUILD_LOCK = REQUIREMENTS / "build.txt"
FUZZ_LOCK = REQUIREMENTS / "fuzz.txt"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# Names each system library of Linux that cannot be loaded, then sees whether Qt itself can.
QT_CHECK = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
from PySide6 import QtCore, QtGui, QtWidgets, QtSvg, QtNetwork
"""
QT_LIBRARIES = {  # and the package of each, as Debian 12 names them
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


NOT_INSTALLED = """\
The libraries could not be installed; the lines above say why.
Nothing is broken by that. Check the network (and the proxy, if there is one), then run this again."""


class Trouble(Exception):
    """What went wrong and what to do now, for a person."""


def main(arguments: list[str]) -> int:
    """Carry out one word; the exit code."""
    words = {"test": test, "bench": bench, "lint": lint, "shots": shots, "docs": docs, "build": build}
    words |= {"lock": lock, "cli": cli, "fuzz": fuzz}
    word, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    try:
        if sys.version_info < (3, 11):
            raise Trouble(f"Python 3.11 or newer is needed; this is {platform.python_version()}. Use a newer one.")
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
    if not arguments:
        see_that_there_is_a_screen()
    ready(dev=False)
    return become([str(PYTHON), "-P", "-m", "ui", *arguments])


def cli(arguments: list[str]) -> int:
    """Run a word of the command line, without the window; ``palette`` alone has one."""
    ready(dev=False)
    if "palette" in arguments:
        return become([str(PYTHON), "-P", "-m", "ui", *arguments])
    return become([str(PYTHON), "-P", "-m", "workbench", *arguments])


def test(arguments: list[str]) -> int:
    """Run the tests; all of them in two processes side by side, for most of the time they wait.

    Tests of real servers that are not here say so by name, or fail with WORKBENCH_REAL=1.
    """
    ready_to_develop()
    command = [str(PYTHON), "-m", "pytest"]
    if arguments:
        return run([*command, *arguments])
    windows = ["tests/ui", "tests/journeys"]
    with tempfile.TemporaryFile() as told:
        other = subprocess.Popen([*command, *windows], stdout=told, stderr=subprocess.STDOUT)
        try:
            code = run([*command, "tests", *(f"--ignore={folder}" for folder in windows)])
            codes = [code, other.wait()]
        finally:
            other.kill()
        told.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(told, sys.stdout.buffer)
    return next((code for code in codes if code), 0)


def bench(arguments: list[str]) -> int:
    """Measure speed, memory and safety."""
    ready_to_develop()
    return run([str(PYTHON), "-m", "tests.bench", *arguments])


def fuzz(arguments: list[str]) -> int:
    """Look for texts on which something breaks, with an engine that is installed for this alone, under build/."""
    ready_to_develop()
    libraries = ROOT / "build" / "fuzz" / "libraries"
    if not libraries.exists():
        install_beside(FUZZ_LOCK, libraries)
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(libraries)])
    return run([str(PYTHON), "-m", "tests.fuzz", *arguments])


def shots(arguments: list[str]) -> int:
    """Paint each main screen into PNG files."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        raise Trouble("A folder for the pictures is needed: python3 run.py shots DIR")
    folder = str(Path(arguments[0]).resolve())
    ready_to_develop()
    return run([str(PYTHON), "-m", "tests.shots", folder])


def docs(_: list[str]) -> int:
    """Write the pages that are made from other files: one for each rule of the checker."""
    ready_to_develop()
    return run([str(PYTHON), "-m", "tests.docs"])


def lint(_: list[str]) -> int:
    """Style, layout, types, and who may import whom: all of them, also when the first has something to say."""
    ready_to_develop()
    imports = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    steps = {
        "ruff": ["-m", "ruff", "check", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "--quiet", "."],
        "mypy": ["-m", "mypy"],
        "import-linter": ["-c", imports],
    }
    codes = []
    for name, step in steps.items():
        print(f"— {name}", flush=True)
        codes.append(run([str(PYTHON), *step]))
    return max(codes)


def build(_: list[str]) -> int:
    """Make a folder that holds the app and all it needs, under dist/."""
    ready_to_develop()
    install_beside(BUILD_LOCK, ROOT / "build" / "extra")  # a newer SQLite than many systems have
    return run([str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--clean", "build.spec"])


def lock(_: list[str]) -> int:
    """Pin every version with its hashes; no address of any host is written."""
    uv = shutil.which("uv")
    if uv is None:
        raise Trouble("Pinning needs uv on the PATH. Install uv, then run this again.")
    pin = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--upgrade", "--generate-hashes",
           "--no-header", "--no-annotate", "--no-emit-index-url", "--output-file"]  # fmt: skip
    alike = ["--constraint", str(LOCKS[False])]  # tests run on the versions that people get
    steps = [
        [*pin, str(LOCKS[False]), "pyproject.toml"],
        [*pin, str(LOCKS[True]), "pyproject.toml", "--group", "dev", *alike],
        [*pin, str(BUILD_LOCK), "--group", "build"],
        [*pin, str(FUZZ_LOCK), "--group", "fuzz"],
    ]
    os.chdir(ROOT)
    return max(run(step) for step in steps)


def ready_to_develop() -> None:
    """The environment with the developers' tools, in the checkout, with a screen in memory unless another is named."""
    ready(dev=True)
    os.chdir(ROOT)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def ready(*, dev: bool) -> None:
    """Make the environment if it is not there or not of today's lock, and see that Qt loads."""
    if not made(dev):
        print("Setting up: this happens once.", flush=True)
        make(dev)
        see_that_qt_loads()
        remember(dev)
    os.environ["PYTHONPATH"] = str(ROOT)


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
        pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet", "--retries", "2"]
        steps = [
            [sys.executable, "-m", "venv", "--clear", str(VENV)],
            [*pip, "install", "--require-hashes", "--no-deps", "-r", requirements],
        ]
    if any(run(step) for step in steps):
        raise Trouble(NOT_INSTALLED)


def install_beside(lock: Path, folder: Path) -> None:
    """Install what ``lock`` names into a folder of its own, which only some words look into."""
    shutil.rmtree(folder, ignore_errors=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--only-binary", ":all:"]
    if run([*pip, "--require-hashes", "--no-deps", "--target", str(folder), "-r", str(lock)]):
        shutil.rmtree(folder, ignore_errors=True)
        raise Trouble(NOT_INSTALLED)


def see_that_venv_is_there() -> None:
    """Debian parts venv from Python; get it, or say how."""
    have = subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    if have.returncode:
        install([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"], "Python's venv is not installed.")


def see_that_there_is_a_screen() -> None:
    """Qt ends the process where it finds none; say it in words before."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if platform.system() == "Linux" and not any(os.environ.get(name) for name in screens):
        raise Trouble(
            "There is no screen here to open a window on (DISPLAY and WAYLAND_DISPLAY are not set).\n"
            "Run this in a desktop session; `python3 run.py cli` works without one."
        )


def see_that_qt_loads() -> None:
    """Find the system libraries that Qt misses, and install them or say how."""
    absent, why = qt_complaint()
    if absent and (why or shutil.which("apt-get")):
        install([QT_LIBRARIES[name] for name in absent], f"Qt misses libraries of the system: {', '.join(absent)}.")
        absent, why = qt_complaint()
    if why:
        raise Trouble(f"Qt does not load: {why}")


def qt_complaint() -> tuple[list[str], str]:
    """The system libraries that are not here, and Python's last word when Qt does not load (else nothing)."""
    names = list(QT_LIBRARIES) if platform.system() == "Linux" else []
    found = subprocess.run([str(PYTHON), "-c", QT_CHECK, *names], capture_output=True, text=True, check=False)
    why = (found.stderr.strip().splitlines() or ["no reason was given"])[-1]
    return found.stdout.split(), "" if found.returncode == 0 else why


def install(packages: list[str], why: str) -> None:
    """Install system packages with apt as root or after asking; elsewhere say the exact line."""
    apt = shutil.which("apt-get")
    if apt is None:
        raise Trouble(f"{why}\nInstall the packages of your system that match these of Debian: {' '.join(packages)}")
    root = os.geteuid() == 0
    names = [renamed(package) for package in packages]
    line = f"{'' if root else 'sudo '}apt-get install {' '.join(names)}"
    if not root and not (sys.stdin.isatty() and input(f"{why}\nRun “{line}” now? [y/N] ").strip().lower() == "y"):
        raise Trouble(f"{why} Run this, then start again:\n  {line}")
    command = [*([] if root else ["sudo"]), apt, "-qq", "-o", "DPkg::Lock::Timeout=300"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run([*command, "update"], environment)
    names = [renamed(package) for package in packages]  # now that apt knows what there is
    if run([*command, "-y", "--no-install-recommends", "install", *names], environment):
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

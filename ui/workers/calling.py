"""Calls the window that is open on a data folder. Plain Python without Qt, and light: a person waits for it.

What is said is one line, ``workbench/1 WORD`` with, where the desktop gave one, a token that lets the window come to
the front. There is no answer: who can be connected to is there.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # without the import of typing, which takes its time
if TYPE_CHECKING:
    from collections.abc import Iterator

RAISE, PALETTE = "raise", "palette"
MAX_LINE = 512  # bytes, with its end
_VERSION = "workbench/1"
_FILE = "window.socket"
_LONGEST_PATH = 80  # bytes; some systems take 104, and Qt puts up to 20 more while it makes a socket
_PATIENCE = 0.5  # seconds
_TOKEN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/+=@,")


def call(home: str, word: str, token: str = "") -> bool:
    """Say ``word`` to the window that is open on the folder ``home``; whether there is one."""
    if sys.platform == "win32":
        _let_it_come_to_the_front()
    said = line(word, token)
    return any(_say(address, said) for address in addresses(home))


def addresses(home: str) -> Iterator[str]:
    """Where the window may listen, the likeliest first: in its own folder, to which others have no way."""
    folder = os.path.realpath(home)
    if sys.platform == "win32":
        yield rf"\\.\pipe\{_named(folder)}"
        return
    within = f"{folder}/{_FILE}"
    if len(os.fsencode(within)) <= _LONGEST_PATH:
        yield within
    yield _outside(folder)


def line(word: str, token: str = "") -> bytes:
    """What is said; a token that could not be one is left out."""
    fits = token and len(token) <= MAX_LINE // 2 and _TOKEN.issuperset(token)
    return f"{_VERSION} {word}{' ' + token if fits else ''}\n".encode()


def meant(said: bytes) -> tuple[str, str]:
    """Word and token of a line; empty for what is none of ours."""
    parts = said.decode("ascii", "replace").rstrip("\r\n").split(" ")
    if parts[0] != _VERSION or not 2 <= len(parts) <= 3 or not said.endswith(b"\n"):
        return "", ""
    token = parts[2] if len(parts) == 3 else ""
    return parts[1], token if _TOKEN.issuperset(token) else ""


def front_token() -> str:
    """What the desktop gave this process, so that a window may come to the front."""
    return os.environ.get("XDG_ACTIVATION_TOKEN", "")


def likely_home() -> str:
    """The data folder where nobody chose another: the same as `workbench.paths.default_home`, without its libraries."""
    if chosen := os.environ.get("WORKBENCH_DATA_DIR"):
        return chosen
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA", ""), "support-workbench")  # noqa: PTH118
    mine = os.path.expanduser("~")  # noqa: PTH111  (pathlib alone takes as long as Python itself to start)
    if sys.platform == "darwin":
        return f"{mine}/Library/Application Support/support-workbench"
    return f"{os.environ.get('XDG_DATA_HOME', '').strip() or mine + '/.local/share'}/support-workbench"


def _say(address: str, said: bytes) -> bool:
    try:
        if sys.platform == "win32":
            with open(address, "r+b", buffering=0) as pipe:  # noqa: PTH123
                pipe.write(said)
            return True
        if os.stat(address).st_uid != os.getuid():  # noqa: PTH116
            return False
        # The module below `socket`, which takes most of a start's time.
        from _socket import AF_UNIX, SOCK_STREAM, socket  # noqa: PLC0415

        caller = socket(AF_UNIX, SOCK_STREAM)
        try:
            caller.settimeout(_PATIENCE)
            caller.connect(address)
            caller.send(said)
        finally:
            caller.close()
    except OSError:
        return False
    return True


def _outside(folder: str) -> str:
    import tempfile  # noqa: PLC0415  (only where the folder itself cannot hold it)

    return f"{tempfile.gettempdir()}/{_named(folder)}"


def _named(folder: str) -> str:
    import hashlib  # noqa: PLC0415

    return "support-workbench-" + hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]


def _let_it_come_to_the_front() -> None:
    """Windows lets only the program that was just asked for something show itself; that is this one."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        ctypes.windll.user32.AllowSetForegroundWindow(-1)

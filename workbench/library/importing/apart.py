"""Reads a large file of another program in a process of its own.

One call into a parser cannot be interrupted: on 50 MB it holds every thread of this program for half a second, and the
window with them. What is small is read here, for a process takes its time to begin.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

import msgspec

import workbench
from workbench.exchange.files import files_in
from workbench.exchange.model import Format, Item
from workbench.exchange.registry import by_name
from workbench.kernel.errors import UserError

WORD = "read-apart"  # of the command line, and of the packed program
LARGE = 2 * 1024 * 1024
_PART = 100
_HEAD = 4  # bytes before each part that tell its length
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one process tells the other. ``last``: nothing follows; ``title`` and ``cure``: why nothing was read.

    ``fault``: what nobody foresaw.
    """

    items: tuple[Item, ...] = ()
    last: bool = False
    title: str = ""
    cure: str = ""
    fault: str = ""


def read(found: Format, path: Path) -> Iterator[Item]:
    """What ``found.read(path)`` gives, from a process of its own where the file or folder is large.

    Raises UserError as that does, and where the other process ended before its time.
    """
    child = _begun(found, path) if _is_large(path) else None
    if child is None:
        yield from found.read(path)
        return
    try:
        assert child.stdout is not None
        first = _received(child.stdout)
        if first is None:  # it could not even begin, so it is done here
            _log.info("the process that reads apart did not begin: %s", child.wait())
            yield from found.read(path)
            return
        yield from _items(first, child.stdout, path)
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def serve(format_name: str, path: Path) -> int:
    """The other process: write what is read to standard output, in parts. The exit code."""
    with suppress(OSError, AttributeError):
        os.nice(5)  # the window comes first
    with os.fdopen(1, "wb", closefd=False) as out:
        found = by_name(format_name)
        if found is None:
            return 2
        _send(out, Part())
        try:
            items = iter(found.read(path))
            while part := tuple(islice(items, _PART)):
                _send(out, Part(items=part))
            end = Part(last=True)
        except UserError as error:
            end = Part(last=True, title=error.title, cure=error.cure)
        except Exception as error:  # told to the one that waits, who raises it again
            end = Part(last=True, fault=f"{type(error).__name__}: {error}")
        _send(out, end)
    return 0


def _is_large(path: Path) -> bool:
    if path.is_file():
        return path.stat().st_size > LARGE
    size = 0
    for seen in files_in(path, lambda _name: True):
        with suppress(OSError):
            size += 0 if seen.why else seen.path.stat().st_size
        if size > LARGE:
            return True
    return False


def _begun(found: Format, path: Path) -> subprocess.Popen[bytes] | None:
    """The other process; None where the system gives none."""
    packed = getattr(sys, "frozen", False)
    command = [sys.executable] if packed else [sys.executable, "-P", "-m", "workbench"]
    root = str(Path(workbench.__file__).parents[1])
    places = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    try:
        return subprocess.Popen(  # noqa: S603  # our own program, our own words
            [*command, WORD, found.name, str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ if packed else os.environ | {"PYTHONPATH": places},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        _log.info("no process to read apart: %s", error)
        return None


def _items(part: Part | None, out: IO[bytes], path: Path) -> Iterator[Item]:
    while part is not None:
        if part.title:
            raise UserError(part.title, part.cure)
        if part.fault:
            raise RuntimeError(f"while “{path.name}” was read: {part.fault}")
        yield from part.items
        if part.last:
            return
        part = _received(out)
    raise UserError(f"“{path.name}” could not be read to its end.", "Nothing was changed. Export a part of it.")


def _send(out: IO[bytes], part: Part) -> None:
    data = msgspec.msgpack.encode(part)
    out.write(len(data).to_bytes(_HEAD, "big") + data)
    out.flush()


def _received(out: IO[bytes]) -> Part | None:
    """The next part; None where none comes any more."""
    size = int.from_bytes(out.read(_HEAD), "big")
    data = out.read(size)
    return msgspec.msgpack.decode(data, type=Part) if size and len(data) == size else None

"""Files of others, read with care: bounded in size, never by way of a link that leads out, in whatever encoding."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.exchange.model import MAX_FILE_BYTES
from workbench.kernel.errors import UserError

MAX_FILES = 20_000
MAX_DEPTH = 20
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
)  # fmt: skip
_SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a file. ``guess``: a sentence about the encoding where it had to be guessed, else empty."""

    text: str
    guess: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of a folder by its path from there. ``why``: why it is not read, else empty."""

    path: Path
    name: str
    why: str = ""


def bytes_of(path: Path, limit: int = MAX_FILE_BYTES) -> bytes:
    """The whole file. Raises UserError where it is too large (before it is read), no plain file, or cannot be read."""
    try:
        kind = path.stat()
        if not stat.S_ISREG(kind.st_mode):
            raise UserError(f"“{path.name}” is not a file.", "Nothing was read. Choose the file itself.")
        if kind.st_size > limit:
            raise _too_large(path, limit)
        with path.open("rb") as file:
            data = file.read(min(kind.st_size, limit) + 1)  # room is made for as much as is asked for
    except OSError as error:
        raise UserError(
            f"“{path.name}” could not be read.", f"{error.strerror or error}. Nothing was changed."
        ) from error
    if len(data) > min(kind.st_size, limit):  # it grew while it was read
        raise UserError(f"“{path.name}” changed while it was read.", "Nothing was changed here; try again.")
    return data


def words_of(path: Path, limit: int = MAX_FILE_BYTES) -> Words:
    """The text of a file; raises UserError as `bytes_of` does, and where it is no text."""
    return decoded(bytes_of(path, limit), path.name)


def decoded(data: bytes, name: str) -> Words:
    """Text by its byte order mark, else UTF-8, else a guess that says so. Raises UserError where it is no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return Words(data[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                raise UserError(f"“{name}” is damaged.", f"It says it is {encoding}, and is not.") from error
    guessed = _utf16(data)
    try:
        if not guessed:
            return Words(data.decode("utf-8"))
        return Words(data.decode(guessed), "The file does not say how its letters are written; UTF-16 was guessed.")
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise UserError(f"“{name}” is not text.", "Nothing was read.")
    guess = "The file is not UTF-8; its letters were read as Western European (Windows-1252). Look at the accents."
    return Words(data.decode("cp1252", errors="replace"), guess)


def head_of(path: Path, size: int = _SAMPLE) -> bytes:
    """The first bytes of a file; empty where it is no file or cannot be read. Never raises."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return b""
        with path.open("rb") as file:
            return file.read(size)
    except (OSError, ValueError):
        return b""


def start_of(path: Path, size: int = _SAMPLE) -> str:
    """The first words of a text file, to see what it is; empty where it is none. Never raises."""
    data = head_of(path, size)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="ignore")
    return data.decode(_utf16(data) or "utf-8", errors="ignore")


def files_in(folder: Path, wanted: Callable[[str], bool]) -> Iterator[Seen]:
    """Files below ``folder`` whose name is wanted, ordered; links that lead out are told, not followed."""
    root = folder.resolve()
    waiting = [(folder, 0)]
    count = 0
    while waiting:
        at, depth = waiting.pop()
        below = []
        for entry in _entries(at):
            path = Path(entry.path)
            name = path.relative_to(folder).as_posix()
            if entry.is_dir(follow_symlinks=False):
                below.append((path, depth + 1))
                continue
            if entry.is_symlink() and not _inside(path, root):
                if wanted(entry.name) or path.is_dir():
                    yield Seen(path, name, "It is a link that leads out of the folder, and was not followed.")
                continue
            if not wanted(entry.name) or not entry.is_file():
                continue
            count += 1
            if count > MAX_FILES:
                yield Seen(path, name, f"There are more than {MAX_FILES:,} files; the rest stays out.")
                return
            yield Seen(path, name)
        waiting += reversed([each for each in below if each[1] <= MAX_DEPTH])


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain letters is zero."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.1 else ""


def _too_large(path: Path, limit: int) -> UserError:
    return UserError(
        f"“{path.name}” is larger than {limit // (1024 * 1024)} MB.",
        "It was not read. Export a part of it from the other program, and read the parts one by one.",
    )

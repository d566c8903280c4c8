"""Bytes in the data folder, each file by the SHA-256 of what is in it: whole or not there, and each once only."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from errno import EDQUOT, ENOSPC
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO

from workbench.attachments.model import MOST_BYTES, KeptFile
from workbench.attachments.names import clean_name, type_of
from workbench.kernel.errors import DiskFull, StoreFault, UserError

_PIECE = 2**20
_HEAD = 512
_PART = ".part"


class Files:
    """``folder`` is made, for its owner alone, when the first file comes. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, source: Path) -> KeptFile:
        """Copy a file in. Raises UserError where it cannot be read or is too large, DiskFull or StoreFault."""
        name = clean_name(source.name)
        with _opened(source, name) as stream:
            return self._take(stream, name)

    def keep_bytes(self, data: bytes, name: str) -> KeptFile:
        """Keep what is in memory. Raises as `keep` does."""
        return self._take(io.BytesIO(data), clean_name(name))

    def has(self, sha: str) -> bool:
        return self._at(sha).is_file()

    def read(self, file: KeptFile) -> bytes:
        """All of it. Raises StoreFault where it is not there or not what was kept."""
        try:
            data = self._at(file.sha).read_bytes()
        except OSError as error:
            raise _lost(file.name) from error
        if hashlib.sha256(data).hexdigest() != file.sha:
            raise _lost(file.name)
        return data

    def touch(self, shas: Collection[str]) -> None:
        """Somebody needed these until now: their time to be swept counts from here."""
        for sha in shas:
            with suppress(OSError):
                os.utime(self._at(sha))

    def sweep(self, needed: Collection[str], spare: timedelta) -> int:
        """Delete what is not ``needed`` and was not touched for the time ``spare``; how many went.

        To be called where no row can come in meanwhile.
        """
        before = time.time() - spare.total_seconds()
        gone = 0
        for file in self._folder.iterdir() if self._folder.is_dir() else ():
            with suppress(OSError):  # what cannot be deleted now is looked at again the next time
                if file.name not in needed and file.stat().st_mtime <= before:
                    file.unlink()
                    gone += 1
        return gone

    def _take(self, stream: IO[bytes], name: str) -> KeptFile:
        digest, size, head = hashlib.sha256(), 0, b""
        with _writing(name), self._part() as part:
            for piece in _pieces(stream, name):
                head = head or piece[:_HEAD]
                size += len(piece)
                if size > MOST_BYTES:
                    raise _too_large(name)
                digest.update(piece)
                part.write(piece)
            if not size:
                raise UserError(f"“{name}” is empty.", "Save it with something in it, then attach it again.")
            part.flush()
            os.fsync(part.fileno())
            self._settle(Path(part.name), digest.hexdigest())
        return KeptFile(sha=digest.hexdigest(), name=name, type=type_of(name, head), size=size)

    @contextmanager
    def _part(self) -> Iterator[IO[bytes]]:
        """A file that is not there yet; what is left of it at the end goes away. 0600, as the library makes them."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(dir=self._folder, suffix=_PART, delete=False) as part:
            try:
                yield part
            finally:
                part.close()
                Path(part.name).unlink(missing_ok=True)

    def _settle(self, part: Path, sha: str) -> None:
        """Give it its name, and have that on the disk too. One that is there is replaced: it may be damaged."""
        try:
            part.replace(self._at(sha))
        except PermissionError:  # Windows, where another is reading it just now: it is there
            if not self.has(sha):
                raise
            self.touch([sha])
        if hasattr(os, "O_DIRECTORY"):
            folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _at(self, sha: str) -> Path:
        if len(sha) != 64 or not sha.isalnum():
            raise StoreFault("This file is not known by a name that one could have.", "Attach it again.")
        return self._folder / sha


@contextmanager
def _opened(source: Path, name: str) -> Iterator[BinaryIO]:
    """The file to read; a pipe or a device is none, and would never end."""
    try:
        found = source.stat()
        if stat.S_ISDIR(found.st_mode):
            raise UserError(f"“{name}” is a folder.", "Pack it into one file, and attach that.")
        if not stat.S_ISREG(found.st_mode):
            raise UserError(f"“{name}” is no file that could be sent.", "Attach another one.")
        if found.st_size > MOST_BYTES:
            raise _too_large(name)
        stream = source.open("rb")
    except (OSError, ValueError) as error:
        raise _unreadable(name) from error
    with stream:
        yield stream


def _pieces(stream: IO[bytes], name: str) -> Iterator[bytes]:
    while True:
        try:
            piece = stream.read(_PIECE)
        except OSError as error:
            raise _unreadable(name) from error
        if not piece:
            return
        yield piece


@contextmanager
def _writing(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {ENOSPC, EDQUOT}:
            raise DiskFull(
                f"The disk is full, so “{name}” was not attached.", "Free some space, then attach it again."
            ) from error
        raise StoreFault(
            f"“{name}” was not attached, for the data folder cannot be written to.",
            "Check that the folder exists and belongs to you, then attach it again.",
        ) from error


def _unreadable(name: str) -> UserError:
    return UserError(f"“{name}” could not be read.", "Check that it is still there and that you may open it.")


def _too_large(name: str) -> UserError:
    return UserError(
        f"“{name}” is larger than {MOST_BYTES // 1_000_000} MB.",
        "Put it where the customer can fetch it, and send the link.",
    )


def _lost(name: str) -> StoreFault:
    return StoreFault(f"“{name}” is no longer on this machine as it was attached.", "Attach it again, then send.")

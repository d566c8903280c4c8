"""A file that is whole or not there: written beside its place under a name that nobody knows, then put there.

A name that could be guessed would let somebody else, in a folder that others may write to, put a link there first and
have us write through it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, TypeVar

from workbench.kernel.errors import UserError

T = TypeVar("T")


def whole_file(file: Path, write: Callable[[IO[bytes]], T], *, private: bool = False) -> T:
    """What ``write`` gives, once the file is in its place. ``private``: nobody else on this machine may read it.

    A link that stands in its place is replaced and not followed. Raises UserError where it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name[:40]}.", suffix=".part", dir=file.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                result = write(out)
                out.flush()
                os.fsync(out.fileno())
            if not private:
                beside.chmod(0o644)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(f"“{file}” could not be written.", f"Choose another folder. ({error.strerror})") from error
    return result

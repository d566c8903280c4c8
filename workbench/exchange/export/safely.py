"""Write beside the goal and put it in place in one step, so that nothing half written is ever seen there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from workbench.kernel.errors import UserError


def write_file(target: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write a file. Raises UserError where it is there already (unless told) or cannot be written."""
    _refuse(target, overwrite)
    if target.is_dir():
        raise UserError(f"“{target.name}” is a folder.", "Nothing was written. Choose another name.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(0o644)
            _refuse(target, overwrite)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise _could_not(target, error) from error


def write_folder(
    target: Path, files: Iterable[tuple[PurePosixPath, str | bytes]], *, known: frozenset[str], overwrite: bool = False
) -> None:
    """Write a folder of files. One that is there is replaced when told, if it holds ``known`` names alone.

    Raises UserError where it may not or cannot be written.
    """
    _refuse(target, overwrite)
    try:
        if target.exists():
            _see_that_it_is_ours(target, known)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}.", dir=target.parent))
        try:
            new = beside / "new"
            new.mkdir()
            for name, text in files:
                file = new / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode() if isinstance(text, str) else text)
            _refuse(target, overwrite)
            if target.exists():
                target.rename(beside / "old")
            new.rename(target)
        finally:
            _bring_back(beside / "old", target)
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise _could_not(target, error) from error


def _bring_back(old: Path, target: Path) -> None:
    if old.exists() and not target.exists():
        old.rename(target)


def _refuse(target: Path, overwrite: bool) -> None:
    if not overwrite and (target.exists() or target.is_symlink()):
        raise UserError(
            f"“{target.name}” is there already.", "Nothing was written. Choose another name, or replace it."
        )


def _see_that_it_is_ours(target: Path, known: frozenset[str]) -> None:
    others = sorted({each.name for each in target.iterdir()} - known) if target.is_dir() else [target.name]
    if others or target.is_symlink():
        raise UserError(
            f"“{target.name}” holds more than an export.",
            f"Nothing was written, so that “{others[0] if others else target.name}” is not lost. Choose a new folder.",
        )


def _could_not(target: Path, error: OSError) -> UserError:
    return UserError(f"“{target.name}” could not be written.", f"{error.strerror or error}. Nothing was changed there.")

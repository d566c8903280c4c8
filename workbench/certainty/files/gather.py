"""Which files are meant by the names on a command line, and what each says of its language."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from workbench.kernel.errors import UserError
from workbench.kernel.toml import read_toml

LARGEST = 64 * 1024 * 1024
_CHECKED = frozenset([".md", ".markdown", ".txt", ".html", ".htm"])
PACK = "pack.toml"


def files_below(place: Path) -> Iterator[Path]:
    """``place`` itself, or for a folder every Markdown, text and HTML file below it that is not hidden, sorted.

    Rule files of packs are among them.
    """
    if not place.is_dir():
        yield place
        return
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and (file.suffix.lower() in _CHECKED or is_rules(file)):
                yield file


def is_rules(file: Path) -> bool:
    """Whether ``file`` holds the rules of a pack."""
    return file.suffix == ".toml" and file.parent.name == "rules" and (file.parent.parent / PACK).is_file()


def text_of(file: Path) -> str:
    """The text of ``file``, line ends as they are. Raises UserError with what to do."""
    try:
        if file.stat().st_size > LARGEST:
            raise UserError(f"{file} is larger than {LARGEST // 2**20} MiB.", "Split it and check the parts.")
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UserError(
            f"{file} could not be read: {error.strerror}.", "Check its name and that you may read it."
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(f"{file} is not UTF-8 text.", "Save it as UTF-8 and check it again.") from error


def pack_of(file: Path) -> Path | None:
    """The folder of the pack that ``file`` belongs to, or None."""
    return _pack_above(file.absolute().parent)


@lru_cache(maxsize=4096)
def _pack_above(folder: Path) -> Path | None:
    if (folder / PACK).is_file():
        return folder
    return None if folder == folder.parent else _pack_above(folder.parent)


@lru_cache(maxsize=256)
def language_of_pack(pack: Path) -> str:
    """The language that the pack is written in where a snippet names none; empty where it does not say."""
    try:
        named = read_toml((pack / PACK).read_text("utf-8-sig")).get("default_language", "")
    except (OSError, ValueError):
        return ""
    return named if isinstance(named, str) else ""

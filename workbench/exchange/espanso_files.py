"""Where espanso keeps its files: a folder of its settings, its hub, one package in one or several versions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.exchange.files import Seen, start_of

MANIFEST = "_manifest.yml"
ENDINGS = (".yml", ".yaml")
_PACKAGE = frozenset({MANIFEST, "package.yml"})
_VERSION = re.compile(r"\d{1,9}(?:\.\d{1,9}){1,3}")
_MATCHES = re.compile(r"^[\"']?matches[\"']?\s*:", re.MULTILINE)
_BELOW = 4  # levels: packages/name/1.0.0/package.yml
_FOLDERS = 200
_ENTRIES = 300
_OPENED = 40


def has_matches(folder: Path) -> bool:
    """Whether a folder, or one up to four levels below it, holds a package or matches; looks at so many alone.

    Never raises.
    """
    waiting = [(folder, 0)]
    opened = 0
    for at, depth in waiting:
        files, folders = _inside(at)
        for file in files:
            if file.name == MANIFEST:
                return True
            opened += 1
            if opened > _OPENED:
                return False
            if _MATCHES.search(start_of(file, 65_536)):
                return True
        if depth < _BELOW:
            waiting += [(each, depth + 1) for each in folders[: _FOLDERS - len(waiting)]]
    return False


def newest(seen: Iterable[Seen]) -> Iterator[Seen]:
    """The same files; those of a package that is there in a higher version too say why they are not read."""
    listed = list(seen)
    versions: dict[Path, set[Path]] = {}
    for each in listed:
        if each.path.name in _PACKAGE and _VERSION.fullmatch(each.path.parent.name):
            versions.setdefault(each.path.parent.parent, set()).add(each.path.parent)
    older = {
        folder: max(found, key=_number).name
        for found in versions.values()
        for folder in found
        if _number(folder) < max(map(_number, found))
    }
    for each in listed:
        higher = next((older[parent] for parent in each.path.parents if parent in older), "")
        why = f"It is of an older version; {higher} of this package comes in." if higher else ""
        yield Seen(each.path, each.name, each.why or why)


def _number(folder: Path) -> tuple[int, ...]:
    return tuple(map(int, folder.name.split(".")))


def _inside(folder: Path) -> tuple[list[Path], list[Path]]:
    """Its match files and its folders, as many as are looked at; neither where it cannot be listed."""
    try:
        found = [each for _, each in zip(range(_ENTRIES), sorted(folder.iterdir()), strict=False)]
        files = [each for each in found if each.suffix.lower() in ENDINGS and each.is_file()]
        return files, [each for each in found if each.is_dir() and not each.is_symlink() and each.name[:1] != "."]
    except OSError:
        return [], []

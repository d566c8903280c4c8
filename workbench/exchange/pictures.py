"""Pictures that a file of another program names: taken where they lie in the chosen folder, and from nowhere else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MAX_BYTES = 20_000_000  # as much as can be attached
_NAME = re.compile(r"[^\W_][\w ().+-]{0,90}\.(?:png|jpe?g|gif|webp)", re.IGNORECASE)
_HOME = re.compile(r"[$%]CONFIG%?[/\\]", re.IGNORECASE)
_PACKAGE = re.compile(r"(?:match/)?packages/[^/]+/")


@dataclass(frozen=True, slots=True)
class Picture:
    """``why``: why it does not come in, in a sentence; else empty."""

    path: Path | None = None
    why: str = ""


@dataclass(slots=True)
class Pictures:
    """``root``: the chosen folder. Two of the same name cannot both come in."""

    root: Path
    _taken: dict[str, Path] = field(default_factory=dict)

    def find(self, written: str, file: Path) -> Picture:
        """The picture that ``file`` names; never raises, and reads nothing of it."""
        try:
            root = self.root.resolve()
            path = next((each for each in _places(written, file.resolve(), root) if _is_inside(each, root)), None)
            return self._checked(path)
        except (OSError, ValueError, RuntimeError):
            return Picture(why="Its picture could not be looked at.")

    def _checked(self, path: Path | None) -> Picture:
        if path is None:
            return Picture(why="Its picture is not in the folder that was chosen, and was left out.")
        name = unicodedata.normalize("NFC", path.name)
        if name != path.name or not _NAME.fullmatch(name):
            return Picture(why="Its picture is of a kind, or has a name, that cannot be attached.")
        if not 0 < path.stat().st_size <= MAX_BYTES:
            return Picture(why=f"Its picture is empty, or larger than {MAX_BYTES // 1_000_000} MB.")
        if self._taken.setdefault(name, path) != path:
            return Picture(why=f"Another picture is called “{name}” too, and one alone can come in.")
        return Picture(path)


def _places(written: str, file: Path, root: Path) -> Iterator[Path]:
    """Where it may lie: as it is written, beside the file, from the folder of the settings, from that of a package."""
    slashed = written.replace("\\", "/")
    at_home = _HOME.match(written)
    if not at_home:
        yield file.parent / slashed
        return
    below = slashed[at_home.end() :]
    yield root / below
    yield root / below.removeprefix("match/")
    if package := _PACKAGE.match(below):
        yield file.parent / below[package.end() :]


def _is_inside(path: Path, root: Path) -> bool:
    return path.is_file() and path.resolve().is_relative_to(root)

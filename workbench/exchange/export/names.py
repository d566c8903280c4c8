"""Names of files and folders that every platform takes, each there once."""

from __future__ import annotations

import re

from workbench.kernel.text import fold, normalise

MAX_NAME = 60
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_NO_FOLDER = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def file_stem(title: str) -> str:
    """A title as the name of a file: small letters, digits and hyphens."""
    stem = _NOT_PLAIN.sub("-", fold(title)).strip("-")[:MAX_NAME].strip("-") or "snippet"
    return f"{stem}-1" if _RESERVED.fullmatch(stem) else stem


def folder_parts(folder: str) -> tuple[str, ...]:
    """A folder of ours as folders of the disk; what a platform does not take becomes a hyphen."""
    return tuple(_part(part) for part in normalise(folder).split("/") if part.strip(" .") not in {"", ".."})


def _part(part: str) -> str:
    bare = _NO_FOLDER.sub("-", part).strip(" .")[:MAX_NAME].strip(" .") or "folder"
    return f"{bare}-1" if _RESERVED.fullmatch(bare) else bare


class Names:
    """Gives each name once, large and small letters taken as the same; ``joint`` stands before a number."""

    def __init__(self, joint: str = "-") -> None:
        self._joint = joint
        self._taken: set[str] = set()

    def free(self, wanted: str, ending: str = "") -> str:
        name, number = f"{wanted}{ending}", 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{wanted}{self._joint}{number}{ending}"
        self._taken.add(name.casefold())
        return name

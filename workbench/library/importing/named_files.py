"""Files that come in with snippets, beside those of the same name that are here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.attachments import repo as kept_files
from workbench.library.importing.plan import Action, Row
from workbench.library.model import OWN
from workbench.store import Reader


def told(reader: Reader, paths: Sequence[Path]) -> Iterator[Row]:
    """A row for each whose name stands here for something else: that stays, and goes with what comes in."""
    for path in paths:
        here = kept_files.asset(reader, OWN, path.name)
        if here is not None and here.sha != _sha(path):
            note = "Another file of this name is here already. It stays, and goes with what comes in."
            yield Row(source=path.name, action=Action.TELL, look=True, notes=(note,))


def _sha(path: Path) -> str:
    """Empty where it cannot be read: that is said when it is to come in."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""

"""Where things lie: our own resource files, and the folder that belongs to the person."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

_APP = "support-workbench"


def resources() -> Path:
    """Folder of icons, themes, rules, packs and practice data; the same in a checkout, a wheel and a frozen app."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    installed = Path(__file__).parent / "_resources"
    if installed.is_dir():
        return installed
    return Path(__file__).parents[1] / "resources"


def default_home() -> Path:
    """Folder for the store, backups and logs of this person, as the platform would have it."""
    return Path(os.environ.get("WORKBENCH_DATA_DIR") or platformdirs.user_data_path(_APP, appauthor=False))


def private_folder(folder: Path) -> Path:
    """Make ``folder`` (0700: conversations are personal data) and return it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder

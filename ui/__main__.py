"""The ``workbench`` command: opens the window, or hands a word on to the command line.

No Qt is imported before a window opens, so that words answer at once.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Open the window when there is no word. The exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    home = _only_data_dir(arguments)
    if home is None:
        from workbench.cli.main import main as words  # noqa: PLC0415

        return words(arguments)
    from ui.app import run  # noqa: PLC0415

    return run(home)


def _only_data_dir(arguments: list[str]) -> Path | None:
    """The data folder when nothing but ``--data-dir`` was given; None when there is a word."""
    from workbench.paths import default_home  # noqa: PLC0415

    match arguments:
        case []:
            return default_home()
        case ["--data-dir", folder]:
            return Path(folder)
        case [one] if one.startswith("--data-dir="):
            return Path(one.partition("=")[2])
    return None


if __name__ == "__main__":
    sys.exit(main())

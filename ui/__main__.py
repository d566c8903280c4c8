"""The ``workbench`` command: opens the window, or hands a word on to the command line.

No Qt is imported before a window opens, so that words answer at once; for ``palette`` nothing but what calls the
window that is open, for a person has pressed a key and waits.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # without the import of typing, which takes its time
if TYPE_CHECKING:
    from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Open the window when there is no word. The exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if "palette" in arguments and (code := _palette(arguments)) is not None:
        return code
    home = _only_data_dir(arguments)
    if home is None:
        from workbench.cli.main import main as words  # noqa: PLC0415

        return words(arguments)
    from ui.app import run  # noqa: PLC0415

    return run(home)


def _palette(arguments: list[str]) -> int | None:
    """Ask the open window for its search for snippets, or begin with that alone; None for other words."""
    from ui.workers.calling import PALETTE, call, front_token, likely_home  # noqa: PLC0415

    match arguments:
        case ["palette"]:
            asked = ""
        case ["--data-dir", asked, "palette"] | ["palette", "--data-dir", asked]:
            pass
        case [one, "palette"] | ["palette", one] if one.startswith("--data-dir="):
            asked = one.partition("=")[2]
        case _:
            return None
    if call(asked or likely_home(), PALETTE, front_token()):
        return 0
    from ui.app import run  # noqa: PLC0415

    home = _only_data_dir(["--data-dir", asked] if asked else [])
    assert home is not None
    return run(home, palette=True)


def _only_data_dir(arguments: list[str]) -> Path | None:
    """The data folder when nothing but ``--data-dir`` was given; None when there is a word."""
    from pathlib import Path  # noqa: PLC0415

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

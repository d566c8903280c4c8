"""The peers that are written in Python or come as a package of it, as they come and with what is like ours alone.

None of them checks again what was edited alone, so an edit is a check of the whole; Harper keeps what it found in a
sentence by itself.
"""

from __future__ import annotations

from contest import Check, main


def proselint() -> tuple[Check, Check]:
    return _proselint("")


def proselint_hedging() -> tuple[Check, Check]:
    return _proselint("hedging")


def _proselint(only: str) -> tuple[Check, Check]:
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(tuple(check for check in __register__ if check.path.startswith(only)))
    check = lambda text: len(LintFile("reply", text).lint())  # noqa: E731
    return check, check


def harper() -> tuple[Check, Check]:
    from harper import Linter

    linter = Linter()
    check = lambda text: len(linter.lint(text))  # noqa: E731
    return check, check


def harper_hedging() -> tuple[Check, Check]:
    from harper import Linter

    linter = Linter()
    linter.set_lint_config({**dict.fromkeys(linter.get_lint_config(), False), "Hedging": True})
    check = lambda text: len(linter.lint(text))  # noqa: E731
    return check, check


if __name__ == "__main__":
    main({one.__name__: one for one in (proselint, proselint_hedging, harper, harper_hedging)})

"""Our checker."""

from __future__ import annotations

from benchmarks.checker.contest import Check, main


def ours() -> tuple[Check, Check]:
    """An edit is checked as the composer has it checked."""
    from workbench.certainty import checker_for
    from workbench.certainty.incremental import Rechecker

    checker, again = checker_for("en"), Rechecker()
    if checker is None:
        raise SystemExit("There are no rules for English.")
    return lambda text: len(checker.check(text)), lambda text: len(again.check(checker, text))


if __name__ == "__main__":
    main({"ours": ours})

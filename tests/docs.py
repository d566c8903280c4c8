"""Writes the pages that are made from other files: ``python3 run.py docs``."""

from __future__ import annotations

import sys
from pathlib import Path

from workbench.certainty import book_of, languages
from workbench.certainty.pages import pages

RULES = Path(__file__).parents[1] / "docs" / "rules"


def made() -> dict[str, str]:
    """Every page below ``docs/rules``, by its path."""
    books = {language: book for language in languages() if (book := book_of(language))}
    return dict(pages(books))


def main() -> int:
    """Write what has changed, take away what is made no more; the exit code."""
    new = made()
    old = {file.relative_to(RULES).as_posix() for file in RULES.rglob("*.md")}
    for name in old - new.keys():
        (RULES / name).unlink()
    changed = [name for name, text in new.items() if name not in old or (RULES / name).read_text("utf-8") != text]
    for name in changed:
        (RULES / name).parent.mkdir(parents=True, exist_ok=True)
        (RULES / name).write_text(new[name], "utf-8", newline="\n")
    print(f"{len(new)} pages: {len(changed)} written, {len(old - new.keys())} taken away.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

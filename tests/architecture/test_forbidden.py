"""What must not be there, looked for in the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.store.migrations import _M0001

ROOT = Path(__file__).parents[2]
CODE = sorted([*(ROOT / "workbench").rglob("*.py"), *(ROOT / "ui").rglob("*.py")])
PERSON = r"(by|\w+_by|author(_name)?|agent(_\w+)?|person|owner|assignee)"


def holding(pattern: str, *, but: tuple[str, ...] = ()) -> list[str]:
    found = []
    for file in CODE:
        name = file.relative_to(ROOT).as_posix()
        if not name.startswith(but or ("-",)) and re.search(
            pattern, file.read_text("utf-8"), re.IGNORECASE | re.MULTILINE
        ):
            found.append(name)
    return found


@pytest.mark.parametrize(
    "pattern",
    [r"\bprocessEvents\(", r"^\s*global\s", r"\bQRunnable\b", r"\.setOpenExternalLinks\(True", r"verify\s*=\s*False",
     r"shell\s*=\s*True", r"\beval\(", r"\bpickle\b", r"handle[ -]time", r"\bdeflect"],
)  # fmt: skip
def test_it_is_nowhere(pattern: str) -> None:
    # the runner's docstring names QRunnable to say why it is not used
    assert holding(pattern, but=("ui/workers/runner.py",) if "QRunnable" in pattern else ()) == []


def test_no_query_groups_by_a_person() -> None:
    assert holding(rf"group\s+by\s+(\w+\.)?{PERSON}\b") == []


def test_no_table_says_who_of_us_did_it() -> None:
    tables = dict(re.findall(r"CREATE TABLE (\w+) \((.*?)\) STRICT", _M0001, re.DOTALL))
    assert {"entry", "outgoing", "snippet_use", "draft"} <= tables.keys()
    for table in ("entry", "outgoing", "snippet_use", "draft", "snippet"):
        assert not re.search(rf"\b{PERSON}\b", tables[table]), table


def test_print_is_for_nobody() -> None:
    assert holding(r"^\s*print\(") == []

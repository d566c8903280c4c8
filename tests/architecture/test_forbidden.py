"""What must not be there, looked for in the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlite_utils import Database

from workbench.store.migrations import migrate

ROOT = Path(__file__).parents[2]
CODE = sorted([*(ROOT / "workbench").rglob("*.py"), *(ROOT / "ui").rglob("*.py")])
PERSON = r"(by|\w+_by|author(_name)?|agent(_\w+)?|person|owner|assignee)"

GROUPED = rf"group\s+by\s+(?:[\w.()]+\s*,\s*)*(?:\w+\()?(?:\w+\.)?{PERSON}\b"


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
    assert holding(GROUPED) == []
    assert holding(rf"(Counter|groupby)\([^\n]*\.{PERSON}\b") == []


# Who looks after a snippet or a fact, and a day by which to look at it. Who wrote a message is one of customer, agent and system; who decided is of product and stands beside the reason;
# the owner of a topic is who in product has it in hand; an account says who signed in on this machine.
NAMED = {
    ("message", "author"), ("message", "author_name"), ("status_event", "decided_by"), ("topic", "owner"),
    ("account", "agent_remote"), ("account", "agent_name"), ("account", "agent_email"), ("snippet", "owner"),
    ("snippet", "review_by"), ("fact", "owner"),
}  # fmt: skip


def test_no_table_says_who_of_us_did_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "all.db", execute_plugins=False)
    migrate(database)
    columns = {(table.name, column.name) for table in database.tables for column in table.columns}
    assert {table for table, _ in columns} >= {"entry", "outgoing", "snippet_use", "draft", "evidence", "advocacy_step"}
    assert {each for each in columns if re.fullmatch(PERSON, each[1])} - NAMED == set()
    for view in database.views:
        assert not re.search(GROUPED, view.schema, re.IGNORECASE), view.name


def test_print_is_for_nobody() -> None:
    assert holding(r"^\s*print\(") == []

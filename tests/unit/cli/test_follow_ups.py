"""``workbench follow-ups``: what the window can do, without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.test_cli import run


@pytest.fixture
def home(tmp_path: Path) -> str:
    folder = str(tmp_path / "home")
    assert run("--data-dir", folder, "practice").code == 0
    return folder


def test_one_is_added_listed_as_due_and_done(home: str) -> None:
    assert run("--data-dir", home, "follow-ups").out == "Nothing is to be followed up.\n"
    added = run("--data-dir", home, "follow-ups", "--add", "1001", "+0", "The second charge")
    assert added.code == 0
    assert added.out.startswith("Follow up by 20")
    listed = run("--data-dir", home, "follow-ups", "--due")
    assert listed.code == 1, "there is something to look at"
    assert "#1001, Mette" in listed.out
    assert listed.out.endswith(": The second charge\n")
    assert run("--data-dir", home, "follow-ups", "--done", "1001").out == "Done: The second charge\n"
    assert (run("--data-dir", home, "follow-ups", "--due").code) == 0


def test_what_is_not_due_is_listed_and_is_nothing_to_look_at(home: str) -> None:
    run("--data-dir", home, "follow-ups", "--add", "1001", "+3", "The second charge")
    listed = run("--data-dir", home, "follow-ups")
    assert (listed.code, "#1001" in listed.out) == (0, True)
    assert run("--data-dir", home, "follow-ups", "--due").out == "Nothing is due.\n"


@pytest.mark.parametrize(("number", "day"), [("1001", "someday"), ("1001", "2020-01-01"), ("77", "+3")])
def test_no_day_a_past_one_and_no_ticket_are_said(home: str, number: str, day: str) -> None:
    ran = run("--data-dir", home, "follow-ups", "--add", number, day, "The second charge")
    assert ran.code == 2
    assert ran.err.strip()

"""``workbench feedback people``, ``month``, ``kudos`` and ``today``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.test_cli import run


@pytest.fixture
def home(tmp_path: Path) -> str:
    folder = tmp_path / "home"
    assert run("--data-dir", str(folder), "practice").code == 0
    return str(folder)


def test_people_are_added_and_found(home: str) -> None:
    assert run("--data-dir", home, "feedback", "people").out == "Nobody is on the list yet.\n"
    run("--data-dir", home, "feedback", "people", "--add", "Mara", "--owns", "Billing")
    assert run("--data-dir", home, "feedback", "people", "who", "owns", "billing").out == "Mara · Billing\n"
    assert run("--data-dir", home, "feedback", "people", "sync").out == "Nobody on the list fits.\n"


def test_nothing_is_owed_at_first(home: str) -> None:
    assert run("--data-dir", home, "feedback", "today").out == "Nothing is owed.\n"


def test_pages_are_written_as_markdown(home: str) -> None:
    assert "# What we did in May 2026" in run("--data-dir", home, "feedback", "month", "--month", "2026-05").out
    assert "# What customers thanked us for" in run("--data-dir", home, "feedback", "kudos", "--public").out
    refused = run("--data-dir", home, "feedback", "month", "--month", "May")
    assert refused.code != 0 and "“May” is no month." in refused.err

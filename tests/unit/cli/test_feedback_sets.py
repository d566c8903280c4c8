"""``workbench feedback sets``: what the window can do, without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.test_cli import run


@pytest.fixture
def home(tmp_path: Path) -> str:
    folder = str(tmp_path / "home")
    assert run("--data-dir", folder, "practice").code == 0
    return folder


def sets(home: str, *more: str) -> str:
    ran = run("--data-dir", home, "feedback", "sets", *more)
    assert ran.code == 0, ran.err
    return ran.out


def test_where_nothing_is_listed_it_says_so_and_what_to_do(home: str) -> None:
    out = sets(home)
    assert out.startswith("What customers set out to do\n")
    assert "have a list" in out or "No whole set" in out
    assert "Tick the questions that a reply answers" in out


def test_a_named_set_is_made_listed_changed_and_removed(home: str) -> None:
    assert sets(home, "--named").startswith("There is no named set yet.")
    assert sets(home, "--new", "Connect a domain", "Add it", "Point it") == "Connect a domain: 2 steps.\n"
    assert sets(home, "--new", "connect a domain", "Add it") == "connect a domain: 1 step.\n"
    assert sets(home, "--named") == "connect a domain\n  A  Add it\n"
    assert "is not offered any more" in sets(home, "--remove", "Connect a domain")
    assert sets(home, "--named").startswith("There is no named set yet.")


def test_a_conversations_questions_are_listed_added_and_marked(home: str) -> None:
    assert sets(home, "--ticket", "1001").startswith("Nothing is on its list")
    out = sets(home, "--ticket", "1001", "--add", "Does it renew?", "--foreseen")
    assert "A  open        Does it renew? (foreseen)\n" in out
    assert out.endswith("The set is waiting on us.\n")
    assert "on the list already" in sets(home, "--ticket", "1001", "--add", "does it renew?")
    assert "A  not needed  Does it renew?" in sets(home, "--ticket", "1001", "--mark", "a", "not-needed")
    sets(home, "--new", "Connect a domain", "Add it", "Point it")
    out = sets(home, "--ticket", "1001", "--go-by", "connect a domain")
    assert "B  open        Add it (foreseen)\nC  open        Point it (foreseen)\n" in out
    assert "Add it" not in sets(home, "--ticket", "1001", "--go-by", "-")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--ticket", "1001", "--mark", "A", "answered"), "No question has the letter A."),
        (("--goal", "Nothing"), "There is no named set “Nothing”."),
        (("--new", "A goal"), "The set has no steps."),
        (("--remove", "Nothing"), "There is no named set “Nothing”."),
    ],
)
def test_what_cannot_be_done_is_said(home: str, more: tuple[str, ...], said: str) -> None:
    ran = run("--data-dir", home, "feedback", "sets", *more)
    assert (ran.code, ran.err.splitlines()[0]) == (2, said)


def test_how_a_question_can_stand_is_said(home: str) -> None:
    sets(home, "--ticket", "1001", "--add", "Does it renew?")
    ran = run("--data-dir", home, "feedback", "sets", "--ticket", "1001", "--mark", "A", "done")
    assert (ran.code, "open, answered, verified, not-needed" in ran.err) == (2, True)

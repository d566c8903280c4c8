"""``workbench feedback export``, ``import`` and ``erase``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.unit.cli.test_cli import run
from workbench.app import open_workbench
from workbench.feedback.model import Captured, FeedbackKind
from workbench.secrets.port import SessionSecrets
from workbench.tickets.model import TicketQuery


@pytest.fixture
def home(tmp_path: Path) -> str:
    folder = str(tmp_path / "home")
    assert run("--data-dir", folder, "practice").code == 0
    return folder


@pytest.fixture
def said_by(home: str) -> tuple[str, str, str]:
    """Name, address and words of a customer of the practice desk who was captured."""
    workbench = open_workbench(Path(home), secrets=SessionSecrets())
    try:
        conversation = workbench.tickets.open(workbench.tickets.page(TicketQuery()).rows[0].id)
        assert conversation and conversation.customer
        message = next(each for each in conversation.messages if each.author == "customer")
        answer = workbench.feedback.capture(message.id, message.text[:60], FeedbackKind.BUG, "=1+1").value
        assert isinstance(answer, Captured)
        return conversation.customer.name, answer.entry.customer_email, answer.entry.verbatim
    finally:
        workbench.close()


def feedback(home: str, *more: str, code: int = 0) -> str:
    ran = run("--data-dir", home, "feedback", *more)
    assert ran.code == code, ran.err + ran.out
    return ran.out + ran.err


def test_an_export_is_looked_at_and_imported(home: str, said_by: tuple[str, str, str], tmp_path: Path) -> None:
    file, other = str(tmp_path / "all.jsonl"), str(tmp_path / "other")
    assert " written to " in feedback(home, "export", file)
    assert "This would come: " in feedback(other, "import", file, "--dry-run")
    assert "Entries: 1 came" in feedback(other, "import", file)
    assert "nothing new" in feedback(other, "import", file)
    assert said_by[2][:20] in feedback(other)
    Path(file).write_text("{", "utf-8")
    assert "Nothing is imported: there is a fault in the file.\nLine 1 is not JSON." in feedback(
        home, "import", file, code=1
    )


def test_a_spreadsheet_has_no_names_unless_asked_and_no_formulas(
    home: str, said_by: tuple[str, str, str], tmp_path: Path
) -> None:
    file = tmp_path / "e.csv"

    def row(*more: str) -> dict[str, str]:
        feedback(home, "export", str(file), *more)
        return next(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))

    bare = row()
    assert (bare["customer_name"], bare["customer_email"], bare["note"]) == ("", "", "'=1+1")
    assert said_by[0].encode() not in file.read_bytes()
    letters = row("--names", "initials")["customer_name"]
    assert letters == " ".join(f"{part[0]}." for part in said_by[0].split())
    assert (row("--names", "full")["customer_name"], row("--names", "full")["verbatim"]) == (said_by[0], said_by[2])
    feedback(home, "export", str(file), "--topics")
    assert file.read_text("utf-8-sig").startswith('"id","title"')
    assert "neither .jsonl nor .csv" in feedback(home, "export", "x.txt", code=2)


def test_erasing_asks_once_with_the_numbers(home: str, said_by: tuple[str, str, str]) -> None:
    name, email, words = said_by
    out = feedback(home, "erase", email, code=1)
    assert f"Erase {email}: 1 entry. This cannot be undone." in out and "Say --yes" in out
    assert words[:20] in feedback(home)
    out = feedback(home, "erase", email, "--yes")
    assert out.startswith("Erased: 1 entry.") and "as the helpdesk has it" in out and "cannot be called back" in out
    assert words[:20] not in feedback(home)
    assert "No feedback of" in feedback(home, "erase", "who@nowhere.example", "--yes")

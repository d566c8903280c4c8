"""Plans and who left come from a table: each row says what it does, and nothing is noted that is not clear."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.conftest import Bench
from workbench.feedback.clients.model import Outcome, Report
from workbench.feedback.clients.table import cents
from workbench.feedback.model import Captured, Entry, FeedbackKind
from workbench.feedback.topics.model import TopicKind
from workbench.kernel.errors import UserError


def captured(bench: Bench, company: str = "Acme") -> Entry:
    bench.workbench.store.write(
        lambda tx: tx.run("UPDATE customer SET company = ?, email = 'm@acme.example'", [company])
    )
    conversation = bench.workbench.tickets.open(bench.ticket())
    assert conversation is not None
    answer = bench.workbench.feedback.capture(conversation.messages[0].id, "this is about", FeedbackKind.BUG).value
    assert isinstance(answer, Captured)
    return answer.entry


def plans(bench: Bench, folder: Path, text: str, *, dry_run: bool = False) -> Report:
    file = folder / "plans.csv"
    file.write_bytes(text.encode("utf-8"))
    return bench.workbench.product.clients.plans(file, dry_run=dry_run)


def test_a_plan_is_noted_by_company_whatever_its_capitals(bench: Bench, tmp_path: Path) -> None:
    entry = captured(bench)
    topic = bench.workbench.product.topics.create("Twice", TopicKind.BUG, entry=entry.id).value.topic.id
    table = "\ufeffCompany;Plan;MRR;Left on\r\n ACME ;Team;€ 1.234,50;\r\nBlue;Free;0;2026-04-30\r\n"
    dry = plans(bench, tmp_path, table, dry_run=True)
    assert [(each.outcome, each.words) for each in dry.findings] == [
        (Outcome.CHANGED, "plan Team; 1234.50 a month"),
        (Outcome.NEW, "plan Free; 0.00 a month; left on 2026-04-30; nobody of them has written yet"),
    ]
    known = bench.workbench.feedback.about(entry.id)
    assert known is not None and known.plan == ""
    assert plans(bench, tmp_path, table) == dry
    known = bench.workbench.feedback.about(entry.id)
    assert known is not None and (known.plan, known.monthly_cents, known.left_on) == ("Team", 123450, None)
    assert bench.workbench.product.topics.weight(topic).by_plan == (("Team", 1),)
    assert [each.outcome for each in plans(bench, tmp_path, table).findings] == [Outcome.SAME, Outcome.SAME]


def test_who_left_is_counted_beside_who_is_here_and_may_come_back(bench: Bench, tmp_path: Path) -> None:
    entry = captured(bench)
    topics = bench.workbench.product.topics
    topic = topics.create("Twice", TopicKind.BUG, entry=entry.id).value.topic.id
    plans(bench, tmp_path, "email,left on\nM@Acme.example,2026-05-01\n")  # the address speaks for its company
    weight, known = topics.weight(topic), bench.workbench.feedback.about(entry.id)
    assert (weight.accounts, weight.left) == (0, 1)
    assert known is not None and known.left_on == date(2026, 5, 1) and known.name == "Acme"
    row = topics.row(topic)
    assert row is not None and (row.accounts, row.left) == (0, 1)
    assert plans(bench, tmp_path, "company,left on\nacme,\n").findings[0].words == "is back"
    assert topics.weight(topic).accounts == 1
    plans(bench, tmp_path, "company,prospect\nacme,yes\n")
    assert topics.weight(topic).prospects == 1


def test_a_table_without_a_day_takes_nobody_back(bench: Bench, tmp_path: Path) -> None:
    entry = captured(bench)
    plans(bench, tmp_path, "company,left on,plan\nAcme,2026-05-01,Team\n")
    plans(bench, tmp_path, "company,plan\nAcme,\n")
    known = bench.workbench.feedback.about(entry.id)
    assert known is not None and (known.left_on, known.plan) == (date(2026, 5, 1), "Team")


def test_who_was_noted_first_is_the_account_that_writes_later(bench: Bench, tmp_path: Path) -> None:
    plans(bench, tmp_path, "company,plan\nAcme,Team\n")
    known = bench.workbench.feedback.about(captured(bench).id)
    assert known is not None and known.plan == "Team"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",Team,1,", "neither a company nor an address"),
        ("Blue,Team,1.234,", "two ways"),
        ("Blue,Team,free,", "“free” is no amount"),
        ("Blue,Team,-5,", "no amount"),
        ("Blue,Team,1,31.05.2026", "“31.05.2026” is no day"),
        ("ACME,Pro,2,", "same one as in line 2"),
    ],
)
def test_what_is_not_clear_is_left_out_and_says_why(bench: Bench, tmp_path: Path, row: str, why: str) -> None:
    report = plans(bench, tmp_path, f"company,plan,monthly,left on\nAcme,Team,1,\n\n{row}\n")
    assert [each.outcome for each in report.findings] == [Outcome.NEW, Outcome.LEFT_OUT]
    assert report.findings[1].line == 4 and why in report.findings[1].words
    number = bench.workbench.store.read().value("SELECT count(*) FROM client")
    assert number == 1


@pytest.mark.parametrize("text", ["", "name,plan\na,b\n", "company\nAcme\n"])
def test_a_table_that_says_nothing_is_told_as_a_whole(bench: Bench, tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError):
        plans(bench, tmp_path, text)


def test_a_file_that_cannot_be_read_says_so(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be read"):
        bench.workbench.product.clients.plans(tmp_path / "none.csv", dry_run=True)
    (tmp_path / "odd.csv").write_bytes(b"company,plan\n\xff\xfe,x\n")
    with pytest.raises(UserError, match="UTF-8"):
        bench.workbench.product.clients.plans(tmp_path / "odd.csv", dry_run=True)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("49", 4900), ("$49.50", 4950), ("49,5 €", 4950), ("1,234.50", 123450), ("1 234,50 EUR", 123450),
     ("1.234.567", 123456700), ("USD 0", 0)],
)  # fmt: skip
def test_amounts_are_read_in_both_ways_of_writing(said: str, meant: int) -> None:
    assert cents(said) == meant

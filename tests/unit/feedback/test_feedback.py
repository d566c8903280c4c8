from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.conftest import Bench
from workbench.feedback.export import to_csv
from workbench.feedback.model import AlreadyKept, Captured, Entry, FeedbackKind, NotTheirWords
from workbench.kernel.clock import from_text
from workbench.kernel.errors import UserError
from workbench.kernel.ids import EntryId, MessageId


def message(bench: Bench) -> MessageId:
    conversation = bench.workbench.tickets.open(bench.ticket())
    assert conversation is not None
    return conversation.messages[0].id


def capture(bench: Bench, words: str = "this is about Charged twice", kind: FeedbackKind = FeedbackKind.BUG) -> Entry:
    answer = bench.workbench.feedback.capture(message(bench), words, kind).value
    assert isinstance(answer, Captured)
    return answer.entry


def test_the_exact_words_are_kept_with_where_they_came_from(bench: Bench) -> None:
    entry = capture(bench)
    assert entry.verbatim == "this is about Charged twice"
    assert (entry.customer_name, entry.ticket_number, entry.channel) == ("Mette Sørensen", "1", "email")
    assert entry.ticket_subject == "Charged twice"
    assert entry.said_at < entry.captured_at
    assert bench.workbench.feedback.listed() == [entry]


def test_the_same_words_twice_are_told_kindly(bench: Bench) -> None:
    entry = capture(bench)
    again = bench.workbench.feedback.capture(message(bench), entry.verbatim, FeedbackKind.BUG).value
    assert again == AlreadyKept(entry)
    assert len(bench.workbench.feedback.listed()) == 1


def test_words_that_nobody_wrote_are_not_kept_as_the_customer_s(bench: Bench) -> None:
    answer = bench.workbench.feedback.capture(message(bench), "I love this", FeedbackKind.KUDOS).value
    assert answer == NotTheirWords()


def test_a_selection_over_line_breaks_is_still_theirs(bench: Bench) -> None:
    capture(bench, "Hello,  this\nis about")


def test_capture_and_removal_can_be_undone(bench: Bench) -> None:
    receipt = bench.workbench.feedback.capture(message(bench), "this is about", FeedbackKind.BUG)
    assert receipt.inverse is not None
    receipt.inverse()
    assert bench.workbench.feedback.listed() == []
    entry = capture(bench)
    removed = bench.workbench.feedback.remove(entry.id)
    assert removed.inverse is not None
    removed.inverse()
    assert bench.workbench.feedback.listed() == [entry]


def test_kind_and_note_change_but_never_the_words(bench: Bench) -> None:
    entry = capture(bench)
    bench.workbench.feedback.change(entry.id, FeedbackKind.CRITICISM, "third time")
    (changed,) = bench.workbench.feedback.listed()
    assert (changed.kind, changed.note, changed.verbatim) == (FeedbackKind.CRITICISM, "third time", entry.verbatim)


def test_feedback_outlives_the_account_it_came_from(bench: Bench) -> None:
    capture(bench)
    bench.workbench.accounts.remove(bench.account.id)
    assert len(bench.workbench.feedback.listed()) == 1


@pytest.mark.parametrize("name", ["out.csv", "out.json"])
def test_an_export_holds_every_entry(bench: Bench, tmp_path: Path, name: str) -> None:
    entry = capture(bench)
    assert bench.workbench.feedback.export(tmp_path / name) == 1
    text = (tmp_path / name).read_text("utf-8-sig")
    rows = json.loads(text) if name.endswith("json") else list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["verbatim"] == entry.verbatim
    assert rows[0]["customer_name"] == "Mette Sørensen"


def test_an_export_that_cannot_be_written_says_so_and_leaves_nothing(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be written"):
        bench.workbench.feedback.export(tmp_path / "no" / "such" / "out.csv")
    with pytest.raises(UserError, match="neither"):
        bench.workbench.feedback.export(tmp_path / "out.xlsx")
    assert list(tmp_path.glob("out*")) == []


@given(st.text(alphabet="=+-@\t\r\n＝ ab'", max_size=20))
def test_no_cell_is_a_formula(words: str) -> None:
    at = from_text("2026-05-04T10:00:00Z")
    entry = Entry(
        id=EntryId("1"), kind=FeedbackKind.BUG, verbatim=words, note=words, account_name="", ticket=None, ticket_number="",
        ticket_subject="", message=None, customer_name=words, customer_email="", channel="", said_at=at, captured_at=at,
        practice=False,
    )  # fmt: skip
    for row in list(csv.reader(io.StringIO(to_csv([entry]), newline="")))[1:]:
        assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")) for cell in row)


@pytest.mark.parametrize("words", ['"', "NEAR(a b)", "words:*", "*", "a\0b", "AND", "\ue000bug", "{x} -y ^z"])
def test_nothing_typed_into_the_search_is_a_command_of_the_index(bench: Bench, words: str) -> None:
    capture(bench)
    assert bench.workbench.feedback.listed(words=words) == []
    assert bench.workbench.product.topics.holding(words) == []


def test_a_page_pasted_into_the_search_is_answered_at_once(bench: Bench) -> None:
    kept = capture(bench)
    assert bench.workbench.feedback.listed(words="Charged twice " * 8_000) == [kept]
    began = time.thread_time()
    assert bench.workbench.feedback.listed(words=" ".join(f"word{number}" for number in range(15_000))) == []
    assert time.thread_time() - began < 0.1

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.contract.adapter_contract import file
from workbench.helpdesk.port import Adapter, Author, Operation, OutKind, Rejected, Sent, Status
from workbench.helpdesk.practice import PracticeDesk
from workbench.kernel.clock import FrozenClock
from workbench.kernel.ids import OutgoingId, RemoteId
from workbench.paths import resources

START = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> PracticeDesk:
    return PracticeDesk(resources() / "practice", tmp_path / "practice", FrozenClock(START))


def reply(desk: Adapter, marker: str = "m1", **more: object) -> Operation:
    ticket = next(iter(desk.changes(None))).tickets[0].remote_id
    fields = {"marker": OutgoingId(marker), "ticket": ticket, "kind": OutKind.REPLY, "html": "<p>Hi</p>", "text": "Hi"}
    return Operation(**(fields | more))  # type: ignore[arg-type]


def test_it_speaks_the_port(desk: PracticeDesk) -> None:
    adapter: Adapter = desk
    assert adapter.whoami().name


def test_the_first_pull_brings_every_conversation_with_its_messages(desk: PracticeDesk) -> None:
    pages = list(desk.changes(None))
    tickets = [ticket for page in pages for ticket in page.tickets]
    assert len(tickets) == 25
    with_messages = {message.ticket for page in pages for message in page.messages}
    assert with_messages == {ticket.remote_id for ticket in tickets}
    assert pages[-1].exhausted


def test_a_pull_cut_off_in_the_middle_begins_again_without_loss(desk: PracticeDesk) -> None:
    first = next(iter(desk.changes(None)))
    pages = list(desk.changes(first.cursor))
    assert sum(len(page.tickets) for page in pages) == 25


def test_a_sent_reply_comes_back_with_the_next_pull_and_only_then(desk: PracticeDesk) -> None:
    cursor = list(desk.changes(None))[-1].cursor
    operation = reply(desk)
    assert isinstance(desk.send(operation), Sent)
    (page,) = desk.changes(cursor)
    assert [(m.author, m.text) for m in page.messages] == [(Author.AGENT, "Hi")]
    assert list(desk.changes(page.cursor))[-1].messages == ()


def test_the_same_marker_is_taken_once(desk: PracticeDesk) -> None:
    operation = reply(desk)
    assert desk.send(operation) == desk.send(operation)
    assert len(list(desk.changes("0"))[-1].messages) == 1
    assert desk.find(operation) == RemoteId("sent-m1")
    assert desk.find(reply(desk, "other")) is None


def test_a_status_moves_the_ticket(desk: PracticeDesk) -> None:
    desk.send(reply(desk, kind=OutKind.STATUS, new_status=Status.SOLVED))
    (page,) = desk.changes("0")
    assert [ticket.status for ticket in page.tickets] == [Status.SOLVED]
    assert page.messages == ()


def test_an_unknown_conversation_is_rejected(desk: PracticeDesk) -> None:
    assert isinstance(desk.send(reply(desk, ticket=RemoteId("none"))), Rejected)


def test_ages_stay_what_they_were_after_a_restart(tmp_path: Path) -> None:
    one = PracticeDesk(resources() / "practice", tmp_path, FrozenClock(START))
    other = PracticeDesk(resources() / "practice", tmp_path, FrozenClock(START.replace(year=2027)))
    assert next(iter(one.changes(None))).messages == next(iter(other.changes(None))).messages


def test_a_line_cut_off_by_a_crash_is_passed_over(desk: PracticeDesk, tmp_path: Path) -> None:
    desk.send(reply(desk))
    with (tmp_path / "practice" / "sent.jsonl").open("a") as log:
        log.write('{"marker": "half')
    assert len(list(desk.changes("0"))[-1].messages) == 1


def test_files_are_on_the_disk_before_the_message_that_speaks_of_them(desk: PracticeDesk, tmp_path: Path) -> None:
    cursor = list(desk.changes(None))[-1].cursor
    files = (file("bill.pdf", "application/pdf", b"%PDF-1"), file("copy.pdf", "application/pdf", b"%PDF-1"))
    operation = reply(desk, files=files)
    assert isinstance(desk.send(operation), Sent)
    (kept,) = (tmp_path / "practice" / "files").iterdir()
    assert kept.read_bytes() == b"%PDF-1"
    again = PracticeDesk(resources() / "practice", tmp_path / "practice", FrozenClock(START))
    (message,) = next(iter(again.changes(cursor))).messages
    assert [each.name for each in message.attachments] == ["bill.pdf", "copy.pdf"]


def test_a_message_kept_before_there_were_files_is_still_read(desk: PracticeDesk, tmp_path: Path) -> None:
    cursor = list(desk.changes(None))[-1].cursor
    desk.send(reply(desk))
    log = tmp_path / "practice" / "sent.jsonl"
    log.write_text(log.read_text("utf-8").replace(', "files": []', ""), "utf-8")
    assert "files" not in log.read_text("utf-8")
    (message,) = next(iter(desk.changes(cursor))).messages
    assert message.attachments == ()

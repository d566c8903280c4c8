"""Files on drafts and on what goes out: with the words on every way, lost on none."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes.helpdesk import FakeDesks
from tests.unit.conftest import Bench
from workbench.app import open_workbench
from workbench.attachments import repo
from workbench.attachments.model import KeptFile
from workbench.attachments.service import AttachmentService
from workbench.helpdesk.port import OutKind
from workbench.kernel.errors import UserError
from workbench.kernel.ids import OutgoingId, RemoteId
from workbench.outbox.model import CustomerWrote, Outgoing, Queued
from workbench.outbox.states import State
from workbench.secrets.port import SessionSecrets

NOW = timedelta(0)


def attach(bench: Bench, data: bytes = b"one", name: str = "one.txt", kind: OutKind = OutKind.REPLY) -> str:
    return bench.workbench.attachments.attach_bytes(bench.ticket(), kind, data, name).id


def names(bench: Bench, kind: OutKind = OutKind.REPLY) -> list[str]:
    return [each.file.name for each in bench.workbench.attachments.of_draft(bench.ticket(), kind)]


def queue(bench: Bench, text: str = "See attached.", **more: object) -> OutgoingId:
    answer = bench.workbench.outbox.queue(
        bench.ticket(), OutKind.REPLY, text, **({"hold": NOW} | more)  # type: ignore[arg-type]
    )  # fmt: skip
    assert isinstance(answer, Queued)
    return answer.id


def outgoing(bench: Bench, which: OutgoingId) -> Outgoing:
    found = bench.workbench.outbox.one(which)
    assert found is not None
    return found


def sweep(bench: Bench) -> int:
    return bench.workbench.attachments.sweep(NOW)


def test_a_file_stands_on_its_draft_after_a_restart(bench: Bench, tmp_path: Path) -> None:
    source = tmp_path / "bill.pdf"
    source.write_bytes(b"%PDF-1")
    ticket = bench.ticket()
    bench.workbench.attachments.attach(ticket, OutKind.REPLY, source)
    attach(bench, b"note", "note.txt", OutKind.NOTE)
    bench.workbench.close()
    again = open_workbench(bench.workbench.home, secrets=SessionSecrets(), desks=FakeDesks(bench.desk))
    try:
        (kept,) = again.attachments.of_draft(ticket, OutKind.REPLY)
        assert (kept.file.name, kept.file.type, kept.file.size) == ("bill.pdf", "application/pdf", 6)
        row = again.tickets.row(ticket)
        assert row is not None
        assert row.has_draft
    finally:
        again.close()


def test_files_go_into_the_outbox_with_the_words_and_out_to_the_helpdesk(bench: Bench) -> None:
    attach(bench, b"\x89PNG\r\n\x1a\n", "shot.png")
    attach(bench, b"two", "two.txt")
    attach(bench, b"for us", "note.txt", OutKind.NOTE)
    which = queue(bench)
    assert names(bench) == []
    assert names(bench, OutKind.NOTE) == ["note.txt"]
    assert [each.file.name for each in outgoing(bench, which).attached] == ["shot.png", "two.txt"]
    conversation = bench.workbench.tickets.open(bench.ticket())
    assert conversation is not None
    assert [each.name for each in conversation.messages[-1].attachments] == ["shot.png", "two.txt"]
    bench.deliver()
    assert bench.desk.files[which] == [
        ("shot.png", "image/png", b"\x89PNG\r\n\x1a\n"), ("two.txt", "text/plain", b"two"),
    ]  # fmt: skip
    assert [each.file.name for each in outgoing(bench, which).attached] == ["shot.png", "two.txt"]


def test_what_is_taken_back_stands_on_the_draft_before_what_is_there_by_now(bench: Bench) -> None:
    attach(bench, b"one", "one.txt")
    which = queue(bench, hold=timedelta(seconds=10))
    attach(bench, b"since", "since.txt")
    bench.workbench.outbox.withdraw(which)
    assert names(bench) == ["one.txt", "since.txt"]
    assert outgoing(bench, which).attached == ()
    again = queue(bench)
    bench.deliver()
    assert [name for name, _, _ in bench.desk.files[again]] == ["one.txt", "since.txt"]


def test_a_reply_that_is_not_queued_keeps_its_files(bench: Bench) -> None:
    bench.workbench.drafts.save(bench.ticket(), OutKind.REPLY, "See attached.", 0, 1).result()
    attach(bench)
    bench.desk.customer_writes(RemoteId("t1"), "Wait")
    bench.pull()
    answer = bench.workbench.outbox.queue(bench.ticket(), OutKind.REPLY, "See attached.", hold=NOW)
    assert isinstance(answer, CustomerWrote)
    assert names(bench) == ["one.txt"]
    assert not bench.workbench.outbox.listed()


def test_emptied_words_leave_the_files_and_discarding_drops_them(bench: Bench) -> None:
    ticket = bench.ticket()
    bench.workbench.drafts.save(ticket, OutKind.REPLY, "words", 0, 1).result()
    attach(bench)
    bench.workbench.drafts.save(ticket, OutKind.REPLY, "", 0, 2).result()
    assert names(bench) == ["one.txt"]
    gone = bench.workbench.attachments.discard(ticket, OutKind.REPLY)
    assert names(bench) == []
    attach(bench, b"since", "since.txt")
    bench.workbench.attachments.put_back(ticket, OutKind.REPLY, gone)
    assert names(bench) == ["one.txt", "since.txt"]
    bench.workbench.drafts.discard(ticket, OutKind.REPLY)
    assert names(bench) == []


def test_one_that_is_removed_comes_back_where_it_was(bench: Bench) -> None:
    attach(bench, b"a", "a.txt")
    middle = attach(bench, b"b", "b.txt")
    attach(bench, b"c", "c.txt")
    receipt = bench.workbench.attachments.remove(bench.ticket(), OutKind.REPLY, middle)
    assert names(bench) == ["a.txt", "c.txt"]
    assert receipt.inverse is not None
    receipt.inverse()
    receipt.inverse()
    assert names(bench) == ["a.txt", "b.txt", "c.txt"]
    bench.workbench.attachments.remove(bench.ticket(), OutKind.REPLY, "no such one")
    assert names(bench) == ["a.txt", "b.txt", "c.txt"]


def test_the_same_file_twice_is_attached_once_and_another_of_that_name_gets_a_number(bench: Bench) -> None:
    assert attach(bench, b"x", "a.txt") == attach(bench, b"x", "a.txt")
    attach(bench, b"y", "A.txt")
    assert names(bench) == ["a.txt", "A (2).txt"]


def test_too_much_together_is_refused_when_attached_and_when_sent(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repo, "MOST_TOGETHER", 10)
    attach(bench, b"123456", "a")
    with pytest.raises(UserError, match="Together"):
        attach(bench, b"12345", "b")
    assert names(bench) == ["a"]
    which = queue(bench, hold=timedelta(seconds=10))
    attach(bench, b"abcdef", "c")
    bench.workbench.outbox.withdraw(which)
    assert names(bench) == ["a", "c"]
    with pytest.raises(UserError, match="Together"):
        queue(bench)
    assert names(bench) == ["a", "c"]
    assert [each.state for each in bench.workbench.outbox.listed()] == []


def test_nothing_that_is_needed_is_swept_and_nothing_else_stays(bench: Bench) -> None:
    attach(bench, b"draft", "draft.txt", OutKind.NOTE)
    attach(bench, b"out", "out.txt")
    which = queue(bench, hold=timedelta(seconds=10))
    assert sweep(bench) == 0
    bench.workbench.outbox.withdraw(which)
    which = queue(bench)
    bench.desk.plan.append("reject")
    bench.deliver()
    assert outgoing(bench, which).state is State.FAILED
    assert sweep(bench) == 0
    bench.workbench.outbox.send_now(which)
    bench.deliver()
    assert outgoing(bench, which).state is State.SENT
    assert sweep(bench) == 1
    bench.workbench.attachments.discard(bench.ticket(), OutKind.NOTE)
    assert sweep(bench) == 1


def test_a_lost_answer_is_settled_and_the_files_are_not_sent_twice(bench: Bench) -> None:
    attach(bench, b"x" * 480_000, "large.bin")
    which = queue(bench)
    bench.desk.plan.append("lose")
    bench.deliver()
    bench.clock.advance(timedelta(seconds=44))  # five for words, and forty for so large a file
    bench.deliver()
    assert (outgoing(bench, which).state, bench.desk.looks) == (State.SENDING, 0)
    assert bench.workbench.sync.due_in(bench.account.id) == timedelta(seconds=1)
    bench.clock.advance(timedelta(seconds=1))
    bench.deliver()
    assert outgoing(bench, which).state is State.SENT
    assert len(bench.desk.delivered) == 1


def test_a_reply_whose_file_is_gone_is_not_sent_without_it(bench: Bench) -> None:
    attach(bench)
    which = queue(bench)
    for file in (bench.workbench.home / "files").iterdir():
        file.unlink()
    bench.deliver()
    found = outgoing(bench, which)
    assert found.state is State.FAILED
    assert "one.txt" in found.reason
    assert bench.desk.delivered == []


def test_kept_files_are_attached_by_what_is_in_them(bench: Bench, tmp_path: Path) -> None:
    service: AttachmentService = bench.workbench.attachments
    source = tmp_path / "guide.pdf"
    source.write_bytes(b"%PDF-guide")
    file = service.keep(source)
    tx = bench.workbench.store.write
    tx(
        lambda tx: tx.insert(
            "pack", {"id": "p", "name": "P", "version": "1", "serial": 1, "digest": "", "installed_at": ""}
        )
    )
    tx(lambda tx: repo.set_assets(tx, "p", [file]))
    assert sweep(bench) == 0
    asset = service.asset("p", "guide.pdf")
    assert asset == file
    service.attach_kept(bench.ticket(), OutKind.REPLY, asset)
    service.attach_kept(bench.ticket(), OutKind.REPLY, asset)
    assert names(bench) == ["guide.pdf"]
    tx(lambda tx: tx.run("DELETE FROM pack WHERE id = 'p'"))
    assert service.asset("p", "guide.pdf") is None
    assert sweep(bench) == 0
    gone = KeptFile(sha="0" * 64, name="gone.pdf", type="", size=1)
    with pytest.raises(UserError, match="no longer on this machine"):
        service.attach_kept(bench.ticket(), OutKind.REPLY, gone)


def age(bench: Bench) -> list[Path]:
    """Every kept file came in two days ago."""
    files = list((bench.workbench.home / "files").iterdir())
    for file in files:
        before = file.stat().st_mtime - 2 * 86_400
        os.utime(file, (before, before))
    return files


def test_what_was_just_taken_off_can_be_brought_back_for_a_day(bench: Bench) -> None:
    ticket, only = bench.ticket(), attach(bench)
    age(bench)
    receipt = bench.workbench.attachments.remove(ticket, OutKind.REPLY, only)
    assert bench.workbench.attachments.sweep() == 0
    assert receipt.inverse is not None
    receipt.inverse()
    age(bench)
    bench.workbench.attachments.discard(ticket, OutKind.REPLY)
    assert bench.workbench.attachments.sweep() == 0
    age(bench)
    assert bench.workbench.attachments.sweep() == 1
    with pytest.raises(UserError, match="no longer on this machine"):
        receipt.inverse()


def test_the_files_of_an_account_go_with_it(bench: Bench) -> None:
    attach(bench)
    (file,) = age(bench)
    bench.workbench.remove_account(bench.account.id)
    assert not file.exists()

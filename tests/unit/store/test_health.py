from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.fakes.helpdesk import FakeDesks
from tests.unit.conftest import Bench
from workbench.app import Workbench, open_workbench
from workbench.feedback.advocacy.model import Channel, Status
from workbench.feedback.model import Captured, FeedbackKind
from workbench.feedback.sets.model import State as Standing
from workbench.feedback.topics.model import TopicKind
from workbench.helpdesk.port import OutKind
from workbench.kernel.changes import Changes
from workbench.kernel.clock import FrozenClock, SystemClock
from workbench.kernel.errors import AuthFailed, NewerStore
from workbench.kernel.ids import OutgoingId, RemoteId
from workbench.outbox.model import Queued
from workbench.outbox.states import State
from workbench.outbox.words import Act, acts, sentence
from workbench.secrets.port import SessionSecrets
from workbench.store import Store, backup, migrations
from workbench.store.connect import open_writer
from workbench.store.driver import sqlite3
from workbench.store.health import FILE, prepare
from workbench.sync.pull import pull
from workbench.tickets.model import TicketQuery
from workbench.tickets.unsent.model import Heading

START = datetime(2026, 5, 4, 12, tzinfo=UTC)


def damage(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    for page in range(1, len(raw) // 4096):
        raw[page * 4096 + 3 : page * 4096 + 40] = b"\xff" * 37
    file.write_bytes(raw)


def garble_index(file: Path, index: str) -> None:
    """Damage one page that holds no words, so that the file is damaged and the words can still be read."""
    connection = sqlite3.connect(str(file))
    page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [index]).fetchone()[0]
    connection.close()
    raw = bytearray(file.read_bytes())
    raw[(page - 1) * 4096 : (page - 1) * 4096 + 64] = b"\xff" * 64
    file.write_bytes(raw)


def test_a_new_folder_gets_a_private_store(tmp_path: Path) -> None:
    assert prepare(tmp_path, SystemClock()) is None
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_a_store_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    prepare(tmp_path, SystemClock())
    connection = sqlite3.connect(str(tmp_path / FILE))
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('workbench', 'm9999_future', 'now')"
    )
    connection.commit()
    connection.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(NewerStore, match="newer version"):
        prepare(tmp_path, SystemClock())
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.expects_warnings
def test_a_damaged_store_is_restored_from_the_newest_good_backup(tmp_path: Path) -> None:
    prepare(tmp_path, SystemClock())
    store = Store(tmp_path / FILE, Changes())
    store.write(lambda tx: tx.insert("setting", {"key": "a", "value": "kept"}))
    store.maintain(lambda db: backup.make(db, tmp_path, START))
    store.close()
    damage(tmp_path / FILE)
    rescue = prepare(tmp_path, FrozenClock(START))
    assert rescue is not None
    assert rescue.backup is not None
    store = Store(tmp_path / FILE, Changes())
    assert store.read().value("SELECT value FROM setting WHERE key = 'a'") == "kept"
    store.close()
    assert (rescue.aside / FILE).exists()


@pytest.mark.expects_warnings
def test_a_damaged_store_without_a_backup_is_moved_aside(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database at all, but it is long enough to be one" * 100)
    rescue = prepare(tmp_path, FrozenClock(START))
    assert rescue is not None
    assert rescue.backup is None
    Store(tmp_path / FILE, Changes()).close()


@pytest.mark.expects_warnings
def test_drafts_are_saved_from_the_wreck(bench: Bench) -> None:
    workbench = bench.workbench
    workbench.store.maintain(lambda db: backup.make(db, workbench.home, START))
    workbench.drafts.save(bench.ticket(), OutKind.REPLY, "Words that exist nowhere else", 3, 1).result()
    workbench.close()
    garble_index(workbench.home / FILE, "ticket_by_activity")
    rescue = prepare(workbench.home, FrozenClock(START))
    assert rescue is not None
    assert rescue.drafts == 1
    assert "Words that exist nowhere else" in (rescue.aside / "your-words.txt").read_text("utf-8")
    store = Store(workbench.home / FILE, Changes())
    assert store.read().value("SELECT text FROM draft") == "Words that exist nowhere else"
    store.close()


@pytest.mark.expects_warnings
def test_a_message_that_begins_here_is_saved_from_the_wreck_with_its_heading(bench: Bench) -> None:
    workbench = bench.workbench
    workbench.store.maintain(lambda db: backup.make(db, workbench.home, START))
    heading = Heading(
        account=bench.account.id, inbox=RemoteId("q1"), to="Lars <lars@example.com>", subject="Your order"
    )
    ticket = workbench.unsent.begin(heading)
    workbench.drafts.save(ticket, OutKind.REPLY, "Half a thought", 3, 1).result()
    workbench.close()
    garble_index(workbench.home / FILE, "ticket_by_activity")
    again = reopened(bench)
    found = again.unsent.one(ticket)
    assert found is not None
    assert found.heading == heading
    draft = again.drafts.load(ticket, OutKind.REPLY)
    assert draft is not None
    assert draft.text == "Half a thought"
    again.close()


@pytest.mark.expects_warnings
def test_one_that_went_out_after_the_backup_is_no_message_to_be_written_any_more(bench: Bench) -> None:
    workbench = bench.workbench
    to = "Lars <lars@example.com>"
    heading = Heading(account=bench.account.id, inbox=RemoteId("q1"), to=to, subject="Your order")
    ticket = workbench.unsent.begin(heading)
    workbench.store.maintain(lambda db: backup.make(db, workbench.home, START))
    workbench.outbox.queue(ticket, OutKind.REPLY, "Hello Lars", hold=timedelta(0))
    bench.deliver()
    workbench.close()
    garble_index(workbench.home / FILE, "ticket_by_activity")
    again = reopened(bench)
    account = again.accounts.one(bench.account.id)
    assert account is not None
    pull(again.store, bench.clock, account, bench.desk)
    assert again.outbox.due(account.id) is None
    row = again.tickets.row(ticket)
    assert row is not None
    assert (row.number, row.unsent) == ("100", False)
    assert len(bench.desk.delivered) == 1
    again.close()


@pytest.mark.expects_warnings
def test_what_was_attached_is_saved_from_the_wreck(bench: Bench) -> None:
    workbench, ticket = bench.workbench, bench.ticket()
    workbench.store.maintain(lambda db: backup.make(db, workbench.home, START))
    workbench.attachments.attach_bytes(ticket, OutKind.REPLY, b"going", "going.txt")
    out = queue(bench, OutKind.REPLY, "See attached.")
    workbench.attachments.attach_bytes(ticket, OutKind.REPLY, b"staying", "staying.txt")
    workbench.close()
    garble_index(workbench.home / FILE, "ticket_by_activity")
    again = reopened(bench)
    assert again.rescue is not None
    assert again.rescue.drafts == 1
    assert [each.file.name for each in again.attachments.of_draft(ticket, OutKind.REPLY)] == ["staying.txt"]
    found = again.outbox.one(out)
    assert found is not None
    assert [each.file.name for each in found.attached] == ["going.txt"]
    assert again.attachments.sweep(timedelta(0)) == 0
    again.close()


def queue(bench: Bench, kind: OutKind, text: str) -> OutgoingId:
    answer = bench.workbench.outbox.queue(bench.ticket(), kind, text, hold=timedelta(0), confirmed=True)
    assert isinstance(answer, Queued)
    return answer.id


def reopened(bench: Bench) -> Workbench:
    return open_workbench(
        bench.workbench.home, secrets=SessionSecrets(), clock=bench.clock, desks=FakeDesks(bench.desk)
    )


def a_backup_with_a_reply_and_a_note_waiting(bench: Bench) -> tuple[OutgoingId, OutgoingId]:
    ids = queue(bench, OutKind.REPLY, "Only once"), queue(bench, OutKind.NOTE, "Taken back")
    bench.workbench.store.maintain(lambda db: backup.make(db, bench.workbench.home, START))
    return ids


@pytest.mark.expects_warnings
def test_what_went_out_or_was_taken_back_since_the_backup_never_goes_again(bench: Bench) -> None:
    _reply, note = a_backup_with_a_reply_and_a_note_waiting(bench)
    bench.workbench.outbox.withdraw(note)
    bench.deliver()
    bench.workbench.close()
    garble_index(bench.workbench.home / FILE, "ticket_by_activity")
    again = reopened(bench)
    with suppress(AuthFailed):  # the token was for the session alone
        again.sync.deliver(bench.account.id)
    assert [each.text.strip() for each in bench.desk.delivered] == ["Only once"]
    assert again.outbox.counts() == {}
    again.close()


@pytest.mark.expects_warnings
def test_what_the_wreck_does_not_tell_of_is_asked_about_and_not_sent(bench: Bench) -> None:
    reply, _note = a_backup_with_a_reply_and_a_note_waiting(bench)
    bench.workbench.close()
    damage(bench.workbench.home / FILE)
    again = reopened(bench)
    with suppress(AuthFailed):  # the token was for the session alone
        again.sync.deliver(bench.account.id)
    assert bench.desk.delivered == []
    assert again.outbox.counts() == {State.ASK: 2}
    found = again.outbox.one(reply)
    assert found is not None
    assert "backup" in sentence(found, online=True)
    assert acts(found) == (Act.IT_ARRIVED, Act.SEND_AGAIN, Act.EDIT)
    again.close()


@pytest.mark.expects_warnings
def test_a_page_that_cannot_be_read_costs_its_own_words_and_no_others(bench: Bench) -> None:
    workbench = bench.workbench
    for number in range(2, 42):
        bench.desk.add_ticket(str(number))
    bench.pull()
    workbench.store.maintain(lambda db: backup.make(db, workbench.home, START))
    for row in workbench.tickets.page(TicketQuery(status=None), limit=100).rows:
        workbench.drafts.save(row.id, OutKind.REPLY, "word " * 150, 0, 1).result()
    workbench.close()
    zero_last_leaf(workbench.home / FILE, "draft")
    rescue = prepare(workbench.home, FrozenClock(START))
    assert rescue is not None
    assert 30 < rescue.drafts < 41


def zero_last_leaf(file: Path, table: str) -> None:
    connection = sqlite3.connect(str(file))
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]
    connection.close()
    raw = bytearray(file.read_bytes())
    page = raw[(root - 1) * 4096 : root * 4096]
    assert page[0] == 5, "the table has more than one page"
    last = int.from_bytes(page[8:12], "big")
    raw[(last - 1) * 4096 : last * 4096] = bytes(4096)
    file.write_bytes(raw)


@pytest.mark.expects_warnings
def test_a_header_that_no_sqlite_wrote_is_damage_too(bench: Bench) -> None:
    bench.workbench.close()
    file = bench.workbench.home / FILE
    raw = bytearray(file.read_bytes())
    raw[47] = 0xFF
    file.write_bytes(raw)
    assert prepare(bench.workbench.home, FrozenClock(START)) is not None


def test_a_store_of_the_first_version_is_brought_up_after_a_backup(tmp_path: Path) -> None:
    database = open_writer(tmp_path / FILE)
    migrations.steps.apply(database, stop_before="m0002_where_the_token_is")
    database.conn.execute(
        "INSERT INTO account (id, kind, name, address, created_at) VALUES ('a', 'rt5', 'd', 'x', 'y')"
    )
    database.close()
    assert prepare(tmp_path, FrozenClock(START)) is None
    assert len(list(backup.folder(tmp_path).iterdir())) == 1
    store = Store(tmp_path / FILE, Changes())
    assert store.read().value("SELECT in_keyring FROM account") == 1
    store.close()


def test_counts_that_took_a_filled_place_for_a_change_go_and_insertions_stay(tmp_path: Path) -> None:
    database = open_writer(tmp_path / FILE)
    migrations.steps.apply(database, stop_before="m0008_counts_anew_and_facts_of_imports")
    run = database.conn.execute
    run("PRAGMA foreign_keys = OFF")
    run("INSERT INTO snippet_paragraph VALUES ('s', 'd', 0, 0, 9, 0)")
    run("INSERT INTO snippet_rewrite VALUES (1, 's', 'd', 0, 'To Springfield', 'now')")
    run(
        "INSERT INTO snippet_insertion VALUES (1, 's', 't', 'reply', NULL, 'b', 'Ann and Ann, {{city}}',"
        """ '[["a", "Ann"], ["b", "Ann"], ["c", "gone"]]', 'now')"""
    )
    database.conn.commit()
    migrations.migrate(database)
    assert run("SELECT count(*) FROM snippet_paragraph").fetchone()[0] == 0
    assert run("SELECT count(*) FROM snippet_rewrite").fetchone()[0] == 0
    known = run("SELECT known FROM snippet_insertion").fetchone()[0]
    assert json.loads(known) == [["a", 0, 3, "resolved"], ["b", 8, 11, "resolved"]]
    database.close()


@pytest.mark.expects_warnings
def test_what_customers_said_is_saved_from_the_wreck(bench: Bench) -> None:
    workbench = bench.workbench
    workbench.store.maintain(lambda db: backup.make(db, workbench.home, START))
    conversation = workbench.tickets.open(bench.ticket())
    assert conversation is not None
    message = conversation.messages[0]
    workbench.feedback.capture(message.id, message.text[:20], FeedbackKind.BUG)
    workbench.close()
    garble_index(workbench.home / FILE, "ticket_by_activity")
    again = reopened(bench)
    assert [entry.verbatim for entry in again.feedback.listed()] == [message.text[:20].strip()]
    again.close()


@pytest.mark.parametrize(("garbled", "kept"), [("ticket_by_activity", 2), ("evidence", 1)])
@pytest.mark.expects_warnings
def test_what_entries_stand_behind_is_saved_from_the_wreck(bench: Bench, garbled: str, kept: int) -> None:
    """Links that the backup has stay when its entries are brought up to date, and newer ones come along."""
    workbench = bench.workbench
    topics = workbench.product.topics
    conversation = workbench.tickets.open(bench.ticket())
    assert conversation is not None
    message = conversation.messages[0]
    ids = []
    for kind in (FeedbackKind.BUG, FeedbackKind.CRITICISM):
        answer = workbench.feedback.capture(message.id, message.text[:20], kind).value
        assert isinstance(answer, Captured)
        ids.append(answer.entry.id)
        if len(ids) == 1:
            topic = topics.create("Charged twice", TopicKind.BUG, entry=ids[0]).value.topic.id
            workbench.store.maintain(lambda db: backup.make(db, workbench.home, START))
    other = topics.create("Billing", TopicKind.BUG, entry=ids[1]).value.topic.id
    topics.merge(other, topic)
    push = workbench.product.advocacy
    push.tell(topic, "Mara", Channel.CHAT, said="Seen it")
    push.decide(topic, Status.NO, decided_by="Mara", reason="Billing is rebuilt first.")
    workbench.close()
    garble_index(workbench.home / FILE, garbled)
    again = reopened(bench)
    assert len(again.feedback.listed()) == 2
    assert again.product.topics.topics_of(ids) == dict.fromkeys(ids[:kept], topic)
    assert again.product.advocacy.they_know(topic)
    assert [event.status for event in again.product.advocacy.history(topic)] == [Status.NO, Status.RAISED]
    again.close()


def test_a_full_backup_plan_keeps_days_weeks_and_months(tmp_path: Path) -> None:
    backup.folder(tmp_path).mkdir()
    for day in range(400):
        when = START - timedelta(days=day)
        (backup.folder(tmp_path) / f"workbench-{when:%Y%m%d-%H%M%S}.db").write_bytes(b"")
    backup.thin(tmp_path, START)
    kept = len(list(backup.folder(tmp_path).iterdir()))
    assert 20 <= kept <= 31


def test_backups_can_be_due_again_only_after_a_day(tmp_path: Path) -> None:
    prepare(tmp_path, SystemClock())
    store = Store(tmp_path / FILE, Changes())
    assert backup.due(tmp_path, START)
    store.maintain(lambda db: backup.make(db, tmp_path, START))
    assert not backup.due(tmp_path, START + timedelta(hours=23))
    assert backup.due(tmp_path, START + timedelta(hours=24))
    assert backup.due(tmp_path, START - timedelta(days=365)), "the clock was set back"
    store.close()


@pytest.mark.expects_warnings
def test_questions_and_named_sets_are_saved_from_the_wreck(bench: Bench) -> None:
    workbench, ticket = bench.workbench, bench.ticket()
    workbench.store.maintain(lambda db: backup.make(db, workbench.home, START))
    sets = workbench.product.sets
    domain = sets.keep_named("Connect a domain", ["Add it", "Point it"]).value
    sets.choose(ticket, domain.id)
    sets.mark(sets.of(ticket).questions[0], Standing.VERIFIED)
    workbench.close()
    garble_index(workbench.home / FILE, "ticket_by_activity")
    again = reopened(bench)
    assert [each.state for each in again.product.sets.of(ticket).questions] == [Standing.VERIFIED, Standing.OPEN]
    assert again.product.sets.named() == [replace(domain, conversations=1)]
    again.close()

"""Autosave: nothing typed more than a moment ago is lost, whatever happens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.composer.drafts import Page, Stand
from ui.panes.composer.pane import ComposerPane
from workbench.helpdesk.port import OutKind
from workbench.kernel.errors import DiskFull
from workbench.library.model import Filled
from workbench.outbox.model import Queued
from workbench.tickets.model import Conversation


def kept(parts: Parts, ticket: Conversation, kind: OutKind = OutKind.REPLY) -> str:
    draft = parts.workbench.drafts.load(ticket.id, kind)
    return draft.text if draft else ""


def settle(parts: Parts) -> None:
    """Wait until the store has written all it was given."""
    parts.workbench.store.submit(lambda _tx: None).result()


def test_what_is_typed_is_saved_after_a_rest_and_the_strip_says_so(
    pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "Hello Mette")
    assert "Saving…" in pane.desk.strip.parts_shown()
    qtbot.waitUntil(lambda: kept(parts, mette) == "Hello Mette")
    qtbot.waitUntil(lambda: "Draft saved" in pane.desk.strip.parts_shown())


def test_steady_typing_is_saved_on_the_way(pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "first")

    def typing() -> bool:
        QTest.keyClicks(pane.editor, "x")
        return kept(parts, mette).startswith("first")

    qtbot.waitUntil(typing, timeout=3000)
    assert pane.autosave._rest.isActive()


def test_another_ticket_saves_at_once_and_brings_its_own_words_and_caret(
    pane: ComposerPane, parts: Parts, mette: Conversation, other: Conversation, qtbot: QtBot
) -> None:
    pane.begin(OutKind.REPLY)
    pane.editor.put_in(Filled(text="😀 for Mette", caret=11))
    pane.editor.moveCursor(pane.editor.textCursor().MoveOperation.Start)
    pane.show_conversation(other)
    settle(parts)
    assert kept(parts, mette) == "😀 for Mette"
    assert pane.page() is None
    pane.show_conversation(mette)
    assert (pane.editor.text(), pane.editor.caret()) == ("😀 for Mette", 0)
    assert pane.page() == Page(mette.id, OutKind.REPLY)


def test_closing_saves_at_once(pane: ComposerPane, parts: Parts, mette: Conversation) -> None:
    pane.begin(OutKind.NOTE)
    QTest.keyClicks(pane.editor, "on the way out")
    pane.show_conversation(None)
    settle(parts)
    assert kept(parts, mette, OutKind.NOTE) == "on the way out"
    assert pane.isHidden()


def test_reply_and_note_are_two_drafts(pane: ComposerPane, parts: Parts, mette: Conversation) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "to her")
    pane.begin(OutKind.NOTE)
    assert pane.editor.text() == ""
    QTest.keyClicks(pane.editor, "to us")
    pane.begin(OutKind.REPLY)
    assert pane.editor.text() == "to her"
    settle(parts)
    assert kept(parts, mette, OutKind.NOTE) == "to us"


class FullDisk:
    """A draft service whose disk is full until it is told otherwise."""

    def __init__(self, real: object) -> None:
        self._real = real
        self.full = True

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def save(self, *words: object) -> Future[None]:
        if not self.full:
            return self._real.save(*words)  # type: ignore[attr-defined, no-any-return]
        failed: Future[None] = Future()
        failed.set_exception(DiskFull("The disk is full.", "Make some room."))
        return failed


@pytest.fixture
def disk(pane: ComposerPane) -> FullDisk:
    pane.autosave._drafts = disk = FullDisk(pane.autosave._drafts)  # type: ignore[assignment]
    pane.autosave._again.setInterval(50)
    return disk


def test_a_draft_that_cannot_be_saved_says_why_in_place_keeps_the_words_and_is_tried_again(
    pane: ComposerPane, parts: Parts, disk: FullDisk, mette: Conversation, qtbot: QtBot
) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "precious")
    qtbot.waitUntil(lambda: not pane.desk.notice.isHidden())
    assert pane.desk.notice.text() == "The disk is full. Make some room."
    assert "Not saved yet" in pane.desk.strip.parts_shown()
    assert pane.editor.text() == "precious"
    disk.full = False
    qtbot.waitUntil(lambda: kept(parts, mette) == "precious")
    qtbot.waitUntil(pane.desk.notice.isHidden)
    assert "Draft saved" in pane.desk.strip.parts_shown()


def test_words_that_could_not_be_saved_survive_a_change_of_ticket(
    pane: ComposerPane, parts: Parts, disk: FullDisk, mette: Conversation, other: Conversation, qtbot: QtBot
) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "precious")
    pane.show_conversation(other)
    pane.show_conversation(mette)
    assert pane.editor.text() == "precious"
    pane.show_conversation(other)
    disk.full = False
    qtbot.waitUntil(lambda: kept(parts, mette) == "precious")


def test_a_reply_taken_back_elsewhere_joins_what_was_typed_since(
    pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    answer = parts.workbench.outbox.queue(mette.id, OutKind.REPLY, "Sent words", hold=timedelta(seconds=60))
    assert isinstance(answer, Queued)
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "saved, ")
    pane.autosave.flush()
    QTest.keyClicks(pane.editor, "not yet saved")
    parts.workbench.outbox.withdraw(answer.id)
    pane.reload()
    assert pane.editor.text() == "Sent words\n\nsaved, not yet saved"
    assert pane.autosave.join() is None
    qtbot.waitUntil(lambda: kept(parts, mette) == "Sent words\n\nsaved, not yet saved")


def test_what_is_taken_back_in_another_room_is_joined_before_the_next_save_writes_over_it(
    pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    answer = parts.workbench.outbox.queue(mette.id, OutKind.REPLY, "Sent words", hold=timedelta(seconds=60))
    assert isinstance(answer, Queued)
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "since")
    pane.autosave.flush()
    parts.workbench.outbox.withdraw(answer.id)
    qtbot.waitUntil(lambda: pane.editor.text() == "Sent words\n\nsince")
    QTest.keyClicks(pane.editor, ".")
    pane.autosave.flush()
    settle(parts)
    assert "Sent words" in kept(parts, mette)


def test_a_reply_taken_back_elsewhere_opens_where_nothing_was_written(
    pane: ComposerPane, parts: Parts, mette: Conversation
) -> None:
    answer = parts.workbench.outbox.queue(mette.id, OutKind.REPLY, "Sent words", hold=timedelta(seconds=60))
    assert isinstance(answer, Queued)
    parts.workbench.outbox.withdraw(answer.id)
    assert pane.page() is None
    pane.reload()
    assert pane.editor.text() == "Sent words"


def test_a_discarded_draft_comes_back_with_undo(
    pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "keep me")
    assert parts.registry.run("reply.discard")
    settle(parts)
    assert kept(parts, mette) == ""
    assert pane.page() is None
    text, verb, undo = parts.notices.said[-1]  # type: ignore[attr-defined]
    assert (text, verb) == ("The draft is discarded.", "Undo")
    undo()
    assert pane.editor.text() == "keep me"
    settle(parts)
    assert kept(parts, mette) == "keep me"


def test_a_discarded_draft_of_another_ticket_comes_back_without_leaving_this_one(
    pane: ComposerPane, parts: Parts, mette: Conversation, other: Conversation
) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "keep me")
    parts.registry.run("reply.discard")
    pane.show_conversation(other)
    parts.undo.undo()
    settle(parts)
    assert kept(parts, mette) == "keep me"
    assert pane.page() is None


def test_an_emptied_draft_is_no_draft(pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "x")
    qtbot.waitUntil(lambda: kept(parts, mette) == "x")
    pane.editor.undo()
    qtbot.waitUntil(lambda: kept(parts, mette) == "")
    qtbot.waitUntil(lambda: pane.autosave.stand is Stand.EMPTY)


def test_news_of_the_open_ticket_leaves_the_words_and_the_history_alone(
    pane: ComposerPane, parts: Parts, mette: Conversation
) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "one two")
    pane.show_conversation(parts.workbench.tickets.open(mette.id))
    assert pane.editor.text() == "one two"
    pane.editor.undo()
    assert pane.editor.text() == "one "


def test_a_discarded_draft_that_comes_back_stands_before_what_was_written_since(
    pane: ComposerPane, parts: Parts, mette: Conversation, other: Conversation, qtbot: QtBot
) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "thrown away")
    parts.registry.run("reply.discard")
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "written since")
    pane.show_conversation(other)
    parts.undo.undo()
    qtbot.waitUntil(lambda: kept(parts, mette) == "thrown away\n\nwritten since")


@pytest.fixture
def slow_writer(parts: Parts) -> Iterator[Callable[[], None]]:
    """The store is busy with something else, as with a backup, until this is called."""
    free, began = threading.Event(), threading.Event()

    def busy(_database: object) -> None:
        began.set()
        free.wait(10)

    waiting = threading.Thread(target=lambda: parts.workbench.store.maintain(busy))

    def release() -> None:
        free.set()
        waiting.join()

    waiting.start()
    began.wait()
    yield release
    release()


@pytest.mark.parametrize("rests", [1, 2])
def test_what_is_typed_while_a_reply_is_taken_back_behind_a_busy_writer_is_joined(
    pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot, request: pytest.FixtureRequest, rests: int
) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "Sent words")
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
    pane.begin(OutKind.REPLY)
    release = request.getfixturevalue("slow_writer")
    parts.registry.run("reply.undo_send")
    for _ in range(rests):
        QTest.keyClicks(pane.editor, "more ")
        qtbot.wait(600)
    release()
    whole = "Sent words\n\n" + "more " * rests
    qtbot.waitUntil(lambda: pane.editor.text() == whole)
    qtbot.waitUntil(lambda: kept(parts, mette) == whole)


def test_no_save_that_is_on_its_way_overwrites_what_is_taken_back(parts: Parts, mette: Conversation) -> None:
    drafts = parts.workbench.drafts
    answer = parts.workbench.outbox.queue(mette.id, OutKind.REPLY, "Sent words", hold=timedelta(seconds=60))
    assert isinstance(answer, Queued)
    drafts.save(mette.id, OutKind.REPLY, "x", 0, 1).result()
    parts.workbench.outbox.withdraw(answer.id)
    for revision, text in ((2, "xy"), (3, "")):
        assert drafts.save(mette.id, OutKind.REPLY, text, 0, revision).result() is False
    assert "Sent words" in kept(parts, mette)


def test_words_of_a_page_that_was_left_are_joined_too(
    pane: ComposerPane, parts: Parts, mette: Conversation, other: Conversation, qtbot: QtBot
) -> None:
    answer = parts.workbench.outbox.queue(mette.id, OutKind.REPLY, "Sent words", hold=timedelta(seconds=60))
    assert isinstance(answer, Queued)
    pane.begin(OutKind.REPLY)
    parts.workbench.outbox.withdraw(answer.id)  # the editor does not know yet
    QTest.keyClicks(pane.editor, "more")
    pane.show_conversation(other)
    qtbot.waitUntil(lambda: kept(parts, mette) == "Sent words\n\nmore")


def test_all_is_kept_before_the_window_goes(pane: ComposerPane, parts: Parts, mette: Conversation) -> None:
    answer = parts.workbench.outbox.queue(mette.id, OutKind.REPLY, "Sent words", hold=timedelta(seconds=60))
    assert isinstance(answer, Queued)
    pane.begin(OutKind.REPLY)
    parts.workbench.outbox.withdraw(answer.id)
    QTest.keyClicks(pane.editor, "more")
    assert pane.autosave.keep_all() is None
    assert kept(parts, mette) == "Sent words\n\nmore"


def test_why_not_all_is_kept_is_told(pane: ComposerPane, disk: FullDisk) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "precious")
    assert isinstance(pane.autosave.keep_all(), DiskFull)
    disk.full = False
    assert pane.autosave.keep_all() is None

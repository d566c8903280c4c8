"""Files with a reply: chosen, dropped, pasted, taken off again; sent with the words and back with them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.composer.drafts import Page
from ui.panes.composer.pane import ComposerPane
from workbench.attachments.files import Files
from workbench.helpdesk.port import OutKind
from workbench.kernel.errors import DiskFull
from workbench.settings.schema import UNDO_SECONDS
from workbench.tickets.model import Conversation

ENOUGH = Qt.DropAction.CopyAction


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """What is left on it would be looked at when the process ends, after Python is gone."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    file = tmp_path / "bill.pdf"
    file.write_bytes(b"%PDF-1.7")
    return file


@pytest.fixture
def writing(pane: ComposerPane) -> ComposerPane:
    pane.begin(OutKind.REPLY)
    return pane


def shown(pane: ComposerPane) -> list[str]:
    return [chip.attached.file.name for chip in pane.desk.attached.chips]


def idle(pane: ComposerPane) -> bool:
    """Whether nothing is being attached; the chips may be there before the row knows that it has ended."""
    return not pane.attaching._under_way


def kept(parts: Parts, ticket: Conversation, kind: OutKind = OutKind.REPLY) -> list[str]:
    return [each.file.name for each in parts.workbench.attachments.of_draft(ticket.id, kind)]


def urls(*files: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return mime


def picture() -> QImage:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return image


def drop(on: QWidget, mime: QMimeData) -> bool:
    """Whether it was taken."""
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), ENOUGH, mime, buttons, keys)
    QApplication.sendEvent(on, enter)
    event = QDropEvent(QPointF(5, 5), ENOUGH, mime, buttons, keys)
    QApplication.sendEvent(on, event)
    return enter.isAccepted() and event.isAccepted()


def attach(pane: ComposerPane, qtbot: QtBot, *files: Path) -> None:
    before = len(pane.desk.attached.chips)
    pane.attaching.attach(files)
    qtbot.waitUntil(lambda: len(pane.desk.attached.chips) == before + len(files) and idle(pane))


def test_the_command_asks_for_files_and_shows_them_under_the_words(
    pane: ComposerPane, parts: Parts, mette: Conversation, bill: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(bill)], ""))
    assert not pane.desk.attached.isVisible()
    assert parts.registry["reply.attach"].shortcut == "Ctrl+Shift+A"
    assert parts.registry.run("reply.attach")
    assert pane.page() == Page(mette.id, OutKind.REPLY)
    qtbot.waitUntil(lambda: shown(pane) == ["bill.pdf"])
    assert kept(parts, mette) == ["bill.pdf"]
    row, body = pane.desk.attached, pane.editor
    assert row.isVisible()
    assert row.mapTo(pane, QPoint()).y() >= body.mapTo(pane, QPoint(0, body.height())).y()


def test_choosing_none_attaches_nothing(
    writing: ComposerPane, parts: Parts, mette: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    parts.registry.run("reply.attach")
    assert kept(parts, mette) == []


@pytest.mark.parametrize("where", ["sheet", "words"])
def test_files_are_dropped_on_the_sheet_and_on_the_words(
    writing: ComposerPane, parts: Parts, mette: Conversation, bill: Path, qtbot: QtBot, where: str
) -> None:
    on = writing.desk.sheet if where == "sheet" else writing.editor.viewport()
    assert drop(on, urls(bill))
    qtbot.waitUntil(lambda: shown(writing) == ["bill.pdf"] and idle(writing))
    assert writing.editor.text() == ""


def test_words_that_are_dropped_or_pasted_stay_words(writing: ComposerPane, parts: Parts, mette: Conversation) -> None:
    mime = QMimeData()
    mime.setText("words")
    assert drop(writing.editor.viewport(), mime)
    assert writing.editor.text() == "words"
    both = QMimeData()  # as a spreadsheet gives its cells
    both.setText(" and cells")
    both.setImageData(picture())
    QGuiApplication.clipboard().setMimeData(both)
    QTest.keyClick(writing.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert writing.editor.text() == "words and cells"
    assert kept(parts, mette) == []


def test_a_picture_that_is_pasted_goes_as_png(
    writing: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setImage(picture())
    QTest.keyClick(writing.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(writing) == ["Pasted image.png"])
    other = picture()
    other.fill(Qt.GlobalColor.blue)
    QGuiApplication.clipboard().setImage(other)
    QTest.keyClick(writing.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(writing) == ["Pasted image.png", "Pasted image (2).png"])
    (first, _) = parts.workbench.attachments.of_draft(mette.id, OutKind.REPLY)
    assert first.file.type == "image/png"
    data = Files(parts.workbench.home / "files").read(first.file)
    assert QImage.fromData(data).pixelColor(3, 3).name() == "#ff0000"


def test_files_copied_in_a_file_manager_are_pasted_as_files(writing: ComposerPane, bill: Path, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setMimeData(urls(bill))
    QTest.keyClick(writing.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(writing) == ["bill.pdf"] and idle(writing))
    assert writing.editor.text() == ""


def test_what_cannot_be_attached_is_said_in_place_and_the_others_are(
    writing: ComposerPane, bill: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "empty.txt").touch()
    writing.attaching.attach([tmp_path / "none.txt", tmp_path / "empty.txt", tmp_path, bill])
    qtbot.waitUntil(lambda: shown(writing) == ["bill.pdf"] and idle(writing))
    notice = writing.desk.attached.notice
    assert notice.isVisible()
    assert "“none.txt” could not be read." in notice.text()
    assert "“empty.txt” is empty." in notice.text()
    assert notice.text().endswith("And 1 more.")
    attach(writing, qtbot, _another(tmp_path))
    assert not notice.isVisible()


def _another(folder: Path) -> Path:
    file = folder / "another.txt"
    file.write_text("x")
    return file


def test_a_full_disk_is_said_in_place(
    writing: ComposerPane, bill: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull("The disk is full, so “bill.pdf” was not attached.", "Free some space, then attach it again.")

    monkeypatch.setattr(Files, "keep", full)
    writing.attaching.attach([bill])
    qtbot.waitUntil(writing.desk.attached.notice.isVisible)
    assert "Free some space" in writing.desk.attached.notice.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_chip_is_removed_by_the_keyboard_and_comes_back(
    writing: ComposerPane, parts: Parts, bill: Path, tmp_path: Path, qtbot: QtBot, key: Qt.Key
) -> None:
    attach(writing, qtbot, bill, _another(tmp_path))
    first, second = writing.desk.attached.chips
    assert first.accessibleName() == "Attached bill.pdf, 8 Bytes"
    assert first.remove.accessibleName() == "Remove bill.pdf, 8 Bytes"
    first.remove.setFocus()
    QTest.keyClick(first.remove, key)
    qtbot.waitUntil(lambda: shown(writing) == ["another.txt"])
    assert second.remove.hasFocus()
    qtbot.waitUntil(lambda: bool(parts.notices.said))  # type: ignore[attr-defined]
    text, action, run = parts.notices.said[-1]  # type: ignore[attr-defined]
    assert (text, action) == ("“bill.pdf” is no longer attached.", "Undo")
    run()
    qtbot.waitUntil(lambda: shown(writing) == ["bill.pdf", "another.txt"])


def test_after_the_last_chip_the_keyboard_is_in_the_words(writing: ComposerPane, bill: Path, qtbot: QtBot) -> None:
    attach(writing, qtbot, bill)
    (only,) = writing.desk.attached.chips
    only.remove.setFocus()
    QTest.keyClick(only.remove, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: shown(writing) == [])
    assert writing.editor.hasFocus()
    assert not writing.desk.attached.isVisible()


def test_tab_reaches_every_chip(writing: ComposerPane, bill: Path, tmp_path: Path, qtbot: QtBot) -> None:
    attach(writing, qtbot, bill, _another(tmp_path))
    reached = []
    for _ in range(20):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert all(chip.remove in reached for chip in writing.desk.attached.chips)


def test_each_draft_has_its_own_files_and_files_alone_are_a_draft(
    writing: ComposerPane, mette: Conversation, other: Conversation, bill: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    writing.begin(OutKind.NOTE)
    attach(writing, qtbot, bill)
    writing.begin(OutKind.REPLY)
    assert shown(writing) == []
    writing.show_conversation(other)
    assert writing.page() is None
    writing.show_conversation(mette)
    assert writing.page() == Page(mette.id, OutKind.NOTE)
    assert shown(writing) == ["bill.pdf"]


def test_files_go_out_with_the_words_and_come_back_with_them(
    writing: ComposerPane, parts: Parts, mette: Conversation, bill: Path, qtbot: QtBot
) -> None:
    writing.editor.exchange("See attached.", 0)
    attach(writing, qtbot, bill)
    with qtbot.waitSignal(writing.queued):
        parts.registry.run("reply.send")
    assert shown(writing) == []
    (out,) = parts.workbench.outbox.listed()
    assert [each.file.name for each in out.attached] == ["bill.pdf"]
    with qtbot.waitSignal(writing.sending.withdrawn):
        parts.registry.run("reply.undo_send")
    qtbot.waitUntil(lambda: shown(writing) == ["bill.pdf"] and idle(writing))
    assert writing.editor.text() == "See attached."


def test_a_discarded_draft_takes_its_files_along_and_brings_them_back(
    writing: ComposerPane, parts: Parts, mette: Conversation, bill: Path, qtbot: QtBot
) -> None:
    attach(writing, qtbot, bill)
    parts.registry.run("reply.discard")
    qtbot.waitUntil(lambda: kept(parts, mette) == [])
    assert shown(writing) == []
    parts.undo.undo()
    qtbot.waitUntil(lambda: kept(parts, mette) == ["bill.pdf"])
    writing.begin(OutKind.REPLY)
    qtbot.waitUntil(lambda: shown(writing) == ["bill.pdf"] and idle(writing))


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Files are not read until this is called."""
    go, keep = threading.Event(), Files.keep

    def slowly(files: Files, source: Path) -> object:
        go.wait(5)
        return keep(files, source)

    monkeypatch.setattr(Files, "keep", slowly)
    return go.set


def test_a_reply_waits_for_the_file_that_belongs_to_it(
    writing: ComposerPane, parts: Parts, bill: Path, qtbot: QtBot, held: Callable[[], None]
) -> None:
    parts.workbench.settings.set(UNDO_SECONDS, 0)
    writing.editor.exchange("See attached.", 0)
    writing.attaching.attach([bill])
    parts.registry.run("reply.send")
    assert writing.desk.strip.said() == "A file is still being attached."
    assert not parts.workbench.outbox.listed()
    qtbot.waitUntil(writing.desk.attached._busy.isVisible)
    held()
    qtbot.waitUntil(lambda: shown(writing) == ["bill.pdf"] and idle(writing))
    assert not writing.desk.attached._busy.isVisible()
    with qtbot.waitSignal(writing.queued):
        parts.registry.run("reply.send")


def test_a_file_that_is_slow_goes_to_the_draft_it_was_brought_to(
    writing: ComposerPane, parts: Parts, mette: Conversation, other: Conversation, bill: Path, qtbot: QtBot,
    held: Callable[[], None],
) -> None:  # fmt: skip
    writing.attaching.attach([bill, bill.parent / "none.pdf"])
    writing.show_conversation(other)
    writing.begin(OutKind.REPLY)
    held()
    qtbot.waitUntil(lambda: kept(parts, mette) == ["bill.pdf"])
    qtbot.waitUntil(lambda: bool(parts.notices.faults))  # type: ignore[attr-defined]
    assert "none.pdf" in parts.notices.faults[0][0]  # type: ignore[attr-defined]
    assert kept(parts, other) == []
    assert shown(writing) == []


def test_both_endings_of_a_name_are_shown_whole_however_long_it_is(
    writing: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    name = "A bill of last month for everything that was bought " * 2 + ".pdf.exe"
    parts.workbench.attachments.attach_bytes(mette.id, OutKind.REPLY, b"MZ", name)
    qtbot.waitUntil(lambda: len(shown(writing)) == 1)
    writing.resize(420, 420)
    (chip,) = writing.desk.attached.chips
    qtbot.waitUntil(lambda: chip._stem.text().endswith("…"))
    tail = next(label for label in chip.findChildren(QWidget) if getattr(label, "text", str)() == ".pdf.exe")
    assert tail.width() >= tail.sizeHint().width()
    assert chip.geometry().right() <= writing.desk.attached.width()


def test_many_files_leave_room_for_the_words(
    writing: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    for number in range(12):
        parts.workbench.attachments.attach_bytes(mette.id, OutKind.REPLY, b"x", f"number {number}.txt")
    qtbot.waitUntil(lambda: len(shown(writing)) == 12)
    came = writing.desk.attached.chips[-1].remove
    qtbot.waitUntil(lambda: came.visibleRegion().boundingRect().size() == came.size())
    writing.resize(420, writing.desk.least())
    QApplication.sendPostedEvents()
    assert writing.editor.height() >= 56
    assert writing.desk.attached.height() < 140
    first, *_, last = (chip.remove for chip in writing.desk.attached.chips)
    for reached in (first, last, first):
        reached.setFocus()
        qtbot.waitUntil(lambda reached=reached: reached.visibleRegion().boundingRect().size() == reached.size())


def test_a_picture_is_one_that_can_be_read(writing: ComposerPane) -> None:
    from ui.panes.composer.brought import png

    data = QBuffer()
    data.setData(png(picture()))
    assert QImage.fromData(data.data()).size().width() == 20

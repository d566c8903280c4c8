"""What is copied, and how what was there before comes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QClipboard, QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.palette.clipboard import Clipboard
from ui.widgets.rich_copy import as_mime


@pytest.fixture
def board(qapp: QApplication) -> QClipboard:
    board = qapp.clipboard()
    board.clear()
    return board


@pytest.fixture
def clipboard(qtbot: QtBot, board: QClipboard) -> Clipboard:
    return Clipboard()


def rich() -> QMimeData:
    mime = QMimeData()
    mime.setHtml("<b>mine</b>")
    mime.setText("mine")
    mime.setUrls([QUrl("https://example.org/a")])
    mime.setData("application/x-other-program", b"\x00\x01\xff")
    return mime


def test_all_formats_come_back(clipboard: Clipboard, board: QClipboard) -> None:
    board.setMimeData(rich())
    clipboard.put(as_mime("words"), hold_for=30)
    assert board.text() == "words"
    assert clipboard.waiting()
    clipboard.give_back()
    mime = board.mimeData()
    assert (mime.html(), mime.urls()) == ("<b>mine</b>", [QUrl("https://example.org/a")])
    assert mime.data("application/x-other-program").data() == b"\x00\x01\xff"
    assert not clipboard.waiting()


def test_a_picture_comes_back(clipboard: Clipboard, board: QClipboard) -> None:
    picture = QImage(3, 2, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    board.setImage(picture)
    clipboard.put(as_mime("words"), hold_for=30)
    clipboard.give_back()
    assert board.image().pixelColor(1, 1) == QColor("red")


def test_it_comes_back_by_itself_after_the_time(
    clipboard: Clipboard, board: QClipboard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    board.setText("mine")
    clipboard.put(as_mime("words"), hold_for=1)
    qtbot.wait(500)
    assert board.text() == "words"
    qtbot.waitUntil(lambda: board.text() == "mine", timeout=3000)


def test_what_was_copied_meanwhile_stays(clipboard: Clipboard, board: QClipboard) -> None:
    board.setText("mine")
    clipboard.put(as_mime("words"), hold_for=30)
    board.setText("newer")
    clipboard.give_back()
    assert board.text() == "newer"


def test_the_same_words_copied_by_somebody_else_stay_too(clipboard: Clipboard, board: QClipboard) -> None:
    board.setText("mine")
    clipboard.put(as_mime("words"), hold_for=30)
    board.setText("words")
    clipboard.give_back()
    assert board.text() == "words"


def test_two_copies_in_a_row_give_back_what_was_there_before_both(clipboard: Clipboard, board: QClipboard) -> None:
    board.setText("mine")
    clipboard.put(as_mime("one"), hold_for=30)
    clipboard.put(as_mime("two"), hold_for=30)
    clipboard.give_back()
    assert board.text() == "mine"


def test_an_empty_clipboard_is_empty_again(clipboard: Clipboard, board: QClipboard) -> None:
    clipboard.put(as_mime("words"), hold_for=30)
    clipboard.give_back()
    assert board.text() == ""


def test_without_the_wish_nothing_comes_back(clipboard: Clipboard, board: QClipboard) -> None:
    board.setText("mine")
    clipboard.put(as_mime("words"), hold_for=0)
    assert not clipboard.waiting()
    clipboard.give_back()
    assert board.text() == "words"


def test_a_wish_that_was_taken_back_holds_for_what_is_copied_next(clipboard: Clipboard, board: QClipboard) -> None:
    board.setText("mine")
    clipboard.put(as_mime("one"), hold_for=30)
    clipboard.put(as_mime("two"), hold_for=0)
    clipboard.give_back()
    assert board.text() == "two"

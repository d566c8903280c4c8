"""A toast tells what went where, can be taken back, and never takes the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPropertyAnimation, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from ui.theme.theme import Look, Theme
from ui.widgets import toast as module
from ui.widgets.toast import Toast, set_resting
from workbench.paths import resources

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    widget.show()
    return widget


@pytest.fixture
def toast(host: QWidget) -> Toast:
    return Toast(Theme(resources() / "themes", Look(moves=False)), host)


def test_a_toast_is_taken_back_by_its_button(toast: Toast, qtbot: QtBot) -> None:
    done: list[str] = []
    toast.show_text("Reply queued.", "Undo", lambda: done.append("undone"))
    button = toast.findChild(QPushButton)
    with qtbot.waitSignal(toast.closed):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert toast.isHidden()


def test_a_toast_goes_by_itself(toast: Toast, qtbot: QtBot) -> None:
    with qtbot.waitSignal(toast.closed):
        toast.show_text("Done.", seconds=0.01)
    assert toast.isHidden()


def test_a_toast_waits_while_the_focus_is_on_its_button(toast: Toast, host: QWidget, qtbot: QtBot) -> None:
    host.activateWindow()
    toast.show_text("Reply queued.", "Undo", lambda: None, seconds=60)
    button = toast.findChild(QPushButton)
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    toast._expire()
    assert not toast.isHidden()
    qtbot.keyClick(toast, Qt.Key.Key_Escape)
    assert toast.isHidden()


def test_the_focus_stays_where_it_was(toast: Toast, host: QWidget, qtbot: QtBot) -> None:
    line = QLineEdit(host)
    line.show()
    host.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    toast.show_text("Reply queued.", "Undo", lambda: None)
    assert line.hasFocus()


def test_a_toast_covers_what_is_read_and_no_control(toast: Toast, host: QWidget) -> None:
    listed, read = QWidget(host), QWidget(host)
    for view, place in ((listed, (0, 40, 300, 520)), (read, (301, 0, 499, 400))):
        set_resting(view)
        view.setGeometry(*place)
        view.show()
    toast.show_text("“Charged twice, second payment returned” is flagged. The library lists it.", "Undo")
    assert listed.geometry().contains(toast.geometry())
    listed.hide()
    toast.show_text("Done.")
    assert read.geometry().contains(toast.geometry())
    read.hide()
    toast.show_text("Done.")
    assert toast.geometry().bottom() > 560


def test_a_toast_stays_at_the_bottom_and_inside_its_window(toast: Toast, host: QWidget) -> None:
    toast.show_text("Die Antwort ist in der Warteschlange und geht hinaus, sobald die Verbindung steht. " * 3, "Undo")
    for width in (800, 300):
        host.resize(width, 500)
        assert host.rect().contains(toast.geometry())
        assert toast.geometry().bottom() > 400
        assert abs(toast.geometry().center().x() - host.rect().center().x()) <= 1


def test_a_second_toast_takes_the_place_of_the_first(toast: Toast, qtbot: QtBot) -> None:
    done: list[str] = []
    toast.show_text("First.", "Undo", lambda: done.append("first"))
    toast.show_text("Second.")
    assert toast.accessibleName() == "Second."
    assert toast.findChild(QPushButton).isHidden()
    toast._pressed()
    assert done == []


def test_nothing_rises_for_a_person_who_wants_stillness(host: QWidget) -> None:
    for moves, state in ((False, QPropertyAnimation.State.Stopped), (True, QPropertyAnimation.State.Running)):
        toast = Toast(Theme(resources() / "themes", Look(moves=moves)), host)
        toast.show_text("Reply queued.")
        assert toast.findChild(QPropertyAnimation).state() == state


def test_a_reader_is_told_politely(toast: Toast, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(module, "announce", lambda _widget, text: told.append(text))
    toast.show_text("Reply queued.", "Undo", lambda: None)
    assert told == ["Reply queued. Undo"]

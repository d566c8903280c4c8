"""The composer as a whole: beginning, the strip, the preview, commands, and its look when narrow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.composer.pane import ComposerPane
from ui.panes.composer.strip import Status, Strip
from ui.theme.theme import Look
from ui.widgets.overlay import spot
from ui.writing.marks import Place
from workbench.helpdesk.port import OutKind
from workbench.settings.schema import PREVIEW
from workbench.tickets.model import Conversation

BOUND = {
    "ticket.reply", "ticket.note", "reply.send", "reply.send_solve", "reply.send_pending", "reply.undo_send",
    "reply.snippets", "reply.next_blank", "reply.next_finding", "reply.preview", "reply.bold", "reply.italic",
    "reply.link", "reply.discard",
}  # fmt: skip


def test_every_command_of_a_reply_is_carried_out_here(pane: ComposerPane, parts: Parts) -> None:
    assert BOUND.isdisjoint(parts.registry.unbound())


def test_until_something_is_written_there_are_two_ways_to_begin(pane: ComposerPane, parts: Parts) -> None:
    assert pane.desk.bar.isVisible()
    assert pane.desk.sheet.isHidden()
    assert pane.maximumHeight() < 100
    assert not parts.registry.facts.hold({"reply.open"})
    assert parts.registry.run("ticket.note")
    assert pane.desk.sheet.isVisible()
    assert pane.editor.hasFocus()
    assert pane.maximumHeight() > 1000
    assert parts.registry.facts.hold({"reply.open"})


def test_without_a_conversation_nothing_can_be_written(pane: ComposerPane) -> None:
    pane.show_conversation(None)
    pane.begin(OutKind.REPLY)
    assert pane.page() is None
    assert pane.isHidden()


def test_parts_of_the_strip_do_what_they_speak_of(pane: ComposerPane, qtbot: QtBot) -> None:
    pane.begin(OutKind.REPLY)
    pane.editor.load("I think it was sent. Order {{Order number}} {{Date}}.", 0)
    pane.checks.attend(pane.page(), "en")
    pane._on_typed()
    qtbot.waitUntil(lambda: "1 to verify" in pane.desk.strip.parts_shown())
    assert "2 blanks: Order number" in pane.desk.strip.parts_shown()
    buttons = {button.text(): button for button in pane.desk.strip.findChildren(QAbstractButton)}
    buttons["2 blanks: Order number"].click()
    assert pane.editor.textCursor().selectedText() == "{{Order number}}"
    buttons["1 to verify"].click()
    assert pane.guide.card.isVisible()


def test_the_strip_shortens_itself_before_it_is_cut(parts: Parts, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1300, 60)
    host.show()
    strip = Strip(parts)
    strip.setParent(host)
    long = "Umsatzsteueridentifikationsnummer des Rechnungsempfängers"
    status = Status(verify=2, hints=3, blanks=(long, "b"), draft="Draft saved", online=True)
    strip.show()
    strip.resize(1200, 40)
    strip.show_status(status)
    shown = strip.parts_shown()
    assert shown[0] == "2 to verify" and shown[1].startswith("2 blanks: Umsatz") and "3 hints" in shown
    strip.resize(500, 40)
    assert strip.parts_shown()[:2] == ["2 to verify", "2 blanks"]
    strip.resize(260, 40)
    assert strip.parts_shown() == ["2", "2"]
    assert strip._verify.accessibleName() == "2 to verify. Show what to verify"
    assert strip._row.sizeHint().width() <= 260
    assert strip.send_word() == "Send"


def test_nothing_in_the_strip_moves_while_one_goes_from_blank_to_blank(parts: Parts, qtbot: QtBot) -> None:
    strip = Strip(parts)
    qtbot.addWidget(strip)
    strip.resize(640, 40)
    strip.show()

    def places(*blanks: str, draft: str) -> tuple[int, int, bool]:
        strip.show_status(Status(blanks=blanks, draft=draft, from_snippets="Mostly snippet text"))
        strip.layout().activate()
        assert strip.parts_shown()[0].startswith(f"{len(blanks)} blanks: ")
        return strip._draft.x(), strip._snippets.x(), strip._send._cap.isVisible()

    assert places("Day", "Amount with currency", draft="Draft saved") == places(
        "Amount with currency and the day it is on their statement", "Day", "Name", draft="Saving…"
    )


def test_both_halves_of_the_button_to_send_are_one_button_to_the_eye(parts: Parts, qtbot: QtBot) -> None:
    strip = Strip(parts)
    qtbot.addWidget(strip)
    strip.show()
    for scale in (100, 200):
        parts.theme.wear(Look(scale=scale))
        strip.layout().activate()
        send, more = strip._send._send.geometry(), strip._send._more.geometry()
        assert (send.top(), send.height()) == (more.top(), more.height())
        assert more.left() - send.right() == 2


def test_the_preview_shows_the_reply_as_it_will_be_seen_and_is_remembered(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "It is **done**.")
    assert parts.registry.run("reply.preview")
    preview = pane.desk.preview
    qtbot.waitUntil(lambda: preview.browser.toPlainText() == "It is done.")
    QTest.keyClicks(pane.editor, " Now.")
    qtbot.waitUntil(lambda: preview.browser.toPlainText() == "It is done. Now.")
    qtbot.waitUntil(lambda: parts.workbench.settings.get(PREVIEW))
    parts.registry.run("reply.preview")
    assert preview.isHidden()


def test_the_preview_stands_beside_the_words_or_below_them(pane: ComposerPane, parts: Parts) -> None:
    pane.begin(OutKind.REPLY)
    parts.registry.run("reply.preview")
    pane.resize(1000, 420)
    assert pane.desk.preview.geometry().left() > pane.editor.geometry().right()
    pane.resize(500, 420)
    assert pane.desk.preview.geometry().top() > pane.editor.geometry().bottom()


@pytest.mark.parametrize(
    ("command", "text"),
    [("reply.bold", "a **word**"), ("reply.italic", "a *word*"), ("reply.link", "a [word](https://)")],
)
def test_formatting_wraps_the_selection(pane: ComposerPane, parts: Parts, command: str, text: str) -> None:
    QGuiApplication.clipboard().setText("")
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "a word")
    pane.editor.select(Place(2, 4))
    assert parts.registry.run(command)
    assert pane.editor.text() == text
    pane.editor.undo()
    assert pane.editor.text() == "a word"


def test_it_fits_into_a_narrow_window(pane: ComposerPane) -> None:
    pane.begin(OutKind.REPLY)
    pane.resize(360, 400)
    assert pane.width() == 360
    assert pane.minimumSizeHint().width() <= 360


def test_every_control_has_a_name_and_can_be_reached(pane: ComposerPane) -> None:
    pane.begin(OutKind.REPLY)
    controls = [widget for widget in pane.findChildren(QAbstractButton) if widget.isVisible()]
    assert controls
    for control in controls:
        assert control.accessibleName() or control.text(), control
        # of a group that chooses one, Tab goes to the chosen one and the arrows to the rest
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus or control.group(), control
    assert pane.editor.accessibleName() == "Reply to Mette Sørensen"


def test_the_list_of_tools_follows_the_kind(pane: ComposerPane, parts: Parts) -> None:
    pane.begin(OutKind.REPLY)
    chips = {button.text(): button for button in pane.desk.head.findChildren(QAbstractButton) if button.text()}
    assert chips["Reply"].isChecked()
    chips["Internal note"].click()
    assert pane.page() and pane.page().kind is OutKind.NOTE  # type: ignore[union-attr]
    assert chips["Internal note"].isChecked()


def test_what_was_restored_is_what_was_left(pane: ComposerPane, parts: Parts, mette: Conversation) -> None:
    pane.begin(OutKind.REPLY)
    parts.registry.run("reply.preview")
    pane.desk.share([500, 300])
    state = pane.state()
    pane.desk.share([300, 500])
    pane.restore(state)
    assert pane.state() == state
    pane.restore({"shares": "nonsense"})
    pane.restore({})
    assert pane.state() == state


def test_a_sheet_lies_under_its_place_or_above_it_and_always_in_the_window() -> None:
    room, size = QSize(800, 600), QSize(300, 200)
    assert spot(room, size, QRect(10, 100, 50, 20)).y() > 120
    assert spot(room, size, QRect(10, 550, 50, 20)).y() + 200 < 550
    assert spot(room, size, QRect(10, 300, 50, 20)).y() > 320
    assert spot(room, size, QRect(10, 300, 50, 20), over=True).y() + 200 < 300
    assert spot(room, size, QRect(10, 100, 50, 20), over=True).y() > 120
    for x, y in ((-50, -50), (790, 590), (400, 300)):
        corner = spot(room, size, QRect(x, y, 50, 20))
        assert QRect(QWidget().pos(), room).contains(QRect(corner, size))


def button(pane: ComposerPane, name: str) -> QAbstractButton:
    """The visible button with this word or name."""
    found = [
        one
        for one in pane.findChildren(QAbstractButton)
        if one.isVisible() and name in (one.text(), one.accessibleName())
    ]
    assert len(found) == 1, name
    return found[0]


def test_each_button_of_the_bar_begins_its_kind(pane: ComposerPane) -> None:
    button(pane, "Internal note").click()
    assert pane.page() and pane.page().kind is OutKind.NOTE  # type: ignore[union-attr]
    QTest.keyClick(pane.editor, Qt.Key.Key_Escape)
    button(pane, "Reply to Mette").click()
    assert pane.page() and pane.page().kind is OutKind.REPLY  # type: ignore[union-attr]


def test_tools_and_the_strip_can_be_worked_with_the_mouse_alone(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "word")
    pane.editor.select(Place(0, 4))
    button(pane, "Bold").click()
    assert pane.editor.text() == "**word**"
    assert parts.workbench.drafts.load(pane.page().ticket, OutKind.REPLY) is None  # type: ignore[union-attr]
    button(pane, "Saving…").click()
    qtbot.waitUntil(lambda: "Draft saved" in pane.desk.strip.parts_shown())
    with qtbot.waitSignal(pane.queued):
        button(pane, "Send").click()
    with qtbot.waitSignal(pane.sending.withdrawn):
        button(pane, "Undo sending").click()
    with qtbot.waitSignal(pane.queued):
        pane.desk.strip._send._menu.actions()[0].trigger()
    assert "then solved" in pane.desk.panel.text()


def test_hints_are_shown_when_they_are_asked_for(pane: ComposerPane, qtbot: QtBot) -> None:
    pane.begin(OutKind.REPLY)
    pane.editor.load(
        "Thank you for reaching out. Please do not hesitate to contact us. Kindly wait. As per our policy, no."
    )
    pane.checks.attend(pane.page(), "en")
    qtbot.waitUntil(lambda: bool(pane.checks.hints()))
    pane.desk.strip.hints_asked.emit()
    assert pane.guide.card.mark in pane.checks.hints()


def test_the_edge_of_the_sheet_shows_where_the_keys_go(pane: ComposerPane) -> None:
    pane.begin(OutKind.REPLY)
    assert pane.desk.sheet._focused
    button(pane, "Send").setFocus()
    assert not pane.desk.sheet._focused


def test_the_preview_follows_its_setting(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    pane.begin(OutKind.REPLY)
    parts.workbench.settings.set(PREVIEW, True)
    qtbot.waitUntil(pane.desk.preview.isVisible)


def test_there_is_room_for_a_notice_above_the_words(pane: ComposerPane, qtbot: QtBot) -> None:
    pane.begin(OutKind.REPLY)
    before = pane.minimumHeight()
    pane.desk.notice.show_notice("The disk is full. Make some room.", "danger")
    qtbot.waitUntil(lambda: pane.minimumHeight() >= before + pane.desk.notice.sizeHint().height())
    pane.desk.notice.hide()
    qtbot.waitUntil(lambda: pane.minimumHeight() == before)


def test_every_part_of_the_strip_stands_in_it(pane: ComposerPane) -> None:
    strip = pane.desk.strip
    assert [part for part in strip._parts() if part.window() is not pane.window()] == []

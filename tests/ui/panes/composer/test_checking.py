"""Findings: when they are shown, how they move, what the card does, and what it never does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.panes.composer.conftest import conversation
from ui.commands.parts import Parts
from ui.panes.composer.acts import Act
from ui.panes.composer.pane import ComposerPane
from ui.theme.theme import Choice, Look
from ui.writing.geometry import pieces
from ui.writing.marks import Mark, Place
from workbench.certainty import Level
from workbench.helpdesk.port import OutKind
from workbench.settings.schema import CHECK_REPLIES

DOUBT = "I think it was sent on Monday."


@pytest.fixture
def writing(pane: ComposerPane) -> ComposerPane:
    pane.begin(OutKind.REPLY)
    return pane


def cues(pane: ComposerPane) -> list[str]:
    return [pane.editor.cursor_over(mark.at).selectedText() for mark in pane.checks.warnings()]


def put(pane: ComposerPane, text: str, qtbot: QtBot) -> list[Mark]:
    """Put ``text`` in the editor as a draft that is opened would be, and wait for its findings."""
    pane.editor.load(text)
    pane.checks.attend(pane.page(), "en")
    qtbot.waitUntil(lambda: bool(pane.checks.warnings()))
    return list(pane.checks.warnings())


def test_a_finding_appears_once_its_sentence_is_finished(writing: ComposerPane, qtbot: QtBot) -> None:
    came: list[object] = []
    writing.checks.changed.connect(lambda: came.append(cues(writing)))
    QTest.keyClicks(writing.editor, "I think it was sent on Monday")
    assert cues(writing) == []
    QTest.keyClicks(writing.editor, ".")
    qtbot.waitUntil(lambda: cues(writing) == ["I think"], timeout=1200)


def test_a_sentence_being_typed_is_left_alone_until_the_typing_pauses(writing: ComposerPane, qtbot: QtBot) -> None:
    QTest.keyClicks(writing.editor, "I think it was sent")
    qtbot.waitUntil(lambda: bool(writing.checks._marks))
    assert writing.checks._pause.isActive()
    assert writing.checks.warnings() == ()
    qtbot.waitUntil(lambda: cues(writing) == ["I think"], timeout=3000)


def test_a_finding_moves_with_words_typed_before_it_and_goes_with_its_own(writing: ComposerPane, qtbot: QtBot) -> None:
    put(writing, f"😀 Hello.\n\n{DOUBT}", qtbot)
    writing.checks._soon.stop()
    writing.editor.replace(Place(0, 0), "😀😀 ")
    assert cues(writing) == ["I think"]
    at = writing.checks.warnings()[0].around
    writing.editor.replace(Place(at.start + 8, 2), "that")
    assert writing.checks._marks == ()


def test_an_answer_for_words_that_have_moved_on_is_dropped(
    writing: ComposerPane, parts: Parts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived: list[object] = []
    original = writing.checks._came
    monkeypatch.setattr(writing.checks, "_came", lambda text, found: (arrived.append(text), original(text, found)))
    writing.editor.load(DOUBT)
    writing.checks.attend(writing.page(), "en")
    writing.editor.replace(Place(0, 0), "Hi. ")
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == [f"Hi. {DOUBT}"]


def test_notes_are_not_checked_for_no_customer_hears_them(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    pane.begin(OutKind.NOTE)
    QTest.keyClicks(pane.editor, DOUBT)
    with qtbot.assertNotEmitted(pane.checks.changed, wait=500):
        pass
    assert pane.checks.warnings() == ()


def test_checks_can_be_turned_off_and_on_while_writing(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    put(writing, DOUBT, qtbot)
    parts.workbench.settings.set(CHECK_REPLIES, False)
    qtbot.waitUntil(lambda: writing.checks.warnings() == ())
    parts.workbench.settings.set(CHECK_REPLIES, True)
    qtbot.waitUntil(lambda: cues(writing) == ["I think"])


def test_a_language_without_rules_is_said_and_nothing_is_underlined(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    arabic = conversation(parts, "الأرقام معكوسة في الفاتورة العربية")
    pane.show_conversation(arabic)
    pane.begin(OutKind.REPLY)
    QTest.keyClicks(pane.editor, "I think so.")
    qtbot.waitUntil(lambda: "No checks for Arabic" in pane.desk.strip.parts_shown())
    assert pane.checks.warnings() == ()


def test_a_reply_in_german_is_checked_by_the_rules_for_german(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    pane.show_conversation(conversation(parts, "RE-2025-0388"))
    pane.begin(OutKind.REPLY)
    pane.editor.load("I think so. Die Rechnung sollte jetzt stimmen.")
    pane.checks.attend(pane.page(), "de")
    qtbot.waitUntil(lambda: cues(pane) == ["sollte"])


def test_hints_are_counted_but_not_underlined(writing: ComposerPane, qtbot: QtBot) -> None:
    writing.editor.load(
        "I think so. We are sorry. " + "Sorry for that. " * 3 + "I believe it is ready, as per our policy."
    )
    writing.checks.attend(writing.page(), "en")
    qtbot.waitUntil(lambda: bool(writing.checks.warnings()))
    assert all(mark.finding.level is Level.WARN for mark in writing.editor._marks)
    assert set(writing.editor._marks) == set(writing.checks.warnings())


def test_the_card_offers_the_certain_wording_and_one_undo_takes_it_back(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    put(writing, f"Hello.\n\n{DOUBT}", qtbot)
    assert parts.registry.run("reply.next_finding")
    card = writing.guide.card
    qtbot.waitUntil(card.has_keyboard)
    rewrite = card.mark and card.mark.finding.rewrite
    assert rewrite
    QTest.keyClick(card.focusWidget(), Qt.Key.Key_I)
    assert writing.editor.text() == f"Hello.\n\n{rewrite}"
    assert card.isHidden()
    assert writing.editor.hasFocus()
    writing.editor.undo()
    assert writing.editor.text() == f"Hello.\n\n{DOUBT}"


def test_nothing_is_replaced_when_the_words_have_moved_on(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    put(writing, DOUBT, qtbot)
    parts.registry.run("reply.next_finding")
    card = writing.guide.card
    mark = card.mark
    writing.editor.document().blockSignals(True)
    writing.editor.replace(Place(0, 2), "We ")
    writing.editor.document().blockSignals(False)
    writing.editor._forget_text()
    before = writing.editor.text()
    card.mark = mark
    card.acted.emit(Act.IS)
    assert writing.editor.text() == before
    assert writing.desk.strip.said() == "The words have changed since. Nothing was replaced."


def test_kept_words_are_not_said_again_for_that_sentence_of_that_draft(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    put(writing, f"{DOUBT} Maybe I think otherwise.", qtbot)
    count = len(writing.checks.warnings())
    parts.registry.run("reply.next_finding")
    QTest.keyClick(writing.guide.card.focusWidget(), Qt.Key.Key_K)
    assert len(writing.checks.warnings()) == count - 1
    QTest.keyClicks(writing.editor, " More.")
    text = writing.editor.text()
    writing.checks.attend(writing.page(), "en")
    qtbot.waitUntil(lambda: len(writing.checks.warnings()) >= count - 1)
    assert DOUBT in text
    assert DOUBT not in [mark.sentence for mark in writing.checks.warnings()]
    writing.checks.attend("another draft", "en")
    qtbot.waitUntil(lambda: DOUBT in [mark.sentence for mark in writing.checks.warnings()])


def test_asking_again_goes_from_finding_to_finding_and_round(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    marks = put(writing, f"{DOUBT} Hopefully it arrives soon.", qtbot)
    assert len(marks) >= 2
    seen = []
    for _ in range(len(marks) + 1):
        parts.registry.run("reply.next_finding")
        seen.append(writing.guide.card.mark)
    assert seen == [*marks, marks[0]] or seen == [*marks[1:], marks[0], *marks[1:2]]


def test_esc_closes_the_card_and_the_caret_is_back(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    put(writing, DOUBT, qtbot)
    parts.registry.run("reply.next_finding")
    card = writing.guide.card
    qtbot.waitUntil(card.has_keyboard)
    QTest.keyClick(card.focusWidget(), Qt.Key.Key_Escape)
    assert card.isHidden()
    assert writing.editor.hasFocus()
    assert writing.editor.text() == DOUBT


def test_the_letters_of_the_card_are_its_own_while_it_has_the_focus(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    put(writing, DOUBT, qtbot)
    parts.registry.run("reply.next_finding")
    for key, own in ((Qt.Key.Key_K, True), (Qt.Key.Key_I, True), (Qt.Key.Key_U, False), (Qt.Key.Key_J, False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        writing.guide.card.event(event)
        assert event.isAccepted() is own


def test_the_pointer_over_a_finding_opens_its_card_without_taking_the_focus(
    writing: ComposerPane, qtbot: QtBot
) -> None:
    mark = put(writing, DOUBT, qtbot)[0]
    box = pieces(writing.editor, mark.at.start, mark.at.length)[0].box
    writing.editor.pointed.emit(box.center().toPoint())
    qtbot.waitUntil(writing.guide.card.isVisible)
    assert writing.editor.hasFocus()
    writing.editor.pointed.emit(QPoint(5, writing.editor.viewport().height() - 5))
    qtbot.waitUntil(writing.guide.card.isHidden)


def test_without_findings_the_strip_says_so(writing: ComposerPane, parts: Parts) -> None:
    writing.editor.load("It was sent on Monday.")
    parts.registry.run("reply.next_finding")
    assert writing.desk.strip.said() == "Nothing to verify."


def test_the_caret_stays_where_the_agent_was_typing(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    put(writing, f"{DOUBT}\n" + "\n" * 60 + "Here", qtbot)
    parts.registry.run("reply.next_finding")
    shown = pieces(writing.editor, 0, 7)
    assert shown
    QTest.keyClick(writing.guide.card.focusWidget(), Qt.Key.Key_I)
    QTest.keyClicks(writing.editor, " I am.")
    assert writing.editor.text().endswith("\nHere I am.")


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_the_card_gives_its_buttons_the_room_that_they_need(
    writing: ComposerPane, parts: Parts, qtbot: QtBot, scale: int
) -> None:
    parts.theme.wear(Look(choice=Choice.LIGHT, scale=scale))
    put(writing, DOUBT, qtbot)
    assert parts.registry.run("reply.next_finding")
    card = writing.guide.card
    qtbot.waitUntil(card.has_keyboard)
    seen = [each for each in card.findChildren(QPushButton) if each.isVisible()]
    assert len(seen) == 5, "four answers, and why"
    assert [each.text() for each in seen if each.width() < each.sizeHint().width()] == []

"""The answers on a finding's card, by keyboard: what each does to the words, what it notes, and how it is undone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.panes.composer.conftest import conversation
from tests.ui.panes.composer.test_checking import put
from ui.commands.parts import Parts
from ui.panes.composer.acts import Act
from ui.panes.composer.card import FindingCard
from ui.panes.composer.drafts import Page
from ui.panes.composer.pane import ComposerPane
from ui.widgets.days import day_in_letter
from ui.writing.marks import Mark
from workbench.certainty import Kind
from workbench.certainty.checked.model import Outcome
from workbench.follow_ups.days import likely, next_working_day
from workbench.follow_ups.model import FollowUp
from workbench.helpdesk.port import OutKind

SURE = "Your invoice is now in your inbox."
DOUBT = "Your invoice should now be in your inbox."
NO_REWRITE = "I am not sure the import ran."
HOPE = "I've passed this on to our developers."
SORRY = "We are sorry. We are so sorry. We are very sorry for that."
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def writing(pane: ComposerPane) -> ComposerPane:
    pane.begin(OutKind.REPLY)
    return pane


def page_of(pane: ComposerPane) -> Page:
    page = pane.page()
    assert page is not None
    return page


def open_card(pane: ComposerPane, parts: Parts, text: str, qtbot: QtBot, language: str = "en") -> FindingCard:
    """Have ``text`` written, and the card of its first finding open with the keyboard in it."""
    pane.editor.load(text)
    pane.checks.attend(pane.page(), language)
    qtbot.waitUntil(lambda: bool(pane.checks.warnings() or pane.checks.hints()))
    parts.registry.run("reply.next_finding")
    qtbot.waitUntil(pane.guide.card.has_keyboard)
    return pane.guide.card


def press(card: FindingCard, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the keyboard is in the card."""
    focus = card.focusWidget()
    assert focus is not None and focus.hasFocus()
    QTest.keyClick(focus, key, held)


def noted(pane: ComposerPane, parts: Parts) -> list[Outcome]:
    page = page_of(pane)
    return [each.outcome for each in parts.workbench.checked.of_draft(page.ticket, page.kind)]


def follow_ups(pane: ComposerPane, parts: Parts) -> Sequence[FollowUp]:
    return parts.workbench.follow_ups.of_ticket(page_of(pane).ticket)


def shown(card: FindingCard) -> list[str]:
    return [button.button.text() for button in card.buttons.values() if button.isVisible()]


def kinds(pane: ComposerPane) -> list[Mark]:
    return [*pane.checks.warnings(), *pane.checks.hints()]


def test_doubt_has_four_answers_and_no_other_key_gives_one(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    card = open_card(writing, parts, DOUBT, qtbot)
    assert shown(card) == ["Checked: it is", "Checked: it isn’t", "Can’t check now", "Keep"]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_U):
        press(card, key)
        assert card.isVisible()
    assert writing.editor.text() == DOUBT


def test_it_is_writes_the_certain_wording_in_one_step_and_notes_it(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    card = open_card(writing, parts, f"Hello.\n\n{DOUBT}", qtbot)
    press(card, Qt.Key.Key_I)
    assert writing.editor.text() == f"Hello.\n\n{SURE}"
    assert writing.editor.hasFocus()
    qtbot.waitUntil(lambda: noted(writing, parts) == [Outcome.IS])
    writing.editor.undo()
    assert writing.editor.text() == f"Hello.\n\n{DOUBT}"


def test_a_reply_in_which_undo_brought_the_doubt_back_does_not_say_that_it_was_checked(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    card = open_card(writing, parts, f"Hello.\n\n{DOUBT}", qtbot)
    press(card, Qt.Key.Key_I)
    qtbot.waitUntil(lambda: noted(writing, parts) == [Outcome.IS])
    writing.editor.undo()
    ticket, workbench = page_of(writing).ticket, parts.workbench
    parts.registry.run("reply.send")
    qtbot.waitUntil(lambda: len(workbench.outbox.listed()) == 1)
    assert workbench.checked.of_ticket(ticket) == {}


def test_it_is_without_a_ready_wording_leaves_the_words_selected_and_says_so(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    card = open_card(writing, parts, f"Hello. {NO_REWRITE}", qtbot)
    assert card.mark and card.mark.finding.rewrite is None
    press(card, Qt.Key.Key_I)
    assert writing.editor.text() == f"Hello. {NO_REWRITE}"
    assert writing.editor.textCursor().selectedText() == NO_REWRITE
    assert writing.desk.strip.said() == "No ready wording: write it as it is."


def test_it_is_not_selects_the_sentence_and_changes_nothing(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    card = open_card(writing, parts, f"Hello. {DOUBT} Bye.", qtbot)
    press(card, Qt.Key.Key_N)
    assert writing.editor.textCursor().selectedText() == DOUBT
    assert writing.desk.strip.said() == "Write what is so."
    qtbot.waitUntil(lambda: noted(writing, parts) == [Outcome.IS_NOT])
    QTest.keyClicks(writing.editor, "It went to your old address.")
    assert writing.editor.text() == "Hello. It went to your old address. Bye."


def test_cannot_check_asks_for_a_day_and_writes_what_is_honest(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    card = open_card(writing, parts, f"Hello. {DOUBT} Bye.", qtbot)
    press(card, Qt.Key.Key_C)
    assert card.in_step()
    today = parts.workbench.follow_ups.today()
    day = next_working_day(today)
    promised = day_in_letter(day, today, "en")
    said = f"I have [what you did so far]. I will look at it and write to you by {promised}."
    assert card.day_step.wording.words() == said
    assert writing.editor.text() == f"Hello. {DOUBT} Bye.", "nothing before it is meant"
    press(card, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "write to you by" in writing.editor.text())
    assert writing.editor.text() == (
        "Hello. I have {{yours: what you did so far}}. I will look at it and write to you by " + f"{promised}. Bye."
    )
    assert writing.editor.textCursor().selectedText() == "{{yours: what you did so far}}"
    assert [(each.due, each.about) for each in follow_ups(writing, parts)] == [(day, DOUBT)]
    assert noted(writing, parts) == [Outcome.CANNOT]
    parts.undo.undo()
    qtbot.waitUntil(lambda: not follow_ups(writing, parts))
    assert noted(writing, parts) == []


def test_another_day_is_typed_at_once_and_arrows_choose(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    card = open_card(writing, parts, DOUBT, qtbot)
    today = parts.workbench.follow_ups.today()
    press(card, Qt.Key.Key_C)
    press(card, Qt.Key.Key_Right)
    assert card.day_step.day_line.day() == likely(today)[1]
    for letter in "+400":
        QTest.keyClicks(card.focusWidget(), letter)
    far = card.day_step.day_line.day()
    assert far and (far - today).days == 400
    assert str(far.year) in card.day_step.wording.words()
    assert not any(each.isChecked() for each in card.day_step.day_line.choices)


def test_a_day_that_has_passed_is_refused_in_place(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    card = open_card(writing, parts, DOUBT, qtbot)
    press(card, Qt.Key.Key_C)
    for letter in "2020-01-01":
        QTest.keyClicks(card.focusWidget(), letter)
    press(card, Qt.Key.Key_Return)
    assert card.in_step()
    assert card.day_step.day_line._hint.text() == "That day has passed."
    assert not follow_ups(writing, parts)


def test_only_the_follow_up_leaves_the_words_and_says_no_more_of_them(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    card = open_card(writing, parts, DOUBT, qtbot)
    press(card, Qt.Key.Key_C)
    press(card, Qt.Key.Key_Return, SHIFT)
    qtbot.waitUntil(lambda: len(follow_ups(writing, parts)) == 1)
    assert writing.editor.text() == DOUBT
    qtbot.waitUntil(lambda: kinds(writing) == [])


def test_esc_leaves_the_step_then_the_card(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    card = open_card(writing, parts, DOUBT, qtbot)
    press(card, Qt.Key.Key_C)
    press(card, Qt.Key.Key_Escape)
    assert card.isVisible() and not card.in_step()
    press(card, Qt.Key.Key_Escape)
    assert card.isHidden() and writing.editor.hasFocus()
    assert not follow_ups(writing, parts)


@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_Return, Qt.Key.Key_1])
def test_in_a_step_no_letter_and_no_enter_reaches_the_window(
    writing: ComposerPane, parts: Parts, qtbot: QtBot, key: Qt.Key
) -> None:
    card = open_card(writing, parts, DOUBT, qtbot)
    press(card, Qt.Key.Key_C)
    held = Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_Return else Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held, "" if held else chr(key).lower())
    event.ignore()
    card.event(event)
    assert event.isAccepted()


def test_a_hope_can_be_put_off_or_kept_and_has_wording_of_its_own(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    card = open_card(writing, parts, HOPE, qtbot)
    assert card.mark and card.mark.finding.kind is Kind.FALSE_HOPE
    assert shown(card) == ["Can’t say yet", "Keep"]
    press(card, Qt.Key.Key_C)
    assert "There is no decision yet." in card.day_step.wording.words()


def test_one_apology_too_many_has_use_where_there_is_a_wording_and_keep(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    put(writing, SORRY, qtbot)
    card = writing.guide.card
    parts.registry.run("reply.next_finding")
    qtbot.waitUntil(card.has_keyboard)
    assert card.mark and card.mark.finding.kind is Kind.OVER_APOLOGY
    assert shown(card) == (["Use it", "Keep"] if card.mark.finding.rewrite else ["Keep"])


def test_what_is_kept_stays_quiet_when_the_draft_is_opened_again_and_undo_brings_it_back(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    card = open_card(writing, parts, DOUBT, qtbot)
    press(card, Qt.Key.Key_K)
    assert kinds(writing) == []
    qtbot.waitUntil(lambda: noted(writing, parts) == [Outcome.KEPT])
    writing.checks._kept.clear()  # as at another start
    writing.checks.attend(writing.page(), "en")
    qtbot.wait(400)
    assert kinds(writing) == []
    parts.undo.undo()
    qtbot.waitUntil(lambda: len(kinds(writing)) == 1)


def test_a_phrase_is_kept_for_good_once_it_is_trimmed(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    card = open_card(writing, parts, DOUBT, qtbot)
    press(card, Qt.Key.Key_K, SHIFT)
    assert card.phrase_step.field.selectedText() == DOUBT.rstrip(".")
    QTest.keyClicks(card.phrase_step.field, "should now be in your inbox")
    press(card, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: [each.phrase for each in parts.workbench.certainty.phrases()] == ["should now be in your inbox"]
    )
    qtbot.waitUntil(lambda: kinds(writing) == [])
    parts.undo.undo()
    qtbot.waitUntil(lambda: len(kinds(writing)) == 1)


def test_a_whole_reply_is_kept_and_the_key_of_findings_has_it_checked_again(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    card = open_card(writing, parts, DOUBT, qtbot)
    press(card, Qt.Key.Key_R, SHIFT)
    qtbot.waitUntil(lambda: "Kept as it is" in writing.desk.strip.parts_shown())
    assert kinds(writing) == []
    QTest.keyClicks(writing.editor, " It should be fine.")
    qtbot.wait(400)
    assert kinds(writing) == []
    parts.registry.run("reply.next_finding")
    qtbot.waitUntil(lambda: len(kinds(writing)) >= 1)


def test_why_is_folded_until_it_is_asked_for(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    writing.resize(900, 800)
    card = open_card(writing, parts, DOUBT, qtbot)
    assert card.why.words.isHidden()
    before = card.height()
    press(card, Qt.Key.Key_W)
    rule = writing.checks.rule_of(card.mark) if card.mark else None
    assert rule and card.why.words.text() == rule.why
    assert card.why.words.isVisible() and card.height() > before


def test_what_was_checked_leaves_with_the_reply_and_comes_back_with_undo(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    card = open_card(writing, parts, DOUBT, qtbot)
    press(card, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: noted(writing, parts) == [Outcome.KEPT])
    page = page_of(writing)
    writing.send()
    qtbot.waitUntil(lambda: writing.sending.newest() is not None)
    (outgoing,) = parts.workbench.outbox.listed()
    assert [each.outcome for each in outgoing.checked] == [Outcome.KEPT]
    writing.sending.undo()
    qtbot.waitUntil(lambda: writing.page() == page)
    assert noted(writing, parts) == [Outcome.KEPT]
    qtbot.wait(400)
    assert kinds(writing) == []


def test_a_draft_that_is_discarded_and_brought_back_has_what_was_checked(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    card = open_card(writing, parts, DOUBT, qtbot)
    press(card, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: noted(writing, parts) == [Outcome.KEPT])
    page = page_of(writing)
    writing.autosave.touched()
    writing.autosave.flush()
    qtbot.waitUntil(lambda: parts.workbench.drafts.load(page.ticket, page.kind) is not None)
    parts.registry.run("reply.discard")
    qtbot.waitUntil(lambda: not parts.workbench.checked.of_draft(page.ticket, page.kind))
    parts.undo.undo()
    qtbot.waitUntil(lambda: len(parts.workbench.checked.of_draft(page.ticket, page.kind)) == 1)


def test_a_german_reply_is_offered_german_words(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    pane.show_conversation(conversation(parts, "RE-2025-0388"))
    pane.begin(OutKind.REPLY)
    card = open_card(pane, parts, "Die Rechnung sollte jetzt stimmen.", qtbot, "de")
    press(card, Qt.Key.Key_C)
    today = parts.workbench.follow_ups.today()
    day = day_in_letter(next_working_day(today), today, "de")
    assert card.day_step.wording.words() == (
        f"Ich habe [was bisher getan ist]. Ich prüfe das und melde mich bis {day} wieder."
    )


def test_the_answers_have_letters_and_each_another() -> None:
    assert len({act.value for act in Act}) == len(Act)

"""Snippets in a reply: while typing, and from the panel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.composer.pane import ComposerPane
from ui.widgets.snippet_rows import Row, SnippetRows
from ui.widgets.why import why_here
from workbench.helpdesk.port import OutKind
from workbench.kernel.ids import SnippetId
from workbench.kernel.spans import Span
from workbench.library.model import Hit, ReplyContext, Snippet
from workbench.library.service import LibraryService
from workbench.packs.model import PackSnippet, Variant


def snippet(title: str, **more: object) -> Snippet:
    fields: dict[str, object] = {
        "id": SnippetId(title), "pack_id": "p", "folder": "billing", "title": title, "shortcut": "", "tags": (),
        "synonyms": (), "language": "en", "context": "", "body": "Body.",
    }  # fmt: skip
    return Snippet(**(fields | more))  # type: ignore[arg-type]


@pytest.fixture
def writing(pane: ComposerPane) -> ComposerPane:
    pane.begin(OutKind.REPLY)
    return pane


def press(pane: ComposerPane, key: Qt.Key) -> None:
    QTest.keyClick(pane.editor, key)


def listed(pane: ComposerPane, qtbot: QtBot, typed: str) -> list[str]:
    """What is listed for ``typed``, when it has come."""
    completion = pane.inserting.completion
    QTest.keyClicks(pane.editor, typed)
    qtbot.waitUntil(completion.is_listed)
    return completion.titles()


class Slow:
    """A library that takes its time for words."""

    def __init__(self, library: LibraryService, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = Event()
        search = library.search

        def slowly(query: str, *more: Any) -> Sequence[Hit]:
            if query:
                assert self.go.wait(5)
            return search(query, *more)

        monkeypatch.setattr(library, "search", slowly)


@pytest.fixture
def slow(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    made = Slow(parts.workbench.library, monkeypatch)
    yield made
    made.go.set()


def test_a_semicolon_and_letters_open_the_list_with_the_first_selected(writing: ComposerPane, qtbot: QtBot) -> None:
    assert listed(writing, qtbot, "Hi ;ref")[:2] == [
        "Refund approved",
        "Refund declined, with what you can have instead",
    ]
    assert writing.inserting.completion.isVisible()
    assert writing.inserting.completion._view.currentIndex().row() == 0
    assert writing.editor.hasFocus()


def test_the_list_is_the_search_of_the_library(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    context = writing.inserting.context()
    for typed in ("carrier", "refnud"):
        found = [hit.snippet.title for hit in parts.workbench.library.search(typed, context, 8)]
        assert listed(writing, qtbot, f";{typed}") == found != []
        QTest.keyClicks(writing.editor, " ")


def test_no_letter_waits_for_the_list_and_an_early_enter_takes_its_first(
    writing: ComposerPane, slow: Slow, qtbot: QtBot
) -> None:
    QTest.keyClicks(writing.editor, "Hi ;ref and ;lo")
    press(writing, Qt.Key.Key_Return)
    assert writing.editor.text() == "Hi ;ref and ;lo"
    slow.go.set()
    qtbot.waitUntil(lambda: "carrier" in writing.editor.text())


def test_an_early_enter_behind_what_is_no_snippet_is_a_new_line(
    writing: ComposerPane, slow: Slow, qtbot: QtBot
) -> None:
    QTest.keyClicks(writing.editor, ";zzzz")
    press(writing, Qt.Key.Key_Return)
    slow.go.set()
    qtbot.waitUntil(lambda: writing.editor.text() == ";zzzz\n")


def test_what_was_typed_on_drops_an_early_enter(writing: ComposerPane, slow: Slow, qtbot: QtBot) -> None:
    QTest.keyClicks(writing.editor, ";lo")
    press(writing, Qt.Key.Key_Return)
    QTest.keyClicks(writing.editor, "s")
    slow.go.set()
    qtbot.waitUntil(writing.inserting.completion.isVisible)
    assert writing.editor.text() == ";los"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_the_chosen_one_takes_the_place_of_what_was_typed_and_its_first_blank_is_selected(
    writing: ComposerPane, key: Qt.Key, qtbot: QtBot
) -> None:
    QTest.keyClicks(writing.editor, "Hi ;ref")
    qtbot.waitUntil(writing.inserting.completion.isVisible)
    press(writing, key)
    assert writing.editor.text().startswith("Hi Hi Mette,\n\nI have refunded")
    assert writing.editor.textCursor().selectedText() == "{{Amount with currency}}"
    assert writing.inserting.completion.isHidden()
    writing.editor.undo()
    assert writing.editor.text() == "Hi ;ref"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_whole_shortcut_needs_no_choosing(writing: ComposerPane, key: Qt.Key) -> None:
    QTest.keyClicks(writing.editor, ";refok")
    press(writing, key)
    assert writing.editor.text().startswith("Hi Mette,\n\nI have refunded")


def test_esc_closes_the_list_and_it_stays_closed_for_these_letters(writing: ComposerPane, qtbot: QtBot) -> None:
    QTest.keyClicks(writing.editor, ";ref")
    qtbot.waitUntil(writing.inserting.completion.isVisible)
    press(writing, Qt.Key.Key_Escape)
    assert writing.inserting.completion.isHidden()
    QTest.keyClicks(writing.editor, "o")
    assert writing.inserting.completion.isHidden()
    press(writing, Qt.Key.Key_Return)
    assert writing.editor.text() == ";refo\n"
    QTest.keyClicks(writing.editor, ";ref")
    qtbot.waitUntil(writing.inserting.completion.isVisible)


def test_a_bare_semicolon_takes_no_enter(writing: ComposerPane) -> None:
    QTest.keyClicks(writing.editor, ";")
    press(writing, Qt.Key.Key_Return)
    assert writing.editor.text() == ";\n"


@pytest.mark.parametrize("typed", ["word;ref", "; ref", "http://a;ref", ";zzzz"])
def test_other_semicolons_open_nothing(writing: ComposerPane, typed: str, qtbot: QtBot) -> None:
    listed(writing, qtbot, typed)
    assert writing.inserting.completion.isHidden()
    press(writing, Qt.Key.Key_Return)
    assert writing.editor.text() == f"{typed}\n"


def test_typing_on_narrows_the_list_and_a_space_closes_it(writing: ComposerPane, qtbot: QtBot) -> None:
    many = len(listed(writing, qtbot, ";re"))
    assert 0 < len(listed(writing, qtbot, "fn")) < many
    press(writing, Qt.Key.Key_Backspace)
    QTest.keyClicks(writing.editor, " ")
    assert writing.inserting.completion.isHidden()
    assert writing.editor.text() == ";ref "


def test_the_list_goes_when_the_caret_or_the_focus_leaves(writing: ComposerPane, qtbot: QtBot) -> None:
    QTest.keyClicks(writing.editor, "a ;ref")
    qtbot.waitUntil(writing.inserting.completion.isVisible)
    press(writing, Qt.Key.Key_Home)
    assert writing.inserting.completion.isHidden()


def test_a_snippet_that_was_inserted_counts_as_used(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    QTest.keyClicks(writing.editor, ";lost ")
    parts.workbench.store.submit(lambda _tx: None).result()
    assert parts.workbench.library.search("")[0].snippet.shortcut == "lost"


def open_panel(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    assert parts.registry.run("reply.snippets")
    qtbot.waitUntil(lambda: bool(pane.inserting.panel.titles()))
    qtbot.waitUntil(pane.inserting.panel.query.hasFocus)


def test_the_panel_shows_the_first_one_filled_for_the_open_ticket(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    open_panel(pane, parts, qtbot)
    assert pane.page() is not None
    assert pane.inserting.panel.titles()[0] == "Charged twice, second payment returned"
    assert pane.inserting.panel.preview_text().startswith("Hi Mette,")
    QTest.keyClicks(pane.inserting.panel.query, "weakness")
    qtbot.waitUntil(lambda: pane.inserting.panel.titles() == ["Security report received"], timeout=3000)


def test_enter_inserts_at_the_caret_and_selects_the_first_blank(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    QTest.keyClicks(writing.editor, "Well. ")
    open_panel(writing, parts, qtbot)
    QTest.keyClick(writing.inserting.panel.query, Qt.Key.Key_Return)
    assert writing.editor.text().startswith("Well. Hi Mette,")
    assert writing.editor.textCursor().selectedText() == "{{What went wrong on our side, in a few words}}"
    assert writing.editor.hasFocus()
    assert writing.inserting.panel.isHidden()
    writing.editor.undo()
    assert writing.editor.text() == "Well. "


def test_enter_right_after_typing_takes_the_result_of_what_was_typed(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    open_panel(writing, parts, qtbot)
    QTest.keyClicks(writing.inserting.panel.query, "refok")
    QTest.keyClick(writing.inserting.panel.query, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "I have refunded" in writing.editor.text())


def test_esc_brings_the_caret_back_and_changes_nothing(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    QTest.keyClicks(writing.editor, "as it was")
    open_panel(writing, parts, qtbot)
    QTest.keyClick(writing.inserting.panel.query, Qt.Key.Key_Escape)
    assert writing.inserting.panel.isHidden()
    assert writing.editor.hasFocus()
    assert writing.editor.text() == "as it was"


def test_alt_enter_copies_the_filled_words(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    open_panel(writing, parts, qtbot)
    QTest.keyClicks(writing.inserting.panel.query, "twostep")
    qtbot.waitUntil(lambda: len(writing.inserting.panel.titles()) == 1)
    QTest.keyClick(writing.inserting.panel.query, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert QGuiApplication.clipboard().text().startswith("Hi Mette,")
    assert writing.editor.text() == ""


def test_no_key_in_the_panel_can_send_the_reply_behind_it(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    open_panel(writing, parts, qtbot)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QGuiApplication.sendEvent(writing.inserting.panel.query, event)
    assert event.isAccepted()
    QTest.keyClick(writing.inserting.panel.query, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form = writing.inserting.form
    assert form.isVisible()
    QTest.keyClick(form.rows.rows[0].answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert writing.editor.text().startswith("Hi Mette,")
    assert parts.workbench.outbox.listed() == []


def test_arrows_choose_without_leaving_the_query(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    open_panel(writing, parts, qtbot)
    first = writing.inserting.panel.preview_text()
    QTest.keyClick(writing.inserting.panel.query, Qt.Key.Key_Down)
    assert writing.inserting.panel.preview_text() != first
    QTest.keyClick(writing.inserting.panel.query, Qt.Key.Key_Up)
    assert writing.inserting.panel.preview_text() == first
    assert writing.inserting.panel.query.hasFocus()


def test_where_nothing_is_found_it_says_so_and_enter_does_nothing(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    open_panel(writing, parts, qtbot)
    QTest.keyClicks(writing.inserting.panel.query, "qqqq")
    qtbot.waitUntil(lambda: writing.inserting.panel.titles() == [])
    QTest.keyClick(writing.inserting.panel.query, Qt.Key.Key_Return)
    assert writing.inserting.panel._none.isVisible()
    assert writing.editor.text() == ""


def test_leaving_the_panel_closes_it(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    open_panel(writing, parts, qtbot)
    writing.editor.setFocus()
    assert writing.inserting.panel.isHidden()


def test_a_new_snippet_is_found_while_typing(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    assert listed(writing, qtbot, ";quokka") == []
    parts.workbench.editing.add(PackSnippet(id="q", title="Quokka", shortcut="qkk", language="en", body="Hi."))
    QTest.keyClicks(writing.editor, " ")
    assert listed(writing, qtbot, ";quokka") == ["Quokka"]
    QTest.keyClicks(writing.editor, " ;qkk ")
    assert writing.editor.text() == ";quokka ;quokka Hi."


def test_keys_that_come_before_the_result_are_for_what_was_typed(
    writing: ComposerPane, parts: Parts, slow: Slow, qtbot: QtBot
) -> None:
    open_panel(writing, parts, qtbot)
    panel = writing.inserting.panel
    first = panel.titles()[0]
    QGuiApplication.clipboard().setText("as before")
    QTest.keyClicks(panel.query, "twostep")
    QTest.keyClick(panel.query, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert QGuiApplication.clipboard().text() == "as before"
    slow.go.set()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "as before")
    assert panel.titles()[0] != first
    assert QGuiApplication.clipboard().text()[:80] == panel.preview_text().replace("**", "")[:80]


@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_F, Qt.Key.Key_P])
def test_an_early_letter_with_ctrl_is_for_what_was_typed(
    writing: ComposerPane, parts: Parts, slow: Slow, qtbot: QtBot, key: Qt.Key
) -> None:
    open_panel(writing, parts, qtbot)
    panel, meant = writing.inserting.panel, "Security report received"
    done: list[str] = []
    panel.edit_asked.connect(lambda snippet: done.append(snippet.title))
    panel.flag_asked.connect(lambda snippet: done.append(snippet.title))
    QTest.keyClicks(panel.query, "weakness")
    QTest.keyClick(panel.query, key, Qt.KeyboardModifier.ControlModifier)
    slow.go.set()
    if key == Qt.Key.Key_P:
        qtbot.waitUntil(lambda: f"“{meant}” is pinned." in [said[0] for said in parts.notices.said])  # type: ignore[attr-defined]
    else:
        qtbot.waitUntil(lambda: done == [meant])


def test_an_early_ctrl_enter_still_asks(writing: ComposerPane, parts: Parts, slow: Slow, qtbot: QtBot) -> None:
    open_panel(writing, parts, qtbot)
    QTest.keyClicks(writing.inserting.panel.query, "refok")
    QTest.keyClick(writing.inserting.panel.query, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    slow.go.set()
    qtbot.waitUntil(writing.inserting.form.isVisible)


def test_what_is_found_behind_a_slip_is_tinted_in_the_preview(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    open_panel(writing, parts, qtbot)
    panel = writing.inserting.panel
    QTest.keyClicks(panel.query, "carreir")
    qtbot.waitUntil(lambda: panel._answered == "carreir")
    tinted = [each.cursor.selectedText() for each in panel._preview.extraSelections()]
    assert "carrier" in tinted


def test_why_a_snippet_is_here_is_said_in_a_few_words() -> None:
    refund = snippet("Refund approved", tags=("payment",), synonyms=("money back",), body="Something else.")
    one = Hit(snippet=refund)
    tagged = ReplyContext(tags=("payment",))
    assert why_here(one, "", tagged) == "Billing · this ticket is tagged payment"
    assert why_here(one, "refu", tagged) == "Billing"
    assert why_here(one, "paym", tagged) == "Billing · tagged payment"
    assert why_here(one, "money", tagged) == "Billing · also “money back”"
    assert why_here(one, "something", tagged) == "Billing · in the text"
    assert why_here(one, "aproved", tagged) == "Billing · close to what you typed"
    assert why_here(replace(one, pinned=True), "", tagged) == "Billing · pinned"


def test_what_is_there_as_typed_is_not_called_close() -> None:
    german = Variant(language="de", title="Erstattung bewilligt", body="Wir haben sie veranlasst.")
    one = Hit(snippet=snippet("Refund approved", variants=(german,), tags=("product:cloud",)))
    nobody = ReplyContext()
    assert why_here(one, "erstatt", nobody) == "Billing · “Erstattung bewilligt” in German"
    assert why_here(one, "veranlasst", nobody) == "Billing · in the text"
    assert why_here(one, "billing", nobody) == "Billing · in this folder"
    assert why_here(one, "bilding", nobody) == "Billing · close to what you typed"
    assert why_here(one, "", ReplyContext(products=("cloud",))) == "Billing · for the product cloud"


def test_the_rows_are_a_sound_model(qtmodeltester: ModelTester) -> None:
    rows = SnippetRows()
    qtmodeltester.check(rows)
    rows.show_rows([Row(snippet=snippet("One"), marks=(Span(0, 2),)), Row(snippet=snippet("Two", shortcut="t"))])
    qtmodeltester.check(rows)
    spoken = [rows.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken == ["One, English", "Two, ;t, English"]


def test_a_pinned_snippet_stands_first_when_nothing_is_typed(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    open_panel(pane, parts, qtbot)
    QTest.keyClicks(pane.inserting.panel.query, "vat")
    qtbot.waitUntil(lambda: len(pane.inserting.panel.titles()) < 5)
    title = pane.inserting.panel.titles()[0]
    QTest.keyClick(pane.inserting.panel.query, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any("is pinned" in said[0] for said in parts.notices.said))  # type: ignore[attr-defined]
    pane.inserting.panel.query.clear()
    qtbot.waitUntil(lambda: pane.inserting.panel.titles()[0] == title)
    QTest.keyClick(pane.inserting.panel.query, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.inserting.panel.titles()[0] != title)


def test_what_the_ticket_calls_for_stands_apart_and_is_inserted_with_alt_and_its_number(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    open_panel(pane, parts, qtbot)
    strip = pane.inserting.panel._suggested
    qtbot.waitUntil(strip.isVisible)
    assert strip.snippets()[0].title == "Charged twice, second payment returned"
    QTest.keyClicks(pane.inserting.panel.query, "x")
    assert strip.isHidden()
    pane.inserting.panel.query.clear()
    qtbot.waitUntil(strip.isVisible)
    QTest.keyClick(pane.inserting.panel.query, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert "we charged you twice" in pane.editor.text()


def test_alt_and_a_number_that_stands_for_nothing_does_nothing(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    open_panel(pane, parts, qtbot)
    pane.inserting.panel._suggested.show_snippets(())
    QTest.keyClick(pane.inserting.panel.query, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert pane.inserting.panel.isVisible()
    assert pane.inserting.panel.query.text() == ""


def test_a_snippet_with_blanks_is_not_copied_into_another_program(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    open_panel(pane, parts, qtbot)
    QGuiApplication.clipboard().setText("as before")
    QTest.keyClicks(pane.inserting.panel.query, "refok")
    qtbot.waitUntil(lambda: pane.inserting.panel.titles()[0] == "Refund approved")
    QTest.keyClick(pane.inserting.panel.query, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert parts.notices.said[-1][0].startswith("Not copied, for there are blanks: ")  # type: ignore[attr-defined]
    assert QGuiApplication.clipboard().text() == "as before"


def test_a_second_snippet_brings_no_second_greeting_and_one_undo_takes_it_out(writing: ComposerPane) -> None:
    QTest.keyClicks(writing.editor, ";refok ")
    before = writing.editor.text()
    writing.editor.go_to(len(before.encode("utf-16-le")) // 2)
    press(writing, Qt.Key.Key_Return)
    QTest.keyClicks(writing.editor, ";lost ")
    text = writing.editor.text()
    assert (text.count("Hi Mette"), text.count("Robin")) == (1, 1)
    assert text.rstrip().endswith("Robin")
    assert len(text) > len(before)
    assert writing.desk.strip.said().startswith("Without its greeting and name")
    writing.editor.undo()
    assert writing.editor.text() == f"{before}\n;lost"


def test_the_panel_leaves_the_customers_words_above_the_sheet(writing: ComposerPane) -> None:
    writing.resize(900, 380)
    writing.inserting.open_panel()
    panel, sheet = writing.inserting.panel, writing.desk.sheet
    top = sheet.mapTo(writing.window(), sheet.rect().topLeft()).y()
    assert panel.y() >= min(top, writing.height() - 330 - 8)
    assert panel.geometry().bottom() <= writing.height() - 8

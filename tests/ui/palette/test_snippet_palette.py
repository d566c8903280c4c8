"""The search over any program, by keyboard."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.ui.palette.conftest import ADA
from ui.commands.parts import Parts
from ui.palette.about import About, nobody
from ui.palette.window import SnippetPalette
from ui.widgets.times import long_day
from workbench.kernel.errors import StoreFault
from workbench.library.editing.installing import keep_pack
from workbench.library.model import Hit, ReplyContext
from workbench.library.service import LibraryService
from workbench.packs.model import Pack, PackSnippet, Variant

_Ctrl, _Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_Enter = Qt.Key.Key_Return


@pytest.fixture
def board(qapp: QApplication) -> QClipboard:
    return qapp.clipboard()


def find(palette: SnippetPalette, words: str) -> None:
    palette.finder.query.clear()
    QTest.keyClicks(palette.finder.query, words)
    assert palette.finder.titles()


def enter(palette: SnippetPalette, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(palette.finder.query, _Enter, held)


def test_enter_copies_both_forms_and_closes(palette: SnippetPalette, board: QClipboard) -> None:
    find(palette, "zebra bold")
    enter(palette)
    assert palette.isHidden()
    assert palette.told.isVisible() and palette.told.text() == "“Zebra bold” is copied."
    mime = board.mimeData()
    assert mime.html() == "<p>It is <strong>done</strong> &amp; sent.</p>\n<p>Bye.</p>"
    assert mime.text() == "It is done & sent.\n\nBye."


def test_ctrl_enter_copies_plain_text_alone(palette: SnippetPalette, board: QClipboard) -> None:
    find(palette, "zebra bold")
    enter(palette, _Ctrl)
    assert palette.isHidden()
    assert not board.mimeData().hasHtml()
    assert board.text() == "It is done & sent.\n\nBye."


def test_esc_closes_with_words_typed_and_copies_nothing(palette: SnippetPalette, board: QClipboard) -> None:
    find(palette, "zebra bold")
    QTest.keyClick(palette.finder.query, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert board.text() == "before"


def test_it_begins_anew_each_time(palette: SnippetPalette) -> None:
    find(palette, "zebra form")
    enter(palette)
    assert palette.asks()
    palette.dismiss()
    palette.ask()
    assert not palette.asks()
    assert palette.finder.query.text() == ""
    assert len(palette.finder.titles()) > 1


def test_what_is_copied_counts_for_the_snippet(palette: SnippetPalette, stocked: Parts, qtbot: QtBot) -> None:
    find(palette, "zebra bold")
    enter(palette)
    qtbot.waitUntil(lambda: stocked.workbench.library.search("")[0].snippet.id == "t-bold")


@pytest.mark.usefixtures("palette")
def test_for_whom_it_is_can_be_left_out(palette: SnippetPalette, open_one: list[About], board: QClipboard) -> None:
    palette.dismiss()
    open_one.append(ADA)
    palette.ask()
    assert palette.about_words() == "For Ada, #1042"
    find(palette, "zebra hello")
    assert palette.finder.preview_text() == "Hi Ada, thanks."
    QTest.keyClick(palette.finder.query, Qt.Key.Key_D, _Ctrl)
    assert palette.about_words() == ""
    assert palette.finder.query.text() == "zebra hello"
    enter(palette)
    assert palette.asks()
    assert board.text() == "before"
    palette.dismiss()
    palette.ask()  # it holds for this one time
    assert palette.about_words() == "For Ada, #1042"
    find(palette, "zebra hello")
    enter(palette)
    assert board.text() == "Hi Ada, thanks."


def test_a_known_name_without_a_ticket_is_asked_for(palette: SnippetPalette, board: QClipboard, qtbot: QtBot) -> None:
    find(palette, "zebra hello")
    enter(palette)
    assert [row.field.name for row in palette.asking.rows.rows] == ["customer.first_name"]
    answer = palette.asking.rows.rows[0].answer
    QTest.keyClicks(answer, "Grace")
    assert palette.asking.preview_text() == "Hi Grace, thanks."
    QTest.keyClick(answer, _Enter)
    assert palette.isHidden()
    assert board.text() == "Hi Grace, thanks."
    assert board.mimeData().hasHtml()


def test_each_blank_is_asked_once_and_enter_leads_on(palette: SnippetPalette, board: QClipboard, qtbot: QtBot) -> None:
    find(palette, "zebra form")
    enter(palette)
    rows = palette.asking.rows.rows
    assert [row.field.label for row in rows] == ["Order number", "State"]
    QTest.keyClicks(rows[0].answer, "12a")
    QTest.keyClick(rows[0].answer, _Enter)
    assert palette.focusWidget() is rows[1].answer
    state = rows[1].answer
    assert isinstance(state, QComboBox)
    state.setCurrentIndex(2)
    QTest.keyClick(state, _Enter)
    assert palette.isVisible()  # the number is none
    assert palette.focusWidget() is rows[0].answer
    QTest.keyClicks(rows[0].answer, "12")  # in the place of what was wrong
    QTest.keyClick(rows[0].answer, _Enter, _Ctrl)
    assert palette.isHidden()
    assert board.text() == "Order 12 x is sent, 12."
    assert not board.mimeData().hasHtml()


def test_nothing_is_copied_while_an_answer_is_missing(palette: SnippetPalette, board: QClipboard) -> None:
    find(palette, "zebra form")
    enter(palette)
    QTest.keyClick(palette.asking.rows.rows[1].answer, _Enter)
    assert palette.isVisible()
    assert board.text() == "before"
    QTest.keyClick(palette.asking.rows.rows[0].answer, Qt.Key.Key_Escape)  # back to what was found
    assert palette.isVisible()
    assert not palette.asks()
    assert palette.finder.query.text() == "zebra form"


def test_a_default_is_copied_unless_it_is_asked_to_be_filled_in(palette: SnippetPalette, board: QClipboard) -> None:
    find(palette, "zebra default")
    enter(palette, _Alt)
    assert palette.asks()
    answer = palette.asking.rows.rows[0].answer
    QTest.keyClicks(answer, "0")
    QTest.keyClick(answer, _Enter)
    assert board.text() == "In 30 days."
    palette.ask()
    find(palette, "zebra default")
    enter(palette)
    assert board.text() == "In 3 days."


def test_a_default_that_was_taken_out_is_missed(palette: SnippetPalette, board: QClipboard) -> None:
    find(palette, "zebra default")
    enter(palette, _Alt)
    answer = palette.asking.rows.rows[0].answer
    answer.clear()  # type: ignore[attr-defined]
    QTest.keyClick(answer, _Enter)
    assert palette.isVisible()
    assert board.text() == "before"


@pytest.mark.parametrize("words", ["zebra unknown", "zebra over", "zebra recalled"])
def test_what_may_not_be_used_is_refused_in_words(words: str, palette: SnippetPalette, board: QClipboard) -> None:
    palette.finder.query.clear()
    QTest.keyClicks(palette.finder.query, words)
    assert palette.finder.titles()
    enter(palette)
    assert palette.isVisible()
    assert palette.notice.isVisible()
    assert board.text() == "before"
    QTest.keyClick(palette.finder.query, Qt.Key.Key_Backspace)
    assert palette.notice.isHidden()


def test_what_looks_odd_is_copied_when_it_is_asked_for_again(
    palette: SnippetPalette, open_one: list[About], board: QClipboard
) -> None:
    palette.dismiss()
    odd = ReplyContext(values={"customer.full_name": "undefined"})
    open_one.append(About(words="For undefined", context=odd))
    palette.ask()
    find(palette, "zebra odd")
    enter(palette)
    assert palette.isVisible()
    assert "undefined" in palette.notice.accessibleName() or "name" in palette.notice.accessibleName()
    assert board.text() == "before"
    enter(palette)
    assert palette.isHidden()
    assert board.text() == "Dear undefined,"


def test_what_a_part_hangs_on_is_asked_though_it_has_a_value(palette: SnippetPalette, board: QClipboard) -> None:
    find(palette, "zebra hung")
    enter(palette)
    assert palette.asks()
    assert board.text() == "before"
    method, late = (row.answer for row in palette.asking.rows.rows)
    assert isinstance(method, QComboBox)
    method.setCurrentIndex(1)
    QTest.keyClick(late, Qt.Key.Key_Space)
    QTest.keyClick(late, _Enter)
    assert board.text() == "Paid by card. Late."


def test_a_place_for_own_words_can_be_written_in_the_form(palette: SnippetPalette, board: QClipboard) -> None:
    find(palette, "zebra bold")
    enter(palette, _Alt)
    (row,) = palette.asking.rows.rows
    assert row.field.label == "Why"
    QTest.keyClicks(row.answer, "For you")
    QTest.keyClick(row.answer, _Enter, _Ctrl)
    assert board.text() == "It is done & sent. For you.\n\nBye."


def test_what_seems_left_by_a_template_is_copied_when_it_is_asked_for_again(
    palette: SnippetPalette, board: QClipboard
) -> None:
    find(palette, "zebra scar")
    enter(palette)
    assert "[NAME]" in palette.notice.text()
    assert board.text() == "before"
    enter(palette)
    assert board.text() == "Hi [NAME], it is done."


def test_what_includes_recalled_words_is_refused_with_the_reason(palette: SnippetPalette, board: QClipboard) -> None:
    find(palette, "zebra part")
    enter(palette)
    assert "“Zebra recalled” was recalled" in palette.notice.text()
    assert board.text() == "before"


def test_the_next_variant_is_what_is_copied(palette: SnippetPalette, board: QClipboard) -> None:
    find(palette, "zebra two")
    QTest.keyClick(palette.finder.query, Qt.Key.Key_L, _Ctrl)
    assert palette.finder.preview_text() == "Guten Tag."
    enter(palette)
    assert board.text() == "Guten Tag."


def test_the_day_is_written_as_the_snippet_speaks(palette: SnippetPalette, board: QClipboard) -> None:
    find(palette, "zebra day")
    enter(palette)
    assert board.text() == f"Am {long_day(date.today(), 'de')}."


def test_none_found_is_said_and_enter_does_nothing(palette: SnippetPalette, board: QClipboard) -> None:
    QTest.keyClicks(palette.finder.query, "qqzzxxww")
    assert palette.finder.titles() == []
    assert palette.finder.preview_text() == ""
    enter(palette)
    assert palette.isVisible()
    assert board.text() == "before"


def test_enter_waits_for_what_is_slow_to_be_found(
    palette: SnippetPalette, board: QClipboard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(palette, "zebra hello")
    search = LibraryService.search

    def slowly(self: LibraryService, query: str, context: ReplyContext | None = None, limit: int = 20) -> Sequence[Hit]:
        time.sleep(0.3)
        return search(self, query, context, limit)

    monkeypatch.setattr(LibraryService, "search", slowly)
    started = time.monotonic()
    palette.finder.query.setText("zebra bold")
    enter(palette)
    assert time.monotonic() - started < 0.2  # the window is there for other keys
    assert palette.isVisible()
    assert board.text() == "before"
    qtbot.waitUntil(palette.isHidden, timeout=3000)
    assert board.text().startswith("It is done")


def test_a_library_that_cannot_be_read_is_said(
    palette: SnippetPalette, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def broken(*_: object, **__: object) -> Sequence[Hit]:
        raise StoreFault("The store cannot be read.", "Start again.")

    monkeypatch.setattr(LibraryService, "search", broken)
    palette.finder.query.setText("zebra")
    qtbot.waitUntil(lambda: palette.finder.nothing_words() == "The store cannot be read. Start again.")


def test_what_comes_into_the_library_meanwhile_is_listed(palette: SnippetPalette, stocked: Parts, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.finder.query, "okapi")
    assert palette.finder.titles() == []
    new = PackSnippet(id="t-new", title="Okapi", body="New.")
    pack = Pack(id="n", name="N", version="1.0.0", serial=1, snippets=(new,), faults=(), digest="n")
    stocked.workbench.store.write(lambda tx: keep_pack(tx, pack, datetime.now(UTC)))
    qtbot.waitUntil(lambda: palette.finder.titles() == ["Okapi"])


def test_arrows_move_and_the_preview_follows(palette: SnippetPalette) -> None:
    find(palette, "zebra")
    first = palette.finder.preview_text()
    QTest.keyClick(palette.finder.query, Qt.Key.Key_Down)
    assert palette.finder.view.currentIndex().row() == 1
    assert palette.finder.preview_text() != first
    QTest.keyClick(palette.finder.query, Qt.Key.Key_PageUp)
    assert palette.finder.view.currentIndex().row() == 0


def test_a_row_speaks_title_shortcut_and_language(palette: SnippetPalette) -> None:
    find(palette, "zb")
    spoken = palette.finder.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Zebra bold, ;zb, English")


def test_everything_that_takes_the_focus_has_a_name(palette: SnippetPalette) -> None:
    from PySide6.QtWidgets import QAbstractButton, QWidget

    nameless = [
        widget
        for widget in palette.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(palette)
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []
    assert palette.accessibleName()


def test_it_never_keeps_the_program_open(palette: SnippetPalette) -> None:
    assert not palette.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_without_a_conversation_the_agent_is_known_where_there_is_but_one(stocked: Parts) -> None:
    accounts = stocked.workbench.accounts.all()
    assert nobody(accounts).values["agent.first_name"] == "Robin"
    assert nobody([]).values == {}


def test_what_was_looked_for_is_tinted_in_the_preview_behind_a_slip_too(palette: SnippetPalette, qtbot: QtBot) -> None:
    for typed in ("zebra thanks", "zebra thnaks"):
        palette.finder.query.setText(typed)
        qtbot.waitUntil(lambda: palette.finder.titles() == ["Zebra hello"])
        tinted = [each.cursor.selectedText() for each in palette.finder._preview.extraSelections()]
        assert tinted == ["thanks"]


def test_what_the_open_conversation_calls_for_stands_apart(
    stocked: Parts, open_one: list[About], palette: SnippetPalette, board: QClipboard, qtbot: QtBot
) -> None:
    strip = palette.finder.suggested
    assert strip.isHidden()
    palette.dismiss()
    english = Variant(language="en", body="A wombat for {{customer.first_name}}.")
    stocked.workbench.editing.add(
        PackSnippet(id="t-w", title="Wombat burrow", language="de", body="Ein Wombat.", variants=(english,))
    )
    open_one.append(replace(ADA, context=replace(ADA.context, asked="Where does a wombat live? In a burrow?")))
    palette.ask()
    qtbot.waitUntil(strip.isVisible)
    assert [each.title for each in strip.snippets()] == ["Wombat burrow"]
    QTest.keyClicks(palette.finder.query, "z")
    assert strip.isHidden()
    QTest.keyClick(palette.finder.query, Qt.Key.Key_1, _Alt)
    assert palette.isVisible(), "what is not shown is not meant"
    palette.finder.query.clear()
    assert strip.isVisible()
    QTest.keyClick(palette.finder.query, Qt.Key.Key_1, _Alt)
    assert board.text() == "A wombat for Ada."
    palette.ask()
    qtbot.waitUntil(strip.isVisible)
    QTest.keyClick(palette.finder.query, Qt.Key.Key_D, _Ctrl)
    qtbot.waitUntil(strip.isHidden)


def test_its_corners_are_round(palette: SnippetPalette) -> None:
    palette.ask()
    seen = palette.grab().toImage()
    assert seen.pixelColor(0, 0).alpha() == 0
    assert seen.pixelColor(palette.width() // 2, 2).alpha() == 255
    assert not palette.mask().contains(QPoint(0, 0))
    assert palette.mask().contains(palette.rect().center())

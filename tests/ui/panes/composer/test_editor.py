"""The field: undo that takes back one deed, blanks, Tab, Esc, and formatting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.composer import formatting
from ui.panes.composer.editor import ReplyEditor
from ui.writing.direction import runs_backwards
from ui.writing.geometry import pieces
from ui.writing.marks import Place
from workbench.kernel.spans import Span
from workbench.library.model import Filled, Placed, State


@pytest.fixture
def editor(parts: Parts, qtbot: QtBot) -> Iterator[ReplyEditor]:
    host = QWidget()
    qtbot.addWidget(host)
    made = ReplyEditor(parts.theme)
    column = QVBoxLayout(host)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    host.resize(700, 300)
    host.show()
    host.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made


def selected(editor: ReplyEditor) -> str:
    return editor.textCursor().selectedText()


def test_one_undo_takes_back_an_inserted_snippet_and_nothing_else(editor: ReplyEditor) -> None:
    QTest.keyClicks(editor, "Before ")
    editor.put_in(Filled(text="one two three", caret=13))
    editor.undo()
    assert editor.text() == "Before "
    editor.undo()
    assert editor.text() == ""


def test_words_typed_after_a_snippet_are_taken_back_before_the_snippet(editor: ReplyEditor) -> None:
    editor.put_in(Filled(text="Hello.", caret=6))
    QTest.keyClicks(editor, "x")
    editor.undo()
    assert editor.text() == "Hello."


def test_typing_is_taken_back_word_by_word(editor: ReplyEditor) -> None:
    QTest.keyClicks(editor, "one two three")
    editor.undo()
    assert editor.text() == "one two "
    editor.undo()
    assert editor.text() == "one "
    editor.redo()
    assert editor.text() == "one two "


def test_a_new_draft_begins_with_no_history(editor: ReplyEditor) -> None:
    QTest.keyClicks(editor, "secret of another ticket")
    editor.load("Other", 5)
    editor.undo()
    assert editor.text() == "Other"


def test_an_exchange_from_outside_can_be_undone(editor: ReplyEditor) -> None:
    QTest.keyClicks(editor, "mine")
    editor.exchange("theirs and mine", 6)
    assert (editor.text(), editor.caret()) == ("theirs and mine", 6)
    editor.undo()
    assert editor.text() == "mine"


def test_tab_goes_from_blank_to_blank_selecting_each_whole(editor: ReplyEditor) -> None:
    editor.load("😀 {{Order number}} and {{Date}} end", 0)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert selected(editor) == "{{Order number}}"
    QTest.keyClicks(editor, "77")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert selected(editor) == "{{Date}}"
    assert editor.text() == "😀 77 and {{Date}} end"


def test_tab_leaves_the_field_after_the_last_blank_and_where_there_is_none(editor: ReplyEditor) -> None:
    editor.load("{{One}} and {{Two}}", 0)
    for _ in range(2):
        QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert selected(editor) == "{{Two}}"
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.hasFocus() and not selected(editor), "what is typed now is of the reply"
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert not editor.hasFocus()
    editor.setFocus()
    editor.load("no blanks", 0)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert not editor.hasFocus()


def test_shift_tab_goes_back_even_with_blanks(editor: ReplyEditor) -> None:
    editor.load("{{One}}", 0)
    QTest.keyClick(editor, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert not editor.hasFocus()


def test_blanks_in_code_are_meant_as_they_are(editor: ReplyEditor) -> None:
    editor.load("`{{name}}` but {{Order}}")
    assert editor.labels() == ("Order",)
    assert editor.blanks() == (Place(15, 9),)


def test_backspace_after_a_blank_deletes_it_whole(editor: ReplyEditor) -> None:
    editor.load("a {{Order}}", 11)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == "a "
    editor.undo()
    assert editor.text() == "a {{Order}}"


def test_braces_of_a_blank_wear_the_colour_of_its_ground_and_lose_it_with_the_blank(editor: ReplyEditor) -> None:
    editor.load("see {{Order}}")
    first = editor.document().firstBlock()
    assert [(form.start, form.length) for form in first.layout().formats()] == [(4, 2), (6, 5), (11, 2)]
    editor.select(Place(4, 9))
    QTest.keyClicks(editor, "77")
    assert first.layout().formats() == []


def test_the_edge_of_a_blank_has_room_of_its_own_and_takes_none_of_a_comma_or_a_space(
    editor: ReplyEditor, parts: Parts
) -> None:
    editor.load("Pay {{Amount}}, now")
    metrics, blank = QFontMetricsF(editor.font()), editor.blanks()[0]
    (chip,) = pieces(editor, blank.start, blank.length)
    label, braces = metrics.horizontalAdvance("Amount"), metrics.horizontalAdvance("{{")
    assert label + 10 <= chip.box.width() <= label + 1.5 * braces  # four braces take the room of less than three
    seen, middle = editor.viewport().grab().toImage(), round(chip.box.center().y())
    row = [seen.pixelColor(x, middle).name() for x in range(round(chip.box.left()) - 3, round(chip.box.right()) + 4)]
    assert set(row[:3]) == set(row[-2:]) == {seen.pixelColor(300, middle).name()}
    assert parts.theme.tokens.placeholder.open.soft in row


def test_a_snippet_that_is_put_in_is_read_from_its_beginning(editor: ReplyEditor) -> None:
    editor.parentWidget().resize(500, 190)
    rest = "\n\n".join(["A long way to say it. " * 4] * 6)
    editor.put_in(Filled(text=f"Hi Mette,\n\nYour order is {{{{Order}}}}.\n\n{rest}", caret=0))
    assert selected(editor) == "{{Order}}"
    assert editor.firstVisibleBlock().text() == "Hi Mette,"


def test_esc_leaves_an_empty_field_at_once_and_a_written_one_at_the_second_time(
    editor: ReplyEditor, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(editor.left):
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    QTest.keyClicks(editor, "words")
    with qtbot.assertNotEmitted(editor.left):
        QTest.keyClick(editor, Qt.Key.Key_Escape)
        QTest.keyClicks(editor, "x")
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    with qtbot.waitSignal(editor.left):
        QTest.keyClick(editor, Qt.Key.Key_Escape)


def test_redo_gives_way_when_the_window_needs_its_key(editor: ReplyEditor) -> None:
    def override() -> bool:
        event = QKeyEvent(
            QEvent.Type.ShortcutOverride,
            Qt.Key.Key_Z,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
        event.ignore()
        editor.event(event)
        return event.isAccepted()

    assert QKeySequence("Ctrl+Shift+Z") in QKeySequence.keyBindings(QKeySequence.StandardKey.Redo)
    assert override()
    editor.give_way(lambda event: event.key() == Qt.Key.Key_Z)
    assert not override()


def test_no_break_spaces_are_kept(editor: ReplyEditor) -> None:
    editor.load("Bonjour\u00a0!\n12\u202f000")
    assert editor.text() == "Bonjour\u00a0!\n12\u202f000"


def test_lines_keep_to_the_measure_however_wide_the_field_is(editor: ReplyEditor) -> None:
    editor.window().resize(1600, 300)
    editor.load("word " * 200)
    line = editor.document().firstBlock().layout().lineAt(0)
    assert 55 <= line.textLength() <= 80
    assert line.width() <= editor.viewport().width()


def test_a_draft_loaded_before_the_window_is_shown_keeps_to_the_measure_too(parts: Parts, qtbot: QtBot) -> None:
    editor = ReplyEditor(parts.theme)
    qtbot.addWidget(editor)
    editor.resize(1600, 300)
    editor.load("word " * 200)
    editor.show()
    assert editor.document().firstBlock().layout().lineAt(0).width() <= editor.viewport().width()


def test_words_from_right_to_left_stand_at_the_right(editor: ReplyEditor) -> None:
    editor.load("مرحبا")
    assert pieces(editor, 0, 5)[0].box.right() > editor.viewport().width() - 10
    editor.load("Hello")
    assert pieces(editor, 0, 5)[0].box.left() < 10
    assert [runs_backwards(text) for text in ("- 12 שלום", "123", "", "a שלום")] == [True, False, False, False]


@pytest.mark.parametrize(
    ("words", "sign", "text", "then"),
    [
        ("now", "**", "**now**", "now"),
        ("**now**", "**", "now", "now"),
        ("", "*", "**", ""),
        (" now ", "*", " *now* ", "now"),
        ("**now**", "*", "***now***", "**now**"),
        ("***now***", "*", "**now**", "**now**"),
    ],
)
def test_bold_and_italic_wrap_what_is_selected_and_unwrap_it_again(words: str, sign: str, text: str, then: str) -> None:
    formed = formatting.wrapped(words, sign)
    assert formed.text == text
    assert formed.text[formed.start : formed.start + formed.length] == then


@pytest.mark.parametrize(
    ("words", "copied", "text", "then"),
    [
        ("the guide", "https://example.com/a", "[the guide](https://example.com/a)", ""),
        ("the guide", "some words", "[the guide](https://)", "https://"),
        ("https://example.com", "x", "[](https://example.com)", ""),
        ("", "", "[](https://)", ""),
    ],
)
def test_a_link_takes_the_copied_address_and_selects_what_is_missing(
    words: str, copied: str, text: str, then: str
) -> None:
    formed = formatting.linked(words, copied)
    assert formed.text == text
    assert formed.text[formed.start : formed.start + formed.length] == then


def test_formatting_is_one_step_and_counts_astral_letters_right(editor: ReplyEditor) -> None:
    editor.load("😀😀 now")
    editor.select(Place(5, 3))
    editor.form("**now**", 2, 3)
    assert editor.text() == "😀😀 **now**"
    assert selected(editor) == "now"
    editor.undo()
    assert editor.text() == "😀😀 now"


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_no_key_deletes_half_of_a_blank(editor: ReplyEditor, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    editor.load("a {{Order}} b", 6)
    QTest.keyClick(editor, key, held)
    assert editor.text() == "a  b"
    editor.undo()
    assert editor.text() == "a {{Order}} b"


def test_a_word_deleted_from_behind_takes_a_blank_whole(editor: ReplyEditor) -> None:
    editor.load("a {{Order}} ", 12)
    QTest.keyClick(editor, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert "{" not in editor.text()
    assert "}" not in editor.text()


def test_what_is_typed_in_a_blank_takes_its_place(editor: ReplyEditor) -> None:
    editor.load("a {{Order}} b", 6)
    QTest.keyClicks(editor, "12")
    assert editor.text() == "a 12 b"


def test_enter_in_a_blank_selects_it_and_on_it_goes_on(editor: ReplyEditor) -> None:
    editor.load("a {{Order}} b {{Day}}", 6)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.textCursor().selectedText() == "{{Order}}"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.textCursor().selectedText() == "{{Day}}"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "a {{Order}} b {{Day}}"


def test_a_selection_that_cuts_a_blank_is_written_over_with_all_of_it(editor: ReplyEditor) -> None:
    editor.load("a {{Order}} b", 0)
    editor.select(Place(0, 5))
    QTest.keyClicks(editor, "x")
    assert editor.text() == "x b"


def test_the_caret_steps_over_a_blank(editor: ReplyEditor) -> None:
    editor.load("a {{Order}} b", 2)
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert editor.textCursor().position() == 11
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert editor.textCursor().position() == 2


def test_a_click_into_a_blank_selects_it(editor: ReplyEditor) -> None:
    editor.load("a {{Order}} b", 6)
    at = editor.cursorRect().center()
    editor.go_to(0)
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert editor.textCursor().selectedText() == "{{Order}}"


def test_what_is_pasted_into_a_blank_takes_its_place(editor: ReplyEditor) -> None:
    editor.load("a {{Order}} b", 6)
    QGuiApplication.clipboard().setText("12")
    editor.paste()
    assert editor.text() == "a 12 b"


def test_words_with_a_blank_can_be_moved_here_and_go_nowhere_else(editor: ReplyEditor, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    name = Placed(span=Span(3, 8), name="customer.first_name", label="name", state=State.RESOLVED)
    blank = Placed(span=Span(10, 19), name="field.o", label="Order", state=State.EMPTY)
    editor.put_in(Filled(text="Hi Mette, {{Order}}.", caret=0, places=(name, blank)))
    editor.selectAll()
    with qtbot.waitSignal(editor.kept_back) as kept:
        QTest.keyClick(editor, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert kept.args == [("Order",)]
    assert (editor.text(), clipboard.text(), clipboard.mimeData().hasHtml()) == ("", "", False)
    editor.paste()
    assert editor.text() == "Hi Mette, {{Order}}."
    assert [thing.words for _, thing in editor.things.all()] == ["Mette", "{{Order}}"]


def test_half_of_a_blank_is_copied_by_nobody(editor: ReplyEditor) -> None:
    editor.load("a {{Order}} b", 0)
    editor.select(Place(0, 6))
    editor.copy()
    assert QGuiApplication.clipboard().text() == ""


def test_words_without_blanks_are_copied_as_they_are(editor: ReplyEditor) -> None:
    editor.load("Hi. I saw {{yours: x}}. Bye.", 0)
    editor.selectAll()
    editor.copy()
    assert QGuiApplication.clipboard().text() == "Hi. Bye."


def test_what_goes_away_is_fainter_beforehand(editor: ReplyEditor) -> None:
    editor.load("Hi. I saw {{yours: x}}. Bye.", 0)
    faint = [each for each in editor.document().begin().layout().formats() if each.format.fontItalic()]
    assert [(each.start, each.length) for each in faint] == [(3, 20)]
    editor.load("Hi. I saw it. Bye.", 0)
    assert editor.document().begin().layout().formats() == []


def test_a_blank_broken_in_two_lines_is_shown_and_filled_as_one(editor: ReplyEditor) -> None:
    editor.load("One {{Or\nder}} two", 0)
    editor.grab()
    assert editor.labels() == ("Or der",)
    assert editor.next_blank()
    QTest.keyClicks(editor, "12")
    assert editor.text() == "One 12 two"


def test_a_blank_that_a_snippet_put_into_code_is_a_blank(editor: ReplyEditor) -> None:
    blank = Placed(span=Span(5, 13), name="field.u", label="User", state=State.EMPTY)
    editor.put_in(Filled(text="Run `{{User}}`.", caret=0, places=(blank,)))
    assert editor.labels() == ("User",)
    assert editor.textCursor().selectedText() == "{{User}}"
    kept, text = editor.written_places(), editor.text()
    editor.load("other")
    editor.load(text, 0, kept)
    assert editor.labels() == ("User",)
    editor.load(text, 0)
    assert editor.labels() == ()

"""Placeholders in a reply: objects with a state, stops for Tab, fields in a form, and what Send makes of them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.composer.editor import ReplyEditor
from ui.panes.composer.pane import ComposerPane
from ui.widgets.field_rows import FieldRow
from ui.widgets.rich_copy import copied
from ui.widgets.times import long_day
from workbench.helpdesk.port import OutKind
from workbench.kernel.ids import SnippetId
from workbench.kernel.spans import Span
from workbench.library.model import Filled, Placed, Snippet, State
from workbench.library.template.fill import Knowledge, fill
from workbench.packs.model import Fact, Field, FieldType, PackSnippet, SnippetStatus, Variant
from workbench.tickets.model import Conversation

ORDER = Field(name="order_no", label="Order number", pattern="[A-Z]{2}[0-9]{6}")
METHOD = Field(name="method", label="Paid by", type=FieldType.CHOICE, options=("card", "PayPal"))
DAYS = Field(name="days", label="Days", type=FieldType.NUMBER, default="3")
LATE = Field(name="late", label="It came late", type=FieldType.YES_NO)


def placed(start: int, words: str, state: State = State.RESOLVED, name: str = "customer.first_name") -> Placed:
    return Placed(span=Span(start, start + len(words)), name=name, label="name", state=state, why="from the ticket")


@pytest.fixture
def editor(parts: Parts, qtbot: QtBot) -> ReplyEditor:
    made = ReplyEditor(parts.theme)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def words(editor: ReplyEditor) -> list[str]:
    return [thing.words for _, thing in editor.things.all()]


MADE = Filled(
    text="Hi 😀 Mette, ok {{Order}}.",
    caret=0,
    places=(placed(5, "Mette"), placed(15, "{{Order}}", State.EMPTY, "field.o")),
)


def test_what_is_put_in_is_an_object_until_somebody_writes_into_it(editor: ReplyEditor) -> None:
    editor.put_in(MADE)
    assert words(editor) == ["Mette", "{{Order}}"]
    editor.go_to(6)
    QTest.keyClicks(editor, "very ")
    assert words(editor) == ["Mette", "{{Order}}"]
    editor.go_to(editor.text().index("Mette") + 3)
    QTest.keyClicks(editor, "x")
    assert words(editor) == ["{{Order}}"]
    editor.undo()
    assert words(editor) == ["Mette", "{{Order}}"]


def test_one_undo_takes_an_insertion_away_and_redo_brings_the_objects_back(editor: ReplyEditor) -> None:
    QTest.keyClicks(editor, "Before ")
    editor.put_in(MADE)
    editor.undo()
    assert (editor.text(), words(editor)) == ("Before ", [])
    editor.redo()
    assert words(editor) == ["Mette", "{{Order}}"]


def test_several_snippets_stack_at_the_caret(editor: ReplyEditor) -> None:
    editor.put_in(MADE)
    editor.go_to(len(editor.text().encode("utf-16-le")) // 2)
    editor.put_in(MADE)
    assert words(editor) == ["Mette", "{{Order}}"] * 2
    editor.undo()
    assert words(editor) == ["Mette", "{{Order}}"]


def test_objects_survive_a_restart_as_far_as_their_words_stand(editor: ReplyEditor) -> None:
    editor.put_in(MADE)
    kept, text = editor.written_places(), editor.text()
    editor.load("other")
    assert words(editor) == []
    editor.load(text, 0, kept)
    assert words(editor) == ["Mette", "{{Order}}"]
    assert editor.things.all()[0][1].placed.why == "from the ticket"
    editor.undo()
    assert editor.text() == text
    editor.load(text.replace("Mette", "Anna!"), 0, kept)
    assert words(editor) == ["{{Order}}"]
    editor.load(text, 0, "{broken")
    assert words(editor) == []


def test_another_draft_inherits_no_object(editor: ReplyEditor) -> None:
    editor.load("Mette", 0, "")
    editor.put_in(Filled(text="Mette", caret=5, places=(placed(0, "Mette"),)))
    editor.go_to(2)
    editor.load("Mette is here")
    assert words(editor) == []


def test_the_states_have_looks_of_their_own(editor: ReplyEditor) -> None:
    places = tuple(placed(at * 6, "words", state) for at, state in enumerate(State))
    editor.put_in(Filled(text=" ".join(["words"] * len(State)), caret=0, places=places))
    assert [pill.state for pill in editor.pills()] == list(State)
    editor.grab()


@pytest.fixture
def own(parts: Parts, pane: ComposerPane, qtbot: QtBot) -> ComposerPane:
    """A composer with a snippet that asks for things."""
    add = parts.workbench.editing.add
    body = (
        "Hi {{customer.first_name|there}},\n\nOrder {{field.order_no}} was paid by {{field.method}}, in {{field.days}} days."
        " Again: {{field.order_no}}.\n\n{{yours|what you noticed}}.\n\nBye"
    )
    add(PackSnippet(id="inp", title="In place", shortcut="inp", language="en", body=body, fields=(ORDER, METHOD, DAYS)))
    late = "Hi.\n\n{{?field.late}}\nSorry it came late.\n{{/}}\nOrder {{field.order_no}}.\n"
    add(PackSnippet(id="late", title="Late one", shortcut="late", language="en", body=late, fields=(LATE, ORDER)))
    pane.begin(OutKind.REPLY)
    return pane


def doubtful(pane: ComposerPane) -> tuple[str, ...]:
    return tuple(words for _, words in pane.editor.doubtful())


def type_(pane: ComposerPane, keys: str) -> None:
    QTest.keyClicks(pane.editor, keys)


def press(pane: ComposerPane, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(pane.editor, key, held)


def test_a_value_asked_twice_is_typed_once(own: ComposerPane) -> None:
    type_(own, ";inp ")
    assert own.editor.textCursor().selectedText() == "{{Order number}}"
    type_(own, "AB123456")
    press(own, Qt.Key.Key_Tab)
    assert own.editor.text().count("AB123456") == 2
    assert own.editor.labels() == ("Paid by",)
    assert own.editor.textCursor().selectedText() == "{{Paid by}}"


def test_a_choice_shows_its_options_and_enter_takes_one_and_goes_on(own: ComposerPane) -> None:
    type_(own, ";inp AB123456")
    press(own, Qt.Key.Key_Tab)
    options = own.inserting.options
    assert options.shown() == ["card", "PayPal"]
    type_(own, "Pa")
    assert options.shown() == ["PayPal"]
    press(own, Qt.Key.Key_Return)
    assert "paid by PayPal" in own.editor.text()
    assert own.editor.textCursor().selectedText() == "3"
    assert options.isHidden()


def test_a_default_is_a_stop_that_may_be_passed_or_typed_over(own: ComposerPane) -> None:
    type_(own, ";inp AB123456")
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return):
        press(own, key)
    assert "unless you say so" in own.desk.strip.said()
    type_(own, "many")
    press(own, Qt.Key.Key_Tab)
    assert doubtful(own) == ("many",)
    own._next_odd()
    assert "A number goes here" in own.desk.strip.said()


def test_a_value_that_does_not_fit_its_pattern_is_marked_and_can_be_put_right(own: ComposerPane) -> None:
    type_(own, ";inp ab")
    press(own, Qt.Key.Key_Tab)
    assert doubtful(own) == ("ab", "ab")
    own._next_odd()
    assert own.editor.textCursor().selectedText() == "ab"


def test_leaving_a_stop_by_the_arrows_takes_its_value_too(own: ComposerPane) -> None:
    type_(own, ";inp AB123456")
    press(own, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert own.editor.text().count("AB123456") == 2


def test_a_slot_of_ones_own_offers_the_customers_words_and_goes_away_unfilled(
    own: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    type_(own, ";inp AB123456")
    press(own, Qt.Key.Key_Tab)
    press(own, Qt.Key.Key_Return)
    press(own, Qt.Key.Key_Tab)
    assert own.editor.textCursor().selectedText() == "{{yours: what you noticed}}"
    assert own.inserting.options.shown()[0].startswith("“")
    assert own.editor.labels() == ()
    parts.registry.run("reply.send")
    qtbot.waitUntil(lambda: bool(parts.workbench.outbox.listed()))
    sent = parts.workbench.outbox.listed()[0]
    assert "noticed" not in sent.text
    assert sent.text.endswith("Again: AB123456.\n\nBye")


def test_the_customers_words_are_put_in_by_enter(own: ComposerPane) -> None:
    type_(own, ";inp AB123456")
    press(own, Qt.Key.Key_Tab)
    press(own, Qt.Key.Key_Return)
    press(own, Qt.Key.Key_Tab)
    first = own.inserting.options.shown()[0]
    press(own, Qt.Key.Key_Down)
    press(own, Qt.Key.Key_Return)
    assert first in own.editor.text()
    assert "yours" not in own.editor.text()


def test_a_part_to_choose_is_asked_in_a_form_with_the_reply_beside_it(own: ComposerPane) -> None:
    type_(own, ";late ")
    form = own.inserting.form
    assert form.isVisible()
    tick, order = form.rows.rows
    assert isinstance(tick.answer, QCheckBox)
    assert isinstance(order.answer, QLineEdit)
    assert "Sorry" not in form.preview.text()
    QTest.keyClick(tick.answer, Qt.Key.Key_Space)
    assert "Sorry it came late." in form.preview.text()
    QTest.keyClick(tick.answer, Qt.Key.Key_Return)
    assert order.answer.hasFocus()
    QTest.keyClicks(order.answer, "nonsense")
    QTest.keyClick(order.answer, Qt.Key.Key_Return)
    assert form.isVisible(), "an answer that does not fit goes nowhere"
    order.answer.clear()
    QTest.keyClicks(order.answer, "AB123456")
    QTest.keyClick(order.answer, Qt.Key.Key_Return)
    assert form.isHidden()
    assert own.editor.text() == "Hi.\n\nSorry it came late.\nOrder AB123456."
    own.editor.undo()
    assert own.editor.text() == ";late "[:-1]


def test_esc_leaves_the_form_and_what_was_typed(own: ComposerPane) -> None:
    type_(own, ";late ")
    QTest.keyClick(own.inserting.form.rows.rows[0].answer, Qt.Key.Key_Escape)
    assert own.inserting.form.isHidden()
    assert own.editor.text() == ";late"
    assert own.editor.hasFocus()


def test_what_is_left_open_in_the_form_is_a_blank_in_the_reply(own: ComposerPane) -> None:
    type_(own, ";late ")
    row = own.inserting.form.rows.rows[0].answer
    QTest.keyClick(row, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert own.editor.labels() == ("Order number",)


def test_the_line_says_how_much_is_snippet_text(own: ComposerPane, qtbot: QtBot) -> None:
    assert own.inserting.own_words.said() == ""
    type_(own, ";inp ")
    qtbot.waitUntil(lambda: own.inserting.own_words.said() == "All snippet text")
    press(own, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    type_(own, " and many words that are all the agent's own indeed so the share is less")
    qtbot.waitUntil(lambda: own.inserting.own_words.said() in {"Mostly snippet text", "About half your own words"})


def test_a_recalled_snippet_is_not_inserted_and_a_draft_with_it_is_marked(
    own: ComposerPane, parts: Parts, mette: Conversation, other: Conversation, qtbot: QtBot
) -> None:
    type_(own, ";inp AB123456")
    press(own, Qt.Key.Key_Tab)
    press(own, Qt.Key.Key_Return)
    own.show_conversation(other)
    snippet = parts.workbench.library.one("inp")  # type: ignore[arg-type]
    assert snippet is not None
    from dataclasses import replace

    from workbench.library.repo import plain

    parts.workbench.editing.save(replace(plain(snippet), status=SnippetStatus.RECALLED))
    own.show_conversation(mette)
    assert "“In place” was recalled." in own.desk.notice.text()
    own.begin(OutKind.REPLY)
    parts.registry.run("reply.send")
    qtbot.waitUntil(lambda: "in this reply" in own.desk.notice.text())
    assert parts.workbench.outbox.listed() == []
    own.show_conversation(other)
    own.begin(OutKind.REPLY)
    type_(own, ";inp ")
    assert own.editor.text() == ""
    assert "recalled" in own.desk.notice.text()


@pytest.mark.parametrize("kind", [OutKind.REPLY, OutKind.NOTE])
def test_a_draft_that_is_open_hears_of_a_recall_and_of_its_end(
    own: ComposerPane, parts: Parts, kind: OutKind, qtbot: QtBot
) -> None:
    from dataclasses import replace

    from workbench.library.repo import plain

    own.begin(kind)
    type_(own, ";inp AB123456")
    press(own, Qt.Key.Key_Tab)
    press(own, Qt.Key.Key_Return)
    parts.workbench.store.submit(lambda _tx: None).result()
    snippet = parts.workbench.library.one("inp")  # type: ignore[arg-type]
    assert snippet is not None
    parts.workbench.editing.save(replace(plain(snippet), tags=("other",)))
    recall = parts.workbench.editing.save(replace(plain(snippet), status=SnippetStatus.RECALLED))
    notice = own.desk.notice
    qtbot.waitUntil(lambda: "“In place” was recalled." in notice.text() and not notice.isHidden())
    parts.workbench.editing.undo(recall.undo)
    qtbot.waitUntil(notice.isHidden)


def test_a_name_that_looks_wrong_is_asked_about_before_it_goes(
    pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    from dataclasses import replace

    assert mette.customer is not None
    shouting = replace(mette, customer=replace(mette.customer, name="METTE"))
    pane.show_conversation(None)
    pane.show_conversation(shouting)
    parts.workbench.editing.add(
        PackSnippet(id="g", title="G", shortcut="gg", language="en", body="Hi {{customer.first_name}},\n\nok.")
    )
    pane.begin(OutKind.REPLY)
    type_(pane, ";gg ")
    assert doubtful(pane) == ("METTE",)
    qtbot.waitUntil(lambda: "1 to look at" in pane.desk.strip.parts_shown())
    parts.registry.run("reply.send")
    qtbot.waitUntil(lambda: "METTE" in pane.desk.notice.text())
    assert parts.workbench.outbox.listed() == []


def test_the_variant_follows_the_ticket_and_ctrl_l_changes_it(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    variants = (Variant(language="de", body="Guten Tag"), Variant(language="en", channel="note", body="For us"))
    doc = PackSnippet(id="v", title="Zebra words", shortcut="zeb", language="en", body="Hello", variants=variants)
    parts.workbench.editing.add(doc)
    pane.begin(OutKind.NOTE)
    type_(pane, ";zeb ")
    assert pane.editor.text() == "For us"
    pane.begin(OutKind.REPLY)
    panel = pane.inserting.panel
    parts.registry.run("reply.snippets")
    QTest.keyClicks(panel.query, "zebra")
    qtbot.waitUntil(lambda: panel.titles() == ["Zebra words"])
    assert panel.preview_text() == "Hello"
    QTest.keyClick(panel.query, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert panel.preview_text() == "Guten Tag"
    QTest.keyClick(panel.query, Qt.Key.Key_Return)
    assert pane.editor.text() == "Guten Tag"


def test_a_ticket_in_another_language_gets_that_variant(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    german = next(
        found
        for row in parts.workbench.tickets.page(_everything()).rows
        if (found := parts.workbench.tickets.open(row.id)) and found.language == "de"
    )
    doc = PackSnippet(
        id="v",
        title="Z",
        shortcut="zeb",
        language="en",
        body="Hello",
        variants=(Variant(language="de", body="Guten Tag"),),
    )
    parts.workbench.editing.add(doc)
    pane.show_conversation(german)
    pane.begin(OutKind.REPLY)
    type_(pane, ";zeb ")
    assert pane.editor.text() == "Guten Tag"


def _everything() -> object:
    from workbench.tickets.model import TicketQuery

    return TicketQuery(status=None)


def test_a_fact_that_is_out_of_date_is_marked(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    parts.workbench.facts.save(Fact(name="refund_days", value="14", label="Days", valid_until=date(2020, 1, 1)))
    parts.workbench.editing.add(
        PackSnippet(id="f", title="F", shortcut="fff", language="en", body="In {{fact.refund_days}} days.")
    )
    pane.begin(OutKind.REPLY)
    type_(pane, ";fff ")
    assert pane.editor.text() == "In 14 days."
    assert doubtful(pane) == ("14",)


def test_a_flag_needs_two_keys(own: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    parts.registry.run("reply.flag_snippet")
    assert "No snippet" in own.desk.strip.said()
    type_(own, ";inp ")
    parts.workbench.store.submit(lambda _tx: None).result()
    parts.registry.run("reply.flag_snippet")
    QTest.keyClick(own.inserting.flag_line.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [flag.title for flag in parts.workbench.editing.flags()] == ["In place"])
    assert own.editor.hasFocus()


def test_mending_opens_the_snippet_that_was_inserted(own: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    type_(own, ";inp ")
    parts.workbench.store.submit(lambda _tx: None).result()
    with qtbot.waitSignal(own.snippet_asked) as asked:
        parts.registry.run("reply.mend_snippet")
    assert asked.args == ["inp"]


def test_copying_gives_rich_and_plain_text_and_nothing_with_blanks(
    own: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    parts.workbench.editing.add(
        PackSnippet(id="c", title="Copy me", shortcut="cpy", language="en", body="Hello **you**.")
    )
    QGuiApplication.clipboard().setText("before")
    panel = own.inserting.panel
    for query, title in (("in place", "In place"), ("copy me", "Copy me")):
        parts.registry.run("reply.snippets")
        QTest.keyClicks(panel.query, query)
        qtbot.waitUntil(lambda title=title: panel.titles()[:1] == [title])  # type: ignore[misc]
        QTest.keyClick(panel.query, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        if title == "In place":
            assert QGuiApplication.clipboard().text() == "before"
    mime = QGuiApplication.clipboard().mimeData()
    assert "<strong>you</strong>" in mime.html()
    assert mime.text() == "Hello you."


@pytest.mark.parametrize(
    ("typed", "language", "value"),
    [("2026-05-04", "en", "May 4, 2026"), ("04.05.26", "de", "4. Mai 2026"), ("soon", "en", "soon")],
)
def test_a_day_is_typed_as_people_type_it_and_written_as_letters_have_it(
    qtbot: QtBot, typed: str, language: str, value: str
) -> None:
    row = FieldRow(Field(name="d", label="Day", type=FieldType.DATE), language)
    qtbot.addWidget(row)
    QTest.keyClicks(row.answer, typed)
    assert row.value() == value
    assert bool(row.wrong()) == (typed == "soon")


def test_a_choice_is_no_answer_until_one_is_chosen(qtbot: QtBot) -> None:
    row = FieldRow(METHOD, "en")
    qtbot.addWidget(row)
    assert row.value() == ""
    assert isinstance(row.answer, QComboBox)
    QTest.keyClick(row.answer, Qt.Key.Key_Down)
    assert row.value() == "card"


def test_where_no_ticket_is_open_the_form_asks_what_it_would_tell(own: ComposerPane) -> None:
    own.show_conversation(None)
    from PySide6.QtCore import QRect

    from workbench.library.model import ReplyContext

    snippet = own._parts.workbench.library.by_shortcut("inp")
    assert snippet is not None
    bare = PackSnippet(id="n", title="N", body="Dear {{customer.full_name}}, {{customer.company}}")
    own._parts.workbench.editing.add(bare)
    made = own._parts.workbench.library.one("n")  # type: ignore[arg-type]
    assert made is not None
    form = own.inserting.form
    assert form.open_near(QRect(0, 0, 800, 20), made, ReplyContext(), None)
    assert [row.field.label for row in form.rows.rows] == ["Customer’s name", "Customer’s company"]
    QTest.keyClicks(form.rows.rows[0].answer, "Ann Lee")
    assert form.preview.text() == "Dear Ann Lee, {{customer’s company}}"


def test_what_was_searched_for_is_tinted_in_the_preview(own: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    parts.workbench.editing.add(
        PackSnippet(id="t", title="Zoo", body="The señal is here, and señales there.", language="en")
    )
    panel = own.inserting.panel
    parts.registry.run("reply.snippets")
    QTest.keyClicks(panel.query, "zoo senal")
    qtbot.waitUntil(lambda: panel.titles() == ["Zoo"])
    tinted = [selection.cursor.selectedText() for selection in panel._preview.extraSelections()]  # type: ignore[attr-defined]
    assert tinted == ["señal", "señales"]


def test_what_goes_with_a_snippet_is_attached_and_what_is_missing_is_said(
    own: ComposerPane, parts: Parts, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "map.png"
    file.write_bytes(b"picture")
    name = parts.workbench.editing.keep_file(file)
    doc = PackSnippet(
        id="m", title="Map", shortcut="map", language="en", body="See the map.", assets=(name, "gone.pdf")
    )
    parts.workbench.editing.add(doc)
    type_(own, ";map ")
    qtbot.waitUntil(lambda: [chip.attached.file.name for chip in own.desk.attached.chips] == ["map.png"])
    qtbot.waitUntil(lambda: "gone.pdf" in own.desk.strip.said())


def add(parts: Parts, pane: ComposerPane, qtbot: QtBot, shortcut: str, body: str, *fields: Field) -> None:
    doc = PackSnippet(id=shortcut, title=shortcut, shortcut=shortcut, language="en", body=body, fields=fields)
    parts.workbench.editing.add(doc)
    pane.begin(OutKind.REPLY)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_blank_in_code_holds_the_reply_back(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    add(parts, pane, qtbot, "ccq", "Run `reset {{field.u}}` now.", Field(name="u", label="User"))
    type_(pane, ";ccq ")
    qtbot.waitUntil(lambda: "1 blank: User" in pane.desk.strip.parts_shown())
    parts.registry.run("reply.send")
    qtbot.waitUntil(lambda: "Fill 1 blank" in pane.desk.strip.said())
    assert parts.workbench.outbox.listed() == []
    assert pane.editor.textCursor().selectedText() == "{{User}}"


def test_what_a_part_hangs_on_is_asked_in_the_form(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    add(parts, pane, qtbot, "hng", "Paid {{?field.method=card}}by card{{:}}otherwise{{/}}.", METHOD)
    type_(pane, ";hng ")
    assert pane.inserting.form.isVisible()
    box = pane.inserting.form.rows.rows[0].answer
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert pane.editor.text() == "Paid by card."


def test_a_wrong_answer_mended_is_mended_wherever_it_stands(own: ComposerPane) -> None:
    type_(own, ";inp 12")
    press(own, Qt.Key.Key_Tab)
    assert doubtful(own) == ("12", "12")
    own._next_odd()
    type_(own, "AB12")
    press(own, Qt.Key.Key_Tab)
    assert doubtful(own) == ("AB12", "AB12"), "it is held against its field again"
    own._next_odd()
    type_(own, "AB123456")
    press(own, Qt.Key.Key_End, CTRL)
    assert own.editor.text().count("AB123456") == 2
    assert doubtful(own) == ()


def test_long_text_in_place_has_lines_and_stands_wherever_it_is_asked(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    long = Field(name="l", label="Long", type=FieldType.LONG)
    add(parts, pane, qtbot, "lng", "A {{field.l}}.\n\nB {{field.l}}.", long)
    type_(pane, ";lng one")
    press(pane, Qt.Key.Key_Return)
    type_(pane, "two")
    press(pane, Qt.Key.Key_End, CTRL)
    assert pane.editor.text() == "A one\ntwo.\n\nB one\ntwo."
    assert pane.editor.labels() == ()


def test_a_day_in_place_is_written_out_and_what_is_none_is_asked_about(
    pane: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    day = Field(name="d", label="Day", type=FieldType.DATE)
    add(parts, pane, qtbot, "dyy", "On {{field.d}}, so {{field.d}} it is.", day)
    type_(pane, ";dyy 2027-13-77")
    press(pane, Qt.Key.Key_Tab)
    assert doubtful(pane) == ("2027-13-77", "2027-13-77")
    pane._next_odd()
    type_(pane, "2027-01-31")
    press(pane, Qt.Key.Key_End, CTRL)
    assert pane.editor.text() == "On January 31, 2027, so January 31, 2027 it is."
    assert doubtful(pane) == ()


def test_days_from_now_become_a_day(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    add(parts, pane, qtbot, "dyy", "On {{field.d}}.", Field(name="d", label="Day", type=FieldType.DATE, default="+3"))
    type_(pane, ";dyy ")
    assert pane.editor.labels() == ("Day",)
    type_(pane, "+3")
    press(pane, Qt.Key.Key_Tab)
    assert pane.editor.text() == f"On {long_day(date.today() + timedelta(days=3), 'en')}."


def test_an_optional_field_may_be_passed_and_goes_away(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    optional = Field(name="k", label="Kind word", required=False)
    add(parts, pane, qtbot, "opt", "It is done {{field.k}} today.", optional)
    type_(pane, ";opt ")
    assert pane.editor.labels() == ()
    assert "may be left" in pane.desk.strip.said()
    assert [pill.state for pill in pane.editor.pills()] == [State.YOURS], "it looks like what goes away"
    press(pane, Qt.Key.Key_Tab)
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")
    assert parts.workbench.outbox.listed()[0].text == "It is done today."


def test_a_recalled_part_is_not_put_in_and_the_reason_is_said(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    old = PackSnippet(id="old", title="Old words", body="Old.", status=SnippetStatus.RECALLED)
    parts.workbench.editing.add(old)
    add(parts, pane, qtbot, "inc", "Done. {{>old}}")
    type_(pane, ";inc ")
    assert "“Old words” was recalled" in pane.desk.strip.said()
    assert pane.editor.labels() == ("snippet Old words",)


def test_the_reply_is_copied_with_its_formats_through_the_gate(own: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    board = QGuiApplication.clipboard()
    board.setText("before")
    type_(own, ";inp AB123456")
    press(own, Qt.Key.Key_Tab)
    parts.registry.run("reply.copy")
    assert own.desk.strip.said() == "Not copied. To fill first: Paid by"
    assert own.editor.textCursor().selectedText() == "{{Paid by}}"
    assert board.text() == "before"
    press(own, Qt.Key.Key_Return)
    parts.registry.run("reply.copy")
    assert board.text().endswith("Again: AB123456.\n\nBye")
    assert "<p>Bye</p>" in board.mimeData().html()


def test_what_seems_odd_is_copied_when_it_is_meant(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    board = QGuiApplication.clipboard()
    board.setText("before")
    pane.begin(OutKind.REPLY)
    type_(pane, "Hi [NAME], ok.")
    parts.registry.run("reply.copy")
    assert "“[NAME]”" in pane.desk.notice.text()
    assert board.text() == "before"
    buttons = {each.text(): each for each in pane.desk.notice.findChildren(QPushButton)}
    buttons["Look"].click()
    assert pane.editor.textCursor().selectedText() == "[NAME]"
    parts.registry.run("reply.copy")
    buttons = {each.text(): each for each in pane.desk.notice.findChildren(QPushButton)}
    buttons["Copy as it is"].click()
    assert board.text() == "Hi [NAME], ok."


@pytest.mark.parametrize("body", ["Hi {{customer.first_name}}.", "Hi [NAME], ok."])
def test_no_copy_of_a_snippet_takes_what_looks_wrong_along(body: str) -> None:
    snippet = Snippet(id=SnippetId("a"), pack_id="p", title="A", body=body)
    QGuiApplication.clipboard().setText("before")
    filled = fill(snippet, Knowledge(values={"customer.first_name": "TEST"}))
    assert copied(snippet, filled, "").startswith("Not copied. Look first: ")
    assert QGuiApplication.clipboard().text() == "before"


@pytest.fixture
def mapped(own: ComposerPane, parts: Parts, qtbot: QtBot, tmp_path: Path) -> ComposerPane:
    """A snippet with a file stands in the draft."""
    file = tmp_path / "map.png"
    file.write_bytes(b"picture")
    name = parts.workbench.editing.keep_file(file)
    parts.workbench.editing.add(
        PackSnippet(id="m", title="Map", shortcut="map", language="en", body="See the map.", assets=(name,))
    )
    type_(own, ";map ")
    qtbot.waitUntil(lambda: files_of(own) == ["map.png"])
    return own


def files_of(pane: ComposerPane) -> list[str]:
    return [chip.attached.file.name for chip in pane.desk.attached.chips]


def test_undo_takes_the_files_of_a_snippet_with_its_words_and_redo_brings_them_back(
    mapped: ComposerPane, qtbot: QtBot
) -> None:
    mapped.editor.undo()
    assert "See the map" not in mapped.editor.text()
    qtbot.waitUntil(lambda: files_of(mapped) == [])
    mapped.editor.redo()
    assert "See the map" in mapped.editor.text()
    qtbot.waitUntil(lambda: files_of(mapped) == ["map.png"])
    type_(mapped, " More.")
    mapped.editor.undo()
    assert "See the map" in mapped.editor.text()
    qtbot.wait(50)
    assert files_of(mapped) == ["map.png"], "a later step is not that of the snippet"


def test_a_file_that_was_there_before_stays_when_the_second_snippet_is_undone(
    mapped: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    type_(mapped, "And ;map ")
    settled(parts, qtbot)
    mapped.editor.undo()
    assert mapped.editor.text().count("See the map") == 1
    settled(parts, qtbot)
    assert files_of(mapped) == ["map.png"]


def test_who_writes_on_after_undo_has_left_the_files_behind(mapped: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    mapped.editor.undo()
    qtbot.waitUntil(lambda: files_of(mapped) == [])
    type_(mapped, "Something else entirely, and long enough")
    settled(parts, qtbot)
    assert files_of(mapped) == []


def test_steps_that_are_gone_take_no_file_along(mapped: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    mapped.editor.document().clearUndoRedoStacks()
    mapped.editor.typed.emit()  # as where places are restored
    type_(mapped, "x")
    settled(parts, qtbot)
    mapped.editor.undo()
    settled(parts, qtbot)
    assert files_of(mapped) == ["map.png"]


def settled(parts: Parts, qtbot: QtBot) -> None:
    """What was asked of the lane of writing is done and shown."""
    qtbot.waitUntil(lambda: not parts.runner.is_busy("write"))
    qtbot.wait(20)

"""Writing in the editor of the library by keyboard and wheel: nothing is changed by the way, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.library.editing.page import EditPage
from ui.panes.library.pane import LibraryPane
from workbench.kernel.ids import SnippetId
from workbench.library.diff import parts_changed
from workbench.library.model import Snippet
from workbench.library.repo import plain
from workbench.packs.model import Field, PackSnippet, Variant

DOC = PackSnippet(
    id="own", title="Own one", shortcut="own", folder="mine", language="en",
    body="Hi,\n\nOrder {{field.order_no}}.\n", fields=(Field(name="order_no", label="Order number"),),
    variants=(Variant(language="de", body="Bestellung {{field.order_no}}.\n"),),
)  # fmt: skip


@pytest.fixture
def pane(parts: Parts, qtbot: QtBot) -> LibraryPane:
    parts.workbench.editing.add(DOC)
    made = LibraryPane(parts)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: made.rows.place("own").isValid())
    made._want("own")
    return made


@pytest.fixture
def edit(pane: LibraryPane, parts: Parts) -> EditPage:
    parts.registry.run("library.edit")
    return pane.workroom.edit


def one(parts: Parts) -> Snippet:
    found = parts.workbench.library.one(SnippetId("own"))
    assert found is not None
    return found


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)


def save() -> None:
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_the_wheel_over_the_editor_changes_nothing(edit: EditPage) -> None:
    before = edit.doc()
    for box in edit.findChildren(QComboBox):
        middle = QPointF(box.rect().center())
        turn = QWheelEvent(
            middle, box.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        at = box.currentIndex()
        QApplication.sendEvent(box, turn)
        assert box.currentIndex() == at, box.accessibleName()
    assert edit.doc() == before


def test_saving_without_a_change_makes_no_version(
    edit: EditPage, pane: LibraryPane, parts: Parts, qtbot: QtBot
) -> None:
    versions = len(parts.workbench.editing.history(SnippetId("own")))
    edit.words.paper.setFocus()
    save()
    assert pane._right.currentWidget() is pane.detail
    parts.registry.run("library.edit")
    QTest.keyClicks(edit.words.paper, "x")
    press(Qt.Key.Key_Backspace)
    assert not edit.save_button.isEnabled(), "what was typed and taken out again is no change"
    save()
    qtbot.wait(50)
    assert len(parts.workbench.editing.history(SnippetId("own"))) == versions


def test_a_new_snippet_shows_nothing_of_the_one_before(
    edit: EditPage, parts: Parts, pane: LibraryPane, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "Order" in edit.live.paper.text())
    press(Qt.Key.Key_Escape)
    parts.registry.run("library.new")
    assert "Order" not in edit.live.paper.text()
    qtbot.waitUntil(lambda: edit.live.paper.text().startswith("Hi "))
    assert edit.fields.height() <= edit.fields.sizeHint().height() + 1


def test_one_tab_leads_from_the_title_into_the_gap_of_the_text(pane: LibraryPane, parts: Parts) -> None:
    parts.registry.run("library.new")
    edit = pane.workroom.edit
    press(Qt.Key.Key_Tab)
    assert edit.words.paper.hasFocus()
    assert edit.words._frame.property("focused") is True
    QTest.keyClicks(edit.words.paper, "Come and see us.")
    assert edit.doc().body.startswith("Hi {{customer.first_name|there}},\n\nCome and see us.\n\n")
    press(Qt.Key.Key_Tab)
    assert not edit.words.paper.hasFocus()
    assert edit.words._frame.property("focused") is False


def test_a_value_can_be_made_from_the_text(edit: EditPage) -> None:
    edit.words.paper.selectAll()
    edit.words.value_asked.emit()
    assert edit.words.paper.text() == "{{field.value}}"
    QTest.keyClicks(QApplication.focusWidget(), "Invoice number")
    press(Qt.Key.Key_Return)
    assert edit.words.paper.text() == "{{field.invoice_number}}"
    assert edit.doc().fields[-1] == Field(name="invoice_number", label="Invoice number")


def test_save_stays_in_sight_however_far_the_page_is_scrolled(edit: EditPage) -> None:
    bar = edit._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    assert not edit.save_button.visibleRegion().isEmpty()


def test_the_box_grows_with_its_words(edit: EditPage) -> None:
    before = edit.words.paper.height()
    edit.words.paper.setPlainText("\n".join(["line"] * 25))
    QApplication.processEvents()
    assert edit.words.paper.height() > before
    assert edit.words.paper.verticalScrollBar().maximum() == 0


def test_going_back_to_what_is_saved_says_again_whose_it_is(pane: LibraryPane, parts: Parts) -> None:
    theirs = parts.workbench.library.by_shortcut("refok")
    assert theirs is not None
    pane.open_editor(theirs.id)
    edit = pane.workroom.edit
    whose = edit.notice.text()
    assert "used on this machine" in whose
    edit.words.paper.appendPlainText("more")
    press(Qt.Key.Key_Escape)
    pane.open_editor(theirs.id)
    assert "not saved" in edit.notice.text()
    edit._throw_away()
    assert edit.notice.text() == whose


def test_a_row_of_the_history_names_what_was_changed_and_when(pane: LibraryPane, parts: Parts) -> None:
    changed = replace(plain(one(parts)), title="Another", tags=("t",))
    assert parts_changed(DOC, replace(DOC, title="Another", tags=("t",))) == ("Title", "Tags")
    parts.workbench.editing.save(changed)
    pane.workroom.open_history(one(parts))
    row = pane.workroom.history.view.model().index(0, 0).data()
    assert row.startswith("Edited: title, tags\n")
    assert any(figure.isdigit() for figure in row.partition("\n")[2])


def test_two_braces_offer_names_and_enter_closes_them(edit: EditPage) -> None:
    paper, names = edit.words.paper, edit.words.names
    paper.selectAll()
    QTest.keyClicks(paper, "Hi {{")
    assert names.isVisible()
    assert names.titles()[0] == "Order number   field.order_no"
    QTest.keyClicks(paper, "first")
    assert all("first" in each for each in names.titles())
    press(Qt.Key.Key_Return)
    assert paper.text() == "Hi {{customer.first_name}}"
    assert names.isHidden() and paper.hasFocus()
    QTest.keyClicks(paper, " {{ord")
    press(Qt.Key.Key_Escape)
    assert names.isHidden() and edit.isVisible(), "Esc closes the list, not the page"
    QTest.keyClicks(paper, "e")
    assert names.isHidden()


def test_the_box_grows_when_its_lines_are_broken_anew(edit: EditPage, pane: LibraryPane, qtbot: QtBot) -> None:
    edit.words.paper.setPlainText("word " * 120)
    QApplication.processEvents()
    pane.resize(720, 760)
    qtbot.waitUntil(lambda: edit.words.paper.verticalScrollBar().maximum() == 0)

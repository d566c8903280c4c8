"""The library room finds a snippet, shows what it says, and gives its text away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.library.body import place_name
from ui.panes.library.model import SnippetRows, by_folder, folder_name
from ui.panes.library.pane import LibraryPane
from ui.widgets.rows import ROW
from workbench.packs.model import PackSnippet


@pytest.fixture
def pane(parts: Parts, qtbot: QtBot) -> LibraryPane:
    made = LibraryPane(parts)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: made.rows.rowCount() > 10)
    return made


def shown_titles(pane: LibraryPane) -> list[str]:
    rows = [pane.rows.index(at).data(ROW) for at in range(pane.rows.rowCount())]
    return [row.title for row in rows if row.snippet]


def test_the_model_keeps_qts_rules(parts: Parts, qtmodeltester: ModelTester) -> None:
    model = SnippetRows()
    qtmodeltester.check(model)
    everything = by_folder(parts.workbench.library.all())
    model.show_rows(everything)
    model.show_rows(everything[5:20])
    model.show_rows(everything)
    assert model.rowCount() == len(everything)


def test_snippets_stand_under_their_folders_and_the_first_is_shown(pane: LibraryPane) -> None:
    first = pane.rows.index(0).data(ROW)
    assert first.snippet is None and first.title == folder_name(pane.rows.index(1).data(ROW).snippet.folder)
    assert pane.detail.snippet() == pane.rows.index(1).data(ROW).snippet


def test_a_heading_cannot_be_chosen(pane: LibraryPane) -> None:
    assert not pane.rows.flags(pane.rows.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert pane.rows.flags(pane.rows.index(1)) & Qt.ItemFlag.ItemIsSelectable


def test_searching_leaves_what_holds_the_words_and_shows_the_best(pane: LibraryPane, qtbot: QtBot) -> None:
    qtbot.keyClicks(pane.search, "refund")
    qtbot.waitUntil(lambda: bool(shown_titles(pane)) and shown_titles(pane)[0].startswith("Refund"))
    snippet = pane.detail.snippet()
    assert snippet is not None and snippet.title == shown_titles(pane)[0]
    assert len(shown_titles(pane)) < 20


def test_the_text_is_copied_rich_and_plain(pane: LibraryPane, parts: Parts, qtbot: QtBot) -> None:
    parts.workbench.editing.add(PackSnippet(id="c", title="Copy me", body="Hi {{customer.first_name|there}}, **yes**."))
    qtbot.waitUntil(lambda: pane.rows.place("c").isValid())
    pane._want("c")
    pane.detail.copy_button.click()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Hi there, yes."
    assert "<strong>yes</strong>" in mime.html()
    assert parts.notices.said[-1][0] == "“Copy me” is copied."  # type: ignore[attr-defined]


def test_placeholders_are_named_and_never_shown_as_braces(pane: LibraryPane) -> None:
    text = pane.detail.findChild(type(pane.detail._body)).toPlainText()  # type: ignore[union-attr]
    assert "{{" not in text and "customer’s\N{NO-BREAK SPACE}first\N{NO-BREAK SPACE}name" in text.replace(
        " ", "\N{NO-BREAK SPACE}"
    )


def test_a_placeholder_is_named_by_its_field_and_tells_its_fallback() -> None:
    assert place_name("customer.first_name|there", {}) == "customer’s first name, or “there”"
    assert place_name("field.reason", {"reason": "The reason"}) == "The reason"


def test_the_search_key_of_the_window_means_this_search(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.activateWindow()
    pane.view.setFocus()
    qtbot.keyClick(pane, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(pane.search.hasFocus)


def test_where_it_is_narrow_one_column_is_shown_and_escape_goes_back(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.resize(420, 700)
    assert pane.view.isVisible() and not pane.detail.isVisible()
    pane.view.activated.emit(pane.view.currentIndex())
    assert pane.detail.isVisible() and not pane.view.isVisible()
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert pane.view.isVisible() and not pane.detail.isVisible()

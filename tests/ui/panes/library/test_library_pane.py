"""The library room finds a snippet, shows what it says, and gives its text away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.library.body import place_name
from ui.panes.library.model import SnippetRows, by_folder, folder_name, patched
from ui.panes.library.pane import LibraryPane
from ui.widgets.rows import ROW
from workbench.kernel.ids import SnippetId
from workbench.library.model import Snippet
from workbench.library.repo import plain
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
    model.show_rows([*everything[:5], *everything[9:7:-1], *everything[12:]])
    assert [model.index(at).data(ROW) for at in range(model.rowCount())] == [
        *everything[:5], *everything[9:7:-1], *everything[12:],
    ]  # fmt: skip
    assert not model.flags(model.index(1)) & Qt.ItemFlag.ItemIsEditable


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


def test_rows_with_what_has_changed_are_those_that_a_whole_reading_gives(parts: Parts) -> None:
    library, editing = parts.workbench.library, parts.workbench.editing
    before = by_folder(library.all())
    editing.add(PackSnippet(id="a", title="zz last", folder="aa/first", body="x\n"))
    editing.add(PackSnippet(id="b", title="Äa", body="x\n"))
    was = library.by_shortcut("refok")
    assert was is not None
    editing.save(replace(plain(was), title="Zebra"))
    ids = {"a", "b", str(was.id)}
    now = patched(before, ids, library.some(map(SnippetId, ids)))
    assert now == by_folder(library.all())
    assert sum(row is other for row in now for other in before) == len(before) - 1
    editing.delete(SnippetId("a"))
    assert patched(now, {"a"}, ()) == by_folder(library.all())


def test_one_save_reads_one_snippet_and_draws_one_row(
    pane: LibraryPane, parts: Parts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, was = parts.workbench.library, parts.workbench.library.by_shortcut("refok")
    assert was is not None
    read: list[str] = []
    whole = library.all
    monkeypatch.setattr(type(library), "all", lambda _self: (read.append("all"), whole())[1])
    drawn: list[int] = []
    pane.rows.dataChanged.connect(lambda first, last: drawn.extend(range(first.row(), last.row() + 1)))
    for signal in (pane.rows.modelReset, pane.rows.rowsInserted, pane.rows.rowsRemoved, pane.rows.layoutChanged):
        signal.connect(lambda *_: read.append("moved"))
    parts.workbench.editing.save(replace(plain(was), context="Other words"))
    qtbot.waitUntil(lambda: bool(drawn))
    assert drawn == [pane.rows.place(was.id).row()]
    assert read == []


def test_while_an_import_goes_on_nothing_is_read(
    pane: LibraryPane, parts: Parts, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "many.csv"
    file.write_text("abbreviation,snippet\n" + "".join(f"k{n},Words of {n}\n" for n in range(1_500)))
    imports, library = parts.workbench.imports, parts.workbench.library
    read: list[str] = []
    whole, some = library.all, library.some
    monkeypatch.setattr(type(library), "all", lambda _self: (read.append("all"), whole())[1])
    monkeypatch.setattr(type(library), "some", lambda _self, ids: (read.append("some"), some(ids))[1])
    heard: list[int] = []
    parts.bridge.changed.connect(lambda _changes: heard.append(len(read)))
    imports.carry_out(imports.plan(file))
    qtbot.waitUntil(lambda: pane.rows.rowCount() > 1_500)
    assert len(heard) > 6
    assert read == ["all"]


def test_rows_of_one_height_are_laid_out_without_asking_each(
    pane: LibraryPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = pane._delegate.sizeHint
    monkeypatch.setattr(
        pane._delegate, "sizeHint", lambda option, index: (asked.append(index.row()), real(option, index))[1]
    )
    snippets = [replace(numbered(n), folder="f") for n in range(3_000)]
    pane.rows.show_rows(by_folder(snippets))
    pane.view.doItemsLayout()
    assert len(asked) < 500


def numbered(number: int) -> Snippet:
    return Snippet(id=SnippetId(f"s{number}"), pack_id="own", title=f"T {number}", body="x")

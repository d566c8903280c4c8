"""A snippet that is out of date: it leaves nothing behind, keeps the focus in the reply, and can be found and mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.composer.pane import ComposerPane
from ui.widgets.snippet_rows import Row, SnippetRows
from workbench.helpdesk.port import OutKind
from workbench.library.repo import plain
from workbench.packs.model import PackSnippet

PAST = date(2020, 1, 1)
ALT = Qt.KeyboardModifier.AltModifier
OLD = PackSnippet(
    id="old", title="Charged twice this month", shortcut="oldone", language="en", valid_until=PAST,
    synonyms=("charged twice", "two charges"), body="We have seen that you were charged twice this month.\n",
)  # fmt: skip


@pytest.fixture
def known(parts: Parts) -> None:
    parts.workbench.editing.add(OLD)


@pytest.fixture
def writing(known: None, pane: ComposerPane) -> ComposerPane:
    pane.begin(OutKind.REPLY)
    return pane


def actions(pane: ComposerPane) -> dict[str, QPushButton]:
    return {each.text(): each for each in pane.desk.notice.findChildren(QPushButton) if each.isVisible()}


def test_a_shortcut_out_of_date_is_taken_away_and_the_caret_stays(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    QTest.keyClicks(writing.editor, "Hi ;oldone")
    QTest.keyClick(writing.editor, Qt.Key.Key_Space)
    assert writing.editor.text() == "Hi "
    assert writing.editor.hasFocus()
    assert "held until 2020-01-01" in writing.desk.notice.text()
    asked: list[str] = []
    writing.snippet_asked.connect(asked.append)
    actions(writing)["Open it in the library"].click()
    assert asked == ["old"]
    writing.editor.undo()
    assert writing.editor.text() == "Hi ;oldone"


def test_one_chosen_in_the_panel_by_its_number_gives_the_focus_back(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    panel = writing.inserting.panel
    writing.inserting.open_panel()
    qtbot.waitUntil(lambda: bool(panel._suggested.snippets()))
    first = panel._suggested.snippets()[0]
    parts.workbench.editing.save(replace(plain(first), valid_until=PAST))
    panel._suggested._snippets = [replace(first, valid_until=PAST)]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1, ALT)
    assert writing.editor.hasFocus()
    assert not writing.editor.text()


def test_what_is_out_of_date_is_not_suggested_and_marked_where_it_is_found(parts: Parts, writing: ComposerPane) -> None:
    library, context = parts.workbench.library, writing.inserting.context()
    mine = PackSnippet(id="mine", title="Mine", shortcut="mine", language="en", body=context.asked)
    parts.workbench.editing.add(mine)
    assert "Mine" in [each.title for each in library.suggested(context)]
    parts.workbench.editing.save(replace(mine, valid_until=PAST))
    assert "Mine" not in [each.title for each in library.suggested(context)]
    (hit, *_) = library.search("oldone", context)
    rows = SnippetRows()
    rows.show_rows([Row(snippet=hit.snippet)])
    assert "out of date" in rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_change_it_selects_the_words_in_question(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    parts.workbench.editing.save(replace(OLD, valid_until=None, body="Hi,\n\nYou were charged twice this month.\n"))
    snippet = parts.workbench.library.by_shortcut("oldone")
    assert snippet is not None
    writing.inserting.insert(snippet)
    QTest.keyClicks(writing.editor, "And more.")
    parts.workbench.editing.save(replace(OLD, body="Hi,\n\nYou were charged twice this month.\n"))
    writing.send()
    qtbot.waitUntil(lambda: "Change it" in actions(writing))
    actions(writing)["Change it"].click()
    assert writing.editor.textCursor().selectedText() == "You were charged twice this month."
    assert writing.editor.hasFocus()

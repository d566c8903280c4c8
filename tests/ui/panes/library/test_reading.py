"""Reading in the library: each variant, what is flagged or not saved, and what can be done by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.library.pane import LibraryPane
from workbench.kernel.ids import SnippetId
from workbench.library.model import Snippet
from workbench.library.repo import plain
from workbench.packs.model import PackSnippet, SnippetStatus, Variant
from workbench.tickets.model import TicketQuery

DOC = PackSnippet(
    id="own", title="Own one", shortcut="own", folder="mine", language="en", body="Hello {{customer.first_name}}.\n",
    variants=(Variant(language="de", body="Hallo zusammen.\n"),),
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


def one(parts: Parts) -> Snippet:
    found = parts.workbench.library.one(SnippetId("own"))
    assert found is not None
    return found


def test_each_variant_can_be_read_by_keyboard(pane: LibraryPane) -> None:
    tabs = pane.detail.variants
    assert [tabs.tabText(at) for at in range(tabs.count())] == ["English", "German"]
    assert "Hello" in pane.detail._body.toPlainText()
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert pane.detail._body.toPlainText().strip() == "Hallo zusammen."
    shown = pane.detail.shown()
    assert shown is not None and shown.language == "de"


def test_one_without_variants_has_no_tabs(pane: LibraryPane, parts: Parts, qtbot: QtBot) -> None:
    parts.workbench.editing.save(replace(DOC, variants=()))
    qtbot.waitUntil(pane.detail.variants.isHidden)


def test_a_flag_is_told_beside_the_last_day_and_can_be_removed(pane: LibraryPane, parts: Parts, qtbot: QtBot) -> None:
    parts.workbench.editing.flag(SnippetId("own"), "old price")
    parts.workbench.editing.save(replace(plain(one(parts)), valid_until=date(2020, 1, 1)))
    qtbot.waitUntil(lambda: "held until" in pane.detail.notice.text())
    assert "Flagged: “old price”" in pane.detail.notice.text()
    (button,) = [each for each in pane.detail.notice.findChildren(QPushButton) if each.text() == "Remove the flag"]
    button.click()
    qtbot.waitUntil(lambda: parts.workbench.editing.flags() == [])


def test_it_is_recalled_and_used_again_from_the_menu_with_an_undo(
    pane: LibraryPane, parts: Parts, qtbot: QtBot
) -> None:
    pane._do("recall")
    qtbot.waitUntil(lambda: one(parts).status is SnippetStatus.RECALLED)
    qtbot.waitUntil(parts.undo.canUndo)
    parts.undo.undo()
    qtbot.waitUntil(lambda: one(parts).status is SnippetStatus.APPROVED)
    parts.workbench.editing.save(replace(plain(one(parts)), valid_until=date(2020, 1, 1)))
    pane._do("use_again")
    qtbot.waitUntil(lambda: one(parts).valid_until is None)
    pane._do("hold_until")
    assert pane.workroom.edit.details.valid_until.hasFocus()


def test_words_that_are_not_saved_have_a_sign_until_they_are_dropped(pane: LibraryPane, parts: Parts) -> None:
    parts.registry.run("library.edit")
    edit = pane.workroom.edit
    unsaved = pane._delegate._unsaved
    assert not unsaved("own")
    QTest.keyClicks(edit.words.paper, "x")
    assert unsaved("own")
    pane.grab()
    QTest.keyClick(edit.words.paper, Qt.Key.Key_Backspace)
    assert not unsaved("own")


def test_the_menu_names_what_can_be_done(pane: LibraryPane) -> None:
    words = [action.text() for action in pane._tools.menu().actions() if not action.isSeparator()]
    assert words == ["What to look after in the library", "Facts", "Bring snippets in", "Export the library"]


def test_mending_from_a_reply_reads_for_its_customer_and_leads_back(
    pane: LibraryPane, parts: Parts, qtbot: QtBot
) -> None:
    oldest = parts.workbench.tickets.page(TicketQuery(status=None), limit=200).rows[-1]
    back: list[int] = []
    pane.reply_asked.connect(lambda: back.append(1))
    pane.view.choose(pane.rows.near(0))
    pane.open_editor("own", for_reply=oldest.id)
    edit = pane.workroom.edit
    assert edit.live.sample.currentData() == oldest.id
    assert pane.view.currentIndex() == pane.rows.place("own")
    QTest.keyClicks(edit.words.paper, "x")
    QTest.keyClick(edit.words.paper, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: back == [1])
    parts.registry.run("library.edit")
    QTest.keyClick(edit.words.paper, Qt.Key.Key_Escape)
    assert back == [1], "who edits in the library stays there"


def test_half_a_placeholder_is_something_to_look_at(parts: Parts) -> None:
    problems = parts.workbench.library.problems
    assert problems(replace(DOC, body="Yes, {{customer.first")) == ("A “{{” has no “}}” after it.",)
    assert problems(replace(DOC, body="Yes, {{customer.first_name}}")) == ()

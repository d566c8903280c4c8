"""To hand on: listening lists and meeting packs are made from the keyboard, read, copied, exported and taken away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.feedback.topics.conftest import World
from ui.commands.parts import Parts
from ui.panes.feedback.brief.reading import address_of
from ui.panes.feedback.pages.section import PagesSection
from ui.panes.feedback.pane import FeedbackPane
from ui.widgets.rows import ROW
from workbench.feedback.brief.lists import PRACTICE
from workbench.feedback.topics.model import TopicKind


@pytest.fixture
def section(parts: Parts, qtbot: QtBot) -> PagesSection:
    pane = FeedbackPane(parts)
    qtbot.addWidget(pane)
    pane.resize(1100, 800)
    pane.show()
    found = pane.show_section("pages")
    assert isinstance(found, PagesSection)
    qtbot.waitUntil(lambda: found.area.count() > 0)
    return found


@pytest.fixture
def billing(world: World) -> World:
    made = world.topics.create("Export all invoices", TopicKind.REQUEST, entry=world.say("acme", "one by one")).value
    world.topics.change(made.topic.id, {"area": "Billing"})
    world.say("blue", "no words on the map")
    return world


def titles(section: PagesSection) -> list[str]:
    rows = [section.rows.index(at).data(ROW) for at in range(section.rows.rowCount())]
    return [f"{row.title}, {row.about}" for row in rows]


def listen(section: PagesSection, qtbot: QtBot) -> None:
    qtbot.keyClick(section, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: section.sheet.brief() is not None)


def test_empty_it_says_what_the_pages_are(section: PagesSection, qtbot: QtBot) -> None:
    assert section.empty.isVisible() and not section.sheet.isVisible()
    assert "with W" in section.hint.text()
    qtbot.keyClick(section, Qt.Key.Key_M)
    assert section.rows.rowCount() == 0
    assert section.area.hasFocus()


def test_l_makes_a_listening_list_and_m_a_meeting_pack(
    billing: World, section: PagesSection, parts: Parts, qtbot: QtBot
) -> None:
    listen(section, qtbot)
    assert "one by one" in section.sheet.reader.toPlainText()
    assert "no words on the map" in section.sheet.reader.toPlainText()
    qtbot.keyClick(section.view, Qt.Key.Key_M)
    assert section.hint.text() == "Choose the area that the meeting is about."
    section.area.setCurrentIndex(section.area.findData("Billing"))
    qtbot.keyClick(section.view, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: "Open promises" in section.sheet.reader.toPlainText())
    qtbot.keyClick(section.view, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: section.rows.rowCount() == 3)
    assert titles(section) == ["Billing, Listening list", "Billing, Meeting pack", "All areas, Listening list"]
    assert "no words on the map" not in section.sheet.reader.toPlainText()
    parts.undo.undo()
    qtbot.waitUntil(lambda: section.rows.rowCount() == 2)


def test_where_there_is_room_for_one_the_new_page_is_read_at_once_and_esc_goes_back(
    billing: World, section: PagesSection, qtbot: QtBot
) -> None:
    section.window().resize(500, 700)
    listen(section, qtbot)
    qtbot.waitUntil(section.sheet.reader.hasFocus)
    assert not section.view.isVisible()
    qtbot.keyClick(section.sheet.reader, Qt.Key.Key_Escape)
    assert section.view.hasFocus()


def test_it_stays_as_it_was_and_its_numbers_open(billing: World, section: PagesSection, qtbot: QtBot) -> None:
    section.area.setCurrentIndex(section.area.findData("Billing"))
    section.meet_button.click()
    qtbot.waitUntil(lambda: section.sheet.brief() is not None)
    topic = next(row.topic.id for row in billing.topics.listed())
    billing.topics.link(billing.say("cyan", "me too"), topic)
    qtbot.wait(50)
    assert "1 account" in section.sheet.reader.toPlainText()
    section.sheet.reader.anchorClicked.emit(QUrl(address_of("accounts-1")))
    qtbot.waitUntil(section.sheet.behind.isVisible)
    assert section.sheet.behind.rows.rowCount() == 1


def test_names_are_chosen_and_told_in_the_list(billing: World, section: PagesSection, qtbot: QtBot) -> None:
    section.names.setCurrentIndex(section.names.findData("full"))
    listen(section, qtbot)
    assert "Acme" in section.sheet.reader.toPlainText()
    assert section.rows.index(0).data(ROW).state.word == "Full names"


def test_c_copies_and_delete_removes_until_undo(
    billing: World, section: PagesSection, parts: Parts, qtbot: QtBot
) -> None:
    listen(section, qtbot)
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClick(section.view, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().mimeData().hasHtml())
    assert QGuiApplication.clipboard().text().startswith("# Listening list")
    assert parts.notices.said[-1][0] == "The page is copied."  # type: ignore[attr-defined]
    qtbot.keyClick(section.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(section.empty.isVisible)
    parts.undo.undo()
    qtbot.waitUntil(lambda: titles(section) == ["All areas, Listening list"])


@pytest.mark.parametrize(("ending", "begins"), [(".pdf", b"%PDF"), (".html", b"<!do"), (".md", b"# Li")])
def test_x_exports_it(
    billing: World, section: PagesSection, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    ending: str, begins: bytes,
) -> None:  # fmt: skip
    listen(section, qtbot)
    file = tmp_path / f"list{ending}"
    asked: list[str] = []

    def choose(_parent: QWidget, _title: str, name: str, _forms: str) -> tuple[str, str]:
        asked.append(Path(name).name)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    qtbot.keyClick(section.view, Qt.Key.Key_X)
    qtbot.waitUntil(file.exists)
    assert asked == ["listening-list.pdf"]
    assert file.read_bytes()[:4] == begins


def test_what_is_written_on_it_is_kept_when_the_window_closes(
    billing: World, section: PagesSection, parts: Parts, qtbot: QtBot
) -> None:
    listen(section, qtbot)
    page = section.sheet.brief()
    assert page is not None
    section.sheet.edit_button.click()
    section.sheet.editor.setPlainText("# Listening list\n\nFor Friday.")
    assert section.keep_words() is None
    kept = parts.workbench.product.brief.one(page.id)
    assert kept is not None
    assert kept.markdown == "# Listening list\n\nFor Friday.\n"


def test_the_practice_desk_has_pages_of_its_own(
    billing: World, section: PagesSection, parts: Parts, qtbot: QtBot
) -> None:
    listen(section, qtbot)
    billing.say("dune", "said while practising", practice=True)
    topic = billing.topics.create("Practice", TopicKind.REQUEST, entry=billing.say("dune", "try", practice=True)).value
    billing.topics.change(topic.topic.id, {"area": "Billing"})
    qtbot.waitUntil(section.desk.isVisible)
    assert section.whose.text().startswith("The practice desk is left out") and len(titles(section)) == 1
    section.desk.setCurrentIndex(1)
    qtbot.waitUntil(lambda: titles(section) == [])
    section.area.setCurrentIndex(section.area.findData("Billing"))
    qtbot.keyClick(section, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: section.sheet.brief() is not None)
    section.area.setCurrentIndex(0)
    listen(section, qtbot)
    qtbot.waitUntil(lambda: len(titles(section)) == 2)
    for page in parts.workbench.product.brief.lists(practice=True):
        assert PRACTICE in page.markdown and "(practice)" in page.title
        assert "one by one" not in page.markdown and "no words on the map" not in page.markdown
    assert [each.practice for each in parts.workbench.product.brief.lists()] == [False]

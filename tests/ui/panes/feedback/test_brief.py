"""A brief on its topic's page: made, read with numbers that open, written on, handed on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.feedback.topics.conftest import World
from ui.commands.parts import Parts
from ui.panes.feedback.brief.paper import SIZES, pdf, weeks_of
from ui.panes.feedback.brief.part import BriefPart
from ui.panes.feedback.brief.reading import address_of
from ui.panes.feedback.topics.section import TopicsSection
from workbench.feedback.brief.model import Brief
from workbench.feedback.topics.model import Topic, TopicKind


@pytest.fixture
def topic(world: World) -> Topic:
    made = world.topics.create("Export all invoices", TopicKind.REQUEST).value.topic
    for client in ("acme", "blue"):
        world.topics.link(world.say(client, f"one by one, says {client}", ticket=f"7-{client}"), made.id)
    return made


@pytest.fixture
def part(parts: Parts, topic: Topic, qtbot: QtBot) -> BriefPart:
    made = BriefPart(parts)
    qtbot.addWidget(made)
    made.resize(700, 900)
    made.show()
    made.show_topic(topic)
    return made


def make(part: BriefPart, qtbot: QtBot) -> Brief:
    part.make_button.click()
    qtbot.waitUntil(lambda: part.brief() is not None)
    brief = part.brief()
    assert brief is not None
    return brief


def test_a_brief_is_made_and_read(part: BriefPart, qtbot: QtBot) -> None:
    assert part.state.text().startswith("None yet.")
    brief = make(part, qtbot)
    assert "2 accounts" in part.sheet.reader.toPlainText()
    assert part.state.text().endswith("with 2 entries · nobody has it yet")
    assert not part.sheet.editor.isVisible()
    assert brief.names == "none"
    part.open_button.click()
    assert part.brief() is None
    assert not part.sheet.reader.isVisible()
    part.open_button.click()
    assert part.brief() == brief


def test_a_number_opens_its_entries(part: BriefPart, qtbot: QtBot) -> None:
    make(part, qtbot)
    part.sheet.reader.anchorClicked.emit(QUrl(address_of("accounts")))
    qtbot.waitUntil(part.sheet.behind.isVisible)
    assert part.sheet.behind.words.text() == "2 accounts · from 2 entries"
    assert part.sheet.behind.rows.rowCount() == 2
    part.sheet.behind.close_button.click()
    assert not part.sheet.behind.isVisible()


def test_what_is_written_is_kept_and_looked_at(part: BriefPart, parts: Parts, qtbot: QtBot) -> None:
    brief = make(part, qtbot)
    part.sheet.edit_button.click()
    assert not part.sheet.reader.isVisible()
    text = part.sheet.editor.toPlainText().replace("[2 accounts](#accounts)**", "[9 accounts](#accounts)**")
    part.sheet.editor.setPlainText(text.replace("No problem written yet.", "They failed to answer."))
    qtbot.waitUntil(lambda: "“9 accounts” was counted as “2 accounts”." in part.sheet.warnings.text())
    assert "“failed to”: It judges" in part.sheet.warnings.text()
    assert part.keep_words() is None
    kept = parts.workbench.product.brief.one(brief.id)
    assert kept is not None
    assert "They failed to answer." in kept.markdown
    part.sheet.edit_button.click()
    qtbot.waitUntil(lambda: "They failed to answer." in part.sheet.reader.toPlainText())


def test_who_got_it_is_noted_and_it_stays_as_it_is(part: BriefPart, parts: Parts, topic: Topic, qtbot: QtBot) -> None:
    brief = make(part, qtbot)
    part.told.setText("Mara")
    part.note_button.click()
    qtbot.waitUntil(lambda: part.state.text().endswith("sent to Mara"))
    assert not part.sheet.edit_button.isVisible()
    assert not part.sheet.remove_button.isVisible()
    assert part.told.text() == ""
    (step,) = parts.workbench.product.advocacy.trail(topic.id)
    assert (step.told, step.how, step.brief) == ("Mara", "brief", brief.id)
    parts.undo.undo()
    qtbot.waitUntil(part.sheet.edit_button.isVisible)


def test_it_is_copied_rich_and_plain(part: BriefPart, qtbot: QtBot) -> None:
    make(part, qtbot)
    QGuiApplication.clipboard().setText("before")
    part.sheet.copy_button.click()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().mimeData().hasHtml())
    mime = QGuiApplication.clipboard().mimeData()
    assert "<h1>Export all invoices</h1>" in mime.html()
    assert mime.text().startswith("# Export all invoices\n")
    assert "[^1]: 2 accounts: tickets" in mime.text()


@pytest.mark.parametrize("ending", [".pdf", ".html", ".md"])
def test_it_is_exported(
    part: BriefPart, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    make(part, qtbot)
    file = tmp_path / f"brief{ending}"
    asked: list[str] = []

    def choose(_parent: QWidget, _title: str, name: str, _forms: str) -> tuple[str, str]:
        asked.append(Path(name).name)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    part.export()
    qtbot.waitUntil(file.exists)
    assert asked == ["export-all-invoices.pdf"]
    assert file.read_bytes()[:4] in {b"%PDF", b"<!do", b"# Ex"}


def test_removed_is_brought_back(part: BriefPart, parts: Parts, qtbot: QtBot) -> None:
    brief = make(part, qtbot)
    part.sheet.remove_button.click()
    qtbot.waitUntil(lambda: part.state.text().startswith("None yet."))
    parts.undo.undo()
    qtbot.waitUntil(lambda: parts.workbench.product.brief.one(brief.id) == brief)


def test_another_topic_shows_its_own(part: BriefPart, world: World, qtbot: QtBot) -> None:
    make(part, qtbot)
    part.show_topic(world.topics.create("Login", TopicKind.BUG).value.topic)
    assert part.brief() is None
    assert part.state.text().startswith("None yet.")


def test_paper_is_one_page_and_no_smaller_than_is_read_with_ease(parts: Parts, world: World, topic: Topic) -> None:
    briefs = parts.workbench.product.brief
    brief = briefs.make(topic.id).value
    assert isinstance(brief, Brief)
    bars = weeks_of(brief)
    assert bars is not None
    assert [point.value for point in bars.points][-1] == 2
    data, pages = pdf(brief, briefs.tickets(brief), parts.theme)
    assert (data[:4], pages) == (b"%PDF", 1)
    longer = briefs.edit(brief.id, brief.markdown + "\n\nMore of it.\n" * 400).value
    assert isinstance(longer, Brief)
    assert pdf(longer, {}, parts.theme)[1] > 1
    assert min(SIZES) >= 10


def test_it_stands_on_the_page_and_closing_keeps_its_words(parts: Parts, topic: Topic, qtbot: QtBot) -> None:
    section = TopicsSection(parts)
    qtbot.addWidget(section)
    section.resize(1100, 800)
    section.show()
    section.open_topic(topic.id)
    qtbot.waitUntil(lambda: section.page.page() is not None)
    part = section.page.findChild(BriefPart)
    assert isinstance(part, BriefPart)
    brief = make(part, qtbot)
    part.sheet.edit_button.click()
    part.sheet.editor.setPlainText("# Ours")
    assert section.keep_words() is None
    kept = parts.workbench.product.brief.one(brief.id)
    assert kept is not None
    assert kept.markdown == "# Ours\n"

"""Around on screen: empty states, adding from the keyboard, our two, and pages to the clipboard."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SaidNotices
from ui.commands.parts import Parts
from ui.panes.feedback.around.colleagues import ColleaguesPage
from ui.panes.feedback.around.company import CompanyPage
from ui.panes.feedback.around.learned import LearnedPart
from ui.panes.feedback.around.page import AroundPage
from ui.panes.feedback.around.pin import PinPart
from ui.panes.feedback.around.section import PAGES, AroundSection
from ui.panes.feedback.around.today import TodayPage
from ui.panes.feedback.pane import FeedbackPane
from ui.panes.feedback.topics.section import TopicsSection
from ui.widgets.rows import ROW
from workbench.feedback.topics.model import TopicKind


@pytest.fixture
def section(parts: Parts, qtbot: QtBot) -> AroundSection:
    pane = FeedbackPane(parts)
    qtbot.addWidget(pane)
    pane.resize(900, 1200)
    pane.show()
    found = pane.show_section("around")
    assert isinstance(found, AroundSection)
    return found


P = TypeVar("P", bound=AroundPage)


def page(section: AroundSection, kind: type[P]) -> P:
    """Go to a page."""
    found = section.show_page(next(name for name, each in PAGES.items() if each is kind))
    assert isinstance(found, kind)
    return found


def test_it_is_calm_where_nothing_is_there(section: AroundSection) -> None:
    today, people = page(section, TodayPage), page(section, ColleaguesPage)
    assert today.today.none.text() == "Nothing is owed."
    assert not today.today.none.isHidden() and not people.people.none.isHidden()


def test_pages_are_gone_through_by_the_keyboard_and_made_when_they_are_looked_at(
    section: AroundSection, parts: Parts, qtbot: QtBot
) -> None:
    parts.workbench.product.around.people.learned("Ask first", look_back_on=parts.workbench.product.advocacy.today())
    qtbot.waitUntil(
        lambda: section.rows.spoken(section.rows.place("notes").data(ROW)).startswith("Learned and kept, 1 due")
    )
    section.view.setFocus()
    assert len(section.findChildren(AroundPage)) == 1
    qtbot.keyClick(section.view, Qt.Key.Key_Down)
    qtbot.keyClick(section.view, Qt.Key.Key_Right)
    shown = section.current()
    assert isinstance(shown, ColleaguesPage) and shown.isVisible() and shown.people.fields[0].hasFocus()
    qtbot.keyClick(shown.people.fields[0], Qt.Key.Key_Escape)
    assert section.view.hasFocus() and len(section.findChildren(AroundPage)) == 2


def test_very_many_lines_are_made_as_they_are_asked_for(section: AroundSection, parts: Parts, qtbot: QtBot) -> None:
    for number in range(60):
        parts.workbench.product.around.people.keep(f"Person {number:02}")
    people = page(section, ColleaguesPage).people
    qtbot.waitUntil(lambda: people.more.text() == "Show 25 more of 52")
    qtbot.waitUntil(lambda: len(people.lines) == 8 and people.lines[7].isVisible())
    people.more.click()
    assert len(people.lines) == 33 and people.lines[8].buttons[0].hasFocus()
    people.more.click()
    assert len(people.lines) == 58 and people.more.text() == "Show 2 more"


def test_somebody_is_added_and_found_from_the_keyboard(section: AroundSection, parts: Parts, qtbot: QtBot) -> None:
    people = page(section, ColleaguesPage).people
    name, owns, _ = people.fields
    qtbot.keyClicks(name, "Mara")
    qtbot.keyClicks(owns, "Billing")
    qtbot.keyClick(owns, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [line.head for line in people.shown] == ["Mara"])
    assert name.text() == ""
    qtbot.keyClicks(name, "who owns sync")
    qtbot.waitUntil(lambda: people.shown == [])
    name.setText("who owns billing")
    qtbot.waitUntil(lambda: len(people.shown) == 1)
    parts.undo.undo()
    qtbot.waitUntil(lambda: people.shown == [])


def test_a_promise_is_kept_and_a_wrong_day_is_said(section: AroundSection, parts: Parts, qtbot: QtBot) -> None:
    notices, promises = parts.notices, page(section, ColleaguesPage).promises
    assert isinstance(notices, SaidNotices)
    who, what, until = promises.fields
    who.setText("Mara")
    what.setText("Ship it")
    until.setText("some day")
    qtbot.keyClick(until, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(notices.faults))
    assert who.text() == "Mara", "what was typed stays"
    until.clear()
    qtbot.keyClick(until, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [line.head for line in promises.shown] == ["Mara: Ship it"])
    promises.lines[0].buttons[0].click()
    qtbot.waitUntil(lambda: promises.shown[0].more.startswith("Kept"))


def test_a_topic_is_pinned_on_its_page_and_shown_here(section: AroundSection, parts: Parts, qtbot: QtBot) -> None:
    topic = parts.workbench.product.topics.create("Export invoices", TopicKind.REQUEST).value.topic
    part, two = PinPart(parts), page(section, TodayPage).two
    qtbot.addWidget(part)
    part.show_topic(topic)
    part.button.click()
    qtbot.waitUntil(lambda: [line.head for line in two.shown] == ["Export invoices"])
    with qtbot.waitSignal(section.topic_asked) as asked:
        two.lines[0].buttons[0].click()
    assert asked.args == [topic.id]


def test_what_was_learned_is_noted_on_the_page_of_a_topic(parts: Parts, qtbot: QtBot) -> None:
    people = parts.workbench.product.around.people
    people.keep("Mara", owns="Billing")
    topic = parts.workbench.product.topics.create("Export invoices", TopicKind.REQUEST).value.topic
    pane = FeedbackPane(parts)
    qtbot.addWidget(pane)
    pane.resize(1000, 1200)
    pane.show()
    section = pane.section("topics")
    assert isinstance(section, TopicsSection)
    part = section.page.part(LearnedPart)
    section.open_topic(topic.id)
    qtbot.waitUntil(lambda: part.to_ask.text() == "Not asked yet: Mara (Billing).")
    qtbot.keyClick(section.view, Qt.Key.Key_L)
    assert part.form.isVisible()
    qtbot.keyClick(part.who, Qt.Key.Key_Return)
    assert part.form.isVisible(), "nothing is said yet"
    qtbot.keyClicks(part.what, "Others send a yearly file")
    qtbot.keyClicks(part.who, "mara")
    qtbot.keyClicks(part.try_next, "A file by hand")
    qtbot.keyClick(part.try_next, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: part.to_ask.text() == "Everyone on the list of people was asked.")
    [note] = people.notes(topic.id)
    assert (note.what, note.contact_name, note.try_next) == ("Others send a yearly file", "Mara", "A file by hand")
    parts.undo.undo()
    qtbot.waitUntil(lambda: part.to_ask.text() == "Not asked yet: Mara (Billing).")


def test_the_month_is_copied(section: AroundSection, qtbot: QtBot) -> None:
    page(section, CompanyPage).pages.lines[0].buttons[0].click()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("# What we did in"))

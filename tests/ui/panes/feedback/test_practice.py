"""Around on screen: surveys, the card, what is agreed, who may be quoted, and replies worth keeping."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SaidNotices
from tests.ui.panes.composer.conftest import conversation
from ui.commands.parts import Parts
from ui.panes.feedback.around import customers, surveys
from ui.panes.feedback.around.colleagues import ColleaguesPage
from ui.panes.feedback.around.group import Group
from ui.panes.feedback.around.notes import NotesPage
from ui.panes.feedback.around.page import AroundPage
from ui.panes.feedback.around.section import PAGES, AroundSection
from ui.panes.feedback.around.with_customers import CustomersPage
from ui.panes.feedback.entries.section import EntriesSection
from ui.panes.feedback.pane import FeedbackPane
from workbench.feedback.model import FeedbackKind
from workbench.helpdesk.port import Author

P = TypeVar("P", bound=AroundPage)


@pytest.fixture
def pane(parts: Parts, qtbot: QtBot) -> FeedbackPane:
    made = FeedbackPane(parts)
    qtbot.addWidget(made)
    made.resize(900, 1200)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def section(pane: FeedbackPane) -> AroundSection:
    found = pane.show_section("around")
    assert isinstance(found, AroundSection)
    return found


def page(section: AroundSection, kind: type[P]) -> P:
    """Go to a page."""
    found = section.show_page(next(name for name, each in PAGES.items() if each is kind))
    assert isinstance(found, kind)
    return found


def press(group: Group, word: str) -> None:
    button: QPushButton = next(each for line in group.lines for each in line.buttons if each.text() == word)
    button.setFocus()
    button.click()


def focused(group: Group, at: int = 0) -> bool:
    """Whether that button of the first line that is there by now has the focus."""
    return group.lines[0].buttons[at].hasFocus()


def words(group: Group) -> list[str]:
    return [word for line in group.lines for word in (each.text() for each in line.buttons)]


def test_empty_groups_say_what_they_are_for(section: AroundSection) -> None:
    theirs = page(section, CustomersPage)
    for group, said in (
        (page(section, ColleaguesPage).surveys, surveys.EMPTY), (theirs.may_do, customers.MAY_DO),
        (theirs.agreed, customers.AGREED), (theirs.quotes, customers.QUOTES),
        (page(section, NotesPage).kept, customers.KEPT),
    ):  # fmt: skip
        assert group.none.text() == said and not group.none.isHidden()


def test_a_survey_goes_from_draft_to_what_was_done_by_the_keyboard(section: AroundSection, qtbot: QtBot) -> None:
    group, form = page(section, ColleaguesPage).surveys, section.form
    qtbot.keyClicks(group.fields[0], "What would you change first?")
    qtbot.keyClick(group.fields[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(group.lines) == 1)
    assert "Open" not in words(group) and group.shown[0].more.startswith("Nobody has promised")
    press(group, "Note promise")
    qtbot.keyClicks(form.fields[0], "Mara")
    qtbot.keyClick(form.fields[0], Qt.Key.Key_Return)
    assert form.isVisible(), "it is not said what"
    qtbot.keyClicks(form.fields[1], "Two weeks of work")
    qtbot.keyClick(form.fields[1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Open" in words(group))
    press(group, "Open")
    qtbot.waitUntil(lambda: "Count answers" in words(group))
    press(group, "Count answers")
    qtbot.keyClicks(form.fields[0], "41")
    qtbot.keyClick(form.fields[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "41 answers" in group.shown[0].more)
    press(group, "Close")
    qtbot.waitUntil(lambda: words(group) == ["Say what was done"])
    press(group, "Say what was done")
    qtbot.keyClicks(form.fields[0], "The export was rebuilt")
    qtbot.keyClick(form.fields[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Done with it: The export was rebuilt" in group.shown[0].more)
    assert "Mara: Two weeks of work" in group.shown[0].more


def test_what_is_no_number_is_said(section: AroundSection, parts: Parts, qtbot: QtBot) -> None:
    promises = parts.workbench.product.around.promises
    survey, group = promises.draft_survey("Why?").value, page(section, ColleaguesPage).surveys
    promises.promise("Mara", "A week", parts.workbench.product.advocacy.today(), survey=survey)
    promises.open_survey(survey)
    qtbot.waitUntil(lambda: "Count answers" in words(group))
    notices = parts.notices
    assert isinstance(notices, SaidNotices)
    for wrong in ("many", "-3", "4x"):
        press(group, "Count answers")
        qtbot.keyClicks(section.form.fields[0], wrong)
        qtbot.keyClick(section.form.fields[0], Qt.Key.Key_Return)
        qtbot.waitUntil(lambda wrong=wrong: any(wrong in title or "So many" in title for title, _ in notices.faults))  # type: ignore[misc]
        notices.faults.clear()
    assert promises.surveys()[0].answers == 0


def test_the_card_is_written_and_changed_here(section: AroundSection, parts: Parts, qtbot: QtBot) -> None:
    group = page(section, CustomersPage).may_do
    qtbot.keyClicks(group.fields[0], "Refund an order")
    qtbot.keyClick(group.fields[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [line.head for line in group.shown] == ["Refund an order"])
    press(group, "Change")
    assert section.form.fields[0].text() == "Refund an order"  # type: ignore[union-attr]
    qtbot.keyClicks(section.form.fields[1], "Up to what was paid")
    qtbot.keyClick(section.form.fields[1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [line.more for line in group.shown] == ["Up to what was paid"])
    press(group, "Remove")
    qtbot.waitUntil(lambda: group.shown == [])
    parts.undo.undo()
    qtbot.waitUntil(lambda: len(group.shown) == 1)


def test_what_is_agreed_leads_to_its_conversation(section: AroundSection, parts: Parts, qtbot: QtBot) -> None:
    today, ticket = parts.workbench.product.advocacy.today(), conversation(parts, "Charged twice").id
    parts.workbench.product.around.care.bound(ticket, "We answer in writing.", today + timedelta(days=7))
    agreed = page(section, CustomersPage).agreed
    qtbot.waitUntil(lambda: [line.head for line in agreed.shown] == ["“We answer in writing.”"])
    with qtbot.waitSignal(section.ticket_asked) as asked:
        press(agreed, "Open conversation")
    assert asked.args == [ticket]
    press(agreed, "End")
    qtbot.waitUntil(lambda: agreed.shown == [])


def test_permission_is_noted_on_an_entry_and_answered_around(pane: FeedbackPane, parts: Parts, qtbot: QtBot) -> None:
    mette = conversation(parts, "Charged twice")
    message = next(each for each in mette.messages if each.author is Author.CUSTOMER)
    parts.workbench.feedback.capture(message.id, message.text[:20], FeedbackKind.KUDOS)
    entries = pane.show_section("entries")
    assert isinstance(entries, EntriesSection)
    part = entries.detail.quoting
    qtbot.waitUntil(lambda: part.isVisible() and part.label.text().startswith("Nobody has asked"))
    part.asked.click()
    qtbot.waitUntil(lambda: "No answer yet" in part.label.text() or "no answer yet" in part.label.text())
    assert part.asked.isHidden()
    around = pane.show_section("around")
    assert isinstance(around, AroundSection)
    quotes = page(around, CustomersPage).quotes
    qtbot.waitUntil(lambda: words(quotes) == ["They said yes", "They said no"])
    press(quotes, "They said no")
    qtbot.waitUntil(lambda: words(quotes) == ["They said yes"])
    assert quotes.shown[0].more.startswith("Not to be quoted in public")
    pane.show_section("entries")
    qtbot.waitUntil(lambda: part.label.text().startswith("Not to be quoted in public"))


def test_a_kept_reply_is_found_copied_and_made_a_snippet(section: AroundSection, parts: Parts, qtbot: QtBot) -> None:
    kept = parts.workbench.product.around.kept
    kept.keep("The second charge is gone.", about="Refunds", why="Sure and short")
    kept.keep("It is attached.", about="Invoices")
    group = page(section, NotesPage).kept
    qtbot.waitUntil(lambda: len(group.shown) == 2)
    qtbot.keyClicks(group.fields[0], "refund")
    qtbot.waitUntil(lambda: [line.head for line in group.shown] == ["Refunds · Sure and short"])
    press(group, "Copy")
    assert QGuiApplication.clipboard().text() == "The second charge is gone."
    with qtbot.waitSignal(section.snippet_asked) as asked:
        press(group, "Make a snippet")
    assert asked.args == ["The second charge is gone."]
    group.fields[0].setText("nowhere")
    qtbot.waitUntil(lambda: group.none.text() == "No kept reply has these words." and not group.none.isHidden())


def test_the_keys_stay_where_they_were_when_a_line_goes(section: AroundSection, parts: Parts, qtbot: QtBot) -> None:
    group, kept = page(section, CustomersPage).may_do, parts.workbench.product.around.kept
    for what in ("Refund an order", "Give a free month"):
        kept.allow(what)
    qtbot.waitUntil(lambda: len(group.lines) == 2)
    group.lines[0].buttons[1].setFocus()
    group.lines[0].buttons[1].click()
    qtbot.waitUntil(lambda: [line.head for line in group.shown] == ["Give a free month"])
    qtbot.waitUntil(lambda: focused(group, 1))
    group.lines[0].buttons[1].click()
    qtbot.waitUntil(group.fields[0].hasFocus)

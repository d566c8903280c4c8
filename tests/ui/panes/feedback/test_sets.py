"""Whole sets on screen: what is shown, what is hidden and why, named sets, and that nothing is reckoned unseen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SaidNotices
from tests.unit.feedback.sets.people import People
from tests.unit.feedback.sets.test_hundred_fifty import Town
from ui.commands.parts import Parts
from ui.panes.feedback.pane import FeedbackPane
from ui.panes.feedback.sets.looks import PARTS, pairs, shows_pairs, totals
from ui.panes.feedback.sets.section import SetsSection
from workbench.feedback.sets.model import Outcome, Way
from workbench.feedback.sets.page import TICK_LIST, Narrow, SetPage, Tally, Unsettled, page
from workbench.kernel.errors import StoreFault


@pytest.fixture
def section(parts: Parts, qtbot: QtBot) -> SetsSection:
    pane = FeedbackPane(parts)
    qtbot.addWidget(pane)
    pane.resize(1000, 800)
    pane.show()
    found = pane.show_section("sets")
    assert isinstance(found, SetsSection)
    return found


@pytest.fixture
def town(parts: Parts) -> Town:
    store = parts.workbench.store
    store.write(
        lambda tx: tx.insert(
            "account",
            {"id": "real", "kind": "rt5", "name": "A", "address": "x", "created_at": "2026-01-01T00:00:00.000000Z"},
        )
    )
    return Town(parts.workbench.product.sets, People(store, "real"), parts.workbench.clock.now(), 7)


def wait_for_report(section: SetsSection, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: section.report is not None and section.report.isVisible(), timeout=10_000)


def test_it_is_named_by_what_customers_set_out_to_do(section: SetsSection, town: Town, qtbot: QtBot) -> None:
    town.build(unlisted=50)
    wait_for_report(section, qtbot)
    assert section.report is not None
    assert section.heading.text() == "What customers set out to do"
    qtbot.waitUntil(lambda: "150 of 200" in section.report.coverage.text(), timeout=10_000)  # type: ignore[union-attr]
    rows = section.report.totals.data.rows  # type: ignore[union-attr]
    assert [(row.label, row.counts, row.note) for row in rows] == [
        ("Chat", (44, 9, 7), ""), ("Email", (51, 25, 14), "")
    ]  # fmt: skip
    section.kind.setCurrentIndex(1)
    section.kind.activated.emit(1)
    qtbot.waitUntil(lambda: section.heading.text() == "Connect a domain")
    assert section.report.pairs.isHidden(), "one kind and one size are the totals"
    assert "too few to say" in section.report.leaving.text()


def test_where_too_few_have_a_list_the_charts_are_hidden_and_it_says_why(
    section: SetsSection, town: Town, qtbot: QtBot
) -> None:
    town.build(unlisted=190)
    qtbot.waitUntil(lambda: "150 of 340" in section.empty.findChildren(type(section.heading))[1].text(), timeout=10_000)
    assert section.report is None
    assert section.empty.isVisible()
    assert not section.kind.isVisible()


def test_what_happens_while_it_is_seen_is_reckoned(section: SetsSection, parts: Parts, qtbot: QtBot) -> None:
    waits = "SELECT count(*) FROM set_stale"
    qtbot.waitUntil(lambda: parts.workbench.store.read().value(waits) == 0, timeout=10_000)
    section.hide()
    parts.workbench.store.write(lambda tx: tx.run("INSERT INTO set_stale VALUES ('email:x')"), origin="test")
    qtbot.wait(500)
    assert parts.workbench.store.read().value(waits) == 1
    section.show()
    qtbot.waitUntil(lambda: parts.workbench.store.read().value(waits) == 0, timeout=10_000)


def test_a_named_set_is_written_changed_and_removed(section: SetsSection, parts: Parts, qtbot: QtBot) -> None:
    sets, named = parts.workbench.product.sets, section.named
    section.named_button.click()
    assert named.isVisible()
    assert named.name.hasFocus()
    qtbot.keyClicks(named.name, "Connect a domain")
    named.keep.click()
    qtbot.waitUntil(named.fault.isVisible)
    assert named.fault.text().startswith("The set has no steps.")
    named.steps.setPlainText("Add it\n\nPoint it")
    assert not named.fault.isVisible()
    qtbot.keyClick(named.steps, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(named.lines) == 1, timeout=5000)
    assert [step.name for step in sets.named()[0].steps] == ["Add it", "Point it"]
    assert named.name.text() == ""
    named.lines[0].edit.click()
    assert named.head.text() == "Change “Connect a domain”"
    named.name.setText("Have a domain")
    named.keep.click()
    qtbot.waitUntil(lambda: sets.named()[0].name == "Have a domain", timeout=5000)
    qtbot.waitUntil(lambda: named.lines[0].named.name == "Have a domain", timeout=5000)
    named.lines[0].remove.click()
    qtbot.waitUntil(lambda: sets.named() == [], timeout=5000)
    qtbot.keyClick(named.name, Qt.Key.Key_Escape)
    assert not section.named_button.isChecked()
    notices = parts.notices
    assert isinstance(notices, SaidNotices)
    qtbot.waitUntil(lambda: bool(notices.said))
    assert notices.said[-1][0] == "“Have a domain” is not offered any more."


def test_a_store_that_cannot_be_read_is_said_in_place(section: SetsSection, qtbot: QtBot) -> None:
    section.presenter.failed.emit(*vars(StoreFault("It cannot be read.", "Start again.")).values())
    labels = [label.text() for label in section.empty.findChildren(type(section.heading))]
    assert "It cannot be read." in labels
    assert "Start again." in labels


def test_the_purpose_stands_above_the_charts(section: SetsSection, town: Town, parts: Parts, qtbot: QtBot) -> None:
    pages = parts.workbench.product.around.pages
    pages.set_purpose("We are here for small shops.")
    town.build(unlisted=0)
    wait_for_report(section, qtbot)
    assert section.report is not None
    report = section.report
    qtbot.waitUntil(report.purpose.isVisible)
    assert report.purpose.text() == "We are here for small shops."
    assert report.purpose.y() < report.totals.y()
    pages.set_purpose("")
    qtbot.waitUntil(lambda: not report.purpose.isVisible())


def cells(size: int, chat: int, email: int) -> list[Tally]:
    return [
        Tally(kind=TICK_LIST, size=size, way=way, outcome=Outcome.COMPLETE, number=number)
        for way, number in ((Way.CHAT, chat), (Way.EMAIL, email))
        if number
    ]


def made(tallies: list[Tally]) -> SetPage:
    return page(tallies, [], Unsettled(listed={}, settled={}), ({}, {}), Narrow())


def test_too_few_stands_in_place_of_shares() -> None:
    shares = totals(made(cells(1, 29, 30)))
    assert [row.note for row in shares.rows] == ["too few", ""]
    assert shares.parts == PARTS
    assert pairs(made(cells(1, 29, 30))).rows[0].label == "Questions as they came, 1 question: chat"


def test_pairs_are_shown_where_they_say_more_than_the_totals() -> None:
    assert not shows_pairs(made(cells(1, 40, 40)))
    assert shows_pairs(made([*cells(1, 40, 40), *cells(2, 40, 40)]))
    assert not shows_pairs(made(cells(1, 40, 0)))

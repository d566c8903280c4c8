"""Topics on screen: found and linked by a digit, merged and taken back in place, written where they are read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.unit.feedback.topics.conftest import World
from ui.commands.parts import Parts
from ui.panes.feedback.entries.section import EntriesSection
from ui.panes.feedback.pane import FeedbackPane
from ui.panes.feedback.topics.looks import facts, knowing, trend
from ui.panes.feedback.topics.model import Line, Topics
from ui.panes.feedback.topics.section import TopicsSection
from ui.widgets.rows import ROW
from workbench.feedback.topics.model import Standing, TopicKind
from workbench.kernel.ids import TopicId


@pytest.fixture
def topics(world: World) -> dict[str, TopicId]:
    made = {}
    for title, words in (
        ("Export all invoices", "one invoice at a time"),
        ("Login by phone", "the code never arrives"),
    ):
        made[title] = world.topics.create(title, TopicKind.REQUEST, entry=world.say("acme", words)).value.topic.id
    world.topics.link(world.say("blue", "every invoice by hand"), made["Export all invoices"])
    return made


@pytest.fixture
def pane(parts: Parts, topics: dict[str, TopicId], qtbot: QtBot) -> FeedbackPane:
    made = FeedbackPane(parts)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    section = made.section("topics")
    assert isinstance(section, TopicsSection)
    qtbot.waitUntil(lambda: section.page.page() is not None)
    return made


def open_page(section: TopicsSection, topic: TopicId, qtbot: QtBot) -> None:
    section.open_topic(topic)
    qtbot.waitUntil(lambda: (page := section.page.page()) is not None and page.row.topic.id == topic)


def titles(section: TopicsSection) -> list[str]:
    return [section.rows.index(at).data(ROW).row.topic.title for at in range(section.rows.rowCount())]


def said(parts: Parts) -> list[str]:
    return [text for text, _, _ in parts.notices.said]  # type: ignore[attr-defined]


def test_topics_come_first_and_entries_beside_them(pane: FeedbackPane, section: TopicsSection) -> None:
    assert [pane.bar.tabText(at) for at in range(2)] == ["Topics", "Entries"]
    assert section.isVisible()
    assert isinstance(pane.show_section("entries"), EntriesSection)
    assert not section.isVisible()


def test_the_model_keeps_qts_rules(world: World, topics: dict[str, TopicId], qtmodeltester: ModelTester) -> None:
    model = Topics()
    qtmodeltester.check(model)
    lines = [Line(row, world.clock.now().date()) for row in world.topics.listed()]
    model.show_rows(lines)
    model.show_rows(lines[1:])
    assert model.rowCount() == 1


def test_a_row_is_said_in_full(world: World, topics: dict[str, TopicId]) -> None:
    row = world.topics.row(topics["Export all invoices"])
    assert row is not None
    known = replace(row, standing=Standing(word="Raised"))
    spoken = Topics().spoken(Line(known, world.clock.now().date()))
    assert spoken.startswith("Export all invoices, Request, 2 accounts, accounts a week over 12 weeks")
    assert spoken.endswith("Raised, Nobody has said they know")
    assert knowing(Standing(word="Raised", they_know=True)) == "They know"
    assert trend((0,) * 12) == "nobody wrote in the last 12 weeks"


def test_the_page_shows_facts_and_words(section: TopicsSection, topics: dict[str, TopicId], qtbot: QtBot) -> None:
    open_page(section, topics["Export all invoices"], qtbot)
    page = section.page.page()
    assert page is not None
    assert facts(page.weight)[0] == "2 accounts"
    assert section.page.entries.rowCount() == 2
    assert section.page.problem.toPlainText() == ""
    assert section.page.problem.placeholderText().startswith("No problem written yet")


def test_what_is_written_in_place_is_kept(
    section: TopicsSection, world: World, topics: dict[str, TopicId], qtbot: QtBot
) -> None:
    open_page(section, topics["Login by phone"], qtbot)
    qtbot.keyClicks(section.page.problem, "Nobody gets in from abroad")
    kept = topics["Login by phone"]
    qtbot.waitUntil(lambda: (one := world.topics.one(kept)) is not None and one.problem == "Nobody gets in from abroad")
    section.page.title.selectAll()
    qtbot.keyClicks(section.page.title, "Locked out abroad")
    open_page(section, topics["Export all invoices"], qtbot)
    qtbot.waitUntil(lambda: (one := world.topics.one(kept)) is not None and one.title == "Locked out abroad")
    other = world.topics.one(topics["Export all invoices"])
    assert other is not None
    assert other.title == section.page.title.toPlainText() == "Export all invoices"


def test_what_is_being_written_is_kept_when_the_window_closes(
    pane: FeedbackPane, section: TopicsSection, world: World, topics: dict[str, TopicId], qtbot: QtBot
) -> None:
    open_page(section, topics["Login by phone"], qtbot)
    qtbot.keyClicks(section.page.problem, "quick")
    assert pane.keep_words() is None
    kept = world.topics.one(topics["Login by phone"])
    assert kept is not None
    assert kept.problem == "quick"


def test_a_search_finds_topics_by_their_customers_words(section: TopicsSection, qtbot: QtBot) -> None:
    section.search.setText("never arr")
    qtbot.waitUntil(lambda: titles(section) == ["Login by phone"])
    section.search.setText("zebra")
    qtbot.waitUntil(section.empty.isVisible)
    section.search.clear()
    qtbot.waitUntil(lambda: section.rows.rowCount() == 2)


def test_n_makes_a_topic_and_shows_what_is_there_already(
    section: TopicsSection, world: World, topics: dict[str, TopicId], qtbot: QtBot
) -> None:
    qtbot.keyClick(section.view, Qt.Key.Key_N)
    assert section.picker.isVisible()
    qtbot.keyClicks(section.picker.line, "More invoices")
    qtbot.waitUntil(lambda: section.picker.list.count() == 1)
    assert section.picker.list.item(0).text() == "1  Export all invoices  (invoices)"
    qtbot.keyClick(section.picker.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "More invoices" in titles(section))
    qtbot.waitUntil(lambda: section.page.title.toPlainText() == "More invoices")


@pytest.mark.parametrize(
    ("key", "kind"),
    [(Qt.Key.Key_B, TopicKind.BUG), (Qt.Key.Key_W, TopicKind.RULE_IN_THE_WAY), (Qt.Key.Key_P, TopicKind.TEAM_PAIN)],
)
def test_a_new_topic_is_of_the_kind_that_alt_and_a_letter_choose(
    section: TopicsSection, world: World, key: Qt.Key, kind: TopicKind, qtbot: QtBot
) -> None:
    qtbot.keyClick(section.view, Qt.Key.Key_N)
    assert section.picker.kinds.kind() is TopicKind.REQUEST
    qtbot.keyClicks(section.picker.line, "bwp in a title are letters")
    assert section.picker.kinds.kind() is TopicKind.REQUEST
    qtbot.keyClick(section.picker.line, key, Qt.KeyboardModifier.AltModifier)
    assert section.picker.kinds.kind() is kind
    qtbot.keyClick(section.picker.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(row.topic.title == "bwp in a title are letters" for row in world.topics.listed()))
    made = next(row.topic for row in world.topics.listed() if row.topic.title == "bwp in a title are letters")
    assert made.kind is kind


def test_a_kind_is_chosen_with_the_mouse_and_enter_on_it_makes_the_topic(
    section: TopicsSection, world: World, qtbot: QtBot
) -> None:
    section.name_new()
    qtbot.keyClicks(section.picker.line, "Praise for the map")
    button = section.picker.kinds.buttons[TopicKind.KUDOS]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert section.picker.line.hasFocus()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(row.topic.kind is TopicKind.KUDOS for row in world.topics.listed()))


def test_kind_and_severity_are_changed_where_they_stand_and_taken_back(
    section: TopicsSection, parts: Parts, world: World, topics: dict[str, TopicId], qtbot: QtBot
) -> None:
    topic = topics["Login by phone"]
    open_page(section, topic, qtbot)
    marks = section.page.marks
    for key, choice, field, value, told in (
        (Qt.Key.Key_K, Qt.Key.Key_W, "kind", TopicKind.RULE_IN_THE_WAY, "Kind: Rule in the way."),
        (Qt.Key.Key_H, Qt.Key.Key_1, "severity", 1, "Severity: 1 · Cannot go on."),
        (Qt.Key.Key_H, Qt.Key.Key_0, "severity", None, "Severity: not said."),
    ):
        was = getattr(world.topics.one(topic), field)
        qtbot.keyClick(section.view, key)
        assert marks.menu.isVisible()
        qtbot.keyClick(marks.menu, choice)
        qtbot.waitUntil(lambda field=field, value=value: getattr(world.topics.one(topic), field) == value)
        qtbot.waitUntil(lambda told=told: said(parts)[-1:] == [told])
        parts.undo.undo()
        qtbot.waitUntil(lambda field=field, was=was: getattr(world.topics.one(topic), field) == was)
        if field == "severity" and value == 1:
            world.topics.change(topic, {"severity": 3})
            qtbot.waitUntil(lambda: marks.severity.state.word == "3 · In the way")


def test_the_area_is_typed_in_place_with_those_that_are_there(
    section: TopicsSection, parts: Parts, world: World, topics: dict[str, TopicId], qtbot: QtBot
) -> None:
    topic, other = topics["Login by phone"], topics["Export all invoices"]
    world.topics.change(other, {"area": "Billing"})
    open_page(section, topic, qtbot)
    marks = section.page.marks
    qtbot.waitUntil(lambda: list(marks._area._known) == ["Billing"])
    qtbot.keyClick(section.view, Qt.Key.Key_W)
    assert marks.area_line.isVisible()
    qtbot.keyClicks(marks.area_line, "kmn")
    qtbot.keyClick(marks.area_line, Qt.Key.Key_Escape)
    assert not marks.area_line.isVisible()
    qtbot.keyClick(section.view, Qt.Key.Key_W)
    qtbot.keyClicks(marks.area_line, "billing")
    qtbot.keyClick(marks.area_line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: marks.area.state.word == "Billing")
    assert said(parts) == ["Area: Billing."]
    parts.undo.undo()
    qtbot.waitUntil(lambda: marks.area.state.word == "Area")


def test_f2_writes_the_title(
    section: TopicsSection, world: World, topics: dict[str, TopicId], parts: Parts, qtbot: QtBot
) -> None:
    topic = topics["Login by phone"]
    open_page(section, topic, qtbot)
    qtbot.keyClick(section.view, Qt.Key.Key_F2)
    qtbot.keyClicks(section.page.title, "Locked out")
    qtbot.waitUntil(lambda: (one := world.topics.one(topic)) is not None and one.title == "Locked out")
    qtbot.waitUntil(parts.undo.canUndo)
    parts.undo.undo()
    qtbot.waitUntil(lambda: (one := world.topics.one(topic)) is not None and one.title == "Login by phone")


def test_esc_leaves_nothing(section: TopicsSection, qtbot: QtBot) -> None:
    qtbot.keyClick(section.view, Qt.Key.Key_N)
    qtbot.keyClicks(section.picker.line, "Something")
    qtbot.keyClick(section.picker.line, Qt.Key.Key_Escape)
    assert not section.picker.isVisible()
    assert section.rows.rowCount() == 2


def test_m_merges_and_the_list_on_the_page_takes_it_back(
    section: TopicsSection, parts: Parts, world: World, topics: dict[str, TopicId], qtbot: QtBot
) -> None:
    world.topics.create("Invoices as a file", TopicKind.REQUEST, entry=world.say("cyan", "all invoices"))
    qtbot.waitUntil(lambda: section.rows.rowCount() == 3)
    mine = next(row.topic.id for row in world.topics.listed() if row.topic.title == "Invoices as a file")
    open_page(section, mine, qtbot)
    qtbot.keyClick(section.view, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: section.picker.list.count() == 1)
    qtbot.keyClick(section.picker.line, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: section.rows.rowCount() == 2)
    qtbot.waitUntil(lambda: section.page.title.toPlainText() == "Export all invoices")
    assert "counts as part of “Export all invoices” now. 3 accounts" in said(parts)[-1]
    buttons = section.page._merged.findChildren(QPushButton)
    assert [button.accessibleName() for button in buttons] == ["Undo merge of Invoices as a file"]
    buttons[0].click()
    qtbot.waitUntil(lambda: section.rows.rowCount() == 3)


def test_delete_among_their_words_unlinks_and_undo_links_again(
    section: TopicsSection, parts: Parts, world: World, topics: dict[str, TopicId], qtbot: QtBot
) -> None:
    open_page(section, topics["Export all invoices"], qtbot)
    qtbot.keyClick(section.page.words, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: section.page.entries.rowCount() == 1)
    assert "It is kept." in said(parts)[-1]
    parts.undo.undo()
    qtbot.waitUntil(lambda: section.page.entries.rowCount() == 2)


def test_enter_among_their_words_opens_the_conversation(
    pane: FeedbackPane, section: TopicsSection, world: World, topics: dict[str, TopicId], qtbot: QtBot
) -> None:
    world.write("UPDATE entry SET ticket_id = 't1'")
    section.presenter.open(topics["Login by phone"])
    open_page(section, topics["Login by phone"], qtbot)
    qtbot.waitUntil(lambda: section.page.entries.index(0).data(ROW).ticket == "t1")
    with qtbot.waitSignal(pane.ticket_asked) as asked:
        qtbot.keyClick(section.page.words, Qt.Key.Key_Return)
    assert asked.args == ["t1"]


def entries_of(pane: FeedbackPane, entry: str, qtbot: QtBot) -> EntriesSection:
    entries = pane.show_section("entries")
    assert isinstance(entries, EntriesSection)
    qtbot.waitUntil(lambda: entries.rows.place(entry).isValid())
    entries.view.choose(entries.rows.place(entry))
    return entries


def test_an_entry_is_linked_by_l_and_a_digit(
    pane: FeedbackPane, world: World, topics: dict[str, TopicId], qtbot: QtBot
) -> None:
    entry = world.say("dune", "my phone shows no code")
    entries = entries_of(pane, entry, qtbot)
    qtbot.keyClick(entries.view, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: entries.picker.list.count() > 0)
    assert world.topics.topics_of([entry]) == {}  # nothing links itself
    qtbot.keyClick(entries.picker.line, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: world.topics.topics_of([entry]) == {entry: topics["Login by phone"]})
    qtbot.waitUntil(lambda: entries.detail.topic_button.text() == "Login by phone")
    entries.detail.topic_button.click()
    section = pane.section("topics")
    assert isinstance(section, TopicsSection)
    qtbot.waitUntil(lambda: section.isVisible() and section.page.title.toPlainText() == "Login by phone")


def test_an_entry_begins_a_topic_by_l_and_enter(pane: FeedbackPane, world: World, qtbot: QtBot) -> None:
    entry = world.say("dune", "the map has no street names")
    entries = entries_of(pane, entry, qtbot)
    qtbot.keyClick(entries.view, Qt.Key.Key_L)
    qtbot.keyClick(entries.picker.line, Qt.Key.Key_Return)
    qtbot.keyClicks(entries.picker.line, "No names on maps")
    qtbot.keyClick(entries.picker.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(world.topics.topics_of([entry])))
    made = world.topics.one(world.topics.topics_of([entry])[entry])
    assert made is not None
    assert made.title == "No names on maps"


def test_what_was_looked_for_and_not_found_becomes_a_topic_by_enter_twice(
    pane: FeedbackPane, world: World, qtbot: QtBot
) -> None:
    entry = world.say("dune", "the map has no street names")
    entries = entries_of(pane, entry, qtbot)
    qtbot.keyClick(entries.view, Qt.Key.Key_L)
    qtbot.keyClicks(entries.picker.line, "Nameless streets")
    qtbot.waitUntil(lambda: "Enter names a new one so" in entries.picker._hint.text())
    qtbot.keyClick(entries.picker.line, Qt.Key.Key_Return)
    assert "Enter makes the topic" in entries.picker._hint.text()
    assert not world.topics.topics_of([entry])
    qtbot.keyClick(entries.picker.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(world.topics.topics_of([entry])))
    made = world.topics.one(world.topics.topics_of([entry])[entry])
    assert made is not None
    assert made.title == "Nameless streets"


def test_enter_goes_into_an_entry_and_t_to_its_topic(
    pane: FeedbackPane, world: World, topics: dict[str, TopicId], qtbot: QtBot
) -> None:
    entry = world.say("dune", "the map has no street names")
    entries = entries_of(pane, entry, qtbot)
    qtbot.keyClick(entries.view, Qt.Key.Key_Return)
    qtbot.waitUntil(entries.detail.link_button.hasFocus)
    entries.view.setFocus()
    qtbot.keyClick(entries.view, Qt.Key.Key_T)  # it has none: nothing happens
    assert entries.isVisible()
    world.topics.link(entry, topics["Login by phone"])
    entries.presenter.ask_known(next(each for each in entries.rows._rows if each.id == entry))
    qtbot.waitUntil(entries.detail.topic_button.isVisible)
    qtbot.keyClick(entries.view, Qt.Key.Key_T)
    section = pane.section("topics")
    assert isinstance(section, TopicsSection)
    qtbot.waitUntil(lambda: section.isVisible() and section.page.title.toPlainText() == "Login by phone")


def test_how_topics_stand_is_shown_where_it_is_known(
    parts: Parts, topics: dict[str, TopicId], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = parts.workbench.product.topics
    monkeypatch.setattr(
        service, "_standings", lambda ids: {id_: Standing(word="Raised", they_know=True) for id_ in ids}
    )
    section = TopicsSection(parts)
    qtbot.addWidget(section)
    section.resize(1100, 700)
    section.show()
    qtbot.waitUntil(lambda: section.page.page() is not None)
    assert section._delegate.standing
    assert section.page._known.text() == "They know"


def test_where_there_is_nothing_it_says_what_to_do(parts: Parts, qtbot: QtBot) -> None:
    section = TopicsSection(parts)
    qtbot.addWidget(section)
    section.show()
    qtbot.waitUntil(lambda: section.empty._title.text() == "No topics yet")
    assert not section.page.isVisible()
    section.empty.button().click()
    assert section.picker.isVisible()


def test_very_many_topics_come_in_two_steps(
    parts: Parts, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.panes.feedback.topics.presenter._FIRST", 2)
    for number in range(5):
        world.topics.create(f"Topic {number}", TopicKind.BUG)
    qtbot.wait(50)  # what was made has been told before anybody listens
    section = TopicsSection(parts)
    qtbot.addWidget(section)
    sizes: list[int] = []
    section.presenter.came.connect(lambda shown: sizes.append(len(shown.lines)))
    qtbot.waitUntil(lambda: section.rows.rowCount() == 5)
    assert sizes[0] == 2

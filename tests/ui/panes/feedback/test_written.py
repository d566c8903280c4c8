"""What a brief asks for, written on the page of a topic by the keyboard; a no said before it is raised again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.feedback.topics.conftest import World
from ui.commands.parts import Parts
from ui.panes.feedback.advocacy.decision import DecisionPart
from ui.panes.feedback.advocacy.trail import TrailPart
from ui.panes.feedback.around.ideas import IdeasPart
from ui.panes.feedback.brief.written import WrittenPart
from ui.panes.feedback.owed.section import OwedSection
from ui.panes.feedback.pane import FeedbackPane
from ui.panes.feedback.topics.section import TopicsSection
from workbench.feedback.advocacy.model import Channel, Status
from workbench.feedback.topics.model import TopicKind
from workbench.kernel.errors import DiskFull
from workbench.kernel.ids import TopicId


@pytest.fixture
def topic(world: World) -> TopicId:
    world.topics.create("Another one", TopicKind.BUG)
    return world.topics.create('Button "Save"', TopicKind.REQUEST, entry=world.say("acme")).value.topic.id


@pytest.fixture
def pane(on_topic: FeedbackPane) -> FeedbackPane:
    return on_topic


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_e_goes_to_what_is_open_and_a_full_disk_loses_nothing(
    section: TopicsSection, parts: Parts, world: World, topic: TopicId, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = section.page.part(WrittenPart)
    qtbot.waitUntil(lambda: "5 of 5 still open" in words(part))
    QTest.keyClick(section.view, Qt.Key.Key_E)
    costs, workaround = part.fields["costs"], part.fields["workaround"]
    assert costs.hasFocus()
    QTest.keyClicks(costs, "An evening")
    QTest.keyClick(costs, Qt.Key.Key_Tab)
    assert workaround.hasFocus()
    qtbot.waitUntil(lambda: "4 of 5 still open" in words(part))
    with monkeypatch.context() as patched:

        def full(*_: object, **__: object) -> None:
            raise DiskFull("The disk is full.", "Free some space.")

        patched.setattr(parts.workbench.store, "write", full)
        QTest.keyClicks(workaround, "Save them singly")
        QTest.keyClicks(section.page.problem, "One by one")
        section.view.setFocus()
        qtbot.waitUntil(lambda: len(parts.notices.faults) == 2)  # type: ignore[attr-defined]
        assert isinstance(section.keep_words(), DiskFull)
    assert section.keep_words() is None
    kept = world.topics.one(topic)
    assert kept is not None
    assert (kept.costs, kept.workaround, kept.problem) == ("An evening", "Save them singly", "One by one")


def test_ideas_are_added_and_moved_by_the_keyboard(
    section: TopicsSection, parts: Parts, topic: TopicId, qtbot: QtBot
) -> None:
    part, ideas = section.page.part(IdeasPart), parts.workbench.product.around.ideas
    ideas.add(topic, "One PDF", "weeks")
    qtbot.waitUntil(lambda: "Only one so far" in words(part))
    QTest.keyClick(section.view, Qt.Key.Key_I)
    assert part.text.hasFocus()
    QTest.keyClicks(part.text, "A zip")
    part.effort.buttons[next(iter(part.effort.buttons))].click()
    QTest.keyClick(part.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [line.idea.text for line in part.lines] == ["A zip", "One PDF"])
    qtbot.waitUntil(lambda: "Takes hours" in words(part) and "Only one" not in words(part))
    part.lines[0].buttons[0].setFocus()
    QTest.keyClick(part.lines[0].buttons[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: [line.idea.text for line in part.lines] == ["One PDF", "A zip"])
    qtbot.waitUntil(part.lines[1].buttons[0].hasFocus)
    QTest.keyClick(part.lines[1].buttons[0], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [line.idea.text for line in part.lines] == ["One PDF"])


def test_o_says_who_decides_and_they_are_the_first_to_be_told(
    section: TopicsSection, parts: Parts, topic: TopicId, qtbot: QtBot
) -> None:
    marks, trail, push = section.page.marks, section.page.part(TrailPart), parts.workbench.product.advocacy
    QTest.keyClick(section.view, Qt.Key.Key_O)
    assert marks.owner_line.hasFocus()
    QTest.keyClicks(marks.owner_line, "Mara")
    QTest.keyClick(marks.owner_line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: marks.owner.state.word == "Mara decides")
    qtbot.waitUntil(lambda: "Mara, who decides, was not told yet." in words(trail))
    QTest.keyClick(marks.owner, Qt.Key.Key_T)
    assert trail.form.told.text() == "Mara"
    QTest.keyClick(trail.form.told, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Mara, who decides, was told and has not said they know." in words(trail))
    push.answered(push.trail(topic)[0].id, "Seen")
    qtbot.waitUntil(lambda: "They know: Mara answered." in words(trail))


def test_a_topic_that_was_declined_says_so_before_it_is_raised(
    section: TopicsSection, pane: FeedbackPane, parts: Parts, world: World, topic: TopicId, qtbot: QtBot
) -> None:
    push, part, trail = parts.workbench.product.advocacy, section.page.part(DecisionPart), section.page.part(TrailPart)
    push.tell(topic, "Mara", Channel.TALK)
    push.decide(topic, Status.NO, decided_by="Mara", reason="The old page goes away.")
    no = "The answer was no, says Mara: “The old page goes away.”"
    qtbot.waitUntil(lambda: "Today · No, says Mara: The old page goes away." in words(part))
    qtbot.waitUntil(lambda: "Today · Raised" in words(part))
    QTest.keyClick(section.view, Qt.Key.Key_S)
    assert no not in words(part.form)
    part.form.chips.buttons[Status.RAISED].click()
    assert f"{no} Once it stands open again, the next customer may hear that it could come. 1 reply" in words(part.form)
    assert part.form.keep_button.text() == "Keep all the same"
    part.form.leave()
    QTest.keyClick(section.view, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: no in words(trail.nudge))
    QTest.keyClick(section.view, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: no in words(trail.form))
    other = world.topics.create("Other", TopicKind.BUG, entry=world.say("blue")).value.topic.id
    push.decide(other, Status.NO, decided_by="Mara", reason="The old page goes away.")
    QTest.keyClick(section.view, Qt.Key.Key_R)
    owed = pane.section("owed")
    assert isinstance(owed, OwedSection)
    qtbot.waitUntil(lambda: owed.rows.rowCount() == 1 and 'for ‘Button "Save"’' in words(owed))
    qtbot.waitUntil(owed.view.hasFocus)
    QTest.keyClick(owed.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: owed.rows.rowCount() == 2)
    assert "Only what is owed" not in words(owed)

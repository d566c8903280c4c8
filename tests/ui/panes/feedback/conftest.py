"""The feedback room in a window that has the keys."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.unit.feedback.topics.conftest import World
from ui.commands.parts import Parts
from ui.panes.feedback.pane import FeedbackPane
from ui.panes.feedback.topics.section import TopicsSection
from workbench.kernel.ids import TopicId


@pytest.fixture
def world(parts: Parts) -> World:
    """What customers said, in a few words."""
    return World(parts.workbench.store, parts.workbench.clock, parts.workbench.product.topics)


@pytest.fixture
def on_topic(parts: Parts, topic: TopicId, qtbot: QtBot) -> FeedbackPane:
    """The page of ``topic``, with the keys in the list beside it."""
    made = FeedbackPane(parts)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    section = made.section("topics")
    assert isinstance(section, TopicsSection)
    section.open_topic(topic)
    qtbot.waitUntil(lambda: (page := section.page.page()) is not None and page.row.topic.id == topic)
    section.view.setFocus()
    return made


@pytest.fixture
def section(pane: FeedbackPane) -> TopicsSection:
    """The topics of ``pane``."""
    found = pane.section("topics")
    assert isinstance(found, TopicsSection)
    return found

"""A composer on a real desk, with Mette's conversation open."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.composer.pane import ComposerPane
from workbench.tickets.model import Conversation, TicketQuery


def conversation(parts: Parts, words: str) -> Conversation:
    """The practice conversation whose subject holds ``words``."""
    for row in parts.workbench.tickets.page(TicketQuery(status=None)).rows:
        if words in row.subject:
            found = parts.workbench.tickets.open(row.id)
            assert found is not None
            return found
    raise LookupError(words)


@pytest.fixture
def mette(parts: Parts) -> Conversation:
    return conversation(parts, "Charged twice")


@pytest.fixture
def other(parts: Parts) -> Conversation:
    return conversation(parts, "Export to CSV")


@pytest.fixture
def pane(parts: Parts, mette: Conversation, qtbot: QtBot) -> ComposerPane:
    parts.registry.facts.set("ticket.open", True)
    parts.registry.facts.set("online", True)
    made = ComposerPane(parts)
    qtbot.addWidget(made)
    made.resize(900, 420)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_conversation(mette)
    return made

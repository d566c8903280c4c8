"""A shown conversation pane over the practice desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.ui.panes.composer.conftest import conversation
from ui.commands.parts import Parts
from ui.panes.conversation.card import MessageCard
from ui.panes.conversation.pane import ConversationPane
from workbench.app import Workbench
from workbench.kernel.ids import TicketId
from workbench.tickets.model import Conversation, TicketQuery


def ticket(workbench: Workbench, number: str) -> TicketId:
    return next(row.id for row in workbench.tickets.page(TicketQuery(status=None)).rows if row.number == number)


def card_of(pane: ConversationPane, words: str) -> MessageCard:
    return next(card for card in pane.thread_view.cards() if words in card.own.toPlainText())


@pytest.fixture
def pane(parts: Parts, qtbot: Any) -> Iterator[ConversationPane]:
    made = ConversationPane(parts)
    qtbot.addWidget(made)
    made.resize(720, 600)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def mette(parts: Parts) -> Conversation:
    return conversation(parts, "Charged twice")


@pytest.fixture
def mettes(parts: Parts, mette: Conversation, qtbot: Any) -> ConversationPane:
    """Her conversation, with the keys in it."""
    made = ConversationPane(parts)
    qtbot.addWidget(made)
    made.resize(760, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_ticket(mette.id)
    made.setFocus()
    return made

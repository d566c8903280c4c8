"""A shown conversation pane over the practice desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ui.commands.parts import Parts
from ui.panes.conversation.card import MessageCard
from ui.panes.conversation.pane import ConversationPane
from workbench.app import Workbench
from workbench.kernel.ids import TicketId
from workbench.tickets.model import TicketQuery


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

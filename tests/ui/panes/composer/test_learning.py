"""After a reply: once for a conversation it is asked whether something was learned, and never by the focus."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.panes.composer.conftest import conversation
from ui.commands.parts import Parts
from ui.panes.composer.pane import ComposerPane
from workbench.helpdesk.port import OutKind
from workbench.settings.schema import ASK_LEARNED
from workbench.tickets.model import Conversation


def question(pane: ComposerPane) -> QPushButton:
    return next(each for each in pane.desk.panel.findChildren(QPushButton) if each.text() == "Learned something?")


def send(pane: ComposerPane, words: str, qtbot: QtBot, kind: OutKind = OutKind.REPLY) -> None:
    before = pane.sending.newest()
    pane.begin(kind)
    pane.editor.load(words, len(words), "")
    pane.send()
    qtbot.waitUntil(lambda: pane.sending.newest() not in (None, before))


def test_it_is_asked_once_and_takes_no_focus(
    pane: ComposerPane, parts: Parts, mette: Conversation, other: Conversation, qtbot: QtBot
) -> None:
    asked: list[bool] = []
    parts.registry.bind("reply.learned", lambda: asked.append(True))
    send(pane, "The second charge is gone.", qtbot)
    qtbot.waitUntil(lambda: question(pane).isVisible())
    assert QApplication.focusWidget() is not question(pane)
    question(pane).click()
    assert asked == [True] and question(pane).isHidden(), "it is taken up"
    send(pane, "One more thing.", qtbot)
    qtbot.wait(200)
    assert question(pane).isHidden(), "it was asked on this conversation"
    pane.show_conversation(conversation(parts, "Export to CSV"))
    send(pane, "The export is whole.", qtbot)
    qtbot.waitUntil(lambda: question(pane).isVisible())
    assert other.id and mette.id


@pytest.mark.parametrize("kind", [OutKind.REPLY, OutKind.NOTE])
def test_it_is_not_asked_where_it_is_not_wanted_or_after_a_note(
    pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot, kind: OutKind
) -> None:
    if kind is OutKind.REPLY:
        parts.workbench.settings.set(ASK_LEARNED, False)
    send(pane, "Here it is.", qtbot, kind)
    qtbot.wait(200)
    assert question(pane).isHidden()
    assert parts.workbench.product.around.kept.asks_learned(mette.id), "nothing was asked"


def test_where_there_is_no_room_the_way_back_comes_first(pane: ComposerPane, qtbot: QtBot) -> None:
    pane.resize(430, 420)
    send(pane, "Here it is.", qtbot)
    qtbot.wait(300)
    assert question(pane).isHidden()
    assert next(each for each in pane.desk.panel.findChildren(QPushButton) if each.text() == "Undo").isVisible()

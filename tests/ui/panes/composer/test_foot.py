"""The line below a conversation in which nothing is being written: ways to begin, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.composer.pane import ComposerPane
from ui.theme.theme import Choice, Look
from workbench.kernel.ids import OutgoingId


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("width", [420, 560, 700, 900, 1200])
def test_no_button_is_cut_at_any_width_and_text_size(
    pane: ComposerPane, parts: Parts, qtbot: QtBot, width: int, scale: int
) -> None:
    parts.theme.wear(Look(choice=Choice.LIGHT, scale=scale))
    pane.resize(width, 420)
    desk = pane.desk
    desk.show_shape(open_=False, held=True, words=False)
    desk.panel.show_held(OutgoingId("one"), "Bartholomew", 10, None, note=False, online=True)
    qtbot.wait(250)  # it slides in
    seen = [each for each in desk.findChildren(QPushButton) if each.isVisible()]
    assert [each.text() for each in seen if each.text() == "Undo"] == ["Undo"]
    assert [each.text() for each in seen if each.width() < each.sizeHint().width()] == []
    assert desk.panel.isVisible()
    assert desk.panel.text().startswith("Sending to Bartholomew")

"""A state is told by a shape and a word as well as by a colour."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from ui.theme.icons import Icons
from ui.theme.theme import Choice, Look, Theme
from ui.widgets.pill import SHAPES, Pill, State
from workbench.paths import resources

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def icons(qapp: object) -> Icons:
    return Icons(Theme(resources() / "themes", Look(choice=Choice.LIGHT)), resources() / "icons")


def drawn(pill: Pill) -> QImage:
    pill.resize(pill.sizeHint())
    return pill.grab().toImage()


def grey(picture: QImage) -> QImage:
    return picture.convertToFormat(QImage.Format.Format_Mono)


def test_two_tones_differ_without_their_colour(icons: Icons, qtbot: QtBot) -> None:
    seen = []
    for tone in ("neutral", "success", "warning", "danger", "info", "accent"):
        pill = Pill(icons, State(word="Same", tone=tone))
        qtbot.addWidget(pill)
        seen.append(grey(drawn(pill)))
    assert not any(one == other for one, other in combinations(seen, 2))
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_a_pill_tells_its_word_and_can_change_it(icons: Icons, qtbot: QtBot) -> None:
    pill = Pill(icons, State(word="Queued", tone="warning"))
    qtbot.addWidget(pill)
    before = drawn(pill)
    pill.show_state(State(word="Sent", tone="success"))
    assert pill.accessibleName() == "Sent"
    assert pill.state.tone == "success"
    assert drawn(pill) != before


def test_a_pill_that_is_cut_tells_its_word_on_hover(icons: Icons, qtbot: QtBot) -> None:
    pill = Pill(icons, State(word="In der Warteschlange"))
    qtbot.addWidget(pill)
    pill.resize(pill.minimumSizeHint())
    pill.grab()
    assert pill.toolTip() == "<qt>In der Warteschlange</qt>"
    drawn(pill)
    assert pill.toolTip() == ""


def test_a_pill_follows_the_theme(icons: Icons, qtbot: QtBot) -> None:
    pill = Pill(icons, State(word="Queued", tone="warning"))
    qtbot.addWidget(pill)
    pill.resize(pill.sizeHint())
    icons.theme.wear(Look(choice=Choice.DARK))
    ground = pill.grab().toImage().pixelColor(pill.width() // 2, 2)
    assert ground == icons.theme.colour("tone.warning.soft")

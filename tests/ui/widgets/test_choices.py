"""A choice that is too long for its place is cut with an ellipsis, not through a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from ui.theme.theme import Look, Theme
from ui.widgets.choices import Choice
from workbench.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

LONG = "Dr. Hannelore Bäßler-Wüst · Ihre Rechnung RE-2025-0388"


def seen(qtbot: QtBot, text: str) -> QImage:
    choice = Choice()
    qtbot.addWidget(choice)
    choice.addItem(text)
    choice.resize(160, 32)
    return choice.grab().toImage()


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Theme]:
    """A style sheet takes away what the style does by itself."""
    theme = Theme(resources() / "themes", Look())
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")


@pytest.mark.usefixtures("dressed")
def test_what_does_not_fit_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    metrics = Choice().fontMetrics()
    cuts = {metrics.elidedText(LONG, Qt.TextElideMode.ElideRight, width) for width in range(90, 160)}
    assert any(seen(qtbot, LONG) == seen(qtbot, cut) for cut in cuts if cut.endswith("…"))

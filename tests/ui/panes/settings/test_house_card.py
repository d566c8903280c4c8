"""Kept phrases are listed where they can be taken out, and what is wrong with house rules is said there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.ui.conftest import SaidNotices
from ui.commands.parts import Parts
from ui.panes.settings.house_card import HouseCard
from ui.panes.settings.presenter import SettingsPresenter


@pytest.fixture
def card(parts: Parts, qtbot: QtBot) -> Iterator[HouseCard]:
    presenter = SettingsPresenter(parts)
    made = HouseCard(presenter, parts.icons)
    made.resize(600, 400)
    made.show()
    yield made
    made.close()
    delete(made)


def test_a_kept_phrase_comes_and_is_checked_again_with_a_way_back(card: HouseCard, parts: Parts, qtbot: QtBot) -> None:
    assert not card.rows
    certainty = parts.workbench.certainty
    kept = certainty.keep_phrase("It should be open on Monday", "en").value
    qtbot.waitUntil(lambda: list(card.rows) == [kept.id])
    assert card.rows[kept.id].accessibleName() == "Check “It should be open on Monday” again"
    card.rows[kept.id].click()
    qtbot.waitUntil(lambda: not card.rows)
    notices = parts.notices
    assert isinstance(notices, SaidNotices)
    qtbot.waitUntil(lambda: bool(notices.said))
    text, action, undo = notices.said[-1]
    assert (text, action) == ("“It should be open on Monday” is checked again.", "Undo")
    assert undo is not None
    undo()
    qtbot.waitUntil(lambda: list(card.rows) == [kept.id])
    assert certainty.phrases() == [kept]


def test_the_focus_stays_in_the_list(card: HouseCard, parts: Parts, qtbot: QtBot) -> None:
    for phrase in ("a one", "b two", "c three"):
        parts.workbench.certainty.keep_phrase(phrase)
    qtbot.waitUntil(lambda: len(card.rows) == 3)
    with qtbot.waitActive(card):
        card.activateWindow()
    _, second, third = card.rows.values()
    name = third.accessibleName()
    second.setFocus()
    second.click()
    qtbot.waitUntil(lambda: len(card.rows) == 2)
    assert list(card.rows.values())[1].hasFocus()
    assert list(card.rows.values())[1].accessibleName() == name


def test_what_is_wrong_with_the_rules_is_said_until_it_is_mended(card: HouseCard, parts: Parts, qtbot: QtBot) -> None:
    assert card.faults.isHidden()
    file = parts.workbench.certainty.folder / "en.toml"
    file.parent.mkdir()
    file.write_text("[phrases]\nallow = 3\n")
    parts.workbench.checker("en")
    qtbot.waitUntil(lambda: not card.faults.isHidden())
    assert "en.toml, line 2, [phrases]: allow is not a list" in card.faults.accessibleName()
    file.write_text("")
    parts.workbench.checker("en")
    qtbot.waitUntil(card.faults.isHidden)


def test_the_folder_is_made_when_it_is_opened(card: HouseCard, parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(opened.append))
    card.folder_button.click()
    assert parts.workbench.certainty.folder.is_dir()
    assert opened == [QUrl.fromLocalFile(str(parts.workbench.certainty.folder))]

"""What is changed in the settings holds at once; an account goes only after it was said what goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.commands.parts import Parts
from ui.panes.settings import words
from ui.panes.settings.pane import SettingsPane
from workbench.app import Workbench
from workbench.helpdesk import repo
from workbench.helpdesk.model import Account
from workbench.helpdesk.port import Agent
from workbench.helpdesk.registry import DeskKind
from workbench.kernel.ids import AccountId, RemoteId
from workbench.settings.schema import ALL, CHECK_REPLIES, GUEST_DAY, SCALE, THEME, UNDO_SECONDS
from workbench.sync.model import Phase, SyncStatus


@pytest.fixture
def pane(parts: Parts, qtbot: QtBot) -> Iterator[SettingsPane]:
    made = SettingsPane(parts)
    made.resize(900, 1200)
    made.show()
    yield made
    made.close()
    delete(made)  # before the theme goes, whose pictures its boxes and arrows show


def add_real(workbench: Workbench) -> Account:
    account = Account(
        id=AccountId("a-real-one"),
        kind=DeskKind.RT5,
        name="helpdesk.example.com",
        address="https://helpdesk.example.com",
        agent=Agent(remote_id=RemoteId("7"), name="Kim Berg", email="kim@example.com"),
        cursor=None,
        pulled_at=None,
        in_keyring=True,
    )
    workbench.store.write(lambda tx: repo.add(tx, account, datetime.now(UTC)), origin="accounts.add")
    return account


def actions(pane: SettingsPane, account: Account) -> dict[str, QPushButton]:
    return {button.text(): button for button in pane.cards[account.id].question.findChildren(QPushButton)}


def test_every_declared_setting_has_a_row_with_its_name(pane: SettingsPane) -> None:
    assert sorted(pane.rows) == sorted(setting.key for setting in ALL)
    assert all(pane.rows[each.key].control.accessibleName() == each.title for each in ALL)


def test_a_change_is_kept_at_once(pane: SettingsPane, parts: Parts, qtbot: QtBot) -> None:
    settings = parts.workbench.settings
    box, choice, number = (pane.rows[each.key].control for each in (CHECK_REPLIES, THEME, UNDO_SECONDS))
    assert isinstance(box, QCheckBox) and isinstance(choice, QComboBox) and isinstance(number, QSpinBox)
    with qtbot.waitSignal(pane.setting_changed):
        box.click()
    choice.setCurrentIndex(choice.findData("dark"))
    number.setValue(30)
    qtbot.waitUntil(lambda: settings.get(UNDO_SECONDS) == 30)
    assert settings.get(CHECK_REPLIES) is False and settings.get(THEME) == "dark"


def test_a_change_from_elsewhere_is_shown(pane: SettingsPane, parts: Parts, qtbot: QtBot) -> None:
    parts.workbench.settings.set(SCALE, 150)
    control = pane.rows[SCALE.key].control
    assert isinstance(control, QSpinBox)
    qtbot.waitUntil(lambda: control.value() == 150)


def test_each_heading_stands_once_and_what_has_none_last() -> None:
    titles = [title for title, _ in words.grouped(ALL)]
    assert len(titles) == len(set(titles))
    assert titles[-1] == "More"


def test_no_phase_is_without_a_word() -> None:
    marks = [words.mark_of(SyncStatus(phase=phase)) for phase in Phase]
    assert len({mark.word for mark in marks}) == len(Phase)


def test_practice_data_goes_by_one_press(pane: SettingsPane, qtbot: QtBot) -> None:
    (card,) = pane.cards.values()
    with qtbot.waitSignal(pane.remove_practice_asked):
        card.remove_button.click()


def test_a_new_account_appears_and_is_told_of(pane: SettingsPane, parts: Parts, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.account_added) as added:
        account = add_real(parts.workbench)
    assert added.args == [account.id] and account.id in pane.cards


def test_a_real_account_goes_only_after_the_second_press(pane: SettingsPane, parts: Parts, qtbot: QtBot) -> None:
    account = add_real(parts.workbench)
    qtbot.waitUntil(lambda: account.id in pane.cards)
    card = pane.cards[account.id]
    card.remove_button.click()
    assert "conversations and drafts" in card.question.text()
    actions(pane, account)["Keep it"].click()
    assert card.question.isHidden() and parts.workbench.accounts.one(account.id) is not None
    card.remove_button.click()
    with qtbot.waitSignal(pane.account_removed) as gone:
        actions(pane, account)["Remove it"].click()
    assert gone.args == [account.id]
    qtbot.waitUntil(lambda: account.id not in pane.cards)


def test_it_is_told_how_many_unsent_replies_go_too() -> None:
    assert "1 unsent reply goes too." in words.what_goes("x", 1)
    assert "3 unsent replies go too." in words.what_goes("x", 3)
    assert "unsent" not in words.what_goes("x", 0)


def test_sign_in_again_carries_the_address_and_a_new_account_none(
    pane: SettingsPane, parts: Parts, qtbot: QtBot
) -> None:
    account = add_real(parts.workbench)
    qtbot.waitUntil(lambda: account.id in pane.cards)
    with qtbot.waitSignal(pane.sign_in_asked) as asked:
        pane.cards[account.id].sign_in_button.click()
    assert asked.args == [account.address]
    with qtbot.waitSignal(pane.sign_in_asked) as asked:
        pane.add_button.click()
    assert asked.args == [""]


def test_the_data_folder_is_opened(pane: SettingsPane, parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    pane.folder_button.click()
    assert [each.toLocalFile() for each in opened] == [str(parts.workbench.home)]


def test_guest_day_turns_when_the_host_has_handed_over(pane: SettingsPane, parts: Parts, qtbot: QtBot) -> None:
    box, settings = pane.rows[GUEST_DAY.key].control, parts.workbench.settings
    assert isinstance(box, QCheckBox)
    box.click()
    assert not box.isChecked() and pane.guest.form.isVisible(), "nothing is handed over yet"
    assert "no lock" in pane.guest.form.more.text()
    pane.guest.form.save.click()
    qtbot.waitUntil(box.isChecked)
    assert settings.get(GUEST_DAY) and not settings.asks_for_code
    box.click()
    qtbot.waitUntil(lambda: not box.isChecked())
    assert not settings.get(GUEST_DAY)

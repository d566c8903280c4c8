"""The settings room: accounts, wishes made from their declarations, and where the data is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFocusEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QSystemTrayIcon,
    QVBoxLayout,
    QWidget,
)

from ui.commands.guest_day import GuestTurn
from ui.commands.parts import Parts
from ui.panes.settings.account_card import AccountCard
from ui.panes.settings.house_card import HouseCard
from ui.panes.settings.presenter import SettingsPresenter
from ui.panes.settings.rows import SettingRow
from ui.panes.settings.trackers_card import TrackersCard
from ui.panes.settings.words import grouped
from ui.theme.roles import Role, set_role, set_surface
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.toast import set_resting
from workbench import __version__
from workbench.settings.schema import ALL, CHECK_REPLIES, GUEST_DAY, STAY, TRAY, Setting

_MEASURE = 92  # letters


class SettingsPane(QScrollArea):
    """What is changed here holds at once. ``sign_in_asked`` carries an address, empty for a new account."""

    account_added = Signal(str)
    account_removed = Signal(str)
    setting_changed = Signal(str)
    remove_practice_asked = Signal()
    sign_in_asked = Signal(str)

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Settings")
        self._parts = parts
        self.presenter = SettingsPresenter(parts, self)
        self.cards: dict[str, AccountCard] = {}
        set_resting(self)
        self.rows: dict[str, SettingRow] = {}
        self.add_button = QPushButton(parts.icons.icon("plus"), "Add Request Tracker account")
        self.folder_button = QPushButton("Open data folder")
        self.house = HouseCard(self.presenter, parts.icons)
        self.trackers = TrackersCard(parts)
        self.guest = GuestTurn(parts, self)
        self._accounts = QVBoxLayout()
        self._no_account = _label("No account yet.", "secondary")
        self._measured = QWidget()
        self._lay_out()
        self._parts.theme.changed.connect(self._hold_measure)
        self._hold_measure()
        self._connect()
        self._show_accounts()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.add_button.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_tray()

    def _fit_tray(self) -> None:
        """Nobody is offered to stay in a tray that is not there."""
        there, shown = QSystemTrayIcon.isSystemTrayAvailable(), self.presenter.value(TRAY)
        self.rows[TRAY.key].refuse("" if there else "This desktop has no tray.")
        alone = "" if shown else "It needs the icon in the tray."
        self.rows[STAY.key].refuse(alone if there else "This desktop has no tray, so closing the window quits.")

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.accounts_changed.connect(self._show_accounts)
        presenter.settings_changed.connect(self._show_settings)
        presenter.added.connect(self.account_added)
        presenter.removed.connect(self.account_removed)
        self.add_button.clicked.connect(lambda: self.sign_in_asked.emit(""))
        self.folder_button.clicked.connect(self._open_folder)

    def _show_accounts(self) -> None:
        """A card that stays keeps its place, its question and the focus."""
        accounts = {account.id: account for account in self.presenter.accounts()}
        for gone in [each for each in self.cards if each not in accounts]:
            card = self.cards.pop(gone)
            card.hide()
            card.deleteLater()
        for account in accounts.values():
            if account.id not in self.cards:
                self._add_card(AccountCard(self._parts.icons, account))
            self.cards[account.id].show_status(self.presenter.status(account), self.presenter.unsent(account))
        self._no_account.setVisible(not accounts)

    def _add_card(self, card: AccountCard) -> None:
        self.cards[card.account.id] = card
        card.sign_in_asked.connect(self.sign_in_asked)
        card.remove_asked.connect(lambda: self._remove(card))
        self._accounts.addWidget(card)

    def _remove(self, card: AccountCard) -> None:
        if card.account.practice:
            self.remove_practice_asked.emit()
        else:
            self.presenter.remove(card.account.id, self._show_accounts)

    def _keep(self, setting: Setting[Any], value: Any) -> None:
        if setting.key == GUEST_DAY.key:
            self._turn_guest(value)
            return
        self.presenter.keep(setting, value)
        self.setting_changed.emit(setting.key)

    def _turn_guest(self, wanted: bool) -> None:
        """The box shows how it stands: it turns when the host has handed over, or taken over."""
        row = self.rows[GUEST_DAY.key]
        row.show_value(not wanted)
        at = QRect(row.mapTo(self, QPoint()), row.size())
        (self.guest.begin if wanted else self.guest.end)(at)

    def _show_settings(self, keys: frozenset[str]) -> None:
        for key in keys & self.rows.keys():
            self.rows[key].show_value(self.presenter.value(self.rows[key].setting))
        self._fit_tray()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.presenter.home())))

    def _hold_measure(self) -> None:
        """Lines that are not longer than can be read with ease."""
        self._measured.setMaximumWidth(self.fontMetrics().averageCharWidth() * _MEASURE)
        numbers = [row.control for row in self.rows.values() if isinstance(row.control, QSpinBox)]
        widest = max((number.sizeHint().width() for number in numbers), default=0)
        for number in numbers:
            number.setMinimumWidth(widest)

    def _lay_out(self) -> None:
        inside = self._measured
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 12, 24, 32)
        column.setSpacing(12)
        column.addWidget(_label("Settings", "heading"))
        column.addWidget(_label("Accounts", "title"))
        self._accounts.setSpacing(8)
        column.addWidget(self._no_account)
        column.addLayout(self._accounts)
        column.addLayout(_flow(self.add_button))
        column.addSpacing(12)
        column.addWidget(_label("Trackers", "title"))
        column.addWidget(self.trackers)
        for title, settings in grouped(ALL):
            column.addSpacing(12)
            column.addWidget(_label(title, "title"))
            column.addWidget(self._group(settings))
            if CHECK_REPLIES in settings:
                column.addWidget(self.house)
        column.addSpacing(12)
        column.addWidget(_label("Data", "title"))
        column.addWidget(self._data())
        column.addStretch()
        outer = QWidget()
        side = QHBoxLayout(outer)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(inside, 1000)
        side.addStretch(1)
        self.setWidget(outer)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_surface(outer, "window")

    def _group(self, settings: list[Setting[Any]]) -> QFrame:
        card, column = _card()
        for setting in settings:
            row = SettingRow(
                setting,
                self.presenter.value(setting),
                lambda value, setting=setting: self._keep(setting, value),  # type: ignore[misc]
            )
            self.rows[setting.key] = row
            column.addWidget(row)
        return card

    def _data(self) -> QFrame:
        card, column = _card()
        where = ElidedLabel(str(self.presenter.home()), Qt.TextElideMode.ElideMiddle)
        set_role(where, "mono")
        words = "Conversations, drafts, feedback and the outbox are in this folder, with a backup of each day."
        column.addWidget(_label(words, "secondary"))
        column.addWidget(where)
        column.addLayout(_flow(self.folder_button))
        column.addWidget(_label(f"Support Workbench {__version__}", "caption"))
        return card


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    set_surface(card, "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(16)
    return card, column


def _flow(*buttons: QPushButton) -> FlowLayout:
    flow = FlowLayout(gap=8, row_gap=8)
    for button in buttons:
        flow.addWidget(button)
    return flow


def _label(text: str, role: Role) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label

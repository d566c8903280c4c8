"""Reads and changes settings and accounts for their room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.workers.undo import note
from workbench.certainty.house.model import AllowedPhrase, HouseFault
from workbench.helpdesk.model import Account
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import AccountId
from workbench.kernel.receipt import Receipt
from workbench.outbox.states import State
from workbench.paths import private_folder
from workbench.settings.schema import Setting
from workbench.sync.model import SyncStatus


class SettingsPresenter(QObject):
    """``accounts_changed``: there are others, or one stands otherwise. ``settings_changed``: with the keys.

    ``rules_changed``: house rules or kept phrases are others.
    """

    accounts_changed = Signal()
    rules_changed = Signal()
    settings_changed = Signal(object)
    added = Signal(str)
    removed = Signal(str)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._workbench = parts.workbench
        parts.bridge.changed.connect(self._on_changed)

    def value(self, setting: Setting[Any]) -> Any:
        return self._workbench.settings.get(setting)

    def keep(self, setting: Setting[Any], value: Any) -> None:
        """Keep a new value, at once; what the setting does not take is left alone."""
        if setting.accepts(value) and value != self.value(setting):
            self._parts.runner.run("write", lambda: self._workbench.settings.set(setting, value), failed=self._tell)

    def accounts(self) -> Sequence[Account]:
        return self._workbench.accounts.all()

    def status(self, account: Account) -> SyncStatus:
        return self._workbench.sync.status(account.id)

    def unsent(self, account: Account) -> int:
        """How many replies of the account have not gone out."""
        waiting = self._workbench.outbox.listed()
        return sum(1 for each in waiting if each.account == account.id and each.state is not State.SENT)

    def home(self) -> Path:
        """The data folder."""
        return self._workbench.home

    def remove(self, account: AccountId, failed: Callable[[], object]) -> None:
        """Take a real account away, with all that is of it on this machine."""

        def not_done(error: WorkbenchError) -> None:
            self._tell(error)
            failed()

        def done(_: object) -> None:
            if isValid(self):  # the window may have gone meanwhile
                self.removed.emit(account)

        self._parts.runner.run("write", lambda: self._workbench.remove_account(account), done, not_done)

    def phrases(self) -> Sequence[AllowedPhrase]:
        """What the agent keeps for good."""
        return self._workbench.certainty.phrases()

    def faults(self) -> Sequence[HouseFault]:
        """What is wrong with house rules."""
        return self._workbench.certainty.faults()

    def rules_folder(self) -> Path:
        """The folder of the house rules, which is made if need be."""
        return private_folder(self._workbench.certainty.folder)

    def check_again(self, phrase: AllowedPhrase) -> None:
        """Take a phrase off the list, with a way back."""

        def done(receipt: Receipt[AllowedPhrase | None]) -> None:
            if receipt.value is not None and isValid(self):
                note(self._parts.undo, receipt)  # type: ignore[arg-type]
                self._parts.notices.say(f"“{phrase.phrase}” is checked again.", "Undo", self._parts.undo.undo)

        drop = self._workbench.certainty.drop_phrase
        self._parts.runner.run("write", lambda: drop(phrase.id), done, self._tell)

    def _tell(self, error: WorkbenchError) -> None:
        self._parts.notices.fault(error.title, error.cure)

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.SETTING in changes:
            self.settings_changed.emit(changes.of(Kind.SETTING))
        if any(kind in changes for kind in (Kind.PHRASE, Kind.RULES)):
            self.rules_changed.emit()
        if Kind.ACCOUNT in changes:
            self.accounts_changed.emit()
            if changes.origin == "accounts.add":
                for account in changes.of(Kind.ACCOUNT):
                    self.added.emit(account)

"""What happens where there is no account yet, and when one comes or goes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.commands.parts import Parts
from ui.dialogs.sign_in import SignIn
from workbench.kernel.errors import WorkbenchError


class Accounts:
    """Sets up and removes accounts for the window. ``window``: what dialogs belong to."""

    def __init__(self, parts: Parts, window: QWidget) -> None:
        self._parts = parts
        self._window = window
        self.tell()

    def tell(self) -> None:
        """Set the facts that depend on accounts."""
        accounts = self._parts.workbench.accounts.all()
        self._parts.registry.facts.set("account.there", bool(accounts))
        self._parts.registry.facts.set("practice.there", any(account.practice for account in accounts))

    def open_practice(self) -> None:
        """Set up the practice desk; its conversations come with the first look."""
        self._parts.runner.run("write", self._parts.workbench.accounts.open_practice, lambda _: self.tell())

    def sign_in(self) -> None:
        """Ask for a helpdesk account."""
        dialog = SignIn(self._parts, self._window)
        dialog.finished.connect(lambda _: self.tell())
        dialog.open()

    def remove_practice(self) -> None:
        """Take the practice desk away with all that is of it, in one act."""
        workbench = self._parts.workbench

        def work() -> None:
            for account in [account for account in workbench.accounts.all() if account.practice]:
                workbench.remove_account(account.id)

        def done(_: object) -> None:
            self.tell()
            self._parts.notices.say("The practice desk is gone.")

        def failed(error: WorkbenchError) -> None:
            self._parts.notices.fault(error.title, error.cure)

        self._parts.runner.run("write", work, done, failed)

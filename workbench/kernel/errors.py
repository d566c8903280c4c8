"""What could not be done, said to a person: a title (what happened) and a cure (what to do now).

A "no" that belongs to the work (a refused reply, a missing field) is a value; these are for what could not be done.
They are caught in two places only: the window's runner and the command line.
"""

from __future__ import annotations

from datetime import timedelta


class WorkbenchError(Exception):
    """Something could not be done. ``title``: what happened; ``cure``: what it means and what to do now."""

    def __init__(self, title: str, cure: str = "") -> None:
        super().__init__(f"{title} {cure}".strip())
        self.title = title
        self.cure = cure


class UserError(WorkbenchError):
    """What was asked for cannot be done as asked."""


class Offline(WorkbenchError):
    """The helpdesk could not be reached; nothing is lost, and it will be tried again."""


class Busy(WorkbenchError):
    """The helpdesk asks us to wait. ``retry_after`` is how long."""

    def __init__(self, title: str, cure: str = "", *, retry_after: timedelta = timedelta(seconds=30)) -> None:
        super().__init__(title, cure)
        self.retry_after = retry_after


class AuthFailed(WorkbenchError):
    """The helpdesk does not take the token (any more)."""


class ServerFault(WorkbenchError):
    """The helpdesk answered with something that cannot be used."""


class AccountGone(WorkbenchError):
    """The account was taken away while something was under way for it."""

    def __init__(self) -> None:
        super().__init__("This account is no longer on this machine.", "What was under way for it has ended.")


class TicketFault(ServerFault):
    """The helpdesk will not let us see one ticket; the others are well."""


class StoreFault(WorkbenchError):
    """The local store cannot be read or written."""


class DiskFull(StoreFault):
    """There is no room left to write to."""


class NewerStore(StoreFault):
    """The store was written by a newer version of the program."""


class DamagedStore(StoreFault):
    """The store is damaged and there was nothing to restore it from."""


class InUse(WorkbenchError):
    """Another copy of the program is working on this data folder."""


class KeyringFault(WorkbenchError):
    """The system's keyring is missing, locked or of a kind that is not safe."""

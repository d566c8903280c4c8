"""Which trackers there are and how an account becomes an adapter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from workbench.feedback.trackers.port import Tracker, TrackerKind
from workbench.secrets.port import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """What is needed to reach a project."""

    kind: TrackerKind
    address: str
    project: str
    token: Secret
    login: str = ""
    sort: str = ""


class Trackers(Protocol):
    """Makes adapters; a test may hand in its own."""

    def connect(self, connection: Connection) -> Tracker: ...


class InstalledTrackers:
    """The trackers that come with the program."""

    def connect(self, connection: Connection) -> Tracker:
        """Raises UserError where address, project or token cannot be one."""
        # Here and not above: the wire's libraries take a tenth of a second of every start.
        match connection.kind:
            case TrackerKind.GITHUB:
                from workbench.feedback.trackers.github import GitHub  # noqa: PLC0415

                return GitHub(connection.address, connection.project, connection.token)
            case TrackerKind.GITLAB:
                from workbench.feedback.trackers.gitlab import GitLab  # noqa: PLC0415

                return GitLab(connection.address, connection.project, connection.token)
            case TrackerKind.JIRA:
                from workbench.feedback.trackers.jira import Jira  # noqa: PLC0415

                return Jira(
                    connection.address,
                    connection.project,
                    connection.token,
                    login=connection.login,
                    sort=connection.sort,
                )

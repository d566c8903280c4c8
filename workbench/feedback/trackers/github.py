"""GitHub's issues through its REST interface, one repository. Also GitHub Enterprise Server.

A lost issue is looked for in the list of issues and not in GitHub's search, whose index lags behind what is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import msgspec

from workbench.feedback.trackers import wire
from workbench.feedback.trackers.caps import CAPS, SETTLE
from workbench.feedback.trackers.port import Caps, IssueState, Made, Outcome, Rejected, RemoteIssue, Signed, TrackerKind
from workbench.kernel.errors import ServerFault, TicketFault
from workbench.net.address import base_url
from workbench.net.answer import Answer
from workbench.net.client import Client
from workbench.secrets.port import Secret

_REMOTE = re.compile(r"([\w.-]+/[\w.-]+)#(\d{1,12})")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_STATES = {"open": IssueState.OPEN, "closed": IssueState.CLOSED}
_VERSION = "2022-11-28"


class _User(msgspec.Struct):
    login: str


class _Repository(msgspec.Struct):
    full_name: str
    private: bool = True
    has_issues: bool = True
    archived: bool = False


class _Label(msgspec.Struct):
    name: str | None = ""


class _Issue(msgspec.Struct):
    number: int
    title: str = ""
    body: str | None = None
    state: str = ""
    state_reason: str | None = None
    labels: list[_Label | str] = []
    updated_at: str | None = None


class _Numbered(msgspec.Struct):
    number: wire.IssueNumber


class _Comment(msgspec.Struct):
    id: int


class GitHub:
    """``address``: where people reach it; ``project``: owner/repository. Raises UserError where one cannot be."""

    def __init__(
        self,
        address: str,
        project: str,
        token: Secret,
        *,
        settle: timedelta = SETTLE,
        timeout: timedelta = timedelta(seconds=30),
    ) -> None:
        self._caps = replace(CAPS[TrackerKind.GITHUB], settle=settle)
        self._project = project
        if not _REPOSITORY.fullmatch(project):
            raise wire.no_project("It looks like owner/repository.")
        self._client = Client(
            api_of(address),
            headers={
                "Authorization": Secret(f"Bearer {token.reveal().strip()}"),
                "X-GitHub-Api-Version": Secret(_VERSION),
            },
            timeout=timeout,
            limit=wire.LIMIT,
        )

    @property
    def caps(self) -> Caps:
        return self._caps

    def sign_in(self) -> Signed:
        me = self._client.get("user").into(_User).login
        answer = wire.there(self._client, f"repos/{self._project}")
        if answer is None:
            raise wire.no_project(f"Check the name {self._project}, and that the token may read and write its issues.")
        found = answer.into(_Repository)
        if not found.has_issues or found.archived:
            raise wire.no_project("It takes no issues: they are switched off, or the repository is archived.")
        return Signed(me=wire.word_of(me), project=self._project, open_to_all=not found.private)

    def edge(self) -> str:
        asked = [("state", "all"), ("sort", "created"), ("direction", "desc"), ("per_page", "1")]
        rows = self._client.get(f"repos/{self._project}/issues", asked).into(list[_Numbered])
        return str(rows[0].number) if rows else "0"

    def make(self, title: str, body: str) -> Outcome:
        def name(answer: Answer) -> str:
            return f"{self._project}#{answer.into(_Numbered).number}"

        return wire.write(self._client, f"repos/{self._project}/issues", {"title": title, "body": body}, name)

    def find(self, marker: str, edge: str) -> str | None:
        found = [row.number for rows in self._after(int(edge or 0)) for row in rows if marker in (row.body or "")]
        return f"{self._project}#{min(found)}" if found else None

    def say(self, remote: str, body: str) -> Outcome:
        if not _REMOTE.fullmatch(remote):
            return Rejected("The issue is not one of GitHub.")
        answer = wire.write(
            self._client, f"{_path(remote)}/comments", {"body": body}, lambda got: str(got.into(_Comment).id)
        )
        return Made(remote) if isinstance(answer, Made) else answer

    def has_said(self, remote: str, marker: str) -> bool:
        return wire.has_said(self._client, f"{_path(remote)}/comments", marker)

    def look(self, remote: str) -> RemoteIssue | None:
        answer = wire.there(self._client, _path(remote))
        if answer is None:
            return None
        found = answer.into(_Issue)
        state = _STATES.get(found.state)
        if state is None:
            raise ServerFault("GitHub answered with an issue in a state that is not known.", "It will be tried again.")
        names = [each if isinstance(each, str) else each.name or "" for each in found.labels]
        return RemoteIssue(
            title=wire.title_of(found.title),
            state=state,
            reason=wire.word_of(found.state_reason) if state is IssueState.CLOSED else "",
            labels=wire.words_of(names),
            changed_at=wire.time_of(found.updated_at),
        )

    def close(self) -> None:
        self._client.close()

    def _after(self, edge: int) -> Iterator[list[_Issue]]:
        """The issues and pull requests after a number, page by page, newest first."""
        for page in range(1, wire.MOST_PAGES):
            asked = [("state", "all"), ("sort", "created"), ("direction", "desc")]
            asked += [("per_page", str(wire.AT_ONCE)), ("page", str(page))]
            rows = self._client.get(f"repos/{self._project}/issues", asked).into(list[_Issue])
            yield [row for row in rows if row.number > edge]
            if len(rows) < wire.AT_ONCE or rows[-1].number <= edge:
                return
        raise wire.too_many()


def api_of(address: str) -> str:
    """The root of the interface behind the address that people use."""
    base = base_url(address)
    return "https://api.github.com" if base in {"https://github.com", "https://www.github.com"} else f"{base}/api/v3"


def _path(remote: str) -> str:
    found = _REMOTE.fullmatch(remote)
    if found is None:
        raise TicketFault("The issue is not one of GitHub.", "Link it again by its address.")
    return f"repos/{found[1]}/issues/{found[2]}"

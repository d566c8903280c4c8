"""GitLab's issues through its REST interface, one project; gitlab.com and servers of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import msgspec

from workbench.feedback.trackers import wire
from workbench.feedback.trackers.caps import CAPS, SETTLE
from workbench.feedback.trackers.port import Caps, IssueState, Made, Outcome, Rejected, RemoteIssue, Signed, TrackerKind
from workbench.kernel.errors import ServerFault, TicketFault
from workbench.net.address import base_url
from workbench.net.answer import Answer
from workbench.net.client import Client
from workbench.secrets.port import Secret

_REMOTE = re.compile(r"([\w.-]+(?:/[\w.-]+)+)#(\d{1,12})")
_PROJECT = re.compile(r"[\w.-]+(?:/[\w.-]+)+")
_STATES = {"opened": IssueState.OPEN, "closed": IssueState.CLOSED}


class _User(msgspec.Struct):
    username: str


class _Project(msgspec.Struct):
    path_with_namespace: str
    visibility: str = ""
    issues_enabled: bool = True
    archived: bool = False


class _Issue(msgspec.Struct):
    iid: int
    title: str = ""
    description: str | None = None
    state: str = ""
    labels: list[str] = []
    updated_at: str | None = None
    moved_to_id: int | None = None


class _Numbered(msgspec.Struct):
    iid: wire.IssueNumber


class _Note(msgspec.Struct):
    id: int


class GitLab:
    """``address``: where people reach it; ``project``: group/project. Raises UserError where one cannot be."""

    def __init__(
        self,
        address: str,
        project: str,
        token: Secret,
        *,
        settle: timedelta = SETTLE,
        timeout: timedelta = timedelta(seconds=30),
    ) -> None:
        self._caps = replace(CAPS[TrackerKind.GITLAB], settle=settle)
        self._project = project
        if not _PROJECT.fullmatch(project):
            raise wire.no_project("It looks like group/project.")
        # As a bearer token, which GitLab takes for personal, project and group tokens alike.
        self._client = Client(
            f"{base_url(address)}/api/v4",
            headers={"Authorization": Secret(f"Bearer {token.reveal().strip()}")},
            timeout=timeout,
            limit=wire.LIMIT,
        )

    @property
    def caps(self) -> Caps:
        return self._caps

    def sign_in(self) -> Signed:
        me = self._client.get("user").into(_User).username
        answer = wire.there(self._client, _project(self._project))
        if answer is None:
            raise wire.no_project(f"Check the name {self._project}, and that the token has the scope api.")
        found = answer.into(_Project)
        if not found.issues_enabled or found.archived:
            raise wire.no_project("It takes no issues: they are switched off, or the project is archived.")
        known = {"public": True, "internal": False, "private": False}
        return Signed(me=wire.word_of(me), project=self._project, open_to_all=known.get(found.visibility))

    def edge(self) -> str:
        asked = [("scope", "all"), ("order_by", "created_at"), ("sort", "desc"), ("per_page", "1")]
        rows = self._client.get(f"{_project(self._project)}/issues", asked).into(list[_Numbered])
        return str(rows[0].iid) if rows else "0"

    def make(self, title: str, body: str) -> Outcome:
        def name(answer: Answer) -> str:
            return f"{self._project}#{answer.into(_Numbered).iid}"

        path = f"{_project(self._project)}/issues"
        return wire.write(self._client, path, {"title": title, "description": body}, name)

    def find(self, marker: str, edge: str) -> str | None:
        found = [row.iid for rows in self._after(int(edge or 0)) for row in rows if marker in (row.description or "")]
        return f"{self._project}#{min(found)}" if found else None

    def say(self, remote: str, body: str) -> Outcome:
        if not _REMOTE.fullmatch(remote):
            return Rejected("The issue is not one of GitLab.")
        answer = wire.write(self._client, f"{_path(remote)}/notes", {"body": body}, lambda got: str(got.into(_Note).id))
        return Made(remote) if isinstance(answer, Made) else answer

    def has_said(self, remote: str, marker: str) -> bool:
        newest_first = [("sort", "desc"), ("order_by", "created_at")]
        return wire.has_said(self._client, f"{_path(remote)}/notes", marker, newest_first)

    def look(self, remote: str) -> RemoteIssue | None:
        answer = wire.there(self._client, _path(remote))
        if answer is None:
            return None
        found = answer.into(_Issue)
        state = _STATES.get(found.state)
        if state is None:
            raise ServerFault("GitLab answered with an issue in a state that is not known.", "It will be tried again.")
        return RemoteIssue(
            title=wire.title_of(found.title),
            state=state,
            reason="moved" if found.moved_to_id and state is IssueState.CLOSED else "",
            labels=wire.words_of(found.labels),
            changed_at=wire.time_of(found.updated_at),
        )

    def close(self) -> None:
        self._client.close()

    def _after(self, edge: int) -> Iterator[list[_Issue]]:
        """The issues after a number, page by page, newest first."""
        for page in range(1, wire.MOST_PAGES):
            asked = [("scope", "all"), ("order_by", "created_at"), ("sort", "desc")]
            asked += [("per_page", str(wire.AT_ONCE)), ("page", str(page))]
            rows = self._client.get(f"{_project(self._project)}/issues", asked).into(list[_Issue])
            yield [row for row in rows if row.iid > edge]
            if len(rows) < wire.AT_ONCE or all(row.iid <= edge for row in rows):
                return
        raise wire.too_many()


def _project(path: str) -> str:
    return f"projects/{quote(path, safe='')}"


def _path(remote: str) -> str:
    found = _REMOTE.fullmatch(remote)
    if found is None:
        raise TicketFault("The issue is not one of GitLab.", "Link it again by its address.")
    return f"{_project(found[1])}/issues/{found[2]}"

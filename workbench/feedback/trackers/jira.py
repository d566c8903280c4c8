"""Jira's issues, one project: Cloud, and Server or Data Center, both through version 2 of the REST interface.

Version 2 takes and gives texts as they are. Jira's search may not know what was stored a moment ago, while an issue
that is asked for by its key is read from where it is stored. So a lost issue is looked for in the search and by the
keys that the search does not know yet. A create that fails may use a key up, so one missing key is not the end.
"""

from __future__ import annotations

import base64
import re
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

_KEY = re.compile(r"([A-Z][A-Z0-9_]{1,60})-(\d{1,12})")
_PROJECT = re.compile(r"[A-Z][A-Z0-9_]{1,60}")
_WANTED = ("task", "story", "suggestion", "improvement", "bug")  # the first of these that the project has
_AT_ONCE = 50
_MISSING_ENDS = 8  # keys in a row that are not there
_MOST_KEYS = 500
_DONE, _UNKNOWN = "done", "undefined"


class _Me(msgspec.Struct, rename={"shown": "displayName"}):
    shown: str = ""


class _Sort(msgspec.Struct):
    id: str
    name: str = ""
    subtask: bool = False


class _Project(msgspec.Struct, rename={"sorts": "issueTypes"}):
    key: str
    sorts: list[_Sort] = []


class _Server(msgspec.Struct, rename={"deployment": "deploymentType"}):
    deployment: str = ""


class _Category(msgspec.Struct):
    key: str = ""


class _Status(msgspec.Struct, rename={"category": "statusCategory"}):
    name: str = ""
    category: _Category | None = None


class _Named(msgspec.Struct):
    name: str = ""


class _Fields(msgspec.Struct):
    summary: str | None = None
    description: str | None = None
    status: _Status | None = None
    resolution: _Named | None = None
    labels: list[str] = []
    updated: str | None = None


class _Issue(msgspec.Struct):
    key: str
    fields: _Fields = msgspec.field(default_factory=_Fields)


class _Found(msgspec.Struct):
    issues: list[_Issue]


class _Keyed(msgspec.Struct):
    key: str


class _Comment(msgspec.Struct):
    id: str
    body: str | None = None


class _Comments(msgspec.Struct):
    comments: list[_Comment]
    total: int = 0


class Jira:
    """``project``: its key. ``login``: the e-mail address that goes with a token of Cloud; empty for Server's tokens.

    ``sort``: the id of the kind of issue that is made. Raises UserError where the project cannot be one.
    """

    def __init__(
        self,
        address: str,
        project: str,
        token: Secret,
        *,
        login: str = "",
        sort: str = "",
        settle: timedelta = SETTLE,
        timeout: timedelta = timedelta(seconds=30),
    ) -> None:
        self._caps = replace(CAPS[TrackerKind.JIRA], settle=settle)
        self._project = project
        self._sort = sort
        self._search: str | None = None
        if not _PROJECT.fullmatch(project):
            raise wire.no_project("It is the letters before the number of an issue, as in SHOP-12: SHOP.")
        self._client = Client(
            f"{base_url(address)}/rest/api/2",
            headers={"Authorization": _authorization(login.strip(), token)},
            timeout=timeout,
            limit=wire.LIMIT,
        )

    @property
    def caps(self) -> Caps:
        return self._caps

    def sign_in(self) -> Signed:
        me = self._client.get("myself").into(_Me).shown
        answer = wire.there(self._client, f"project/{self._project}")
        if answer is None:
            raise wire.no_project(
                f"Check the key {self._project}, and that you may see the project and make issues in it."
            )
        sorts = [sort for sort in answer.into(_Project).sorts if not sort.subtask]
        if not sorts:
            raise wire.no_project("It has no kind of issue that could be made.")
        ranked = sorted(sorts, key=lambda sort: _rank(sort.name))
        return Signed(me=wire.word_of(me), project=self._project, sort=ranked[0].id)

    def edge(self) -> str:
        rows = self._newest(1)
        return str(_number(rows[0].key)) if rows else "0"

    def make(self, title: str, body: str) -> Outcome:
        sort = {"id": self._sort} if self._sort else {"name": "Task"}
        fields = {"project": {"key": self._project}, "issuetype": sort, "summary": title, "description": body}
        return wire.write(self._client, "issue", {"fields": fields}, _name)

    def find(self, marker: str, edge: str) -> str | None:
        last = int(edge or 0)
        known = {_number(row.key): row for row in self._newest(_AT_ONCE) if _number(row.key) > last}
        found = [row.key for row in known.values() if marker in (row.fields.description or "")]
        if found:
            return min(found, key=_number)
        return self._by_key(marker, last, frozenset(known))

    def say(self, remote: str, body: str) -> Outcome:
        if not _KEY.fullmatch(remote):
            return Rejected("The issue is not one of Jira.")
        answer = wire.write(self._client, f"{_path(remote)}/comment", {"body": body}, lambda got: got.into(_Comment).id)
        return Made(remote) if isinstance(answer, Made) else answer

    def has_said(self, remote: str, marker: str) -> bool:
        start = 0
        for _ in range(wire.MOST_PAGES):
            asked = [("orderBy", "-created"), ("maxResults", str(wire.AT_ONCE)), ("startAt", str(start))]
            answer = wire.there(self._client, f"{_path(remote)}/comment", asked)
            if answer is None:
                raise wire.not_seen()
            page = answer.into(_Comments)
            if any(marker in (each.body or "") for each in page.comments):
                return True
            start += len(page.comments)
            if not page.comments or start >= page.total:
                return False
        raise wire.too_many()

    def look(self, remote: str) -> RemoteIssue | None:
        found = self._one(remote)
        if found is None:
            return None
        fields = found.fields
        if fields.status is None:
            raise ServerFault("Jira answered with an issue that has no status.", "It will be tried again.")
        category = fields.status.category.key if fields.status.category else _UNKNOWN
        done = category == _DONE
        resolution = fields.resolution.name if fields.resolution else ""
        return RemoteIssue(
            title=wire.title_of(fields.summary or ""),
            state=IssueState.CLOSED if done else IssueState.OPEN,
            reason=wire.word_of((done and resolution) or fields.status.name),
            category=wire.word_of(category),
            labels=wire.words_of(fields.labels),
            changed_at=wire.time_of(fields.updated),
        )

    def close(self) -> None:
        self._client.close()

    def _newest(self, number: int) -> list[_Issue]:
        asked = [("jql", f'project = "{self._project}" ORDER BY created DESC'), ("maxResults", str(number))]
        asked.append(("fields", "description"))
        return self._client.get(self._searched(), asked).into(_Found).issues

    def _searched(self) -> str:
        """Where this Jira is searched: Cloud has a search of its own, the other is gone there."""
        if self._search is None:
            kind = self._client.get("serverInfo").into(_Server).deployment
            self._search = "search/jql" if kind.casefold() == "cloud" else "search"
        return self._search

    def _by_key(self, marker: str, edge: int, known: frozenset[int]) -> str | None:
        """Ask for each key after ``edge`` that the search does not know, until nothing comes any more."""
        newest = max(known, default=edge)
        missing, number = 0, edge
        while missing < _MISSING_ENDS or number < newest:
            number += 1
            if number in known:
                continue
            if number - edge > _MOST_KEYS:
                raise wire.too_many()
            row = self._one(f"{self._project}-{number}")
            if row is not None and marker in (row.fields.description or ""):
                return row.key
            missing = 0 if row is not None else missing + 1
        return None

    def _one(self, remote: str) -> _Issue | None:
        asked = [("fields", "summary,description,status,resolution,labels,updated")]
        answer = wire.there(self._client, _path(remote), asked)
        return None if answer is None else answer.into(_Issue)


def _authorization(login: str, token: Secret) -> Secret:
    bare = token.reveal().strip()
    if not login:
        return Secret(f"Bearer {bare}")
    return Secret(f"Basic {base64.b64encode(f'{login}:{bare}'.encode()).decode()}")


def _rank(name: str) -> int:
    flat = name.casefold()
    return _WANTED.index(flat) if flat in _WANTED else len(_WANTED)


def _name(answer: Answer) -> str:
    key = answer.into(_Keyed).key
    if not _KEY.fullmatch(key):
        raise ServerFault("Jira did not say which issue it made.", "It will be looked for.")
    return key


def _number(key: str) -> int:
    found = _KEY.fullmatch(key)
    return int(found[2]) if found else 0


def _path(remote: str) -> str:
    if not _KEY.fullmatch(remote):
        raise TicketFault("The issue is not one of Jira.", "Link it again by its address.")
    return f"issue/{quote(remote, safe='')}"

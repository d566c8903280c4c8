"""Small HTTP servers on loopback that answer as GitHub, GitLab and Jira do, as far as we ask them.

None of the three can be run on a test machine, so the shapes were checked against what their vendors publish:

GitHub: its own OpenAPI description (npm, @octokit/openapi), against which a contract test holds both what we ask and
what is answered here; docs.github.com, "REST API endpoints for issues" (only open issues are listed unless all are asked
for; 30 a page, 100 at most; 410 where issues are switched off; lists mix in pull requests), "Rate limits for the REST
API" and "Troubleshooting the REST API" (403 or 429: wait for retry-after, else until x-ratelimit-reset where
x-ratelimit-remaining is 0, else a minute).
GitLab: docs.gitlab.com, "REST API" (20 a page, 100 at most; Link to the next page; iid in addresses; a path is encoded;
a project that moved answers with its Location), "Issues API" (opened and closed, scope, order_by, 404 for what is
private, moved_to_id), "Notes API" (newest first unless asked otherwise; what people did is a note too); errors as
{"message": ...} or {"error": ...}.
Jira: its own OpenAPI description, held against in a contract test as GitHub's; developer.atlassian.com, "JIRA REST API
examples" (create answers id, key, self; errors as errorMessages and errors), "Search After Write with Search And Reconcile" (the search may not know what was just written), the change log
on the removal of /search from Cloud in favour of /search/jql (410; isLast, nextPageToken, fields on demand), "Rate
limiting" (429 with Retry-After), and JRACLOUD-78553 (a create that fails uses its key up; 32,767 characters at most).
"""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

TOKEN = "token-of-the-test-0123456789"
LOGIN = "robin@example.com"
Json = Any


@dataclass
class Asked:
    """One request."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Json


@dataclass
class Stored:
    """An issue as the server has it."""

    number: int
    title: str
    body: str
    open: bool = True
    reason: str = ""
    labels: list[str] = field(default_factory=list)
    status: str = "To Do"
    category: str = "new"
    comments: list[str] = field(default_factory=list)
    gone: bool = False
    indexed: bool = True


@dataclass
class Reply:
    status: int
    body: Json = None
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None


class FakeTracker:
    """``plan``: what the next requests get instead of an answer; None lets one through. ``asked``: all of them."""

    project = "acme/shop"

    def __init__(self) -> None:
        self.issues: list[Stored] = []
        self.asked: list[Asked] = []
        self.plan: deque[Reply | None] = deque()
        self.lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._serve()

            def do_POST(self) -> None:
                self._serve()

            def _serve(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                raw = self.rfile.read(length)
                parts = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                headers = {name.lower(): value for name, value in self.headers.items()}
                body = json.loads(raw) if raw else None
                asked = Asked(self.command, parts.path, query, headers, body)
                with outer.lock:
                    outer.asked.append(asked)
                    planned = outer.plan.popleft() if outer.plan else None
                    reply = planned or outer.answer(asked)
                self._send(reply)

            def _send(self, reply: Reply) -> None:
                content = reply.raw if reply.raw is not None else json.dumps(reply.body).encode()
                kind = "text/html" if reply.raw is not None and reply.raw[:1] == b"<" else "application/json"
                self.send_response(reply.status)
                self.send_header("Content-Length", str(len(content)))
                for name, value in ({"Content-Type": kind} | reply.headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                return

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_: object) -> None:
                """A client that has gone away is what some tests are about."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, asked: Asked) -> Reply:
        raise NotImplementedError

    def add(self, title: str, body: str, **more: Any) -> Stored:
        made = Stored(number=max((each.number for each in self.issues), default=0) + 1, title=title, body=body, **more)
        self.issues.append(made)
        return made

    def one(self, number: str) -> Stored | None:
        return next((each for each in self.issues if str(each.number) == number and not each.gone), None)

    def writes(self) -> int:
        return sum(asked.method == "POST" for asked in self.asked)

    def close_issue(self, stored: Stored, *, done: bool) -> None:
        """What people do there: close it as done, or as not going to be done."""
        raise NotImplementedError

    a_page = 30  # rows where none asks for another number; never more than a hundred

    def page(self, rows: list[Json], asked: Asked) -> Reply:
        """A page of ``rows``, with the address of the next one as both GitHub and GitLab give it."""
        size, number = min(int(asked.query.get("per_page", self.a_page)), 100), int(asked.query.get("page", "1"))
        query = urlencode(asked.query | {"page": str(number + 1)})
        more = {"Link": f'<{self.url}{asked.path}?{query}>; rel="next"'} if number * size < len(rows) else {}
        return Reply(200, rows[(number - 1) * size : number * size], more)


class FakeGitHub(FakeTracker):
    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Reply(401, {"message": "Bad credentials", "documentation_url": "https://docs.github.com/rest"})
        path = asked.path.removeprefix("/api/v3")
        repository = f"/repos/{self.project}"
        if path == "/user":
            return Reply(200, {"login": "robin", "id": 1, "type": "User"})
        if path == repository:
            return Reply(
                200, {"id": 7, "full_name": self.project, "private": False, "has_issues": True, "archived": False}
            )
        if path == f"{repository}/issues":
            return self._made(asked) if asked.method == "POST" else self._listed(asked)
        return self._of_one(asked, path.removeprefix(f"{repository}/issues/").split("/"))

    def close_issue(self, stored: Stored, *, done: bool) -> None:
        stored.open, stored.reason = False, "completed" if done else "not_planned"

    def _made(self, asked: Asked) -> Reply:
        if not asked.body.get("title") or len(asked.body["title"]) > 256:
            wrong = {"resource": "Issue", "code": "missing_field", "field": "title"}
            return Reply(422, {"message": "Validation Failed", "errors": [wrong], "documentation_url": "https://x"})
        return Reply(201, self._shown(self.add(asked.body["title"], asked.body.get("body", ""))))

    def _listed(self, asked: Asked) -> Reply:
        wanted = asked.query.get("state", "open")
        rows = [
            self._shown(each)
            for each in sorted(self.issues, key=lambda each: -each.number)
            if not each.gone and wanted in ("all", "open" if each.open else "closed")
        ]
        return self.page(rows, asked)

    def _of_one(self, asked: Asked, rest: list[str]) -> Reply:
        found = self.one(rest[0])
        if found is None:
            return Reply(404, {"message": "Not Found", "documentation_url": "https://docs.github.com/rest"})
        if len(rest) == 1:
            return Reply(200, self._shown(found))
        if asked.method == "POST":
            found.comments.append(asked.body["body"])
            return Reply(201, {"id": 100 + len(found.comments), "body": asked.body["body"]})
        return self.page([{"id": n, "body": body} for n, body in enumerate(found.comments)], asked)

    def _shown(self, stored: Stored) -> Json:
        return {
            "id": 9000 + stored.number,
            "number": stored.number,
            "title": stored.title,
            "body": stored.body or None,
            "state": "open" if stored.open else "closed",
            "state_reason": stored.reason or None,
            "labels": [{"id": n, "name": name, "color": "f00"} for n, name in enumerate(stored.labels)],
            "html_url": f"{self.url}/{self.project}/issues/{stored.number}",
            "updated_at": "2026-05-04T12:00:00Z",
            "user": {"login": "robin"},
            "assignee": None,
            "milestone": None,
        }


class FakeGitLab(FakeTracker):
    project = "acme/web/shop"
    a_page = 20

    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Reply(401, {"message": "401 Unauthorized"})
        path = asked.path.removeprefix("/api/v4")
        project = "/projects/acme%2Fweb%2Fshop"
        if path == "/user":
            return Reply(200, {"id": 1, "username": "robin", "name": "Robin", "state": "active"})
        if path == project:
            return Reply(
                200, {"id": 7, "path_with_namespace": self.project, "visibility": "private", "archived": False}
            )
        if path == f"{project}/issues":
            return self._made(asked) if asked.method == "POST" else self._listed(asked)
        if not path.startswith(f"{project}/issues/"):
            return Reply(404, {"message": "404 Project Not Found"})
        return self._of_one(asked, path.removeprefix(f"{project}/issues/").split("/"))

    def close_issue(self, stored: Stored, *, done: bool) -> None:
        stored.open = False
        if not done:
            stored.labels.append("wontfix")

    def _made(self, asked: Asked) -> Reply:
        if not asked.body.get("title"):
            return Reply(400, {"error": "title is missing"})
        if len(asked.body["title"]) > 255:
            return Reply(400, {"message": {"title": ["is too long (maximum is 255 characters)"]}})
        return Reply(201, self._shown(self.add(asked.body["title"], asked.body.get("description", ""))))

    def _listed(self, asked: Asked) -> Reply:
        if asked.query.get("scope") != "all":
            return Reply(200, [])
        rows = [self._shown(each) for each in sorted(self.issues, key=lambda each: -each.number) if not each.gone]
        return self.page(rows, asked)

    def _of_one(self, asked: Asked, rest: list[str]) -> Reply:
        found = self.one(rest[0])
        if found is None:
            return Reply(404, {"message": "404 Issue Not Found"})
        if len(rest) == 1:
            return Reply(200, self._shown(found))
        if asked.method == "POST":
            found.comments.append(asked.body["body"])
            return Reply(201, {"id": 100 + len(found.comments), "body": asked.body["body"], "system": False})
        rows = [{"id": n, "body": body, "system": False} for n, body in enumerate(found.comments)]
        return self.page(rows[::-1] if asked.query.get("sort", "desc") == "desc" else rows, asked)

    def _shown(self, stored: Stored) -> Json:
        return {
            "id": 76 + stored.number,
            "iid": stored.number,
            "project_id": 7,
            "title": stored.title,
            "description": stored.body or None,
            "state": "opened" if stored.open else "closed",
            "labels": stored.labels,
            "moved_to_id": None,
            "web_url": f"{self.url}/{self.project}/-/issues/{stored.number}",
            "updated_at": "2026-05-04T12:00:00.081Z",
            "closed_at": None,
            "assignees": [],
        }


class FakeJira(FakeTracker):
    """``cloud``: as Atlassian runs it; else Server. Issues with ``indexed`` False are stored, but not found yet."""

    project = "SHOP"

    def __init__(self, *, cloud: bool = True) -> None:
        super().__init__()
        self.cloud = cloud
        self.index_lags = False
        self.burnt = 0

    def answer(self, asked: Asked) -> Reply:
        if not self._known(asked.headers.get("authorization", "")):
            return Reply(401, {"errorMessages": ["You are not authenticated."], "errors": {}})
        path = asked.path.removeprefix("/rest/api/2")
        if path == "/myself":
            return Reply(200, {"accountId": "1", "displayName": "Robin Hale", "active": True})
        if path == "/serverInfo":
            return Reply(200, {"deploymentType": "Cloud" if self.cloud else "Server", "version": "9.12.0"})
        if path == f"/project/{self.project}":
            sorts = [
                {"id": "3", "name": "Sub-task", "subtask": True},
                {"id": "10001", "name": "Epic", "subtask": False},
            ]
            sorts.append({"id": "10002", "name": "Task", "subtask": False})
            return Reply(200, {"id": "10000", "key": self.project, "name": "Shop", "issueTypes": sorts})
        if path in {"/search", "/search/jql"}:
            return self._found(asked, path)
        if path == "/issue":
            return self._made(asked)
        return self._of_one(asked, unquote(path).removeprefix("/issue/").split("/"))

    def close_issue(self, stored: Stored, *, done: bool) -> None:
        stored.open, stored.category, stored.status = False, "done", "Closed"
        stored.reason = "Done" if done else "Won't Do"

    def burn(self) -> None:
        """A create that failed has used a key up."""
        self.issues.append(Stored(number=len(self.issues) + 1, title="", body="", gone=True))

    def _known(self, given: str) -> bool:
        import base64

        basic = base64.b64encode(f"{LOGIN}:{TOKEN}".encode()).decode()
        return given == (f"Basic {basic}" if self.cloud else f"Bearer {TOKEN}")

    def _made(self, asked: Asked) -> Reply:
        fields = asked.body["fields"]
        wrong = {}
        if fields["project"] != {"key": self.project} or fields["issuetype"] not in ({"id": "10002"}, {"name": "Task"}):
            wrong["issuetype"] = "The issue type selected is invalid."
        if not 0 < len(fields.get("summary") or "") <= 255:
            wrong["summary"] = "Summary must be less than 255 characters."
        if wrong:
            self.burn()
            return Reply(400, {"errorMessages": [], "errors": wrong})
        made = self.add(fields["summary"], fields.get("description", ""), indexed=not self.index_lags)
        key = f"{self.project}-{made.number}"
        return Reply(201, {"id": str(10000 + made.number), "key": key, "self": f"{self.url}/rest/api/2/issue/{key}"})

    def _found(self, asked: Asked, path: str) -> Reply:
        if (path == "/search") == self.cloud:
            gone = "The requested API has been removed. Migrate to the /rest/api/3/search/jql API."
            return Reply(410 if self.cloud else 404, {"errorMessages": [gone], "errors": {}})
        if f'project = "{self.project}"' not in asked.query["jql"]:
            return Reply(400, {"errorMessages": ["Unbounded JQL queries are not allowed here."], "errors": {}})
        seen = [each for each in self.issues if each.indexed and not each.gone]
        rows = sorted(seen, key=lambda each: -each.number)[: int(asked.query.get("maxResults", "50"))]
        shown = [self._shown(each, asked.query.get("fields", "").split(",")) for each in rows]
        return Reply(200, {"issues": shown, "isLast": True} if self.cloud else {"issues": shown, "total": len(seen)})

    def _of_one(self, asked: Asked, rest: list[str]) -> Reply:
        found = self.one(rest[0].removeprefix(f"{self.project}-"))
        if found is None:
            missing = "Issue does not exist or you do not have permission to see it."
            return Reply(404, {"errorMessages": [missing], "errors": {}})
        if len(rest) == 1:
            return Reply(200, self._shown(found, asked.query.get("fields", "*all").split(",")))
        if asked.method == "POST":
            found.comments.append(asked.body["body"])
            return Reply(201, {"id": str(100 + len(found.comments)), "body": asked.body["body"]})
        start, most = int(asked.query.get("startAt", "0")), int(asked.query.get("maxResults", "50"))
        rows = [{"id": str(n), "body": body} for n, body in enumerate(found.comments)][::-1]
        shown = rows[start : start + most]
        return Reply(200, {"comments": shown, "startAt": start, "maxResults": most, "total": len(rows)})

    def _shown(self, stored: Stored, wanted: list[str]) -> Json:
        every = {
            "summary": stored.title,
            "description": stored.body or None,
            "status": {
                "name": stored.status,
                "id": "1",
                "statusCategory": {"id": 2, "key": stored.category, "name": "x"},
            },
            "resolution": {"id": "1", "name": stored.reason} if stored.reason else None,
            "labels": stored.labels,
            "updated": "2026-05-04T12:00:00.000+0000",
        }
        fields = {name: value for name, value in every.items() if name in wanted or "*all" in wanted}
        return {"id": str(10000 + stored.number), "key": f"{self.project}-{stored.number}", "fields": fields}


Make = Callable[[], FakeTracker]

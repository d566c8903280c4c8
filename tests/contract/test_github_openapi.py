"""What we ask of GitHub, and what our fake of it answers, held against the description that GitHub publishes.

``WORKBENCH_API_SPECS`` names a folder with ``api.github.com.json``: from the package @octokit/openapi of npm (29 MB), or
of the repository github/rest-api-description. Without it there is nothing to hold it against.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from tests.contract.openapi import FOLDER, Recorded, faults, found, operation
from tests.fakes.trackers import TOKEN, FakeGitHub
from workbench.feedback.trackers import github
from workbench.secrets.port import Secret

SPEC = FOLDER / "api.github.com.json"
ISSUES = "/repos/{owner}/{repo}/issues"
PATHS = ("/user", "/repos/{owner}/{repo}", ISSUES, f"{ISSUES}/{{issue_number}}", f"{ISSUES}/{{issue_number}}/comments")

pytestmark = pytest.mark.skipif(not SPEC.is_file(), reason="GitHub's description is not here: set WORKBENCH_API_SPECS")


@pytest.fixture(scope="module")
def spec() -> Any:
    return json.loads(SPEC.read_text("utf-8"))


class RecordedGitHub(Recorded, FakeGitHub):
    """What is asked of it is kept."""


def test_what_we_ask_and_what_our_fake_answers_is_as_github_says(spec: Any) -> None:
    server = RecordedGitHub()
    tracker = github.GitHub(server.url, "acme/shop", Secret(TOKEN), timeout=timedelta(seconds=5))
    tracker.sign_in()
    edge = tracker.edge()
    tracker.make("Export all invoices", "One click each. mark")
    tracker.find("mark", edge)
    tracker.say("acme/shop#1", "What is new. mark")
    assert tracker.has_said("acme/shop#1", "mark")
    server.close_issue(server.issues[0], done=False)
    server.issues[0].labels.append("wontfix")
    tracker.look("acme/shop#1")
    tracker.look("acme/shop#99")
    tracker.make("x" * 300, "Too long a title")
    tracker.close()
    server.close()
    assert {(asked.method, reply.status) for asked, reply in server.said} == {
        ("GET", 200), ("POST", 201), ("GET", 404), ("POST", 422),
    }  # fmt: skip
    known = [(operation(spec, PATHS, a.path.removeprefix("/api/v3"), a.method), a, reply) for a, reply in server.said]
    assert [fault for each in known for fault in faults(spec, *each)] == []


@pytest.mark.parametrize(
    ("path", "method", "kind"),
    [("/user", "get", github._User), ("/repos/{owner}/{repo}", "get", github._Repository),
     (ISSUES, "get", list[github._Issue]), (ISSUES, "post", github._Numbered),
     (f"{ISSUES}/{{issue_number}}", "get", github._Issue),
     (f"{ISSUES}/{{issue_number}}/comments", "post", github._Comment)],
)  # fmt: skip
def test_each_example_that_github_gives_is_read(spec: Any, path: str, method: str, kind: Any) -> None:
    read = 0
    for status, response in spec["paths"][path][method]["responses"].items():
        content = found(spec, response).get("content", {}).get("application/json", {})
        for example in content.get("examples", {}).values() if status.startswith("2") else ():
            value = found(spec, example)["value"]
            while isinstance(value, dict) and "$ref" in value:  # to another example, not to a value
                value = found(spec, value)["value"]
            msgspec.convert(value, kind)
            read += 1
    assert read

"""What we ask of Jira, and what our fake of it answers, held against the description that Atlassian publishes.

``WORKBENCH_API_SPECS`` names a folder with ``swagger-v3.v3.json``, of developer.atlassian.com/cloud/jira/platform. It is
of version 3, which is version 2 but for texts: there they are documents, and no type is given for them. What a Server
still has and Cloud has not is not in it.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from tests.contract.openapi import FOLDER, Recorded, faults, found, operation
from tests.fakes.trackers import LOGIN, TOKEN, FakeJira
from workbench.feedback.trackers import jira
from workbench.secrets.port import Secret

SPEC = FOLDER / "swagger-v3.v3.json"
ISSUE = "/rest/api/3/issue"
PATHS = tuple(f"/rest/api/3/{each}" for each in (
    "myself", "project/{projectIdOrKey}", "serverInfo", "search/jql", "issue", "issue/{issueIdOrKey}",
    "issue/{issueIdOrKey}/comment",
))  # fmt: skip

pytestmark = pytest.mark.skipif(not SPEC.is_file(), reason="Jira's description is not here: set WORKBENCH_API_SPECS")


@pytest.fixture(scope="module")
def spec() -> Any:
    return json.loads(SPEC.read_text("utf-8"))


class RecordedJira(Recorded, FakeJira):
    """What is asked of it is kept."""


def test_what_we_ask_and_what_our_fake_answers_is_as_jira_says(spec: Any) -> None:
    server = RecordedJira(cloud=True)
    tracker = jira.Jira(server.url, "SHOP", Secret(TOKEN), login=LOGIN, timeout=timedelta(seconds=5))
    tracker.sign_in()
    edge = tracker.edge()
    tracker.make("Export all invoices", "One click each. mark")
    tracker.find("mark", edge)
    tracker.say("SHOP-1", "What is new. mark")
    assert tracker.has_said("SHOP-1", "mark")
    server.close_issue(server.issues[0], done=False)
    tracker.look("SHOP-1")
    tracker.look("SHOP-99")
    tracker.make("x" * 300, "Too long a title")
    tracker.close()
    server.close()
    assert {(asked.method, reply.status) for asked, reply in server.said} == {
        ("GET", 200), ("POST", 201), ("GET", 404), ("POST", 400),
    }  # fmt: skip
    known = [
        (operation(spec, PATHS, a.path.replace("/api/2", "/api/3"), a.method), a, reply) for a, reply in server.said
    ]
    assert [fault for each in known for fault in faults(spec, *each)] == []


@pytest.mark.parametrize(
    ("path", "method", "kind"),
    [("myself", "get", jira._Me), ("project/{projectIdOrKey}", "get", jira._Project),
     ("serverInfo", "get", jira._Server), ("issue", "post", jira._Keyed)],
)  # fmt: skip
def test_each_example_that_jira_gives_is_read(spec: Any, path: str, method: str, kind: Any) -> None:
    read = 0
    for status, response in spec["paths"][f"/rest/api/3/{path}"][method]["responses"].items():
        example = found(spec, response).get("content", {}).get("application/json", {}).get("example")
        if status.startswith("2") and example:
            msgspec.convert(json.loads(example) if isinstance(example, str) else example, kind)
            read += 1
    assert read

"""What we ask of GitHub, and what our fake of it answers, held against the description that GitHub publishes.

``WORKBENCH_API_SPECS`` names a folder with ``api.github.com.json``: from the package @octokit/openapi of npm (29 MB), or
of the repository github/rest-api-description. Without it there is nothing to hold it against.
"""

from __future__ import annotations

import json
import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.fakes.trackers import TOKEN, Asked, FakeGitHub, Reply
from workbench.feedback.trackers import github
from workbench.secrets.port import Secret

SPEC = Path(os.environ.get("WORKBENCH_API_SPECS", "")) / "api.github.com.json"
ISSUES = "/repos/{owner}/{repo}/issues"
PATHS = ("/user", "/repos/{owner}/{repo}", ISSUES, f"{ISSUES}/{{issue_number}}", f"{ISSUES}/{{issue_number}}/comments")
KINDS = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "number": (int, float)}

pytestmark = pytest.mark.skipif(not SPEC.is_file(), reason="GitHub's description is not here: set WORKBENCH_API_SPECS")


@pytest.fixture(scope="module")
def spec() -> Any:
    return json.loads(SPEC.read_text("utf-8"))


class Recorded(FakeGitHub):
    """``said``: each request with its answer."""

    def __init__(self) -> None:
        self.said: list[tuple[Asked, Reply]] = []
        super().__init__()

    def answer(self, asked: Asked) -> Reply:
        reply = super().answer(asked)
        self.said.append((asked, reply))
        return reply


def found(spec: Any, part: Any) -> Any:
    """``part``, or what it refers to."""
    while isinstance(part, dict) and "$ref" in part:
        name, part = part["$ref"], spec
        for step in name[2:].split("/"):
            part = part[step]
    return part


def wrong(spec: Any, value: Any, schema: Any, at: str = "") -> list[str]:
    """Where ``value`` is not of ``schema``; that something is left out is no fault of a fake."""
    schema = found(spec, schema)
    if value is None and schema.get("nullable"):
        return []
    for several in ("anyOf", "oneOf"):
        if several in schema:
            faults = [wrong(spec, value, each, at) for each in schema[several]]
            return [] if [] in faults else faults[0]
    kind = schema.get("type")
    if kind and (not isinstance(value, KINDS[kind]) or (kind != "boolean" and isinstance(value, bool))):
        return [f"{at}: {value!r} is not of type {kind}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is none of {schema['enum']}"]
    if isinstance(value, list):
        return [fault for each in value for fault in wrong(spec, each, schema.get("items", {}), f"{at}[]")]
    known = schema.get("properties")
    if not isinstance(value, dict) or known is None:
        return []
    strange = [f"{at}.{name} is not known" for name in value if name not in known]
    return strange + [
        fault for name in value if name in known for fault in wrong(spec, value[name], known[name], f"{at}.{name}")
    ]


def operation(spec: Any, asked: Asked) -> Any:
    path = asked.path.removeprefix("/api/v3")
    name = next(each for each in PATHS if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", each), path))
    return spec["paths"][name][asked.method.lower()]


def faults(spec: Any, asked: Asked, reply: Reply) -> list[str]:
    about = operation(spec, asked)
    params = {each["name"]: each for each in (found(spec, part) for part in about.get("parameters", []))}
    bad = [f"?{name} is not known" for name in asked.query if name not in params]
    for name, text in asked.query.items():
        kind = found(spec, params[name]["schema"]) if name in params else {}
        bad += wrong(spec, int(text) if kind.get("type") == "integer" else text, kind, f"?{name}")
    if asked.body is not None:
        bad += wrong(spec, asked.body, about["requestBody"]["content"]["application/json"]["schema"], "asked")
    if str(reply.status) not in about["responses"]:
        return [*bad, f"{reply.status} is no answer"]
    answered = found(spec, about["responses"][str(reply.status)])
    return bad + wrong(spec, reply.body, answered["content"]["application/json"]["schema"], "answered")


def test_what_we_ask_and_what_our_fake_answers_is_as_github_says(spec: Any) -> None:
    server = Recorded()
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
    assert [fault for asked, reply in server.said for fault in faults(spec, asked, reply)] == []


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

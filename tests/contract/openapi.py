"""What was asked and answered, held against the description of an interface that its vendor publishes (OpenAPI 3)."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.fakes.trackers import Asked, FakeTracker, Reply

KINDS: dict[str, Any] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
    "number": (int, float),
}
FOLDER = Path(os.environ.get("WORKBENCH_API_SPECS", ""))


class Recorded(FakeTracker):
    """Beside a fake of a vendor: ``said`` holds each request with its answer."""

    def __init__(self, **more: Any) -> None:
        self.said: list[tuple[Asked, Reply]] = []
        super().__init__(**more)

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


def operation(spec: Any, paths: Iterable[str], path: str, method: str) -> Any:
    name = next(each for each in paths if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", each), path))
    return spec["paths"][name][method.lower()]


def faults(spec: Any, about: Any, asked: Asked, reply: Reply) -> list[str]:
    """Where a request and its answer are not what ``about``, an operation of ``spec``, says."""
    params = {each["name"]: each for each in (found(spec, part) for part in about.get("parameters", []))}
    bad = [f"?{name} is not known" for name in asked.query if name not in params]
    for name, text in asked.query.items():
        kind = found(spec, params[name]["schema"]) if name in params else {}
        read: dict[str, Callable[[str], object]] = {"integer": int, "array": lambda text: text.split(",")}
        bad += wrong(spec, read.get(kind.get("type", ""), str)(text), kind, f"?{name}")
    if asked.body is not None:
        bad += wrong(spec, asked.body, about["requestBody"]["content"]["application/json"]["schema"], "asked")
    if str(reply.status) not in about["responses"]:
        return [*bad, f"{reply.status} is no answer"]
    content = found(spec, about["responses"][str(reply.status)]).get("content", {}).get("application/json", {})
    return bad + wrong(spec, reply.body, content.get("schema", {}), "answered")

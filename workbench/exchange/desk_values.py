"""What stands in an object of somebody's JSON, where it is what it should be; else nothing."""

from __future__ import annotations

from typing import Any

from workbench.kernel.text import one_line


def identity(data: dict[str, Any]) -> str:
    """The id of an object as text; empty where it has none."""
    value = data.get("id")
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""


def text(value: Any) -> str:
    """The value where it is text, else empty."""
    return value if isinstance(value, str) else ""


def listed(value: Any) -> list[Any]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def table(value: Any) -> dict[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def is_off(value: Any) -> bool:
    """Whether a switch such as ``active`` says no, in any of the ways in which it is written."""
    return value is False or value == 0 or (isinstance(value, str) and value.strip().lower() in {"false", "0", "no"})


def wrong(data: dict[str, Any], *keys: str) -> tuple[str, ...]:
    """A sentence where one of the texts of an object is something else."""
    odd = [key for key in keys if data.get(key) is not None and not isinstance(data[key], str)]
    return (f"What it holds as {', '.join(odd)} is not text.",) if odd else ()


def attachments(data: dict[str, Any]) -> tuple[str, ...]:
    """A sentence about the files that go with a reply, which stay in the helpdesk."""
    files = map(table, listed(data.get("attachments")))
    names = [text(each.get("name")) or text(each.get("filename")) or "a file" for each in files]
    return (f"Files that go with it were left out: {one_line(', '.join(names), 200)}.",) if names else ()


def summary(changes: list[str], most: int = 12) -> str:
    """What a macro does to a ticket, in a line."""
    return "; ".join(filter(None, changes[:most])) + ("; …" if len(changes) > most else "")

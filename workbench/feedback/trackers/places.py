"""Addresses of issues as people see them: made from what is known here, never taken from a tracker's answer. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from workbench.feedback.trackers.port import TrackerKind

_GITHUB = re.compile(r"/([\w.-]+/[\w.-]+)/issues/(\d{1,12})/?")
_GITLAB = re.compile(r"/([\w.-]+(?:/[\w.-]+)+?)(?:/-)?/(?:issues|work_items)/(\d{1,12})/?")
_JIRA = re.compile(r"/browse/([A-Z][A-Z0-9_]{1,60}-\d{1,12})/?")
_USUAL = {
    TrackerKind.GITHUB: "https://github.com",
    TrackerKind.GITLAB: "https://gitlab.com",
    TrackerKind.JIRA: "",
}
_LIKE = {
    TrackerKind.GITHUB: "owner/repository/issues/12",
    TrackerKind.GITLAB: "group/project/-/issues/12",
    TrackerKind.JIRA: "browse/SHOP-12",
}


def usual_address(kind: TrackerKind) -> str:
    """Where most people reach it; empty where each has an own one."""
    return _USUAL[kind]


def url_of(kind: TrackerKind, address: str, remote: str) -> str:
    """The address of an issue."""
    project, _, number = remote.rpartition("#")
    match kind:
        case TrackerKind.GITHUB:
            return f"{address}/{project}/issues/{number}"
        case TrackerKind.GITLAB:
            return f"{address}/{project}/-/issues/{number}"
        case TrackerKind.JIRA:
            return f"{address}/browse/{remote}"


def remote_of(kind: TrackerKind, address: str, url: str) -> str | None:
    """What the tracker at ``address`` calls the issue at ``url``; None where it is none of it."""
    if len(url) > 500 or not _same(address, url):
        return None
    path = urlsplit(url.strip()).path.removeprefix(urlsplit(address).path)
    match kind:
        case TrackerKind.GITHUB:
            found = _GITHUB.fullmatch(path)
        case TrackerKind.GITLAB:
            found = _GITLAB.fullmatch(path)
        case TrackerKind.JIRA:
            found = _JIRA.fullmatch(path)
            return found[1] if found else None
    return f"{found[1]}#{found[2]}" if found else None


def looks_like(kind: TrackerKind, address: str) -> str:
    """An example of an issue's address, for a person."""
    return f"{address}/{_LIKE[kind]}"


def _same(address: str, url: str) -> bool:
    try:
        one, other = urlsplit(address), urlsplit(url.strip())
        ports = (one.port, other.port)
    except ValueError:
        return False
    same = one.scheme == other.scheme and one.hostname == other.hostname and ports[0] == ports[1]
    return same and other.username is None and other.path.startswith(one.path)

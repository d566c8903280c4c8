"""Keeps secrets out of logs: a filter that every handler of ours carries."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterable

from workbench.secrets.port import Secret

_GONE = "***"
_SHORTEST_KNOWN = 4

_PATTERNS = (
    # Authorization, cookies and keys in headers: as text, as a dict's or as a byte pair's repr
    re.compile(
        r"(?i)((?:proxy-)?authorization|(?:set-)?cookie|x-(?:api-key|auth-token|csrf-token)|api[_-]access[_-]token)"
        r"(['\"]?\s*[:=,]\s*(?:b?['\"])?)(?:(?:token|bearer|basic|digest)\s+)?[^'\"\r\n]+"
    ),
    re.compile(r"(?i)\b(token|bearer|basic)(\s+)[A-Za-z0-9._~+/=-]{12,}"),
    re.compile(r"(?i)\b((?:access_|refresh_|api_?|auth_|client_)?(?:token|key|secret|password|passwd|pwd))"
               r"(['\"]?\s*[:=]\s*b?['\"]?)[^\s'\"&,;)}\]]+"),
    re.compile(r"(://)()[^/\s@]+(?=@)"),
)  # fmt: skip
_BARE = (
    re.compile(r"\b\d+-\d+-[0-9a-fA-F]{16,}\b"),  # a Request Tracker token
    re.compile(r"\b(?:gl[a-z]{2,6}-|gh[a-z]_|github_pat_|ATATT)[\w=-]{12,}"),  # of GitLab, GitHub and Jira
    re.compile(r"\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*"),
    re.compile(r"\b(?=\w*[0-9])(?=\w*[A-Za-z])\w{32,}\b"),
)
_STANDARD = frozenset(vars(logging.LogRecord("", 0, "", 0, "", (), None)))


class Redactor:
    """Takes secrets out of text: those it has been told of, and what looks like one."""

    def __init__(self, known: Iterable[Secret] = ()) -> None:
        self._known = {secret for secret in known if len(secret.reveal()) >= _SHORTEST_KNOWN}

    def learn(self, secret: Secret) -> None:
        """Take ``secret`` out from now on, whatever it looks like."""
        if len(secret.reveal()) >= _SHORTEST_KNOWN:
            self._known.add(secret)

    def clean(self, text: str) -> str:
        for secret in tuple(self._known):
            text = text.replace(secret.reveal(), _GONE)
        for pattern in _PATTERNS:
            text = pattern.sub(rf"\1\2{_GONE}", text)
        for pattern in _BARE:
            text = pattern.sub(_GONE, text)
        return text


class RedactingFilter(logging.Filter):
    """Cleans every record that passes. Belongs on handlers: a logger's filters miss its children's."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redactor = redactor

    def filter(self, record: logging.LogRecord) -> bool:
        clean = self._redactor.clean
        record.msg, record.args = clean(_message(record)), ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip()
        record.exc_info = None  # a handler that formats it anew would show what was taken out
        record.exc_text = clean(record.exc_text) if record.exc_text else None
        record.stack_info = clean(record.stack_info) if record.stack_info else None
        for name in vars(record).keys() - _STANDARD:
            value = getattr(record, name)
            if not isinstance(value, int | float | bool | None):
                setattr(record, name, clean(str(value)))
        return True


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:
        return f"{record.msg} (its details could not be shown)"

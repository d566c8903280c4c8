"""A server that wants to be left alone is told from one that does not know us."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from workbench.kernel.errors import AuthFailed, Busy
from workbench.net.answer import Answer
from workbench.net.redact import Redactor

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def checked(status: int, body: bytes = b"{}", **headers: str) -> Answer:
    lines = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(host="h", status=status, headers=lines, body=body).checked(NOW)


@pytest.mark.parametrize(
    ("headers", "body", "wait"),
    [
        ({"retry_after": "7"}, b"{}", 7),
        ({"x_ratelimit_remaining": "0", "x_ratelimit_reset": str(int(NOW.timestamp()) + 90)}, b"{}", 90),
        ({"x_ratelimit_remaining": "0", "x_ratelimit_reset": "1"}, b"{}", 1),
        ({"x_ratelimit_remaining": "0", "x_ratelimit_reset": "9" * 40}, b"{}", 3600),
        ({}, b'{"message": "You have exceeded a secondary rate limit."}', 60),
    ],
)
def test_a_403_may_be_a_wait(headers: dict[str, str], body: bytes, wait: int) -> None:
    with pytest.raises(Busy) as caught:
        checked(403, body, **headers)
    assert caught.value.retry_after == timedelta(seconds=wait)


@pytest.mark.parametrize(
    "headers", [{}, {"x_ratelimit_remaining": "12", "x_ratelimit_reset": "99"}, {"x_ratelimit_remaining": "0"}]
)
def test_another_403_is_none(headers: dict[str, str]) -> None:
    with pytest.raises(AuthFailed):
        checked(403, **headers)


@pytest.mark.parametrize(
    "token",
    ["glpat-AbCdEf_0123456789xy", "ghp_abcdefghijklmnop", "github_pat_11ABCDEFG0abcdefgh", "ATATT3xFfGF0abc-def_ghi="],
)
def test_tokens_of_trackers_are_taken_out_of_logs(token: str) -> None:
    assert token not in Redactor().clean(f"sent {token} there")

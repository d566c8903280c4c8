from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from workbench.net.redact import RedactingFilter, Redactor
from workbench.secrets.port import Secret

RT_TOKEN = "1-32-0123456789abcdef0123456789abcdef"
LOGGER = logging.getLogger("tests.redact")


class Log:
    """A logger with one guarded handler, and what it wrote."""

    def __init__(self, redactor: Redactor) -> None:
        self._out = io.StringIO()
        self.handler = logging.StreamHandler(self._out)
        self.handler.setFormatter(logging.Formatter("%(levelname)s %(message)s %(more)s", defaults={"more": ""}))
        self.handler.addFilter(RedactingFilter(redactor))

    @property
    def text(self) -> str:
        return self._out.getvalue()


@pytest.fixture
def redactor() -> Redactor:
    return Redactor([Secret("plain-word-9")])


@pytest.fixture
def log(redactor: Redactor) -> Iterator[Log]:
    made = Log(redactor)
    LOGGER.addHandler(made.handler)
    LOGGER.propagate = False
    LOGGER.setLevel(logging.DEBUG)
    yield made
    LOGGER.removeHandler(made.handler)
    LOGGER.propagate = True


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        (f"Authorization: token {RT_TOKEN}", RT_TOKEN),
        (f"{{'Authorization': 'token {RT_TOKEN}'}}", RT_TOKEN),
        ("[(b'Authorization', b'Basic YWxpY2U6cHc=')]", "YWxpY2U6cHc="),
        ("authorization=Bearer abc.def-ghi_jkl/mno", "abc.def-ghi_jkl/mno"),
        ("Set-Cookie: RT_SID=deadbeef; path=/", "deadbeef"),
        ("GET https://x.example/a?access_token=hunter2&b=1", "hunter2"),
        ("password: 'hunter2'", "hunter2"),
        ('{"refresh_token": "hunter2", "b": 1}', "hunter2"),
        ("https://alice:hunter2@x.example/", "hunter2"),
        (f"the token was {RT_TOKEN} then", RT_TOKEN),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-DEF_123", "eyJzdWIiOiIxIn0"),
        ("key 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"),
        ("it said plain-word-9 aloud", "plain-word-9"),
    ],
)
def test_a_secret_does_not_come_through(log: Log, text: str, secret: str) -> None:
    LOGGER.info(text)
    LOGGER.info("%s", text)
    LOGGER.info("%s", {"told": [text]})
    LOGGER.info("see", extra={"more": [text]})
    LOGGER.info("stack", stack_info=True, extra={"more": ValueError(text)})
    try:
        raise ValueError(text)
    except ValueError:
        LOGGER.exception("it failed")
    assert secret not in log.text
    assert log.text.count("***") >= 6
    assert "Traceback" in log.text


@pytest.mark.parametrize(
    "text",
    [
        "HTTP Request: GET https://rt.example.com/REST/2.0/tickets?query=id+%3E+30 200 OK",
        "reply 018f4a6e-1234-7abc-8def-0123456789ab was sent",
        "the customer forgot the password again",
        "a token is needed",
    ],
)
def test_plain_words_come_through_whole(redactor: Redactor, text: str) -> None:
    assert redactor.clean(text) == text


def test_a_secret_that_is_learnt_later_is_taken_out_from_then_on(redactor: Redactor, log: Log) -> None:
    redactor.learn(Secret("grandmother"))
    LOGGER.info("grandmother %s", "called grandmother")
    assert "grandmother" not in log.text


def test_a_record_that_cannot_be_formatted_harms_nobody(log: Log) -> None:
    LOGGER.info("%d of plain-word-9", "many")
    assert "could not be shown" in log.text
    assert "plain-word-9" not in log.text


def test_no_later_handler_sees_what_was_taken_out(redactor: Redactor, log: Log) -> None:
    second = io.StringIO()
    plain = logging.StreamHandler(second)
    LOGGER.addHandler(plain)
    try:
        raise ValueError("plain-word-9")
    except ValueError:
        LOGGER.exception("it failed")
    LOGGER.removeHandler(plain)
    assert "ValueError: ***" in second.getvalue()

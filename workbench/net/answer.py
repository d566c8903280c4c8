"""An answer of a server, read whole, and the judgement whether it can be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import msgspec

from workbench.kernel.errors import AuthFailed, Busy, ServerFault
from workbench.kernel.text import normalise, one_line
from workbench.net.faults import Broken, Declined, retry_after

T = TypeVar("T")
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What reading an answer as JSON raises where it is something else, or nested without end."""
_SAID_CHARACTERS = 200
_A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer. ``headers``: names in lower case; ``body``: decoded, within the client's limit."""

    host: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    def into(self, shape: type[T]) -> T:
        """The JSON body as ``shape``. Raises ServerFault where it is something else."""
        if self.is_page:
            raise ServerFault(
                f"{self.host} answered with a web page where data was due.",
                "The address may be wrong, or a sign-in page stands in front of it.",
            )
        try:
            return msgspec.json.decode(self.body, type=shape, strict=False)
        except UNREADABLE:
            raise ServerFault(
                f"{self.host} answered with something unreadable.", "It will be tried again by itself."
            ) from None

    @property
    def is_page(self) -> bool:
        """Whether this is a web page and no data."""
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        return kind in {"text/html", "application/xhtml+xml"} or self.body[:64].lstrip().startswith(b"<")

    @property
    def said(self) -> str:
        """The server's own words about what it did not do: one line, or empty."""
        if self.is_page:
            return ""
        try:
            told = msgspec.json.decode(self.body)
        except UNREADABLE:
            return ""
        words = told.get("message", "") if isinstance(told, dict) else told
        if isinstance(words, list):
            words = " ".join(str(word) for word in words)
        return one_line(normalise(str(words)), _SAID_CHARACTERS)

    def checked(self, now: datetime) -> Answer:
        """This answer, where its status is 2xx. Raises AuthFailed, Busy, Broken or Declined else."""
        if 200 <= self.status < 300:
            return self
        if self.status == 403 and (wait := self._asked_to_wait(now)):
            raise Busy(f"{self.host} is busy.", "It asked us to wait; then it goes on by itself.", retry_after=wait)
        if self.status in {401, 403}:
            raise AuthFailed(
                f"{self.host} does not take your token.",
                "Make a new one there and sign in again in Settings. Drafts and the outbox stay as they are.",
            )
        # A 503 that names no time may come from a proxy that gave up on a server which went on to do it.
        if self.status == 429 or (self.status == 503 and "retry-after" in self.headers):
            raise Busy(
                f"{self.host} is busy.",
                "It asked us to wait; then it goes on by itself.",
                retry_after=self._asked_to_wait(now) or retry_after(None, now),
            )
        if self.status >= 500:
            raise Broken(f"{self.host} failed (status {self.status}).", "It will be tried again by itself.")
        raise Declined(
            f"{self.host} did not do what it was asked (status {self.status}).",
            self.said,
            status=self.status,
            said=self.said,
        )

    def _asked_to_wait(self, now: datetime) -> timedelta | None:
        """How long the server asks us to wait, for there was too much; None where it does not.

        GitHub says so with a 403: it names the wait, or that nothing is left until a time, or says it in words alone.
        """
        if (after := self.headers.get("retry-after")) is not None:
            return retry_after(after, now)
        reset = self.headers.get("x-ratelimit-reset", "").strip()
        if self.headers.get("x-ratelimit-remaining", "").strip() == "0" and reset.isdecimal():
            return retry_after(str(max(0, int(reset[:12]) - int(now.timestamp()))), now)
        return _A_MINUTE if "rate limit" in self.said.casefold() else None

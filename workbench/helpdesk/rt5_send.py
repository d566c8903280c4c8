"""Delivery to Request Tracker 5: one deed, once, and an honest word on what became of it."""

from __future__ import annotations

import html
import re
from datetime import timedelta

from workbench.helpdesk.port import (
    Ambiguous,
    Operation,
    Outcome,
    OutKind,
    Refused,
    Rejected,
    Sent,
)
from workbench.helpdesk.rt5_api import Rt5Api
from workbench.helpdesk.rt5_files import attachment
from workbench.helpdesk.rt5_marks import marker_comment
from workbench.helpdesk.rt5_read import REMOTE_STATUS
from workbench.kernel.errors import AuthFailed, Busy, Offline, StoreFault, WorkbenchError
from workbench.kernel.ids import RemoteId
from workbench.net.faults import Broken, Declined, Unreachable, Untrusted

DEEDS = {OutKind.REPLY: "correspond", OutKind.NOTE: "comment"}

_TRANSACTION = re.compile(r"/transaction/(\d+)/?$")
_GONE = "This ticket is no longer on the helpdesk, or it is not open to you any more."
_TIMED_OUT = 408


class Rt5Send:
    """Carries out operations. Never raises for the wire."""

    def __init__(self, api: Rt5Api) -> None:
        self._api = api

    def send(self, operation: Operation) -> Outcome:
        if not operation.ticket.isdecimal():
            return Rejected(_GONE)
        return self._set_status(operation) if operation.kind is OutKind.STATUS else self._say(operation)

    def obstacle(self, operation: Operation) -> Refused | Rejected | None:
        """What stands against it before anything is written: the server would revive a deleted ticket."""
        if not operation.ticket.isdecimal():
            return Rejected(_GONE)
        try:
            ticket = self._api.ticket(int(operation.ticket))
        except Busy as error:
            return Refused(error.title, error.retry_after)
        except AuthFailed as error:
            return Rejected(str(error))
        except (Offline, Broken, Untrusted) as error:
            return Refused(str(error), timedelta(seconds=30))
        except WorkbenchError as error:
            return Refused(str(error), timedelta(minutes=5))
        if ticket is None or ticket.status == "deleted":
            return Rejected(_GONE)
        return None

    def _say(self, operation: Operation) -> Outcome:
        try:
            body = _message(operation)
        except StoreFault as error:  # a file is not as it was: nothing has been asked of the server yet
            return Rejected(str(error))
        try:
            answer = self._api.say(int(operation.ticket), DEEDS[operation.kind], body, operation.upload)
            self._api.check(answer)
        except WorkbenchError as error:
            return outcome_of(error)
        found = _TRANSACTION.search(answer.headers.get("location", ""))
        if found is None:
            return Ambiguous("The helpdesk answered without saying where it put the message.")
        return Sent(RemoteId(found.group(1)))

    def _set_status(self, operation: Operation) -> Outcome:
        if operation.new_status is None:
            return Rejected("No status was named.")
        status = REMOTE_STATUS[operation.new_status]
        try:
            answer = self._api.set_status(int(operation.ticket), status)
            self._api.check(answer)
            now = self._api.ticket(int(operation.ticket))
        except WorkbenchError as error:
            return outcome_of(error)
        if now is not None and now.status == status:
            return Sent()
        return Rejected(with_words("The helpdesk did not change the status.", answer.said))


def _message(operation: Operation) -> dict[str, object]:
    """Raises StoreFault where a file cannot be read."""
    words = operation.html or "<br>\n".join(html.escape(operation.text).splitlines())
    body: dict[str, object] = {"Content": marker_comment(operation.marker) + words, "ContentType": "text/html"}
    if operation.new_status is not None:
        body["Status"] = REMOTE_STATUS[operation.new_status]
    if operation.files:
        body["Attachments"] = [attachment(file) for file in operation.files]
    return body


def outcome_of(error: WorkbenchError) -> Outcome:
    """What an error after the request began means for the deed."""
    if isinstance(error, Unreachable | Untrusted):
        return Refused(str(error), timedelta(seconds=30))
    if isinstance(error, Busy):
        return Refused(error.title, error.retry_after)
    if isinstance(error, AuthFailed):
        return Rejected("The helpdesk does not let you write here, or it does not take your token any more.")
    if isinstance(error, Declined) and error.status != _TIMED_OUT:
        return Rejected(with_words("The helpdesk did not take it.", error.said))
    return Ambiguous(error.title)


def with_words(sentence: str, said: str) -> str:
    """A sentence with what the helpdesk said to it."""
    return f"{sentence} It says: {said}" if said else sentence

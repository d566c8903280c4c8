"""Tickets and messages in our words, made of what Request Tracker 5 gave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.parser import HeaderParser
from email.utils import parseaddr

from workbench.helpdesk.port import (
    Author,
    RemoteAttachment,
    RemoteCustomer,
    RemoteMessage,
    RemoteTicket,
    Status,
)
from workbench.helpdesk.rt5_marks import begun_by
from workbench.helpdesk.rt5_wire import LONGEST_BODY, Part, Ticket, Transaction, User
from workbench.kernel.clock import from_text
from workbench.kernel.errors import ServerFault
from workbench.kernel.ids import RemoteId

SYSTEM_USERS = frozenset({"RT_System", "Nobody"})

_STATUS = {
    "new": Status.OPEN,
    "open": Status.OPEN,
    "stalled": Status.PENDING,
    "pending": Status.PENDING,
    "waiting": Status.PENDING,
    "resolved": Status.SOLVED,
    "solved": Status.SOLVED,
    "closed": Status.CLOSED,
    "rejected": Status.CLOSED,
    "deleted": Status.CLOSED,
}
REMOTE_STATUS = {
    Status.OPEN: "open",
    Status.PENDING: "stalled",
    Status.SOLVED: "resolved",
    Status.CLOSED: "rejected",
}


def ticket(found: Ticket, begun: str = "") -> RemoteTicket:
    """``begun``: the marker of its opening. Raises ServerFault where it has no time of creation."""
    return RemoteTicket(
        remote_id=RemoteId(str(found.id)),
        number=str(found.id),
        subject=found.subject,
        status=_STATUS.get(found.status.casefold(), Status.OPEN),
        remote_status=found.status,
        customer=_customer(found.requestors[0]) if found.requestors else None,
        created_at=_time(found.created),
        tags=(found.queue.name,) if found.queue.name else (),
        begun=begun,
    )


@dataclass(frozen=True, slots=True)
class Said:
    """One message as it was given: its step in the history, its parts, and who asked on the ticket."""

    step: Transaction
    parts: Sequence[Part]
    requestors: Sequence[User]


IsStaff = Callable[[User], bool]


def message(said: Said, is_staff: IsStaff) -> RemoteMessage:
    """The message in our words. Raises ServerFault where it has no time."""
    step, parts = said.step, said.parts
    if begun(said):
        return RemoteMessage(
            remote_id=RemoteId(str(step.id)),
            ticket=RemoteId(str(step.object_id)),
            author=Author.SYSTEM,
            author_name="",
            at=_time(step.created),
            text=f"{step.creator.shown} began this conversation.",
        )
    shown = bodies(parts)
    words = [part.content for part in shown]
    is_html = bool(shown) and _kind(shown[0]) == "text/html"
    author, name = _author(said, is_staff)
    return RemoteMessage(
        remote_id=RemoteId(str(step.id)),
        ticket=RemoteId(str(step.object_id)),
        author=author,
        author_name=name,
        at=_time(step.created),
        html="\n".join(words) if is_html else "",
        text="" if is_html else "\n\n".join(words),
        internal=step.type == "Comment",
        attachments=tuple(_attachment(part) for part in parts if _is_attachment(part, shown)),
    )


def begun(said: Said) -> str:
    """The marker of the opening that this message is; empty where it is a message like others."""
    return begun_by(said.parts) if said.step.type == "Create" else ""


def bodies(parts: Iterable[Part]) -> list[Part]:
    """The parts with the words of a message: its HTML, or else its plain text; none that is too long."""
    texts = [part for part in parts if not part.filename and part.content_length <= LONGEST_BODY]
    html = [part for part in texts if _kind(part) == "text/html"]
    return html or [part for part in texts if _kind(part) == "text/plain"]


def written_by_customer(said: Said, is_staff: IsStaff) -> bool:
    """Whether the customer, or another who is no staff, wrote it."""
    return _author(said, is_staff)[0] is Author.CUSTOMER


def _author(said: Said, is_staff: IsStaff) -> tuple[Author, str]:
    creator = said.step.creator
    if creator.login in {user.login for user in said.requestors}:
        return Author.CUSTOMER, creator.shown
    if creator.login in SYSTEM_USERS:
        return _behind_the_system(said.parts, said.requestors)
    return (Author.AGENT if is_staff(creator) else Author.CUSTOMER), creator.shown


def _behind_the_system(parts: Sequence[Part], requestors: Sequence[User]) -> tuple[Author, str]:
    """Imported mail is filed by the system itself; then its From header tells who wrote."""
    name, address = _sender(parts)
    for user in requestors:
        if address and address.casefold() == user.email_address.casefold():
            return Author.CUSTOMER, user.real_name or name or address
    return Author.SYSTEM, ""


def _sender(parts: Sequence[Part]) -> tuple[str, str]:
    for part in parts:
        try:
            given = HeaderParser().parsestr(part.headers)["From"]
        except MessageError:
            continue
        if given:
            return parseaddr(str(given))
    return "", ""


def _customer(user: User) -> RemoteCustomer:
    return RemoteCustomer(
        remote_id=RemoteId(user.login),
        name=user.shown,
        email=user.email_address,
        company=user.organization,
    )


def _is_attachment(part: Part, shown: Sequence[Part]) -> bool:
    if part in shown or _kind(part).startswith("multipart/"):
        return False
    alternative = not part.filename and _kind(part) in {"text/plain", "text/html"}
    if alternative:
        return part.content_length > LONGEST_BODY
    return bool(part.filename) or part.content_length > 0


def _attachment(part: Part) -> RemoteAttachment:
    return RemoteAttachment(
        remote_id=RemoteId(str(part.id)),
        name=part.filename or "unnamed",
        type=_kind(part) or "application/octet-stream",
        size=part.content_length,
    )


def _kind(part: Part) -> str:
    return part.content_type.partition(";")[0].strip().lower()


def _time(text: str) -> datetime:
    try:
        return from_text(text).astimezone(UTC)
    except ValueError:
        raise ServerFault(
            "The helpdesk gave a time that cannot be read.", "Its version may be one that is not known yet."
        ) from None

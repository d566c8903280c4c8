"""What Request Tracker 5 answers, as far as we read it; changes when its wire format does."""

from __future__ import annotations

from datetime import datetime
from typing import Generic, TypeVar

import msgspec

from workbench.kernel.clock import from_text

LONGEST_BODY = 2 * 2**20  # bytes; longer texts are logs and the like, and nobody's words
T = TypeVar("T")


class Wire(msgspec.Struct, rename="pascal", frozen=True, kw_only=True):
    """A record whose fields are named as there. Numbers come as text in lists and as numbers in records."""


class Named(Wire, frozen=True):
    """A thing that is known by its name."""

    name: str = ""


class User(Wire, frozen=True):
    """A person. In a record of its own ``id`` is the number and ``privileged`` is told; elsewhere neither."""

    id: str | int = msgspec.field(name="id", default="")
    name: str = ""
    real_name: str = ""
    email_address: str = ""
    organization: str = ""
    privileged: str | int = ""

    @property
    def login(self) -> str:
        return self.name or str(self.id)

    @property
    def shown(self) -> str:
        return self.real_name or self.email_address or self.login

    @property
    def is_privileged(self) -> bool:
        return self.privileged not in {"", "0", 0}


class Queue(Wire, frozen=True):
    """A queue in a listing."""

    id: int = msgspec.field(name="id")
    name: str = ""
    disabled: str | int = ""

    @property
    def is_open(self) -> bool:
        return self.disabled in {"", "0", 0}


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Something that we may do with a record."""

    ref: str = ""
    type: str = ""


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """What may be done with a record."""

    links: tuple[Link, ...] = msgspec.field(name="_hyperlinks", default=())


class Ticket(Wire, frozen=True):
    """A ticket in a listing."""

    id: int = msgspec.field(name="id")
    subject: str = ""
    status: str = ""
    created: str = ""
    last_updated: str = ""
    requestors: tuple[User, ...] = ()
    queue: Named = Named()


class TicketRecord(Wire, frozen=True):
    """A ticket asked for singly; ``id`` is another one's where it was merged into that."""

    id: int = msgspec.field(name="id")
    status: str = ""
    requestor: tuple[User, ...] = ()


class Transaction(Wire, frozen=True):
    """One step in a ticket's history; ``object_id``: number of the ticket."""

    id: int = msgspec.field(name="id")
    type: str = ""
    object_id: int = 0
    created: str = ""
    creator: User = User()
    new_value: str = ""

    @property
    def at(self) -> datetime:
        """Raises ValueError where it is no time."""
        return from_text(self.created)


class Part(Wire, frozen=True):
    """One part of a message; ``content_length`` in bytes, ``headers`` one a line, ``content`` of text only."""

    id: int = msgspec.field(name="id")
    transaction_id: int = 0
    content_type: str = ""
    filename: str = ""
    headers: str = ""
    content_length: int = 0
    content: str = ""


class Listing(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A page of a listing; a short one need not be the last. ``total``: None where rights hide rows."""

    items: tuple[T | None, ...] = ()
    total: int | None = None

    @property
    def rows(self) -> list[T]:
        return [item for item in self.items if item is not None]

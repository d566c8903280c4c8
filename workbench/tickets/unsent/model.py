"""What stands over the words of a new message."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.kernel.ids import AccountId, RemoteId, TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """To whom, about what, and from where. ``to`` as it was typed."""

    account: AccountId
    inbox: RemoteId
    to: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """A conversation that the helpdesk does not have yet. ``fixed``: it is on its way, so its heading stands."""

    ticket: TicketId
    heading: Heading
    fixed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A customer who wrote before. ``language``: of what they wrote last."""

    name: str
    email: str
    company: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Incomplete:
    """What is missing before it can go. ``part``: to or subject; ``reason`` in a sentence."""

    part: str
    reason: str

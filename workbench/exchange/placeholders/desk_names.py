"""What helpdesks call what we know: one table a helpdesk, from its placeholder to our name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from workbench.kernel.text import one_line

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GENERIC = {"ticket", "contact", "conversation", "customer", "requester", "custom_attribute", "value", "recipient"}


class Written(Enum):
    """How placeholders are written: ``{{x}}``, ``{%x,fallback=y%}``, ``#{x}`` or ``%{x}``."""

    BRACES = "{{"
    PERCENT = "{%"
    HASH = "#{"
    OSTICKET = "%{"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The placeholders of one helpdesk, in small letters.

    ``assignee``: those that stand there for who has the ticket, and here for who writes. ``liquid``: whether ``{%…%}``
    is logic there.
    """

    written: Written = Written.BRACES
    names: Mapping[str, str]
    assignee: Mapping[str, str] = field(default_factory=dict)
    liquid: bool = False

    def our_name(self, name: str) -> str:
        """Our name for one of theirs; empty where we know of none."""
        name = name.strip().lower()
        return self.names.get(name) or self.assignee.get(name, "")

    def is_assignee(self, name: str) -> bool:
        return name.strip().lower() in self.assignee


def label_of(name: str) -> str:
    """A name of theirs as a person would say it: ``ticket.ticket_field_36`` is “Ticket field 36”."""
    parts = [part for part in name.strip().split(".") if part]
    if parts and parts[-1] == "value":  # the readable form of a selection
        parts.pop()
    said = [part for part in parts[-2:] if part.lower() not in _GENERIC] or parts[-1:] or ["blank"]
    words = _CAMEL.sub(" ", " ".join(said)).replace("_", " ").replace("-", " ")
    return one_line(words[:1].upper() + words[1:], 80)


def _person(prefix: str, names: str, ours: str) -> dict[str, str]:
    """``names``: theirs for first, last and full name, address and phone; ``-`` where there is none."""
    wanted = ("first_name", "last_name", "full_name", "email", "phone")
    found = zip(names.split(), wanted, strict=False)
    return {f"{prefix}.{theirs}": f"{ours}.{our}" for theirs, our in found if theirs != "-"}


ZENDESK = Desk(
    liquid=True,
    names={
        **_person("ticket.requester", "first_name last_name name email phone", "customer"),
        **_person("current_user", "first_name last_name name email", "agent"),
        "ticket.organization.name": "customer.company",
        "ticket.requester.organization.name": "customer.company",
        "ticket.id": "ticket.number",
        "ticket.title": "ticket.subject",
        "ticket.status": "ticket.status",
        "ticket.url": "ticket.url",
        "ticket.link": "ticket.url",
        "ticket.brand.name": "inbox.name",
    },
    assignee=_person("ticket.assignee", "first_name last_name name email", "agent"),
)
HELP_SCOUT = Desk(
    written=Written.PERCENT,
    names={
        **_person("customer", "firstname lastname fullname email phone", "customer"),
        **_person("user", "firstname lastname fullname email", "agent"),
        "customer.company": "customer.company",
        "conversation.number": "ticket.number",
        "ticket.id": "ticket.number",
        "subject": "ticket.subject",
        "mailbox.name": "inbox.name",
    },
)
FRESHDESK = Desk(
    liquid=True,
    names={
        **_person("ticket.requester", "firstname lastname name email phone", "customer"),
        "ticket.requester.company_name": "customer.company",
        "ticket.company.name": "customer.company",
        "ticket.id": "ticket.number",
        "ticket.subject": "ticket.subject",
        "ticket.status": "ticket.status",
        "ticket.url": "ticket.url",
    },
    assignee=_person("ticket.agent", "- - name email", "agent"),
)
ZAMMAD = Desk(
    written=Written.HASH,
    names={
        **_person("ticket.customer", "firstname lastname fullname email phone", "customer"),
        **_person("user", "firstname lastname fullname email", "agent"),
        "ticket.organization.name": "customer.company",
        "ticket.customer.organization.name": "customer.company",
        "ticket.number": "ticket.number",
        "ticket.title": "ticket.subject",
        "ticket.state.name": "ticket.status",
        "ticket.group.name": "inbox.name",
    },
    assignee=_person("ticket.owner", "firstname lastname fullname email", "agent"),
)
CHATWOOT = Desk(
    names={
        **_person("contact", "first_name last_name name email phone", "customer"),
        "contact.phone_number": "customer.phone",
        "conversation.id": "ticket.number",
        "conversation.display_id": "ticket.number",
        "inbox.name": "inbox.name",
    },
    assignee=_person("agent", "first_name last_name name email", "agent"),
    liquid=True,
)
GORGIAS = Desk(
    names={
        **_person("ticket.customer", "firstname lastname name email", "customer"),
        **_person("current_user", "firstname lastname name email", "agent"),
        "ticket.sender.email": "customer.email",
        "ticket.id": "ticket.number",
        "ticket.subject": "ticket.subject",
        "ticket.status": "ticket.status",
    },
    assignee=_person("ticket.assignee_user", "firstname lastname name email", "agent"),
)
INTERCOM = Desk(
    names={
        **_person("user", "first_name last_name name email phone", "customer"),
        **_person("contact", "first_name last_name name email phone", "customer"),
        **_person("teammate", "first_name last_name name email", "agent"),
        **_person("author", "first_name last_name name email", "agent"),
        "first_name": "customer.first_name",
        "last_name": "customer.last_name",
        "name": "customer.full_name",
        "email": "customer.email",
        "company.name": "customer.company",
    },
)
FRONT = Desk(
    names={
        **_person("recipient", "first_name last_name name email phone", "customer"),
        **_person("user", "first_name last_name name email", "agent"),
        "account.name": "customer.company",
        "conversation.ticket_id": "ticket.number",
    },
)
OSTICKET = Desk(
    written=Written.OSTICKET,
    names={
        "ticket.name": "customer.full_name",
        "ticket.name.first": "customer.first_name",
        "ticket.name.last": "customer.last_name",
        "ticket.name.full": "customer.full_name",
        "ticket.email": "customer.email",
        "ticket.phone": "customer.phone",
        "ticket.number": "ticket.number",
        "ticket.subject": "ticket.subject",
        "ticket.status": "ticket.status",
    },
    assignee={
        "ticket.staff": "agent.full_name",
        "ticket.staff.name": "agent.full_name",
        "ticket.staff.name.first": "agent.first_name",
        "ticket.staff.email": "agent.email",
    },
)

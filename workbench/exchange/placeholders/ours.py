"""A plain table that somebody wrote by hand: our own names are taken as meant, other braces are asked about."""

from __future__ import annotations

import re

from workbench.exchange.making import Made
from workbench.exchange.placeholders.body import Body, plain

NAMES = frozenset({
    "customer.first_name", "customer.last_name", "customer.full_name", "customer.email", "customer.phone",
    "customer.company", "ticket.number", "ticket.subject", "ticket.status", "ticket.url", "agent.first_name",
    "agent.last_name", "agent.full_name", "agent.email", "inbox.name", "date.today",
})  # fmt: skip
_TAG = re.compile(r"(?P<literal>\\\{\{)|\{\{\s*(?P<inside>[^{}\n]{0,300})\s*\}\}")


def translate(text: str) -> Made:
    """A text with ``{{…}}`` in it as a body of ours."""
    if "{{" not in text:
        return plain(text)
    body = Body()
    last = 0
    for found in _TAG.finditer(text):
        body.words(text[last : found.start()])
        last = found.end()
        body.reads(found[0])
        name, bar, fallback = (found["inside"] or "").partition("|")
        if found["literal"]:
            body.words("{{")
        elif name.strip() == "cursor":
            body.cursor()
        elif name.strip() in NAMES:
            body.named(name.strip() + (f"|{fallback.strip()}" if bar else ""))
        else:
            body.unknown(found[0])
    body.words(text[last:])
    return body.made()

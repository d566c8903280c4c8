"""The template language: ``{{name}}``, ``{{name|fallback}}`` and ``{{cursor}}``. Data only: nothing is ever run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from workbench.kernel.places import label_of, open_places
from workbench.library.model import Filled

_PLACE = re.compile(r"\{\{\s*([a-z][a-z0-9_.]{0,60})\s*(?:\|([^{}\n]{0,120}))?\}\}")

KNOWN = frozenset(
    {
        "customer.first_name",
        "customer.full_name",
        "customer.email",
        "customer.company",
        "ticket.number",
        "ticket.subject",
        "agent.first_name",
        "agent.full_name",
        "agent.email",
    }
)


def names(body: str) -> Iterator[str]:
    """The names a body asks for, in order, ``cursor`` included."""
    return (match[1] for match in _PLACE.finditer(body))


def fill(body: str, values: Mapping[str, str], labels: Mapping[str, str]) -> Filled:
    """Fill ``body``. A name without value and fallback stays open, under its label where it is a field."""

    def value(match: re.Match[str]) -> str:
        name, fallback = match[1], match[2]
        if name == "cursor":
            return "\0"
        if known := values.get(name, "").strip():
            return known
        if fallback is not None:
            return fallback.strip()
        return "{{" + labels.get(name.removeprefix("field."), name) + "}}"

    text = _PLACE.sub(value, body.replace("\0", "")).strip("\n")
    before, _, after = text.partition("\0")
    marked = "\0" in text
    text = before + after.replace("\0", "")
    places = open_places(text)
    caret = len(before) if marked else (places[0].start if places else len(text))
    return Filled(text=text, caret=caret, open=tuple(label_of(text, place) for place in places))

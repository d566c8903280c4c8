"""The one form in which facts are kept, whoever wrote them."""

from __future__ import annotations

from dataclasses import replace

from workbench.kernel.errors import UserError
from workbench.kernel.text import one_line
from workbench.packs.format import NAME
from workbench.packs.model import Fact

_LONGEST = 500
_LONGEST_LABEL = 200


def checked(fact: Fact) -> Fact:
    """The fact in the one form that is kept. Raises UserError where its name or value cannot be used."""
    name, value = fact.name.strip(), one_line(fact.value, _LONGEST)
    if not NAME.fullmatch(name):
        raise UserError(
            "The name of a fact is written in small letters, digits and _.", "Call it something like refund_days."
        )
    if not value:
        raise UserError("The fact has no value.", "Write what snippets should say in its place.")
    label, owner = one_line(fact.label, _LONGEST_LABEL), one_line(fact.owner, _LONGEST_LABEL)
    return replace(fact, name=name, value=value, label=label, owner=owner)

"""What must hold of a snippet that says it is ours, before anybody trusts it."""

from __future__ import annotations

from dataclasses import replace

from workbench.exchange.making import folder_of, stays_out
from workbench.exchange.model import MAX_BODY_CHARACTERS, Item, Outcome
from workbench.kernel.text import normalise, one_line
from workbench.packs.format import NAME
from workbench.packs.model import FieldType, PackSnippet

MAX_VARIANTS = 200
_MAX_FIELDS = 200


def item_of(snippet: PackSnippet) -> Item:
    """The snippet as an item; one that cannot be used stays out."""
    source = snippet.title or snippet.id or "snippet"
    if fault := fault_of(snippet):
        return stays_out(source, fault)
    whole = replace(snippet, folder=folder_of(snippet.folder), origin=snippet.origin or f"workbench:{snippet.id}")
    return Item(source=one_line(normalise(source), 120), outcome=Outcome.COMES, snippet=whole)


def fault_of(snippet: PackSnippet) -> str:
    """Why it cannot be used, in a sentence; empty where it can."""
    if not snippet.id.strip() or len(snippet.id) > 200 or any(c in snippet.id for c in "{}\n"):
        return "Its id is missing, too long, or holds braces."
    if not snippet.title.strip() or len(snippet.title) > 500:
        return "Its title is missing or too long."
    bodies = (snippet.body, *(variant.body for variant in snippet.variants))
    if not all(body.strip() for body in bodies):
        return "There is no text in it."
    if len(snippet.variants) > MAX_VARIANTS or max(map(len, bodies)) > MAX_BODY_CHARACTERS:
        return f"Its text is longer than {MAX_BODY_CHARACTERS:,} characters, or it has too many variants."
    return _fault_of_fields(snippet)


def _fault_of_fields(snippet: PackSnippet) -> str:
    names = [field.name for field in snippet.fields]
    if len(names) > _MAX_FIELDS or len(set(names)) < len(names):
        return "It has too many fields, or two with the same name."
    for field in snippet.fields:
        if not NAME.fullmatch(field.name):
            return f"The name of its field “{one_line(field.name, 40)}” may hold small letters, digits and _ alone."
        if field.type is FieldType.CHOICE and not field.options:
            return f"Its choice “{one_line(field.label, 40)}” has no options."
    return ""

"""Read Gorgias's macros as its API answers them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.exchange.desk_json import Found, Shape, looks_like, objects, read_items, unique
from workbench.exchange.desk_values import attachments, identity, listed, summary, table, text
from workbench.exchange.making import Links, Made, Raw
from workbench.exchange.model import Item
from workbench.exchange.placeholders.desk_names import GORGIAS
from workbench.exchange.placeholders.desks import Text, main_words, translate
from workbench.kernel.text import one_line
from workbench.packs.model import SnippetStatus

_SIGNS = (re.compile(r"\"(?:setResponseText|addInternalNote|intent)\""), re.compile(r"\"actions\"\s*:"))
_SHAPE = Shape(lists=frozenset({"data", "macros"}), ones=frozenset({"macro"}))
_TEXTS = {"setResponseText": "", "addInternalNote": "note"}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Gorgias:
    """Tags that a macro adds become its own, and are told with what else it does to a ticket."""

    name = "gorgias"
    title = "Gorgias macros (JSON)"

    def recognises(self, path: Path) -> bool:
        return looks_like(path, *_SIGNS)

    def read(self, path: Path) -> Iterator[Item]:
        findings: list[Item] = []
        raws = (_raw(each) for each in unique(objects(path, _SHAPE, findings), findings))
        yield from read_items(self.name, path, raws, findings, _translate)


def _raw(found: Found) -> Raw:
    data = found.data
    name = text(data.get("name"))
    actions = [each for each in map(table, listed(data.get("actions"))[:200]) if each]
    texts = tuple(_texts(actions))
    looks = tuple(note for each in actions for note in attachments(table(each.get("arguments"))))
    changes = [_change(each) for each in actions if text(each.get("name")) not in _TEXTS]
    shown = summary(changes)
    off = bool(data.get("archived_datetime"))
    notes = looks + (("It is archived there.",) if off else ())
    notes += (f"Ticket changes left out: {shown}.",) if shown and texts else ()
    return Raw(
        identity=identity(data) or name or found.where,
        source=name or found.where,
        title=name,
        tags=tuple(tag for each in actions if text(each.get("name")) == "addTags" for tag in _tags(each)),
        synonyms=tuple(filter(None, (text(data.get("intent")).replace("/", " "),))),
        language=text(data.get("language")).lower(),
        body=main_words(texts),
        status=SnippetStatus.DEPRECATED if off else SnippetStatus.APPROVED,
        extra=texts,
        notes=notes + ((found.guess,) if found.guess else ()),
        look=bool(looks or found.guess),
        skip="" if texts or not shown else f"It says nothing, and only changes the ticket: {shown}.",
    )


def _texts(actions: list[dict[str, Any]]) -> Iterator[Text]:
    """The reply, then the note; where there are several, each as one."""
    for name, channel in _TEXTS.items():
        said = [table(each.get("arguments")) for each in actions if text(each.get("name")) == name]
        html = [text(each.get("body_html")) for each in said if text(each.get("body_html")).strip()]
        plain = [text(each.get("body_text")) for each in said if text(each.get("body_text")).strip()]
        if html or plain:
            words = "<br><br>".join(html) if html else "\n\n".join(plain)
            yield Text(words=words, html=bool(html), channel=channel)


def _tags(action: dict[str, Any]) -> list[str]:
    tags = table(action.get("arguments")).get("tags")
    named = tags.split(",") if isinstance(tags, str) else [text(each) for each in listed(tags)]
    return [tag.strip() for tag in named if tag.strip()]


def _change(action: dict[str, Any]) -> str:
    """What an action does to the ticket, in a few words."""
    name = text(action.get("name"))
    said = _CAMEL.sub(" ", name).lower() or text(action.get("title")) or "something"
    values = [value for value in table(action.get("arguments")).values() if isinstance(value, str | int)]
    return one_line(f"{said} {', '.join(map(str, values[:4]))}", 80)


def _translate(raw: Raw, links: Links) -> Made:
    return translate(GORGIAS, raw.extra, links)

"""Read osTicket's canned responses as a database tool exports its table: JSON, with or without the tool's wrapping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from workbench.exchange.desk_json import Found, Shape, looks_like, objects, read_items, unique
from workbench.exchange.desk_values import is_off, text
from workbench.exchange.html_body import to_markdown
from workbench.exchange.making import Links, Made, Raw
from workbench.exchange.model import Item
from workbench.exchange.placeholders.desk_names import OSTICKET
from workbench.exchange.placeholders.desks import Text, main_words, translate
from workbench.packs.model import SnippetStatus

_SIGN = re.compile(r"\"canned_id\"\s*:|\"[a-z0-9_]{0,40}canned_response\"")
_SHAPE = Shape(lists=frozenset({"data", "rows"}))
_HEADERS = {"header", "database"}


class OsTicket:
    """The columns ``canned_id``, ``title``, ``response``, ``lang``, ``isenabled`` and ``notes`` are read."""

    name = "osticket"
    title = "osTicket canned responses (JSON of the table)"

    def recognises(self, path: Path) -> bool:
        return looks_like(path, _SIGN)

    def read(self, path: Path) -> Iterator[Item]:
        findings: list[Item] = []
        rows = (each for each in objects(path, _SHAPE, findings) if each.data.get("type") not in _HEADERS)
        known = (replace(each, data=each.data | {"id": each.data.get("canned_id")}) for each in rows)
        raws = (_raw(each) for each in unique(known, findings))
        yield from read_items(self.name, path, raws, findings, _translate)


def _raw(found: Found) -> Raw:
    data = found.data
    title, response = text(data.get("title")), text(data.get("response"))
    off = is_off(data.get("isenabled", True))
    language = text(data.get("lang")).replace("_", "-").lower()
    texts = (Text(words=response, html=True),) if response.strip() else ()
    notes = (("It is switched off there.",) if off else ()) + ((found.guess,) if found.guess else ())
    return Raw(
        identity=str(data["id"]) if data["id"] else title or found.where,
        source=title or found.where,
        title=title,
        language="" if language == "system" else language,
        body=main_words(texts),
        context=to_markdown(text(data.get("notes"))[:5_000]).text,
        status=SnippetStatus.DEPRECATED if off else SnippetStatus.APPROVED,
        extra=texts,
        notes=notes,
        look=bool(found.guess),
    )


def _translate(raw: Raw, links: Links) -> Made:
    return translate(OSTICKET, raw.extra, links)

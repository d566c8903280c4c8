"""Read Chatwoot's canned responses: a short code and a text each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from workbench.exchange.desk_json import Found, Shape, looks_like, objects, read_items, unique
from workbench.exchange.desk_values import attachments, identity, text
from workbench.exchange.making import Links, Made, Raw
from workbench.exchange.model import Item
from workbench.exchange.placeholders.desk_names import CHATWOOT
from workbench.exchange.placeholders.desks import Text, translate

_SIGN = re.compile(r"\"short_code\"\s*:")
_SHAPE = Shape(lists=frozenset({"payload", "data", "canned_responses"}), ones=frozenset({"canned_response"}))


class Chatwoot:
    """The short code becomes the shortcut, and where it is several words the title too, since there is no other."""

    name = "chatwoot"
    title = "Chatwoot canned responses (JSON)"

    def recognises(self, path: Path) -> bool:
        return looks_like(path, _SIGN)

    def read(self, path: Path) -> Iterator[Item]:
        findings: list[Item] = []
        raws = (_raw(each) for each in unique(objects(path, _SHAPE, findings), findings))
        yield from read_items(self.name, path, raws, findings, _translate)


def _raw(found: Found) -> Raw:
    data = found.data
    code, content = text(data.get("short_code")).strip(), text(data.get("content"))
    title = re.sub(r"[-_\s]+", " ", code).strip()
    title = title[:1].upper() + title[1:] if " " in title else ""
    attached = attachments(data)
    return Raw(
        identity=identity(data) or code or found.where,
        source=code or found.where,
        title=title,
        triggers=(code,) if code else (),
        body=content,
        extra=(Text(words=content),),
        notes=attached + ((found.guess,) if found.guess else ()),
        look=bool(attached or found.guess),
    )


def _translate(raw: Raw, links: Links) -> Made:
    return translate(CHATWOOT, raw.extra, links)

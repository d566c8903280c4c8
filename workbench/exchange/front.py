"""Read Front's message templates and their folders as its API answers them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.exchange.desk_json import Found, Shape, looks_like, objects, read_items, unique
from workbench.exchange.desk_values import attachments, identity, table, text
from workbench.exchange.making import Links, Made, Raw
from workbench.exchange.model import Item
from workbench.exchange.placeholders.desk_names import FRONT
from workbench.exchange.placeholders.desks import Text, main_words, translate
from workbench.kernel.text import one_line

_SIGN = re.compile(r"/message_templates?(?:_folders)?/|\"is_available_for_all_inboxes\"\s*:")
_SHAPE = Shape(lists=frozenset({"_results"}))


class Front:
    """The subject of a template is told and left out: a snippet has none."""

    name = "front"
    title = "Front message templates (JSON)"

    def recognises(self, path: Path) -> bool:
        return looks_like(path, _SIGN)

    def read(self, path: Path) -> Iterator[Item]:
        findings: list[Item] = []
        found = list(objects(path, _SHAPE, findings))
        folders = {identity(each.data): text(each.data.get("name")) for each in found if "body" not in each.data}
        raws = (_raw(each, folders) for each in unique((each for each in found if "body" in each.data), findings))
        yield from read_items(self.name, path, raws, findings, _translate)


def _raw(found: Found, folders: dict[str, str]) -> Raw:
    data = found.data
    name, subject = text(data.get("name")), text(data.get("subject")).strip()
    texts = (Text(words=text(data.get("body")), html=True),)
    attached = attachments(data)
    notes = attached + ((f"Its subject was left out: {one_line(subject, 120)}.",) if subject else ())
    return Raw(
        identity=identity(data) or name or found.where,
        source=name or found.where,
        title=name,
        folder=folders.get(_folder(data), "").replace("/", " "),
        body=main_words(texts),
        extra=texts,
        notes=notes + ((found.guess,) if found.guess else ()),
        look=bool(attached or found.guess),
    )


def _folder(data: dict[str, Any]) -> str:
    """The id of its folder, which stands at the end of an address."""
    related = table(table(data.get("_links")).get("related"))
    return text(data.get("folder_id")) or text(related.get("folder")).rstrip("/").rpartition("/")[2]


def _translate(raw: Raw, links: Links) -> Made:
    return translate(FRONT, raw.extra, links)

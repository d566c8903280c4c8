"""Read the canned responses of Freshdesk and Freshservice: folders, and the responses in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.exchange.desk_json import Found, Shape, looks_like, objects, read_items, unique
from workbench.exchange.desk_values import attachments, identity, text
from workbench.exchange.making import Links, Made, Raw
from workbench.exchange.model import Item
from workbench.exchange.placeholders.desk_names import FRESHDESK
from workbench.exchange.placeholders.desks import Text, main_words, translate

_SIGN = re.compile(r"\"(?:content_html|responses_count|canned_responses?|canned_response_folders?)\"\s*:")
_SHAPE = Shape(
    lists=frozenset({"canned_responses", "canned_response_folders", "responses"}),
    ones=frozenset({"canned_response", "canned_response_folder"}),
)


class Freshdesk:
    """A folder's name comes along where the folders are in the same file or folder."""

    name = "freshdesk"
    title = "Freshdesk or Freshservice canned responses (JSON)"

    def recognises(self, path: Path) -> bool:
        return looks_like(path, _SIGN)

    def read(self, path: Path) -> Iterator[Item]:
        findings: list[Item] = []
        found = list(objects(path, _SHAPE, findings))
        folders = {identity(each.data): each.data for each in found if _is_folder(each.data)}
        responses = unique((each for each in found if not _is_folder(each.data)), findings)
        raws = (_raw(each, folders) for each in responses)
        yield from read_items(self.name, path, raws, findings, _translate)


def _is_folder(data: dict[str, Any]) -> bool:
    return "name" in data and "title" not in data and "content" not in data and "content_html" not in data


def _raw(found: Found, folders: dict[str, dict[str, Any]]) -> Raw:
    data = found.data
    title = text(data.get("title")) or text(data.get("name"))
    folder_id = data.get("folder_id")
    folder = folders.get(str(folder_id), {}) if isinstance(folder_id, int | str) else {}
    html, plain = text(data.get("content_html")), text(data.get("content"))
    texts = (Text(words=html or plain, html=bool(html)),) if (html or plain).strip() else ()
    attached = attachments(data)
    notes = attached + (("Only one person uses it there.",) if folder.get("personal") is True else ())
    bare = not texts and "content" not in data and "content_html" not in data
    return Raw(
        identity=identity(data) or title or found.where,
        source=title or found.where,
        title=title,
        folder=text(folder.get("name")).replace("/", " "),
        body=main_words(texts),
        extra=texts,
        notes=notes + ((found.guess,) if found.guess else ()),
        look=bool(attached or found.guess),
        skip="The list only names it. Put the answer for this one response beside it." if bare else "",
    )


def _translate(raw: Raw, links: Links) -> Made:
    return translate(FRESHDESK, raw.extra, links)

"""Read Intercom's macros as its API answers them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from workbench.exchange.desk_json import Found, Shape, looks_like, objects, read_items, unique
from workbench.exchange.desk_values import identity, listed, text
from workbench.exchange.making import Links, Made, Raw
from workbench.exchange.model import Item
from workbench.exchange.placeholders.desk_names import INTERCOM
from workbench.exchange.placeholders.desks import Text, main_words, translate

_SIGN = re.compile(r"\"(?:visible_to|visible_to_team_ids|available_on)\"\s*:|\"type\"\s*:\s*\"macro\"")
_SHAPE = Shape(lists=frozenset({"data", "macros"}))
_PLACE = re.compile(r"<attribute\b([^<>]{0,1000}?)/?>(?:\s*</attribute>)?", re.IGNORECASE)
_PART = re.compile(r"\b(key|default)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class Intercom:
    """``body`` is read, which keeps links; where it is missing, ``body_text``."""

    name = "intercom"
    title = "Intercom macros (JSON)"

    def recognises(self, path: Path) -> bool:
        return looks_like(path, _SIGN)

    def read(self, path: Path) -> Iterator[Item]:
        findings: list[Item] = []
        raws = (_raw(each) for each in unique(objects(path, _SHAPE, findings), findings))
        yield from read_items(self.name, path, raws, findings, _translate)


def _raw(found: Found) -> Raw:
    data = found.data
    name, html, plain = text(data.get("name")), text(data.get("body")), text(data.get("body_text"))
    channel = "chat" if listed(data.get("available_on")) == ["messenger"] else ""
    texts = (
        Text(words=_PLACE.sub(_braces, html) if html.strip() else plain, html=bool(html.strip()), channel=channel),
    )
    notes = ("Only some teams use it there.",) if text(data.get("visible_to")) == "specific_teams" else ()
    return Raw(
        identity=identity(data) or name or found.where,
        source=name or found.where,
        title=name,
        body=main_words(texts),
        extra=texts,
        notes=notes + ((found.guess,) if found.guess else ()),
        look=bool(found.guess),
    )


def _braces(found: re.Match[str]) -> str:
    """``<attribute key="x" default="y"/>`` as it is written in the editor."""
    parts = {part[1]: part[2] or part[3] or "" for part in _PART.finditer(found[1])}
    stands_in = unescape(parts.get("default", "")).replace('"', "'")
    shown = f'|fallback:"{stands_in}"' if stands_in else ""
    return "{{" + parts.get("key", "") + shown.replace("<", "").replace(">", "") + "}}"


def _translate(raw: Raw, links: Links) -> Made:
    return translate(INTERCOM, raw.extra, links)

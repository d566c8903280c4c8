"""Read Help Scout's saved replies (FreeScout's too): the list, and the single answers that hold their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from workbench.exchange.desk_json import Found, Shape, looks_like, objects, read_items, unique
from workbench.exchange.desk_values import identity, text, wrong
from workbench.exchange.making import Links, Made, Raw
from workbench.exchange.model import Item
from workbench.exchange.placeholders.desk_names import HELP_SCOUT
from workbench.exchange.placeholders.desks import Text, main_words, translate

_SIGN = re.compile(
    r"\"(?:chatText|chatPreview|saved-?_?[rR]eplies)\"\s*:|\{%\s*(?:customer|user|mailbox|conversation)\."
)
_SHAPE = Shape(
    lists=frozenset({"_embedded", "saved-replies", "savedReplies", "saved_replies"}),
    ones=frozenset({"savedReply", "saved_reply"}),
)


class HelpScout:
    """``text`` is for mail, ``chatText`` for chat."""

    name = "helpscout"
    title = "Help Scout saved replies (JSON)"

    def recognises(self, path: Path) -> bool:
        return looks_like(path, _SIGN)

    def read(self, path: Path) -> Iterator[Item]:
        findings: list[Item] = []
        raws = (_raw(each) for each in unique(objects(path, _SHAPE, findings), findings))
        yield from read_items(self.name, path, raws, findings, _translate)


def _raw(found: Found) -> Raw:
    data = found.data
    name, key = text(data.get("name")), identity(data)
    mail, chat = text(data.get("text")), text(data.get("chatText"))
    texts = tuple(
        each for each in (Text(words=mail, html=True), Text(words=chat, channel="chat")) if each.words.strip()
    )
    listed_only = not texts and ("preview" in data or "chatPreview" in data)
    notes = wrong(data, "text", "chatText")
    return Raw(
        identity=key or name or found.where,
        source=name or found.where,
        title=name,
        body=main_words(texts),
        extra=texts,
        notes=notes + ((found.guess,) if found.guess else ()),
        look=bool(notes or found.guess),
        skip="The list holds only its beginning. Put the answer for this one reply beside it." if listed_only else "",
    )


def _translate(raw: Raw, links: Links) -> Made:
    return translate(HELP_SCOUT, raw.extra, links)

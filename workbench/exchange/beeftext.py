"""Read Beeftext: its list of combos as JSON, in every version of the format, or a backup of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from workbench.exchange.files import Words, start_of, words_of
from workbench.exchange.html import as_markdown
from workbench.exchange.making import Links, Made, Raw, items, stays_out
from workbench.exchange.model import Item
from workbench.exchange.placeholders import beeftext as places
from workbench.kernel.errors import UserError
from workbench.packs.model import SnippetStatus

NEWEST = 10
MAX_JSON_BYTES = 32 * 1024 * 1024


class _File(msgspec.Struct):
    combos: list[msgspec.Raw]
    fileFormatVersion: int
    groups: list[msgspec.Raw] = []


class Beeftext:
    """Groups become folders; a combo that is off comes in as a draft."""

    name = "beeftext"
    title = "Beeftext (JSON)"

    def recognises(self, path: Path) -> bool:
        if path.suffix.lower() not in {".json", ".btbackup"}:
            return False
        start = start_of(path, 1 << 16)
        if not start.lstrip().startswith("{"):
            return False
        return '"combos"' in start or ('"groups"' in start and '"fileFormatVersion"' in start) or "#{" in start

    def read(self, path: Path) -> Iterator[Item]:
        words = words_of(path, MAX_JSON_BYTES)
        try:
            file = msgspec.json.decode(words.text, type=_File)
        except (msgspec.DecodeError, RecursionError) as error:
            raise UserError(f"“{path.name}” is not a list of combos.", f"Nothing was read: {error}.") from error
        groups = dict(_groups(file.groups))
        version = file.fileFormatVersion
        raws = (_raw(each, number, version, groups, words) for number, each in enumerate(file.combos, 1))
        if version > NEWEST:
            yield stays_out(
                path.name, f"It is of a newer version ({version}) than is known here; look at what came in."
            )
        yield from items(self.name, raws, _translate, _mentions)


def _groups(listed: list[msgspec.Raw]) -> Iterator[tuple[str, tuple[str, bool]]]:
    for each in listed:
        group = _table(each)
        yield _text(group.get("uuid")).lower(), (_text(group.get("name")), group.get("enabled") is not False)


def _raw(
    written: msgspec.Raw, number: int, version: int, groups: dict[str, tuple[str, bool]], words: Words
) -> Raw:  # fmt: skip
    combo = _table(written)
    source = f"combo {number}"
    if not combo:
        return Raw(identity=source, source=source, skip="It is not a combo that can be read.")
    keyword = _text(combo.get("keyword" if version >= 2 else "comboText"))
    text = _text(combo.get("snippet" if version >= 2 else "substitutionText"))
    name = _text(combo.get("name"))
    group, group_on = groups.get(_text(combo.get("group")).lower(), ("", True))
    on = combo.get("enabled") is not False and group_on
    html = combo.get("useHtml") is True
    notes: tuple[str, ...] = () if on else ("It was switched off there, so it comes in as a draft.",)
    if html:
        notes += ("It was HTML; look at how it reads now.",)
    if words.guess and not text.isascii():
        notes += (words.guess,)
    return Raw(
        identity=_text(combo.get("uuid")).strip("{}").lower() or keyword or name or source,
        source=name or keyword or source,
        title=name,
        body=as_markdown(text) if html else text,
        triggers=(keyword,) if keyword else (),
        known_as=(keyword,) if keyword else (),
        folder=group,
        context=_text(combo.get("description")) if version >= 10 else "",
        status=SnippetStatus.APPROVED if on else SnippetStatus.DRAFT,
        notes=notes,
        look=html or bool(words.guess and not text.isascii()),
    )


def _translate(raw: Raw, links: Links) -> Made:
    return places.translate(raw.body, links)


def _mentions(raw: Raw) -> Iterator[str]:
    return places.mentions(raw.body)


def _table(written: msgspec.Raw) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(written)
    except (msgspec.DecodeError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

"""Read Zendesk's macros as its API answers them, with the dynamic content they include where that is there too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.exchange.desk_json import Found, Shape, looks_like, objects, read_items, unique
from workbench.exchange.desk_values import identity, is_off, listed, summary, table, text
from workbench.exchange.making import Links, Made, Raw
from workbench.exchange.model import Item
from workbench.exchange.placeholders.desk_names import ZENDESK
from workbench.exchange.placeholders.desks import Text, dynamic, main_words, translate
from workbench.kernel.text import one_line
from workbench.packs.model import SnippetStatus

_SIGN = re.compile(
    r"\"(?:macros?|raw_title)\"\s*:|\"comment_value(?:_html)?\"|\"comment_mode_is_public\"|\"placeholder\"\s*:\s*\"\{\{dc\."
)
_SHAPE = Shape(lists=frozenset({"macros", "items", "results"}), ones=frozenset({"macro", "item"}))
_COMMENTS = {"comment_value": False, "comment_value_html": True}
_SAID = {
    "set_tags": "set the tags", "current_tags": "add the tags", "remove_tags": "take the tags away",
    "group_id": "group", "assignee_id": "assignee", "follower": "follower", "cc": "copy to", "brand_id": "brand",
    "ticket_form_id": "form", "custom_status_id": "status",
}  # fmt: skip
_CUSTOM = re.compile(r"custom_fields_(\d{1,24})")
_CHANNEL = re.compile(r"channel:([a-z_]{1,30})")


class Zendesk:
    """``Folder::Title`` becomes a folder; what a macro does to a ticket is told and left out."""

    name = "zendesk"
    title = "Zendesk macros (JSON)"

    def recognises(self, path: Path) -> bool:
        return looks_like(path, _SIGN)

    def read(self, path: Path) -> Iterator[Item]:
        findings: list[Item] = []
        raws = (_raw(each) for each in unique(objects(path, _SHAPE, findings), findings, _key))
        yield from read_items(self.name, path, raws, findings, _translate, _mentions)


def _is_content(data: dict[str, Any]) -> bool:
    return text(data.get("placeholder")).startswith("{{dc.") or isinstance(data.get("variants"), list)


def _key(data: dict[str, Any]) -> str:
    """Macros and dynamic content are numbered each for themselves."""
    id_ = identity(data)
    return f"dc.{id_}" if id_ and _is_content(data) else id_


def _raw(found: Found) -> Raw:
    data = found.data
    if _is_content(data):
        return _dynamic_content(found)
    title = text(data.get("title")) or text(data.get("raw_title"))
    *folders, last = [part.strip() for part in title.split("::")]
    key = identity(data)
    texts, changes, notes = _actions(data.get("actions"))
    off = is_off(data.get("active", True))
    look = bool(notes) or bool(found.guess) or not key
    notes += ("It has no id, so a later import cannot find it again.",) if not key else ()
    notes += ("It is switched off there.",) if off else ()
    notes += _restriction(data.get("restriction"))
    notes += (f"Ticket changes left out: {changes}.",) if changes and texts else ()
    return Raw(
        identity=key or title or found.where,
        source=title or found.where,
        title=last or title,
        folder="/".join(part.replace("/", " ") for part in folders),
        body=main_words(texts),
        context=text(data.get("description")),
        status=SnippetStatus.DEPRECATED if off else SnippetStatus.APPROVED,
        extra=texts,
        notes=notes + ((found.guess,) if found.guess else ()),
        look=look,
        skip="" if texts else _nothing_said(changes),
    )


def _nothing_said(changes: str) -> str:
    return f"It says nothing, and only changes the ticket: {changes}." if changes else "There is no text in it."


def _actions(actions: Any) -> tuple[tuple[Text, ...], str, tuple[str, ...]]:
    """The texts with the main one first, what else is done in words, and what could not be read."""
    comments: dict[str, list[Text]] = {}
    changes, notes, public = [], [], True
    if not isinstance(actions, list):
        return (), "", ("Its actions are not a list.",)
    for action in actions[:200]:
        field, value = text(table(action).get("field")), table(action).get("value")
        if field == "comment_mode_is_public":
            public = not is_off(value)
        elif field in _COMMENTS:
            comment = _comment(value, html=_COMMENTS[field])
            if comment is None:
                notes.append("One of its comments could not be read.")
            else:
                comments.setdefault(comment.channel, []).append(comment)
        elif field:
            changes.append(f"{_called(field)} {_shown(value)}".strip())
        else:
            notes.append("One of its actions could not be read.")
    return tuple(_texts(comments, notes, public)), summary(changes), tuple(dict.fromkeys(notes))


def _comment(value: Any, *, html: bool) -> Text | None:
    """A comment: a string, or a channel with a string. None where it is neither; empty ones are no comments."""
    channel = ""
    if isinstance(value, list) and len(value) == 2:
        channel, value = text(value[0]), value[1]
    elif isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str):
        return None
    named = _CHANNEL.fullmatch(channel.strip().lower())
    return Text(words=value, html=html, channel=named[1] if named and named[1] != "all" else "")


def _texts(comments: dict[str, list[Text]], notes: list[str], public: bool) -> Iterator[Text]:
    """One text a channel, that for all of them first."""
    for channel in sorted(comments, key=lambda channel: (channel != "", channel != "web", channel)):
        found = [each for each in comments[channel] if each.words.strip()]
        kinds = {each.html for each in found}
        if len(kinds) == 2:
            found = [each for each in found if each.html]
            notes.append("It held the same comment with and without its looks; the one with looks came in.")
        if not found:
            continue
        if len(found) > 1:
            notes.append("It held several comments; they came in as one.")
        words = ("<br><br>" if found[0].html else "\n\n").join(each.words for each in found)
        yield Text(words=words, html=found[0].html, channel=channel or ("" if public else "note"))


def _called(field: str) -> str:
    custom = _CUSTOM.fullmatch(field)
    return f"field {custom[1]}" if custom else _SAID.get(field, one_line(field.replace("_", " "), 40))


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(each) for each in value[:6])
    return one_line(str(value), 60) if isinstance(value, str | int | float) else ""


def _restriction(value: Any) -> tuple[str, ...]:
    if not isinstance(value, dict) or not value:
        return ()
    ids = [str(each) for each in listed(value.get("ids")) or [value.get("id")] if isinstance(each, int | str)]
    match text(value.get("type")):
        case "User":
            return ("Only one person uses it there.",)
        case "Group":
            return (f"Only some groups use it there: {', '.join(ids[:10])}.",)
    return ("Not everybody uses it there.",)


def _dynamic_content(found: Found) -> Raw:
    """Words that macros include, in their default language."""
    data = found.data
    key = text(data.get("placeholder")).strip("{} ")
    name = text(data.get("name")) or key
    variants = [each for each in map(table, listed(data.get("variants"))) if text(each.get("content")).strip()]
    first = next((each for each in variants if each.get("default") is True), variants[0] if variants else {})
    words = text(first.get("content"))
    others = len(variants) - 1
    notes = (f"It has {others} more in other languages, which are not named there and were left out.",)
    return Raw(
        identity=_key(data) or key or found.where,
        source=name,
        title=name,
        folder="Dynamic content",
        body=words,
        known_as=(key,) if key else (),
        extra=(Text(words=words, html="</" in words or "<br" in words),),
        notes=notes if others > 0 else (),
        look=others > 0,
    )


def _translate(raw: Raw, links: Links) -> Made:
    return translate(ZENDESK, raw.extra, links)


def _mentions(raw: Raw) -> Iterator[str]:
    for each in raw.extra or ():
        yield from dynamic(each.words)

"""What stands in a thread: cards, events, and a fold in place of what is rarely read. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from ui.panes.conversation.words import plain
from workbench.certainty.checked.model import Checked
from workbench.certainty.checked.words import lines
from workbench.helpdesk.port import Author
from workbench.kernel.text import one_line
from workbench.tickets.model import Conversation, Message
from workbench.tickets.safe_html import from_text, split_quote

_HEAD, _TAIL, _MOST_TAIL = 2, 8, 16
_FEW = 14
_BLANK = r"(?:<br>|&nbsp;|\s){0,8}"
_BLANK_PARAGRAPH = re.compile(rf"<p(?: dir=\"\w+\")?>{_BLANK}</p>")
_BLANK_DIV = re.compile(rf"<div( dir=\"\w+\")?>{_BLANK}</div>")
_LAST_BREAK = re.compile(r"<br>(?=</(?:div|p|li|td|th|blockquote)>)")
_LONGEST_TAG = 16
STEP = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A message. ``own``: what its writer says, ``quoted``: the earlier mail below it; both HTML.

    ``checked``: what was checked before it was sent, a line for each.
    """

    id: str
    message: Message
    own: str
    quoted: str | None
    checked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something the helpdesk notes, on one line."""

    id: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """``hidden`` messages stand here unseen."""

    id: str
    hidden: int


Item = Card | Event | Fold


def items(
    conversation: Conversation, unfolded: int = 0, checked: Mapping[str, Sequence[Checked]] = MappingProxyType({})
) -> list[Item]:
    """The thread, oldest first. Of a long one the first two and the last ones, and ``unfolded`` more.

    ``checked``: what was checked before a message was sent, by its id.
    """

    def item(message: Message) -> Item:
        return _item(message, lines(checked.get(message.id) or checked.get(message.outgoing_id or "") or ()))

    messages = conversation.messages
    start = _tail(conversation) - unfolded
    if len(messages) <= _FEW or start <= _HEAD + 1:
        return [item(message) for message in messages]
    fold = Fold(id="fold", hidden=start - _HEAD)
    return [*map(item, messages[:_HEAD]), fold, *map(item, messages[start:])]


def opening(conversation: Conversation) -> str:
    """Where a reader begins: the customer's last message; what is newest where that is answered or there is none."""
    for message in reversed(conversation.messages):
        if message.author is Author.CUSTOMER and not message.internal:
            return message.id
        if message.author is Author.AGENT and not message.internal:
            break
    return conversation.messages[-1].id if conversation.messages else ""


def _tail(conversation: Conversation) -> int:
    """Where the part begins that is shown to its end: with the customer's last message in it, if that is near."""
    messages = conversation.messages
    usual, least = len(messages) - _TAIL, len(messages) - _MOST_TAIL
    last = max((at for at, each in enumerate(messages) if each.author is Author.CUSTOMER), default=usual)
    return max(min(usual, last), least, 0)


def _item(message: Message, checked: tuple[str, ...]) -> Item:
    if message.author is Author.SYSTEM and message.outgoing_id is None:
        return Event(id=message.id, text=one_line(plain(message.text), 400), at=message.at)
    own, quoted = split_quote(message.html or from_text(message.text).html)
    return Card(id=message.id, message=message, own=tidy(own), quoted=quoted, checked=checked)


def tidy(html: str) -> str:
    """Clean HTML without the blank lines that only a text layout shows: a browser shows none for them either."""
    html = _BLANK_PARAGRAPH.sub("", html)
    html = _BLANK_DIV.sub("<div>\u00a0</div>", html)
    return _without_blank_end(_LAST_BREAK.sub("", html))


def _without_blank_end(html: str) -> str:
    """Nothing blank before the tags that close at the end."""
    closing: list[str] = []
    end = len(html)
    while end:
        if html[end - 1].isspace():
            end -= 1
        elif html.endswith("<br>", 0, end):
            end -= len("<br>")
        elif html.endswith("&nbsp;", 0, end):
            end -= len("&nbsp;")
        elif (start := html.rfind("</", max(0, end - _LONGEST_TAG), end)) >= 0 and ">" not in html[start : end - 1]:
            closing.append(html[start:end])
            end = start
        else:
            break
    return html[:end] + "".join(reversed(closing))

"""What stands in a thread: cards, events, and a fold in place of what is rarely read. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ui.panes.conversation.words import plain
from workbench.helpdesk.port import Author
from workbench.kernel.text import one_line
from workbench.tickets.model import Conversation, Message
from workbench.tickets.safe_html import from_text, split_quote

_HEAD, _TAIL, _MOST_TAIL = 2, 8, 16
_FEW = 14
STEP = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A message. ``own``: what its writer says, ``quoted``: the earlier mail below it; both HTML."""

    id: str
    message: Message
    own: str
    quoted: str | None


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


def items(conversation: Conversation, unfolded: int = 0) -> list[Item]:
    """The thread, oldest first. Of a long one the first two and the last ones, and ``unfolded`` more."""
    messages = conversation.messages
    start = _tail(conversation) - unfolded
    if len(messages) <= _FEW or start <= _HEAD + 1:
        return [_item(message) for message in messages]
    fold = Fold(id="fold", hidden=start - _HEAD)
    return [*map(_item, messages[:_HEAD]), fold, *map(_item, messages[start:])]


def opening(conversation: Conversation) -> str:
    """Where a reader begins: the customer's last message; the newest where the customer wrote none."""
    theirs = [message.id for message in conversation.messages if message.author is Author.CUSTOMER]
    if theirs:
        return theirs[-1]
    return conversation.messages[-1].id if conversation.messages else ""


def _tail(conversation: Conversation) -> int:
    """Where the part begins that is shown to its end: with the customer's last message in it, if that is near."""
    messages = conversation.messages
    usual, least = len(messages) - _TAIL, len(messages) - _MOST_TAIL
    last = max((at for at, each in enumerate(messages) if each.author is Author.CUSTOMER), default=usual)
    return max(min(usual, last), least, 0)


def _item(message: Message) -> Item:
    if message.author is Author.SYSTEM and message.outgoing_id is None:
        return Event(id=message.id, text=one_line(plain(message.text), 400), at=message.at)
    own, quoted = split_quote(message.html or from_text(message.text).html)
    return Card(id=message.id, message=message, own=own, quoted=quoted)

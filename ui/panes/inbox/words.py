"""What the inbox says: filters, state marks, empty lists. Plain Python."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ui.widgets.days import day_name
from ui.widgets.pill import State
from workbench.helpdesk.port import Status
from workbench.outbox.states import State as Progress
from workbench.outbox.words import mark_of
from workbench.tickets.model import TicketRow

# Marks that turn the direction of text could make a name or subject read as another one.
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Filter(StrEnum):
    """Which conversations are listed; the values are kept in the window's state."""

    OPEN = "open"
    PENDING = "pending"
    SOLVED = "solved"
    ALL = "all"
    DUE = "due"

    @property
    def word(self) -> str:
        return self.value.capitalize()

    @property
    def meaning(self) -> str:
        """What it lists, in words."""
        return "follow-ups that are due" if self is Filter.DUE else self.value

    @property
    def status(self) -> Status | None:
        """The status that is asked for; None: any."""
        return None if self in (Filter.ALL, Filter.DUE) else Status(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Emptiness:
    """What is said where the list is empty. ``act``: what its button does, ``verb``: what it says."""

    icon: str
    title: str
    sentence: str
    verb: str = ""
    act: str = ""


_CHANNELS = {"email": "", "chat": "Chat", "web": "Web", "social": "Social", "phone": "Phone"}
_OUT = (Progress.FAILED, Progress.ASK, Progress.SENDING, Progress.QUEUED)
_NEW = State(word="New", tone="accent", icon="edit")
_FOLLOW_UP = "flag"
_DUE = State(word="Due", tone="warning", icon=_FOLLOW_UP)
_DRAFT = State(word="Draft", tone="neutral", icon="draft")
_STATUS = {
    Status.OPEN: State(word="Open", tone="info", icon="inbox"),
    Status.PENDING: State(word="Pending", tone="warning", icon="snooze"),
    Status.SOLVED: State(word="Solved", tone="success", icon="check"),
    Status.CLOSED: State(word="Closed", tone="neutral", icon="lock"),
}


def plain(text: str) -> str:
    """Text from outside on one line, reading in the order in which it is written."""
    return " ".join(_TURNS.sub("", text).split())


def channel(row: TicketRow) -> str:
    """The channel in a word; mail, which most is, needs none."""
    return _CHANNELS.get(row.channel, plain(row.channel).capitalize())


def marks(row: TicketRow, shown: Filter, today: date) -> tuple[State, ...]:
    """The states of a row, the one that needs the person most first."""
    waiting = [mark_of(state) for state in _OUT if state in row.out_states]
    found = [State(word=mark.word, tone=mark.tone, icon=mark.icon) for mark in waiting]
    if row.follow_up is not None:
        found.append(_DUE if row.follow_up <= today else _promised(row.follow_up, today))
    if row.unsent and not waiting:
        found.append(_NEW)  # which is a draft until it goes
    elif row.has_draft:
        found.append(_DRAFT)
    if row.status is not (shown.status or Status.OPEN):
        found.append(_STATUS[row.status])
    return tuple(found)


def spoken(row: TicketRow, shown: Filter, age: str, today: date) -> str:
    """A row as it is read aloud."""
    states = ["Unread"] * row.unread + [_spoken(mark) for mark in marks(row, shown, today)]
    parts = (row.customer, row.subject, row.preview, age, channel(row), *states)
    return ", ".join(plain(part) for part in parts if part)


def _promised(day: date, today: date) -> State:
    name = day_name(day, today)
    return State(word=name[:1].upper() + name[1:], tone="neutral", icon=_FOLLOW_UP)


def _spoken(mark: State) -> str:
    return f"Follow up: {mark.word}" if mark.icon == _FOLLOW_UP else mark.word


def news(number: int) -> str:
    """The quiet line above the list."""
    return f"{number} new — show"


def emptiness(shown: Filter, words: str, *, accounts: bool, pulled: bool) -> Emptiness:
    """Why the list is empty, and what can be done about it."""
    if not accounts:
        sentence = "Connect your helpdesk, or look around on the practice desk."
        return Emptiness(icon="plug", title="No account yet.", sentence=sentence, verb="Set up", act="setup")
    if words.strip():
        every = shown is Filter.ALL
        where = "conversation" if every else f"{shown.value} conversation"
        where = "conversation that is due" if shown is Filter.DUE else where
        sentence = f"No {where} has all of these words."
        verb, act = ("Clear the search", "clear") if every else ("Search all", "all")
        return Emptiness(icon="search", title="Nothing found.", sentence=sentence, verb=verb, act=act)
    if not pulled:
        return Emptiness(
            icon="refresh", title="Looking for conversations.", sentence="They appear here as they come in."
        )
    titles = {
        Filter.OPEN: ("Nothing waits for you.", "New messages appear here by themselves."),
        Filter.PENDING: ("Nothing is pending.", "Conversations that wait for someone else stand here."),
        Filter.SOLVED: ("Nothing is solved yet.", "Conversations that you mark solved stand here."),
        Filter.DUE: ("Nothing is due.", "What you follow up stands here on its day."),
        Filter.ALL: ("No conversation yet.", "New messages appear here by themselves."),
    }
    title, sentence = titles[shown]
    return Emptiness(
        icon="check-circle" if shown in (Filter.OPEN, Filter.DUE) else "inbox", title=title, sentence=sentence
    )

"""What is said about something that goes out, and what can be done with it, by its state. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.helpdesk.port import OutKind, Status
from workbench.kernel.text import one_line
from workbench.outbox.model import Outgoing
from workbench.outbox.states import State

_LETTERS = 160
_FROM_LEFT, _END = "\u2066", "\u2069"
_LOST = "The answer was lost. Before anything else, the helpdesk is asked whether it arrived."
_WROTE = "The customer wrote again after you began this reply."
_ARRIVED = "The answer was lost. Look in the conversation on the helpdesk whether it arrived."

_RESTORED = "It comes from a backup, and may have gone out since. Look in the conversation on the helpdesk."
_HELD = "It waits for what stands before it in this conversation."
_ASKS = {"wrote": _WROTE, "restored": _RESTORED}


class Act(StrEnum):
    """What a person can do in the outbox; the values are what the buttons say."""

    UNDO = "Undo"
    SEND_NOW = "Send now"
    TRY_AGAIN = "Try again"
    EDIT = "Edit"
    SEND_ANYWAY = "Send anyway"
    IT_ARRIVED = "It arrived"
    SEND_AGAIN = "Send again"


SENDS = frozenset({Act.SEND_NOW, Act.TRY_AGAIN, Act.SEND_ANYWAY, Act.SEND_AGAIN})
WITHDRAWS = frozenset({Act.UNDO, Act.EDIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A state in a word, with the tone and icon of its pill."""

    word: str
    tone: str
    icon: str


_MARKS = {
    State.QUEUED: Mark(word="Queued", tone="warning", icon="clock"),
    State.SENDING: Mark(word="Sending", tone="info", icon="send"),
    State.FAILED: Mark(word="Not sent", tone="danger", icon="alert"),
    State.ASK: Mark(word="Needs a look", tone="accent", icon="question"),
    State.SENT: Mark(word="Sent", tone="success", icon="check"),
    State.WITHDRAWN: Mark(word="Taken back", tone="neutral", icon="undo"),
}
_STATUS = {
    Status.OPEN: "Mark open",
    Status.PENDING: "Mark pending",
    Status.SOLVED: "Mark solved",
    Status.CLOSED: "Close",
}


def mark_of(state: State) -> Mark:
    """How a state is shown."""
    return _MARKS[state]


def kind_of(outgoing: Outgoing) -> str:
    """What it is: a reply, an internal note, or a change of status."""
    if outgoing.kind is OutKind.NOTE:
        return "Internal note"
    if outgoing.kind is OutKind.STATUS:
        return _STATUS[outgoing.new_status] if outgoing.new_status else "Change of status"
    return "Reply" if outgoing.first is None else "New message"


def first_words(outgoing: Outgoing) -> str:
    """What tells it from the others at a glance."""
    return one_line(outgoing.text, _LETTERS) or kind_of(outgoing)


def files_of(outgoing: Outgoing) -> str:
    """What goes with it, by name, whose ending stands at the end in any script; empty where nothing does."""
    names = [f"{_FROM_LEFT}{each.file.name}{_END}" for each in outgoing.attached]
    return f"{len(names)} file{'s' if len(names) > 1 else ''}: {', '.join(names)}" if names else ""


def sentence(outgoing: Outgoing, *, online: bool) -> str:
    """How it stands, and why."""
    reason = outgoing.reason.strip()
    match outgoing.state:
        case State.QUEUED:
            return _HELD if outgoing.held else _queued(reason, online=online)
        case State.SENDING:
            return _LOST if reason else "On its way."
        case State.FAILED:
            return f"{_ended(reason) or 'The helpdesk did not take it.'} Your words are kept."
        case State.ASK:
            return _ASKS.get(outgoing.question, _ARRIVED)
        case State.SENT:
            return "It is with the helpdesk."
        case State.WITHDRAWN:
            return "Taken back. Its words are in the draft."


def acts(outgoing: Outgoing) -> tuple[Act, ...]:
    """What can be done now; the first is what is likely wanted."""
    match outgoing.state:
        case State.QUEUED:
            return (Act.UNDO, Act.SEND_NOW)
        case State.FAILED:
            return (Act.TRY_AGAIN, Act.EDIT)
        case State.ASK if outgoing.question == "wrote":
            return (Act.EDIT, Act.SEND_ANYWAY)
        case State.ASK:
            return (Act.IT_ARRIVED, Act.SEND_AGAIN, Act.EDIT)
        case _:
            return ()


def _queued(reason: str, *, online: bool) -> str:
    if reason:
        return f"{_ended(reason)} It is tried again by itself."
    return "Queued. It goes out in a moment." if online else "Queued. It goes out when you are online."


def _ended(reason: str) -> str:
    return reason if not reason or reason[-1] in ".!?…" else f"{reason}."

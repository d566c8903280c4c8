"""Deeds on entries inside a transaction. Each gives its answer, and the work that undoes it where it did something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from workbench.feedback import keep, repo
from workbench.feedback.clients import repo as clients
from workbench.feedback.model import (
    AlreadyKept,
    Beside,
    CaptureAnswer,
    Captured,
    Entry,
    FeedbackKind,
    NothingSaid,
    NotTheirWords,
    OwnAnswer,
    Speaker,
)
from workbench.feedback.personal import marked, masked
from workbench.feedback.plain import exact
from workbench.feedback.topics import deeds as topics
from workbench.feedback.topics import keep as kept_of_topics
from workbench.feedback.topics.model import How
from workbench.kernel.clock import to_text
from workbench.kernel.errors import UserError
from workbench.kernel.ids import EntryId, MessageId, TicketId, new_id
from workbench.store import Reader, Row, Tx

Undo = Callable[[Tx], None] | None


def capture(
    tx: Tx, message: MessageId, selected: str, kind: FeedbackKind, note: str, beside: Beside, now: datetime
) -> tuple[CaptureAnswer, Undo]:
    """Keep words of a customer's message under a kind, once."""
    said = repo.source(tx, message)
    words = exact(selected, said["text"]) if said else ""
    if said is None or not words:
        return NotTheirWords(), None
    if already := repo.kept(tx, message, kind):
        return AlreadyKept(already), None
    wanted = kind is not FeedbackKind.KUDOS if beside.wants_reply is None else beside.wants_reply
    row = _row(kind, words, note, said, beside, now) | {
        "message_id": message,
        "customer_name": said["customer_name"],
        "customer_email": said["customer_email"],
        "said_at": said["said_at"],
        "voice_id": clients.heard(tx, said),
        "wants_reply": int(wanted),
    }
    return _kept(tx, row, said["ticket_id"], beside, now)


def note_own(
    tx: Tx, text: str, kind: FeedbackKind, ticket: TicketId | None, channel: str, beside: Beside, now: datetime
) -> tuple[OwnAnswer, Undo]:
    """Keep what one of us observed. It is nobody's voice, so it counts no customer and owes nobody a reply."""
    if not text:
        return NothingSaid(), None
    around = repo.around(tx, ticket) if ticket else None
    on = TicketId(around["ticket_id"]) if around else None
    if already := repo.observed(tx, on, kind, text):
        return AlreadyKept(already), None
    row = _row(kind, text, "", around or {}, beside, now) | {
        "said_at": to_text(now),
        "speaker": Speaker.AGENT,
        "wants_reply": 0,
    }
    row["channel"] = channel or row["channel"]
    return _kept(tx, row, on, beside, now)


def remove(tx: Tx, entry: EntryId) -> Undo:
    """Take an entry away with its links, if it is there."""
    gone = repo.remove(tx, entry)
    if not gone["entry"]:
        return None
    row = gone["entry"][0]

    def undo(tx: Tx) -> None:
        if row["message_id"] and repo.kept(tx, row["message_id"], FeedbackKind(row["kind"])):
            raise UserError(
                "Words of the same message are kept under this kind by now.", "Remove that entry first, or leave it."
            )
        repo.restore(tx, gone)

    return undo


def change(tx: Tx, entry: EntryId, kind: FeedbackKind, note: str) -> tuple[AlreadyKept | None, Undo]:
    """Give an entry another kind or note, unless its message has an entry of that kind already."""
    before = repo.one(tx, entry)
    if before is None:
        return None, None
    if kind is not before.kind and (other := repo.kept(tx, before.message, kind, but=entry)):
        return AlreadyKept(other), None
    repo.change(tx, entry, kind, note)
    return None, lambda tx: repo.change(tx, entry, before.kind, before.note)


def mask(tx: Tx, entry: EntryId, now: datetime) -> tuple[int, Undo]:
    """Take personal data out of the words and the note of an entry; how many places there were."""
    before = repo.one(tx, entry)
    if before is None:
        return 0, None
    names = names_around(tx, before)
    words, note = marked(before.verbatim, names), marked(before.note, names)
    if not (words or note):
        return 0, None
    was = to_text(before.masked_at) if before.masked_at else None
    repo.put_words(tx, entry, masked(before.verbatim, words), masked(before.note, note), to_text(now))
    return len(words) + len(note), lambda tx: repo.put_words(tx, entry, before.verbatim, before.note, was)


def names_around(reader: Reader, entry: Entry) -> list[str]:
    """Whose names may stand in the words of an entry."""
    return [*repo.people(reader, entry.ticket), *([entry.customer_name] if entry.customer_name else [])]


def settled(tx: Tx) -> None:
    """Bring up to date what lists and searches read."""
    keep.settle(tx)
    kept_of_topics.settle(tx)


def _row(kind: FeedbackKind, words: str, note: str, around: Row, beside: Beside, now: datetime) -> Row:
    known = ("account_name", "account_id", "ticket_id", "ticket_number", "ticket_subject", "channel", "practice")
    blank: Row = dict.fromkeys(known, "") | {"account_id": None, "ticket_id": None, "practice": 0}
    return blank | {name: around[name] for name in known if name in around} | {
        "id": new_id(),
        "kind": kind,
        "verbatim": words,
        "note": note,
        "captured_at": to_text(now),
        "minutes": beside.minutes,
    }  # fmt: skip


def _kept(tx: Tx, row: Row, ticket: TicketId | None, beside: Beside, now: datetime) -> tuple[Captured, Undo]:
    marks = marked(row["verbatim"], repo.people(tx, ticket)) if beside.mask else ()
    if marks:
        row |= {"verbatim": masked(row["verbatim"], marks), "masked_at": to_text(now)}
    repo.add(tx, row)
    entry = repo.one(tx, EntryId(row["id"]))
    assert entry is not None
    linked, unlink = topics.link(tx, entry.id, beside.topic, How.SUGGESTED, now) if beside.topic else (None, None)

    def undo(tx: Tx) -> None:
        if unlink is not None:
            unlink(tx)
        repo.remove(tx, entry.id)

    return Captured(entry, linked), undo

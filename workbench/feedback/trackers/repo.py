"""Trackers, issues and pushes in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from workbench.feedback.trackers.model import Carried, Form, Issue, Names, Push, TrackerAccount
from workbench.feedback.trackers.offers import Seen, offer
from workbench.feedback.trackers.port import IssueState, RemoteIssue, TrackerKind
from workbench.feedback.trackers.states import State, may_follow
from workbench.kernel.changes import Kind
from workbench.kernel.clock import LONGEST_WAIT, from_text, to_text
from workbench.kernel.ids import EntryId, IssueId, PushId, TopicId, TrackerId
from workbench.store import Reader, Row, Tx

_MEMBER = (
    "WITH RECURSIVE member (id) AS (SELECT :root UNION SELECT m.from_topic FROM member"
    " JOIN topic_merge m ON m.into_topic = member.id AND m.undone_at IS NULL) "
)
_ISSUE = (
    "SELECT i.*, coalesce(t.name, '') AS tracker_name, coalesce((SELECT s.status FROM status_event s"
    " WHERE s.topic_id = i.topic_id ORDER BY s.at DESC, s.id DESC LIMIT 1), 'heard') AS stands"
    " FROM issue i LEFT JOIN tracker t ON t.id = i.tracker_id"
)
_PUSH = "SELECT p.*, coalesce(i.remote, '') AS remote FROM push p LEFT JOIN issue i ON i.id = p.issue_id"


def trackers(reader: Reader) -> list[TrackerAccount]:
    return [_tracker(row) for row in reader.rows("SELECT * FROM tracker ORDER BY created_at, id")]


def tracker(reader: Reader, tracker: TrackerId) -> TrackerAccount | None:
    row = reader.row("SELECT * FROM tracker WHERE id = ?", [tracker])
    return _tracker(row) if row else None


def add_tracker(tx: Tx, account: TrackerAccount, at: datetime) -> None:
    tx.insert(
        "tracker",
        {
            "id": account.id,
            "kind": account.kind,
            "name": account.name,
            "address": account.address,
            "project": account.project,
            "login": account.login,
            "me": account.me,
            "sort": account.sort,
            "open_to_all": None if account.open_to_all is None else int(account.open_to_all),
            "in_keyring": int(account.in_keyring),
            "created_at": to_text(at),
        },
    )
    tx.touch(Kind.TRACKER, account.id)


def sign_in_anew(tx: Tx, account: TrackerAccount) -> None:
    """Keep what a new sign-in found; a token that is or was in the keyring stays noted as being there."""
    open_to_all = None if account.open_to_all is None else int(account.open_to_all)
    tx.run(
        "UPDATE tracker SET login = ?, me = ?, sort = ?, open_to_all = ?, in_keyring = max(in_keyring, ?) WHERE id = ?",
        [account.login, account.me, account.sort, open_to_all, int(account.in_keyring), account.id],
    )
    tx.touch(Kind.TRACKER, account.id)


def remove_tracker(tx: Tx, tracker: TrackerId) -> None:
    """Take it away, and what waits for it back; issues stay, with their addresses, and so does what has left."""
    for row in tx.rows("SELECT id, state FROM push WHERE tracker_id = ? AND state <> 'made'", [tracker]):
        if not move(tx, row["id"], State.WITHDRAWN):
            move(tx, row["id"], State.ASK, reason="Its tracker was taken away. Look there whether it arrived.")
    tx.touch_all(Kind.ISSUE, [row["id"] for row in tx.rows("SELECT id FROM issue WHERE tracker_id = ?", [tracker])])
    tx.run("DELETE FROM tracker WHERE id = ?", [tracker])
    tx.touch(Kind.TRACKER, tracker)


def issues(reader: Reader, root: TopicId) -> list[Issue]:
    """The issues of a topic and of what was merged into it, the oldest link first."""
    rows = reader.rows(
        f"{_MEMBER}{_ISSUE} WHERE i.topic_id IN (SELECT id FROM member) ORDER BY i.linked_at, i.id", {"root": root}
    )
    stands = _stands(reader, root)
    return [_issue(row | {"stands": stands}) for row in rows]


def issue(reader: Reader, issue: IssueId) -> Issue | None:
    row = reader.row(f"{_ISSUE} WHERE i.id = ?", [issue])
    return _issue(row) if row else None


def issue_at(reader: Reader, topic: TopicId, url: str) -> IssueId | None:
    found: str | None = reader.value("SELECT id FROM issue WHERE topic_id = ? AND url = ?", [topic, url])
    return IssueId(found) if found else None


def to_look(reader: Reader, tracker: TrackerId, before: datetime, now: datetime, limit: int) -> list[Issue]:
    """Issues that were not read from ``before`` to ``now``, those that waited longest first."""
    rows = reader.rows(
        f"{_ISSUE} WHERE i.tracker_id = ? AND (i.looked_at IS NULL OR i.looked_at < ? OR i.looked_at > ?)"
        " ORDER BY coalesce(i.looked_at, ''), i.id LIMIT ?",
        [tracker, to_text(before), to_text(now), limit],
    )
    return [_issue(row) for row in rows]


def oldest_look(reader: Reader, tracker: TrackerId, now: datetime) -> str | None:
    """When the issue that waits longest was read, "" where one was not up to ``now``; None where there is none."""
    found: str | None = reader.value(
        "SELECT CASE WHEN looked_at <= ? THEN looked_at ELSE '' END AS at FROM issue WHERE tracker_id = ?"
        " ORDER BY at LIMIT 1",
        [to_text(now), tracker],
    )
    return found


def add_issue(tx: Tx, row: Row) -> None:
    tx.insert("issue", row)
    _touch(tx, row["topic_id"], row["id"])


def drop_issue(tx: Tx, issue: IssueId) -> Row | None:
    row = tx.row("SELECT * FROM issue WHERE id = ?", [issue])
    if row is not None:
        for waiting in tx.rows("SELECT id FROM push WHERE issue_id = ? AND form = 'comment'", [issue]):
            move(tx, waiting["id"], State.WITHDRAWN)
        tx.run("DELETE FROM issue WHERE id = ?", [issue])
        _touch(tx, row["topic_id"], issue)
    return row


def keep_look(tx: Tx, issue: IssueId, found: RemoteIssue | None, at: datetime) -> None:
    """What a look showed; None: it is not to be seen any more, and what was known of it stays beside that."""
    before = tx.row("SELECT * FROM issue WHERE id = ?", [issue])
    if before is None:
        return
    now: Row = {"state": IssueState.GONE}
    if found is not None:
        now = {
            "state": found.state,
            "title": found.title,
            "reason": found.reason,
            "category": found.category,
            "labels": json.dumps(found.labels),
            "changed_at": to_text(found.changed_at) if found.changed_at else None,
        }
    names = "".join(f", {name} = ?" for name in now)
    tx.run(f"UPDATE issue SET looked_at = ?{names} WHERE id = ?", [to_text(at), *now.values(), issue])
    if any(before[name] != value for name, value in now.items()) or before["looked_at"] is None:
        _touch(tx, before["topic_id"], issue)


def decline_offer(tx: Tx, issue: IssueId, key: str) -> str:
    """Note the suggestion that a person does not want; what was noted before."""
    row = tx.row("SELECT topic_id, declined_offer FROM issue WHERE id = ?", [issue])
    if row is None:
        return ""
    tx.run("UPDATE issue SET declined_offer = ? WHERE id = ?", [key, issue])
    _touch(tx, row["topic_id"], issue)
    return str(row["declined_offer"])


def pushes(reader: Reader, root: TopicId) -> list[Push]:
    """What was or is to be pushed of a topic and of what was merged into it, the newest first."""
    rows = reader.rows(
        f"{_MEMBER}{_PUSH} WHERE p.topic_id IN (SELECT id FROM member) AND p.state <> 'withdrawn'"
        " ORDER BY p.queued_at DESC, p.id DESC",
        {"root": root},
    )
    return [_push(row) for row in rows]


def unsettled(reader: Reader) -> list[Push]:
    """What waits, failed or asks for a look, of all topics, the oldest first."""
    rows = reader.rows(f"{_PUSH} WHERE p.state IN ('queued', 'sending', 'failed', 'ask') ORDER BY p.queued_at, p.id")
    return [_push(row) for row in rows]


def push(reader: Reader, push: PushId) -> Push | None:
    row = reader.row(f"{_PUSH} WHERE p.id = ?", [push])
    return _push(row) if row else None


def in_flight(reader: Reader, tracker: TrackerId) -> list[Push]:
    """What was sent without an answer, oldest first."""
    rows = reader.rows(f"{_PUSH} WHERE p.tracker_id = ? AND p.state = 'sending' ORDER BY p.wired_at", [tracker])
    return [_push(row) for row in rows]


def due(reader: Reader, tracker: TrackerId, now: datetime) -> Push | None:
    row = reader.row(
        f"{_PUSH} WHERE p.tracker_id = ? AND p.state = 'queued' AND (p.not_before <= ? OR p.not_before > ?)"
        " ORDER BY p.queued_at, p.id LIMIT 1",
        [tracker, to_text(now), to_text(now + LONGEST_WAIT)],
    )
    return _push(row) if row else None


def next_at(reader: Reader, tracker: TrackerId, now: datetime) -> datetime | None:
    """When the next queued one may go out; at once where one waits that is `due` for a clock that was set back."""
    if due(reader, tracker, now):
        return now
    at = reader.value("SELECT min(not_before) FROM push WHERE tracker_id = ? AND state = 'queued'", [tracker])
    return from_text(at) if at else None


def on_its_way(reader: Reader, topic: TopicId, tracker: TrackerId) -> PushId | None:
    """What is to become an issue of that topic on that tracker and is not settled."""
    found: str | None = reader.value(
        "SELECT id FROM push WHERE topic_id = ? AND tracker_id = ? AND form = 'issue'"
        " AND state IN ('queued', 'sending', 'failed', 'ask')",
        [topic, tracker],
    )
    return PushId(found) if found else None


def is_practice(reader: Reader, topic: TopicId) -> bool | None:
    """Whether a topic is of the practice desk; None where it is not here."""
    found = reader.value("SELECT practice FROM topic WHERE id = ?", [topic])
    return None if found is None else bool(found)


def add_push(tx: Tx, row: Row) -> None:
    tx.insert("push", row)
    _touch(tx, row["topic_id"], row["id"])


def move(tx: Tx, push: PushId, then: State, **columns: object) -> bool:
    """Bring it to state ``then`` if it may go there; False where it may not."""
    row = tx.row("SELECT state, topic_id FROM push WHERE id = ?", [push])
    if row is None or not may_follow(State(row["state"]), then):
        return False
    names = "".join(f", {name} = ?" for name in columns)
    tx.run(f"UPDATE push SET state = ?{names} WHERE id = ?", [then, *columns.values(), push])
    _touch(tx, row["topic_id"], push)
    return True


def note_lost(tx: Tx, push: PushId, reason: str, at: datetime) -> None:
    """The answer was lost at ``at``; from then on counts how long a copy may be on its way."""
    tx.run("UPDATE push SET reason = ?, wired_at = ? WHERE id = ? AND state = 'sending'", [reason, to_text(at), push])
    tx.touch(Kind.ISSUE, push)


def told(reader: Reader, issue: IssueId) -> tuple[frozenset[EntryId], datetime | None]:
    """The entries that were told of on an issue, or are about to be, and when the last were."""
    rows = reader.rows(
        "SELECT p.counted, p.queued_at FROM push p WHERE p.state <> 'withdrawn' AND p.issue_id = ?", [issue]
    )
    entries = frozenset(EntryId(each) for row in rows for each in json.loads(row["counted"]))
    return entries, max((from_text(row["queued_at"]) for row in rows), default=None)


def carrying(reader: Reader, entries: Iterable[EntryId]) -> list[Carried]:
    """The pushes that quote any of ``entries``, the oldest first."""
    rows = reader.rows(
        f"{_PUSH} WHERE p.state <> 'withdrawn' AND EXISTS (SELECT 1 FROM json_each(p.quoted) q"
        " WHERE q.value IN (SELECT value FROM json_each(?))) ORDER BY p.queued_at, p.id",
        [json.dumps(list(entries))],
    )
    return [
        Carried(
            push=PushId(row["id"]),
            topic=TopicId(row["topic_id"]),
            tracker_name=row["tracker_name"],
            url=row["url"],
            state=State(row["state"]),
            quoted=_ids(row["quoted"]),
        )
        for row in rows
    ]


def public(reader: Reader, entries: Sequence[EntryId]) -> frozenset[EntryId]:
    """Those whose words may be quoted in public: it was allowed for them or by who said them, and not refused."""
    rows = reader.rows(
        "SELECT e.id FROM json_each(:ids) j JOIN entry e ON e.id = j.value LEFT JOIN quote_asked q ON"
        " q.voice_id = e.voice_id LEFT JOIN quote_allowed a ON a.entry_id = e.id WHERE coalesce(q.answer, '') <>"
        " 'refused' AND (q.answer = 'given' OR a.entry_id IS NOT NULL)",
        {"ids": json.dumps(list(entries))},
    )
    return frozenset(EntryId(row["id"]) for row in rows)


def blank(tx: Tx, push: PushId) -> None:
    """Take the words of a push away, and back what did not leave yet; what left is not called back by that."""
    move(tx, push, State.WITHDRAWN)
    tx.run("UPDATE push SET title = '', body = '' WHERE id = ?", [push])
    tx.touch(Kind.ISSUE, push)


def _stands(reader: Reader, topic: TopicId) -> str:
    found = reader.value(
        "SELECT status FROM status_event WHERE topic_id = ? ORDER BY at DESC, id DESC LIMIT 1", [topic]
    )
    return str(found or "heard")


def _touch(tx: Tx, topic: str, thing: str) -> None:
    tx.touch(Kind.ISSUE, thing)
    tx.touch(Kind.TOPIC, topic)


def _tracker(row: Row) -> TrackerAccount:
    return TrackerAccount(
        id=TrackerId(row["id"]),
        kind=TrackerKind(row["kind"]),
        name=row["name"],
        address=row["address"],
        project=row["project"],
        login=row["login"],
        me=row["me"],
        sort=row["sort"],
        open_to_all=None if row["open_to_all"] is None else bool(row["open_to_all"]),
        in_keyring=bool(row["in_keyring"]),
    )


def _issue(row: Row) -> Issue:
    labels: Sequence[str] = json.loads(row["labels"])
    seen = Seen(state=IssueState(row["state"]), reason=row["reason"], category=row["category"], labels=labels)
    return Issue(
        id=IssueId(row["id"]),
        topic=TopicId(row["topic_id"]),
        tracker=TrackerId(row["tracker_id"]) if row["tracker_id"] else None,
        tracker_name=row["tracker_name"],
        remote=row["remote"],
        url=row["url"],
        title=row["title"],
        state=seen.state,
        reason=seen.reason,
        category=seen.category,
        labels=tuple(labels),
        changed_at=_time(row["changed_at"]),
        looked_at=_time(row["looked_at"]),
        declined_offer=row["declined_offer"],
        offer=offer(seen, row["stands"], row["declined_offer"]),
    )


def _push(row: Row) -> Push:
    return Push(
        id=PushId(row["id"]),
        topic=TopicId(row["topic_id"]),
        tracker=TrackerId(row["tracker_id"]) if row["tracker_id"] else None,
        tracker_name=row["tracker_name"],
        form=Form(row["form"]),
        issue=IssueId(row["issue_id"]) if row["issue_id"] else None,
        remote=row["remote"],
        title=row["title"],
        body=row["body"],
        names=Names(row["names"]),
        counted=_ids(row["counted"]),
        quoted=_ids(row["quoted"]),
        state=State(row["state"]),
        reason=row["reason"],
        edge=row["edge"],
        attempts=row["attempts"],
        queued_at=from_text(row["queued_at"]),
        not_before=from_text(row["not_before"]),
        wired_at=_time(row["wired_at"]),
        made_at=_time(row["made_at"]),
        url=row["url"],
    )


def _ids(text: str) -> tuple[EntryId, ...]:
    return tuple(EntryId(each) for each in json.loads(text))


def _time(text: str | None) -> datetime | None:
    return from_text(text) if text else None

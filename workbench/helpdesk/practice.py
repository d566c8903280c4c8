"""The practice desk: a helpdesk in a folder, so that the first run needs no account.

It keeps to the same port and the same habits as a real one: ids of its own, a cursor, markers stored with the message.
What is sent lands in an append-only file, one JSON line a message, on the disk before it is acknowledged.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from workbench.helpdesk.port import (
    Agent,
    Author,
    Caps,
    Inbox,
    Marker,
    Opening,
    Operation,
    Outcome,
    OutFile,
    OutKind,
    Page,
    Refused,
    Rejected,
    RemoteAttachment,
    RemoteCustomer,
    RemoteMessage,
    RemoteTicket,
    Sent,
    Status,
)
from workbench.kernel.clock import Clock, from_text, to_text
from workbench.kernel.errors import AccountGone, StoreFault
from workbench.kernel.ids import RemoteId

_TICKETS_A_PAGE = 10
BEGIN = "begin"


class PracticeDesk:
    """``source``: folder of conversations to begin with; ``folder``: what has happened since."""

    caps = Caps(marker=Marker.ATOMIC, settle=timedelta(0), begins=True)

    def __init__(self, source: Path, folder: Path, clock: Clock) -> None:
        self._source = source
        self._clock = clock
        folder.mkdir(parents=True, exist_ok=True)
        self._log = folder / "sent.jsonl"
        self._files = folder / "files"
        self._opened_at = self._open_day(folder / "opened")

    def whoami(self) -> Agent:
        desk = self._desk()
        return Agent(remote_id=RemoteId("practice-agent"), name=desk["agent_name"], email=desk["agent_email"])

    def changes(self, cursor: str | None) -> Iterator[Page]:
        seen = int(cursor) if cursor else -1
        if seen < 0:
            yield from self._first_pull()
            seen = 0
        events = self._events()
        yield Page(
            tickets=tuple(self._moved(events[seen:])),
            messages=tuple(self._message(event) for event in events[seen:] if _says(event)),
            cursor=str(len(events)),
            exhausted=True,
        )

    def newest(self, ticket: RemoteId) -> RemoteId | None:
        messages = self._messages_on(ticket)
        return messages[-1].remote_id if messages else None

    def customer_wrote_after(self, ticket: RemoteId, message: RemoteId | None) -> bool:
        messages = self._messages_on(ticket)
        ids = [each.remote_id for each in messages]
        begin = ids.index(message) + 1 if message in ids else 0
        return any(each.author is Author.CUSTOMER for each in messages[begin:])

    def obstacle(self, operation: Operation) -> Rejected | None:
        if operation.ticket not in {found["id"] for found in self._all()}:
            return Rejected("This conversation is no longer on the practice desk.")
        return None

    def send(self, operation: Operation) -> Outcome:
        if obstacle := self.obstacle(operation):
            return obstacle
        if already := self.find(operation):
            return Sent(already)
        event: dict[str, Any] = {
            "marker": operation.marker,
            "ticket": operation.ticket,
            "kind": operation.kind,
            "html": operation.html,
            "text": operation.text,
            "status": operation.new_status,
        }
        return self._note(event, operation.files) or Sent(self.find(operation))

    def find(self, operation: Operation) -> RemoteId | None:
        for event in self._events():
            if event["marker"] == operation.marker and event["kind"] != BEGIN:
                return RemoteId(f"sent-{event['marker']}")
        return None

    def inboxes(self) -> list[Inbox]:
        return [Inbox(remote_id=RemoteId("practice"), name=self._desk()["name"])]

    def edge(self) -> RemoteId | None:
        return RemoteId(str(len(self._events())))

    def begin(self, opening: Opening) -> Outcome:
        if opening.inbox not in {inbox.remote_id for inbox in self.inboxes()}:
            return Rejected("This inbox is not on the practice desk.")
        if already := self.find_begun(opening):
            return Sent(already)
        event = {
            "marker": opening.marker,
            "ticket": f"begun-{opening.marker}",
            "kind": BEGIN,
            "subject": opening.subject,
            "name": opening.name,
            "email": opening.email,
            "status": None,
        }
        return self._note(event) or Sent(self.find_begun(opening))

    def find_begun(self, opening: Opening) -> RemoteId | None:
        for event in self._events():
            if event["marker"] == opening.marker and event["kind"] == BEGIN:
                return RemoteId(event["ticket"])
        return None

    def close(self) -> None:
        """Nothing is held open."""

    def _open_day(self, file: Path) -> datetime:
        """When this desk was set up: the ages of its messages count from there, also after a restart."""
        if not file.exists():
            file.write_text(to_text(self._clock.now()), "utf-8")
        return from_text(file.read_text("utf-8"))

    def _note(self, event: dict[str, Any], files: Sequence[OutFile] = ()) -> Refused | Rejected | None:
        """Put the line on the disk; why not, where it is not there."""
        event["at"] = to_text(self._clock.now())
        try:
            event["files"] = [self._keep(file) for file in files]
            with self._log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(event) + "\n")
                log.flush()
                os.fsync(log.fileno())
        except FileNotFoundError as error:
            raise AccountGone from error
        except StoreFault as error:
            return Rejected(str(error))
        except OSError as error:  # its line is not whole, so it counts as not sent
            return Refused(f"The practice desk cannot write: {error.strerror}.", timedelta(seconds=30))
        return None

    def _desk(self) -> dict[str, Any]:
        return tomllib.loads((self._source / "desk.toml").read_text("utf-8"))

    def _all(self) -> list[dict[str, Any]]:
        """Those to begin with, and those that were begun here."""
        return [*self._conversations(), *self._begun(self._conversations())]

    def _begun(self, before: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        people = {found["customer"]["email"].casefold(): found["customer"] for found in before}
        number = max((int(found["number"]) for found in before), default=0)
        for event in self._events():
            if event["kind"] == BEGIN:
                number += 1
                email = event["email"]
                who = people.get(email.casefold(), {"name": event["name"] or email, "email": email})
                yield {
                    "id": event["ticket"], "number": str(number), "subject": event["subject"], "customer": who,
                    "status": Status.OPEN, "channel": "email", "language": "", "messages": [], "at": event["at"],
                    "begun": event["marker"],
                }  # fmt: skip

    def _conversations(self) -> list[dict[str, Any]]:
        files = sorted((self._source / "conversations").glob("*.toml"))
        return [tomllib.loads(file.read_text("utf-8")) for file in files]

    def _events(self) -> list[dict[str, Any]]:
        if not self._log.exists():
            return []
        whole = []
        for line in self._log.read_text("utf-8").splitlines():
            try:
                whole.append(json.loads(line))
            except json.JSONDecodeError:
                continue  # a line cut off by a crash was never acknowledged
        return whole

    def _first_pull(self) -> Iterator[Page]:
        conversations = self._conversations()
        for first in range(0, len(conversations), _TICKETS_A_PAGE):
            some = conversations[first : first + _TICKETS_A_PAGE]
            yield Page(
                tickets=tuple(self._ticket(found) for found in some),
                messages=tuple(message for found in some for message in self._written(found)),
                cursor="-1",
            )

    def _moved(self, events: list[dict[str, Any]]) -> Iterator[RemoteTicket]:
        """Those that these events began or gave another status."""
        touched = {event["ticket"] for event in events if event["kind"] == BEGIN or event["status"]}
        status = {event["ticket"]: event["status"] for event in self._events() if event["status"]} if touched else {}
        for found in self._all() if touched else ():
            if found["id"] in touched:
                yield self._ticket(found, Status(status.get(found["id"], found["status"])))

    def _messages_on(self, ticket: RemoteId) -> list[RemoteMessage]:
        begun = [each for found in self._conversations() if found["id"] == ticket for each in self._written(found)]
        return begun + [self._message(event) for event in self._events() if event["ticket"] == ticket and _says(event)]

    def _ticket(self, found: dict[str, Any], status: Status | None = None) -> RemoteTicket:
        who = found["customer"]
        shown = status or Status(found["status"])
        return RemoteTicket(
            remote_id=RemoteId(found["id"]),
            number=found["number"],
            subject=found["subject"],
            status=shown,
            remote_status=shown.value,
            customer=RemoteCustomer(
                remote_id=RemoteId(who["email"]), name=who["name"], email=who["email"], company=who.get("company", "")
            ),
            created_at=from_text(found["at"]) if "at" in found else self._ago(found["messages"][0]["minutes_ago"]),
            channel=found["channel"],
            language=found["language"],
            tags=tuple(found.get("tags", ())),
            begun=found.get("begun", ""),
        )

    def _written(self, found: dict[str, Any]) -> Iterator[RemoteMessage]:
        for place, message in enumerate(found["messages"]):
            remote = RemoteId(f"{found['id']}-{place:03}")
            yield RemoteMessage(
                remote_id=remote,
                ticket=RemoteId(found["id"]),
                author=Author(message["author"]),
                author_name=message["name"],
                at=self._ago(message["minutes_ago"]) + timedelta(microseconds=place),
                html=message["html"],
                internal=message.get("internal", False),
                attachments=tuple(
                    RemoteAttachment(
                        remote_id=RemoteId(f"{remote}-{n}"), name=a["name"], type=a["type"], size=a["size"]
                    )
                    for n, a in enumerate(message.get("attachments", ()))
                ),
            )

    def _message(self, event: dict[str, Any]) -> RemoteMessage:
        return RemoteMessage(
            remote_id=RemoteId(f"sent-{event['marker']}"),
            ticket=RemoteId(event["ticket"]),
            author=Author.AGENT,
            author_name=self.whoami().name,
            at=from_text(event["at"]),
            html=event["html"],
            text=event["text"],
            internal=event["kind"] == OutKind.NOTE,
            attachments=tuple(
                RemoteAttachment(
                    remote_id=RemoteId(f"sent-{event['marker']}-{n}"), name=a["name"], type=a["type"], size=a["size"]
                )
                for n, a in enumerate(event.get("files", ()))
            ),
        )

    def _keep(self, file: OutFile) -> dict[str, Any]:
        """Keep the file before the message that speaks of it; the same bytes once."""
        data = file.read()
        sha = hashlib.sha256(data).hexdigest()
        self._files.mkdir(exist_ok=True)
        with (self._files / sha).open("wb") as kept:
            kept.write(data)
            kept.flush()
            os.fsync(kept.fileno())
        return {"name": file.name, "type": file.type, "size": len(data), "sha": sha}

    def _ago(self, minutes: int) -> datetime:
        return self._opened_at - timedelta(minutes=minutes)


def _says(event: dict[str, Any]) -> bool:
    """Whether there are words in it."""
    return event["kind"] not in (OutKind.STATUS, BEGIN)

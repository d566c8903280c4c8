"""Clients and the voices that speak for them, in SQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from workbench.feedback.clients.keys import COMPANY, key_of
from workbench.feedback.clients.model import Client, Facts
from workbench.kernel.changes import Kind
from workbench.kernel.ids import ClientId, EntryId, VoiceId, new_id
from workbench.store import Reader, Row, Tx

_FACTS = "plan, monthly_cents, left_on, prospect"


def of_entry(reader: Reader, entry: EntryId) -> Client | None:
    """The client for whom an entry speaks; None where it is our own observation."""
    row = reader.row(
        "SELECT c.* FROM entry e JOIN voice v ON v.id = e.voice_id JOIN client c ON c.id = v.client_id WHERE e.id = ?",
        [entry],
    )
    return client_of(row) if row else None


def by_keys(reader: Reader, keys: Iterable[str]) -> Client | None:
    """The first client of ``keys`` that is known."""
    for key in keys:
        if row := reader.row("SELECT * FROM client WHERE key = ?", [key]):
            return client_of(row)
    return None


def heard(tx: Tx, said: Row) -> VoiceId:
    """The voice of who said something, with its client: found, brought up to date, or made.

    ``said``: account_id, customer_remote (None where the helpdesk knows nobody), customer_name, customer_email, company
    and message_id. A voice follows its company, so who is counted is who the helpdesk says it is today.
    """
    name, email = said["customer_name"] or "", said["customer_email"] or ""
    remote = said["customer_remote"] or (f"name:{name}" if name else f"message:{said['message_id']}")
    company = " ".join(said["company"].split())
    known = tx.row(
        "SELECT v.*, c.key FROM voice v JOIN client c ON c.id = v.client_id WHERE v.account_id = ? AND v.remote_id = ?",
        [said["account_id"], remote],
    )
    if known and not company and known["key"].startswith(COMPANY):
        client = ClientId(known["client_id"])  # that the helpdesk says nothing now does not mean that they left it
    else:
        client = _client(tx, key_of(company, email, name, said["message_id"]), company or name or email)
    if known is None:
        voice = VoiceId(new_id())
        tx.insert("voice", {"id": voice, "account_id": said["account_id"], "remote_id": remote, "name": name,
                            "email": email, "client_id": client})  # fmt: skip
        return voice
    if (known["name"], known["email"], known["client_id"]) != (name, email, client):
        tx.run("UPDATE voice SET name = ?, email = ?, client_id = ? WHERE id = ?", [name, email, client, known["id"]])
        _carry(tx, known["client_id"], client)
    return VoiceId(known["id"])


def _client(tx: Tx, key: str, name: str) -> ClientId:
    if known := tx.value("SELECT id FROM client WHERE key = ?", [key]):
        return ClientId(known)
    made = ClientId(new_id())
    tx.insert("client", {"id": made, "key": key, "name": name})
    return made


def _carry(tx: Tx, before: str, after: str) -> None:
    """What is known of a client whom nobody speaks for any more goes on with the one for whom they speak now."""
    if before == after or tx.value("SELECT 1 FROM voice WHERE client_id = ?", [before]):
        return
    tx.run(
        f"UPDATE client SET ({_FACTS}) = (SELECT {_FACTS} FROM client WHERE id = ?)"
        " WHERE id = ? AND plan = '' AND monthly_cents IS NULL AND left_on IS NULL AND prospect = 0",
        [before, after],
    )
    tx.run("DELETE FROM client WHERE id = ?", [before])


def set_facts(tx: Tx, keys: tuple[str, ...], name: str, facts: Facts) -> None:
    """Note what is known of the client of ``keys``, which is made by the last of them where it is not here yet.

    A person who is known by a company is noted as the company.
    """
    known = by_keys(tx, keys)
    client = known.id if known else _client(tx, next((k for k in keys if k.startswith(COMPANY)), keys[-1]), name)
    values: Row = {}
    if facts.plan is not None:
        values["plan"] = facts.plan
    if facts.monthly_cents is not None:
        values["monthly_cents"] = facts.monthly_cents
    if facts.left_on is not None or facts.stays:
        values["left_on"] = facts.left_on.isoformat() if facts.left_on else None
    if facts.prospect is not None:
        values["prospect"] = int(facts.prospect)
    if values:
        names = ", ".join(f"{name} = ?" for name in values)
        tx.run(f"UPDATE client SET {names} WHERE id = ?", [*values.values(), client])


def speaking_for(reader: Reader, email: str) -> str | None:
    """The key of the client for whom a person with this address speaks."""
    found: str | None = reader.value(
        "SELECT c.key FROM voice v JOIN client c ON c.id = v.client_id WHERE v.email = ? COLLATE NOCASE LIMIT 1",
        [email],
    )
    return found


def touch_topics(tx: Tx) -> None:
    """Let whoever shows topics read again those whose counts depend on what was noted."""
    tx.touch_all(Kind.TOPIC, [row["topic_id"] for row in tx.rows("SELECT topic_id FROM topic_stale")])


def client_of(row: Row) -> Client:
    """A row of the table as a Client."""
    return Client(
        id=ClientId(row["id"]),
        name=row["name"],
        plan=row["plan"],
        monthly_cents=row["monthly_cents"],
        left_on=date.fromisoformat(row["left_on"]) if row["left_on"] else None,
        prospect=bool(row["prospect"]),
    )

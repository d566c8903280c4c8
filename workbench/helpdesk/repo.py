"""Accounts in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workbench.helpdesk.model import Account, Place
from workbench.helpdesk.port import Agent, Inbox
from workbench.helpdesk.registry import DeskKind
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.errors import AccountGone
from workbench.kernel.ids import AccountId, RemoteId
from workbench.store import Reader, Row, Tx


def accounts(reader: Reader) -> list[Account]:
    return [_account(row) for row in reader.rows("SELECT * FROM account ORDER BY created_at")]


def one(reader: Reader, account: AccountId) -> Account | None:
    row = reader.row("SELECT * FROM account WHERE id = ?", [account])
    return _account(row) if row else None


def add(tx: Tx, account: Account, at: datetime) -> None:
    tx.insert(
        "account",
        {
            "id": account.id,
            "kind": account.kind,
            "name": account.name,
            "address": account.address,
            "agent_remote": account.agent.remote_id,
            "agent_name": account.agent.name,
            "agent_email": account.agent.email,
            "created_at": to_text(at),
            "in_keyring": int(account.in_keyring),
        },
    )
    tx.touch(Kind.ACCOUNT, account.id)


def note_keyring(tx: Tx, account: AccountId) -> None:
    """The token is going to be in the keyring."""
    tx.run("UPDATE account SET in_keyring = 1 WHERE id = ?", [account])


def remove(tx: Tx, account: AccountId) -> None:
    """Take the account and everything of it away: tickets, drafts, outbox; words from the index too."""
    tx.run("DELETE FROM ticket_fts WHERE rowid IN (SELECT seq FROM ticket WHERE account_id = ?)", [account])
    tx.run("DELETE FROM entry WHERE account_id = ? AND practice = 1", [account])
    tx.run("DELETE FROM account WHERE id = ?", [account])
    for kind in (Kind.ACCOUNT, Kind.TICKET, Kind.MESSAGE, Kind.DRAFT, Kind.OUTGOING, Kind.ENTRY):
        tx.touch(kind, account)


def must_be_here(reader: Reader, account: AccountId) -> None:
    """Raises AccountGone where it was taken away meanwhile."""
    if one(reader, account) is None:
        raise AccountGone


def keep_cursor(tx: Tx, account: AccountId, cursor: str, at: datetime) -> None:
    tx.run("UPDATE account SET cursor = ?, pulled_at = ? WHERE id = ?", [cursor, to_text(at), account])


def keep_inboxes(tx: Tx, account: AccountId, inboxes: Sequence[Inbox], at: datetime) -> None:
    """Where a conversation can be begun, as of now."""
    tx.run("UPDATE account SET inboxes_at = ? WHERE id = ?", [to_text(at), account])
    tx.run("DELETE FROM inbox WHERE account_id = ?", [account])
    for position, inbox in enumerate(inboxes):
        row: Row = {"account_id": account, "remote_id": inbox.remote_id, "name": inbox.name, "position": position}
        tx.insert("inbox", row)


def places(reader: Reader) -> list[Place]:
    """Where a conversation can be begun; the one that was last used first."""
    rows = reader.rows(
        "SELECT i.*, a.name AS account_name FROM inbox i JOIN account a ON a.id = i.account_id ORDER BY"
        " coalesce((SELECT max(t.created_at) FROM ticket t"
        " WHERE t.account_id = i.account_id AND t.inbox = i.remote_id), '') DESC,"
        " a.created_at, i.position"
    )
    return [
        Place(
            account=AccountId(row["account_id"]),
            account_name=row["account_name"],
            inbox=RemoteId(row["remote_id"]),
            name=row["name"],
        )
        for row in rows
    ]


def _account(row: Row) -> Account:
    return Account(
        id=AccountId(row["id"]),
        kind=DeskKind(row["kind"]),
        name=row["name"],
        address=row["address"],
        agent=Agent(remote_id=RemoteId(row["agent_remote"]), name=row["agent_name"], email=row["agent_email"]),
        cursor=row["cursor"],
        pulled_at=from_text(row["pulled_at"]) if row["pulled_at"] else None,
        in_keyring=bool(row["in_keyring"]),
        inboxes_at=from_text(row["inboxes_at"]) if row["inboxes_at"] else None,
    )

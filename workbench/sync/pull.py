"""Bring what is new on the helpdesk into the store, page by page, each page together with its cursor.

A pull that is cut off anywhere goes on from the last page that was kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from workbench.helpdesk import repo as accounts
from workbench.helpdesk.model import Account
from workbench.helpdesk.port import Adapter, Page, RemoteTicket
from workbench.kernel.clock import Clock
from workbench.kernel.errors import ServerFault
from workbench.store import Store, Tx
from workbench.store.db import CHUNK
from workbench.sync.model import PullReport
from workbench.tickets.keep import SafeMessage, forget, keep_message, keep_ticket, make_safe

T = TypeVar("T")
_INBOXES_HOLD = timedelta(days=1)


def pull(store: Store, clock: Clock, account: Account, adapter: Adapter) -> PullReport:
    """Pull everything since the account's cursor; what was kept stays kept.

    Raises what the adapter raises, and AccountGone.
    """
    _keep_inboxes(store, clock, account, adapter)
    tickets = messages = 0
    for page in adapter.changes(account.cursor):
        safe = [make_safe(message) for message in page.messages]
        _keep_page(store, account, page, safe, clock.now())
        tickets += len(page.tickets)
        messages += len(safe)
    return PullReport(tickets=tickets, messages=messages)


def _keep_inboxes(store: Store, clock: Clock, account: Account, adapter: Adapter) -> None:
    """Once a day: where a conversation can be begun, to be known without a network too."""
    now = clock.now()
    if account.inboxes_at and now - account.inboxes_at < _INBOXES_HOLD:
        return
    try:
        inboxes = adapter.inboxes() if adapter.caps.begins else ()
    except ServerFault:  # it is no reason to pull nothing
        inboxes = ()

    def work(tx: Tx) -> None:
        accounts.must_be_here(tx, account.id)
        accounts.keep_inboxes(tx, account.id, inboxes, now)

    store.write(work, origin="sync.inboxes")


def _keep_page(store: Store, account: Account, page: Page, safe: Sequence[SafeMessage], at: datetime) -> None:
    for some in _chunks(page.tickets):
        store.write(partial(_keep_tickets, account=account, tickets=some), origin="sync.pull")
    parts = list(_chunks(safe)) or [()]
    for number, part in enumerate(parts):
        last = number == len(parts) - 1

        def work(tx: Tx, part: Sequence[SafeMessage] = part, last: bool = last) -> None:
            accounts.must_be_here(tx, account.id)
            for message in part:
                keep_message(tx, account.id, message)
            if last:  # the cursor moves only with the last row it stands for
                for gone in page.gone:
                    forget(tx, account.id, gone, at)
                accounts.keep_cursor(tx, account.id, page.cursor, at)

        store.write(work, origin="sync.pull")


def _keep_tickets(tx: Tx, *, account: Account, tickets: Sequence[RemoteTicket]) -> None:
    accounts.must_be_here(tx, account.id)
    for ticket in tickets:
        keep_ticket(tx, account.id, ticket)


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[first : first + CHUNK] for first in range(0, len(items), CHUNK))

"""How a word opens the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.app import Workbench, open_workbench
from workbench.feedback.advocacy.owed import OwedService
from workbench.feedback.advocacy.service import AdvocacyService
from workbench.feedback.topics.service import TopicService
from workbench.helpdesk.model import Account
from workbench.kernel.changes import Changes
from workbench.kernel.clock import SystemClock
from workbench.kernel.errors import InUse, UserError
from workbench.kernel.ids import TicketId
from workbench.library.service import LibraryService
from workbench.secrets.keyring_store import KeyringSecrets
from workbench.store import Store
from workbench.store.health import FILE
from workbench.tickets.model import TicketQuery


@contextmanager
def opened(home: Path) -> Iterator[Workbench]:
    """The data folder, closed again at the end; the starter pack is there. Raises what `open_workbench` raises."""
    workbench = open_workbench(home, secrets=KeyringSecrets())
    try:
        workbench.install_starter_pack()
        yield workbench
    finally:
        workbench.close()


def accounts_of(workbench: Workbench) -> list[Account]:
    """Every account. Raises UserError where there is none."""
    found = list(workbench.accounts.all())
    if not found:
        raise UserError(
            "There is no account on this machine yet.",
            "Open the window and connect one, or set up the practice desk with `workbench practice`.",
        )
    return found


@contextmanager
def opened_to_read(home: Path) -> Iterator[LibraryService]:
    """The library for reading alone; works beside an open window. Sets the folder up where there is none yet."""
    if not (home / FILE).exists():
        with opened(home) as workbench:
            yield workbench.library
        return
    store = Store(home / FILE, Changes(), read_only=True)
    try:
        yield LibraryService(store, SystemClock())
    finally:
        store.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What of feedback can be listed without changing anything."""

    topics: TopicService
    advocacy: AdvocacyService
    owed: OwedService


@contextmanager
def opened_to_list(home: Path) -> Iterator[Lists]:
    """Topics and what waits, for reading; where a window has the folder open, beside it."""
    try:
        workbench = open_workbench(home, secrets=KeyringSecrets())
    except InUse:
        store, clock = Store(home / FILE, Changes(), read_only=True), SystemClock()
        try:
            advocacy = AdvocacyService(store, clock)
            topics = TopicService(store, clock, advocacy.standings)
            yield Lists(topics=topics, advocacy=advocacy, owed=OwedService(store, clock))
        finally:
            store.close()
        return
    try:
        product = workbench.product
        yield Lists(topics=product.topics, advocacy=product.advocacy, owed=product.owed)
    finally:
        workbench.close()


def ticket_of(workbench: Workbench, number: str) -> TicketId:
    """The ticket of that number. Raises UserError where there is none, or several."""
    rows = workbench.tickets.page(TicketQuery(status=None, words=number), limit=50).rows
    found = [row.id for row in rows if row.number == number]
    if len(found) != 1:
        raise UserError(
            f"There {'is no ticket' if not found else 'are several tickets'} with the number {number} on this machine.",
            "Run `workbench sync --once`, or check the number.",
        )
    return found[0]

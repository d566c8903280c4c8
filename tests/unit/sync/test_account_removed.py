"""An account is taken away while something is under way for it: that ends quietly, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import timedelta

import pytest

from tests.unit.conftest import Bench
from workbench.helpdesk.port import Operation, Outcome, OutKind, Page
from workbench.kernel.errors import AccountGone, Offline
from workbench.sync.model import SyncStatus
from workbench.tickets.model import TicketQuery


def left_behind(bench: Bench) -> list[object]:
    core = bench.workbench
    return [*core.tickets.page(TicketQuery(status=None)).rows, *core.outbox.listed(), *core.accounts.all()]


def test_a_pull_ends_before_the_next_page(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = bench.desk.changes

    def changes(cursor: str | None) -> Iterator[Page]:
        bench.workbench.remove_account(bench.account.id)
        yield from usual(None)

    monkeypatch.setattr(bench.desk, "changes", changes)
    with pytest.raises(AccountGone):
        bench.pull()
    assert left_behind(bench) == []
    assert bench.workbench.sync.status(bench.account.id) == SyncStatus()  # no fault is told of what is not there


@pytest.mark.parametrize("fails", [False, True])
def test_a_delivery_ends_after_what_is_on_the_wire(bench: Bench, monkeypatch: pytest.MonkeyPatch, fails: bool) -> None:
    def removing(usual: Callable[[Operation], Outcome]) -> Callable[[Operation], Outcome]:
        def send(operation: Operation) -> Outcome:
            bench.workbench.remove_account(bench.account.id)
            if fails:
                raise Offline("The connection was let go.")
            return usual(operation)

        return send

    monkeypatch.setattr(bench.desk, "send", removing(bench.desk.send))
    for text in ("one", "two"):
        bench.workbench.outbox.queue(bench.ticket(), OutKind.REPLY, text, hold=timedelta(0), confirmed=True)
    with pytest.raises(AccountGone) if fails else nullcontext():
        bench.deliver()
    assert [operation.text for operation in bench.desk.delivered] == ([] if fails else ["one"])
    assert left_behind(bench) == []

"""A guest drafts, the host sends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.conftest import Bench
from tests.unit.feedback.advocacy.conftest import Push, push, world
from workbench.feedback.advocacy.model import Drafted, Status
from workbench.helpdesk.port import OutKind, Rejected
from workbench.helpdesk.port import Status as TicketStatus
from workbench.kernel.errors import UserError
from workbench.kernel.ids import OutgoingId
from workbench.outbox.model import HostSends, Queued
from workbench.outbox.states import State
from workbench.settings.schema import GUEST_DAY
from workbench.settings.service import SettingsService

__all__ = ["push", "world"]


def failed_reply(bench: Bench) -> OutgoingId:
    outbox = bench.workbench.outbox
    queued = outbox.queue(bench.ticket(), OutKind.REPLY, "Of the host.", hold=timedelta())
    assert isinstance(queued, Queued)
    outbox.begin(queued.id, None)
    outbox.settle(queued.id, Rejected("The ticket is locked."))
    return queued.id


@pytest.mark.parametrize("kind", [OutKind.REPLY, OutKind.NOTE])
def test_nothing_is_sent_on_a_guest_day_and_the_draft_stays(bench: Bench, kind: OutKind) -> None:
    ticket, workbench = bench.ticket(), bench.workbench
    workbench.settings.set(GUEST_DAY, True)
    workbench.drafts.save(ticket, kind, "Here it is.", 0, 1).result()
    answer = workbench.outbox.queue(ticket, kind, "Here it is.", hold=timedelta(), confirmed=True, meant=True)
    assert isinstance(answer, HostSends) and "the host sends" in answer.words
    assert workbench.outbox.listed() == []
    draft = workbench.drafts.load(ticket, kind)
    assert draft is not None and draft.text == "Here it is."
    workbench.settings.set(GUEST_DAY, False)
    assert isinstance(workbench.outbox.queue(ticket, kind, "Here it is.", hold=timedelta()), Queued)


def test_a_guest_tries_nothing_again_and_the_host_does(bench: Bench) -> None:
    outbox, failed = bench.workbench.outbox, failed_reply(bench)
    bench.workbench.settings.set(GUEST_DAY, True)
    with pytest.raises(UserError, match="the host sends"):
        outbox.send_now(failed)
    assert (found := outbox.one(failed)) is not None and found.state is State.FAILED
    bench.workbench.settings.set(GUEST_DAY, False)
    assert outbox.send_now(failed)


def test_a_guest_changes_no_status_for_the_helpdesk_may_write_to_the_customer(bench: Bench) -> None:
    bench.workbench.settings.set(GUEST_DAY, True)
    with pytest.raises(UserError, match="the host sends"):
        bench.workbench.outbox.change_status(bench.ticket(), TicketStatus.SOLVED, hold=timedelta())
    assert bench.workbench.outbox.listed() == []


def test_what_the_host_sent_before_still_goes_and_a_guest_may_take_it_back(bench: Bench) -> None:
    outbox, ticket = bench.workbench.outbox, bench.ticket()
    queued = outbox.queue(ticket, OutKind.REPLY, "Of the host.", hold=timedelta())
    assert isinstance(queued, Queued)
    bench.workbench.settings.set(GUEST_DAY, True)
    due = outbox.due(bench.account.id)
    assert due is not None and due.id == queued.id
    outbox.withdraw(queued.id)
    assert isinstance(outbox.queue(ticket, OutKind.REPLY, "Of the host.", hold=timedelta()), HostSends)


def test_what_is_owed_is_drafted_by_a_guest_and_goes_no_further(bench: Bench, push: Push) -> None:
    entry = push.on_ticket(push.world.say("acme"), bench.ticket())
    topic = push.topic("Export", entry)
    push.tell(topic)
    push.decide(topic, Status.NO)
    bench.workbench.settings.set(GUEST_DAY, True)
    (owed,) = push.owed.waiting()
    assert isinstance(push.owed.draft(owed.id), Drafted)
    draft = bench.workbench.drafts.load(bench.ticket(), OutKind.REPLY)
    assert draft is not None
    answer = bench.workbench.outbox.queue(bench.ticket(), OutKind.REPLY, draft.text, hold=timedelta(), meant=True)
    assert isinstance(answer, HostSends)


def test_the_code_of_the_host_is_kept_nowhere(bench: Bench) -> None:
    settings, store = bench.workbench.settings, bench.workbench.store
    settings.begin_guest_day(" heron ")
    assert settings.asks_for_code and not settings.end_guest_day("swan")
    assert all("heron" not in row["value"] for row in store.read().rows("SELECT value FROM setting"))
    anew = SettingsService(store)
    assert anew.get(GUEST_DAY) and not anew.asks_for_code, "it is a courtesy: the program was started anew"
    assert settings.end_guest_day("heron") and not settings.get(GUEST_DAY)

"""A guest drafts, the host sends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.conftest import Bench
from workbench.helpdesk.port import OutKind
from workbench.outbox.model import HostSends, Queued
from workbench.settings.schema import GUEST_DAY


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

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from workbench.helpdesk.port import Ambiguous, Marker, Outcome, Refused, Rejected, Sent
from workbench.outbox.states import State, after_answer, after_look, may_follow, may_look


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Sent(), State.SENT),
        (Refused("x"), State.QUEUED),
        (Rejected("x"), State.FAILED),
        (Ambiguous("x"), State.SENDING),
    ],
)
def test_each_answer_leads_to_its_state(outcome: Outcome, state: State) -> None:
    assert after_answer(outcome) is state


def test_a_sent_reply_stays_sent() -> None:
    assert not any(may_follow(State.SENT, then) for then in State)


def test_what_is_on_the_wire_cannot_be_taken_back() -> None:
    assert not may_follow(State.SENDING, State.WITHDRAWN)


def test_a_reply_not_found_goes_again_only_where_its_marker_is_sure() -> None:
    assert after_look(False, Marker.ATOMIC) is State.QUEUED
    assert after_look(False, Marker.NONE) is State.ASK
    assert after_look(True, Marker.NONE) is State.SENT


def test_a_look_waits_until_no_copy_can_be_on_its_way() -> None:
    wired = datetime(2026, 5, 4, tzinfo=UTC)
    assert not may_look(wired, timedelta(seconds=5), wired + timedelta(seconds=4))
    assert may_look(wired, timedelta(seconds=5), wired + timedelta(seconds=5))

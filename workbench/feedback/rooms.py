"""The rooms of feedback, joined."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.feedback.advocacy.owed import OwedService
from workbench.feedback.advocacy.service import AdvocacyService
from workbench.feedback.sets.service import SetService
from workbench.feedback.topics.service import TopicService
from workbench.kernel.clock import Clock
from workbench.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRooms:
    """What is done with what customers say, a room each."""

    topics: TopicService
    advocacy: AdvocacyService
    owed: OwedService
    sets: SetService


def feedback_rooms(store: Store, clock: Clock) -> FeedbackRooms:
    """The rooms over an open store."""
    advocacy = AdvocacyService(store, clock)
    return FeedbackRooms(
        topics=TopicService(store, clock, advocacy.standings),
        advocacy=advocacy,
        owed=OwedService(store, clock),
        sets=SetService(store, clock),
    )

"""The rooms of feedback, joined."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.feedback.advocacy.owed import OwedService
from workbench.feedback.advocacy.service import AdvocacyService
from workbench.feedback.around.service import Around, around
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
    around: Around


def feedback_rooms(store: Store, clock: Clock) -> FeedbackRooms:
    """The rooms over an open store."""
    advocacy, owed = AdvocacyService(store, clock), OwedService(store, clock)
    topics = TopicService(store, clock, advocacy.standings)
    return FeedbackRooms(
        topics=topics,
        advocacy=advocacy,
        owed=owed,
        sets=SetService(store, clock),
        around=around(store, clock, topics, advocacy, owed),
    )

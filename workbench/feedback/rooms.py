"""The rooms of feedback, joined."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.feedback.clients.service import ClientService
from workbench.feedback.topics.service import TopicService
from workbench.kernel.clock import Clock
from workbench.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRooms:
    """What is done with what customers say, a room each."""

    topics: TopicService
    clients: ClientService


def feedback_rooms(store: Store, clock: Clock) -> FeedbackRooms:
    """The rooms over an open store."""
    return FeedbackRooms(topics=TopicService(store, clock), clients=ClientService(store))

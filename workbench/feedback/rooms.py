"""The rooms of feedback, joined."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.feedback.advocacy.owed import OwedService
from workbench.feedback.advocacy.service import AdvocacyService
from workbench.feedback.around.service import Around, around
from workbench.feedback.brief.service import BriefService
from workbench.feedback.clients.service import ClientService
from workbench.feedback.sets.service import SetService
from workbench.feedback.topics.service import TopicService
from workbench.feedback.trackers.room import TrackerRoom, tracker_room
from workbench.feedback.yours.service import YoursService
from workbench.kernel.changes import Changes
from workbench.kernel.clock import Clock
from workbench.secrets.port import SecretStore
from workbench.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRooms:
    """What is done with what customers say, a room each."""

    topics: TopicService
    clients: ClientService
    sets: SetService
    advocacy: AdvocacyService
    owed: OwedService
    brief: BriefService
    trackers: TrackerRoom
    around: Around
    yours: YoursService

    def close(self) -> None:
        """Let go of what is open to the outside."""
        self.trackers.close()


def feedback_rooms(store: Store, clock: Clock, changes: Changes, secrets: SecretStore) -> FeedbackRooms:
    """The rooms over an open store."""
    advocacy, owed = AdvocacyService(store, clock), OwedService(store, clock)
    topics = TopicService(store, clock, advocacy.standings)
    yours = YoursService(store, clock)
    yours.finish()
    return FeedbackRooms(
        topics=topics,
        clients=ClientService(store),
        sets=SetService(store, clock),
        advocacy=advocacy,
        owed=owed,
        brief=BriefService(store, clock, advocacy),
        trackers=tracker_room(store, clock, changes, secrets, topics),
        around=around(store, clock, topics, advocacy, owed),
        yours=yours,
    )

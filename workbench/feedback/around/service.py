"""The practice around feedback, joined."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.feedback.advocacy.owed import OwedService
from workbench.feedback.advocacy.service import AdvocacyService
from workbench.feedback.around.care import CareService
from workbench.feedback.around.ideas import IdeaService
from workbench.feedback.around.kept import KeptService
from workbench.feedback.around.pages import PagesService
from workbench.feedback.around.people import PeopleService
from workbench.feedback.around.promises import PromiseService
from workbench.feedback.around.quotes import QuoteService
from workbench.feedback.topics.service import TopicService
from workbench.kernel.clock import Clock
from workbench.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A service for each concern."""

    people: PeopleService
    ideas: IdeaService
    promises: PromiseService
    care: CareService
    pages: PagesService
    quotes: QuoteService
    kept: KeptService


def around(store: Store, clock: Clock, topics: TopicService, advocacy: AdvocacyService, owed: OwedService) -> Around:
    """All of it over an open store."""
    return Around(
        people=PeopleService(store, clock),
        ideas=IdeaService(store, clock),
        promises=PromiseService(store, clock),
        care=CareService(store, clock),
        pages=PagesService(store, clock, topics, advocacy, owed),
        quotes=QuoteService(store, clock),
        kept=KeptService(store, clock),
    )

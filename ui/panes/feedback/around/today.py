"""What could be done today, and the two topics that we push most."""

from __future__ import annotations

from collections.abc import Sequence

from ui.commands.parts import Parts
from ui.panes.feedback.around.group import Group, Line
from ui.panes.feedback.around.page import AroundPage, AroundWays
from ui.panes.feedback.around.presenter import AroundPresenter
from workbench.feedback.around.model import TodayItem
from workbench.feedback.topics.model import Topic


class TodayPage(AroundPage):
    """At most three things, and our two."""

    title = "Today"
    heading = "Today you could"
    about = "What you could do, and our two"

    def __init__(self, parts: Parts, presenter: AroundPresenter, ways: AroundWays) -> None:
        super().__init__(parts, presenter, ways)
        tokens = parts.theme.tokens
        self.today = Group(tokens, "", "Nothing is owed.")
        self.two = Group(tokens, "Our two", "Nothing is pinned. A topic is pinned on its page; at most two are.")
        self._put(self.today, self.two)

    def read(self) -> tuple[Sequence[TodayItem], Sequence[Topic]]:
        return self.around.pages.today(), self.around.pages.pinned()

    def show_read(self, found: tuple[Sequence[TodayItem], Sequence[Topic]]) -> None:
        self.today.show_lines([self._could(each) for each in found[0]])
        self.two.show_lines([self._pin(each) for each in found[1]])

    def _could(self, item: TodayItem) -> Line:
        deeds = [("Open topic", lambda: self._ways.topic_asked.emit(item.topic))]
        if item.ticket:
            deeds.insert(0, ("Open conversation", lambda: self._ways.ticket_asked.emit(item.ticket)))
        return Line(item.about, "", tuple(deeds))

    def _pin(self, topic: Topic) -> Line:
        return Line(
            topic.title,
            topic.problem or "No problem written yet.",
            (
                ("Open topic", lambda: self._ways.topic_asked.emit(topic.id)),
                ("Unpin", lambda: self._do(lambda: self.around.pages.unpin(topic.id))),
            ),
        )

"""The rows of the list of topics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ui.panes.feedback.topics.looks import kind_state, knowing, next_step, number_of, trend
from ui.widgets.rows import Rows
from workbench.feedback.topics.model import TopicRow


@dataclass(frozen=True, slots=True)
class Line:
    """A topic as a row of the list, on a day on which it is looked at."""

    row: TopicRow
    today: date

    @property
    def id(self) -> str:
        return self.row.id


class Topics(Rows[Line]):
    """Topics as a list."""

    def spoken(self, row: Line) -> str:
        topic, standing = row.row.topic, row.row.standing
        parts = [topic.title, kind_state(topic.kind).word, number_of(row.row.accounts, "account"), trend(row.row.weeks)]
        if standing is not None:
            parts += [standing.word, knowing(standing), next_step(standing, row.today)]
        return ", ".join(part for part in parts if part)

"""What others add to the page of a topic: one line each, shown between its facts and its customers' words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.advocacy.decision import DecisionPart
from ui.panes.feedback.advocacy.trail import TrailPart
from ui.panes.feedback.around.ideas import IdeasPart
from ui.panes.feedback.around.learned import LearnedPart
from ui.panes.feedback.around.pin import PinPart
from ui.panes.feedback.brief.part import BriefPart
from ui.panes.feedback.brief.written import WrittenPart
from ui.panes.feedback.issue.part import IssuePart
from workbench.feedback.advocacy.model import Status
from workbench.feedback.topics.model import Topic
from workbench.kernel.errors import WorkbenchError


class PagePart(Protocol):
    """A part of the page. It reads what it shows beside the window, and hears of changes by ``parts.bridge``."""

    def show_topic(self, topic: Topic) -> None:
        """Show what belongs to ``topic``; called for each topic that is opened and whenever it changed."""

    def widget(self) -> QWidget:
        """What is put into the page; it hides itself where there is nothing to show."""


@runtime_checkable
class HasKeys(Protocol):
    """A part with deeds that a single key begins, wherever the page has the focus."""

    def keys(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """The deeds by their keys."""


@runtime_checkable
class KeepsWords(Protocol):
    """A part in which something is written."""

    def keep_words(self) -> WorkbenchError | None:
        """Wait until what is written is kept; why not, where it is not."""


@runtime_checkable
class OpensTickets(Protocol):
    """A part from which conversations are opened."""

    ticket_asked: SignalInstance


@runtime_checkable
class LeadsToOwed(Protocol):
    """A part from which the replies that are owed for its topic are reached: ``owed_asked`` (the topic)."""

    owed_asked: SignalInstance


@runtime_checkable
class AsksStatus(Protocol):
    """A part that knows how the topic may stand by now: ``status_asked`` (Status, the address where that is seen)."""

    status_asked: SignalInstance


@runtime_checkable
class Decides(Protocol):
    """A part in which a person decides."""

    def ask_for(self, status: Status, source_url: str) -> None:
        """Ask who decided ``status`` and why; ``source_url``: where it is seen."""


PAGE_PARTS: tuple[Callable[[Parts], PagePart], ...] = (
    DecisionPart, TrailPart, LearnedPart, WrittenPart, IdeasPart, BriefPart, IssuePart, PinPart,
)  # fmt: skip


def made_parts(parts: Parts) -> list[PagePart]:
    """Each part, made for one page."""
    return [make(parts) for make in PAGE_PARTS]

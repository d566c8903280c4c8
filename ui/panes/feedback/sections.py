"""The sections of the feedback room: one line each. Whoever has another adds a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.around.section import AroundSection
from ui.panes.feedback.entries.section import EntriesSection
from ui.panes.feedback.owed.section import OwedSection
from ui.panes.feedback.pages.section import PagesSection
from ui.panes.feedback.quiet.section import QuietSection
from ui.panes.feedback.sets.section import SetsSection
from ui.panes.feedback.topics.section import TopicsSection


class Ways(QObject):
    """Ways from one section to what lies elsewhere: emit the id of what is to be opened."""

    ticket_asked = Signal(str)
    reply_asked = Signal(str)  # a conversation, with the caret in its reply
    topic_asked = Signal(str)
    snippet_asked = Signal(str)  # its text
    owed_asked = Signal(str)  # a topic, of which the replies that are owed are wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """``make`` is called once, when the section is first shown. It takes the focus itself when it is given it."""

    name: str
    title: str
    make: Callable[[Parts, Ways], QWidget]


def _topics(parts: Parts, ways: Ways) -> QWidget:
    section = TopicsSection(parts)
    section.ticket_asked.connect(ways.ticket_asked)
    section.owed_asked.connect(ways.owed_asked)
    return section


def _entries(parts: Parts, ways: Ways) -> QWidget:
    section = EntriesSection(parts)
    section.ticket_asked.connect(ways.ticket_asked)
    section.topic_asked.connect(ways.topic_asked)
    return section


def _sets(parts: Parts, ways: Ways) -> QWidget:
    del ways
    return SetsSection(parts)


def _owed(parts: Parts, ways: Ways) -> QWidget:
    section = OwedSection(parts)
    section.reply_asked.connect(ways.reply_asked)
    section.topic_asked.connect(ways.topic_asked)
    return section


def _quiet(parts: Parts, ways: Ways) -> QWidget:
    section = QuietSection(parts)
    section.topic_asked.connect(ways.topic_asked)
    return section


def _pages(parts: Parts, ways: Ways) -> QWidget:
    section = PagesSection(parts)
    section.ticket_asked.connect(ways.ticket_asked)
    return section


def _around(parts: Parts, ways: Ways) -> QWidget:
    section = AroundSection(parts)
    section.snippet_asked.connect(ways.snippet_asked)
    section.ticket_asked.connect(ways.ticket_asked)
    section.topic_asked.connect(ways.topic_asked)
    return section


SECTIONS = (
    Section(name="topics", title="Topics", make=_topics),
    Section(name="entries", title="Entries", make=_entries),
    Section(name="owed", title="Owed", make=_owed),
    Section(name="quiet", title="Quiet", make=_quiet),
    Section(name="sets", title="Whole sets", make=_sets),
    Section(name="pages", title="To hand on", make=_pages),
    Section(name="around", title="Around", make=_around),
)

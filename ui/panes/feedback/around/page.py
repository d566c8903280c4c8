"""A page of Around: a few groups that belong together, read beside the window when it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.around.group import Group
from ui.panes.feedback.around.presenter import AroundPresenter
from ui.panes.feedback.sets.report import label
from ui.widgets.small_form import Form
from workbench.feedback.around.model import GoodwillNoted


class AroundWays(QObject):
    """Ways from a page to what lies elsewhere. ``asked`` (Group, Form): a form is wanted under what was pressed."""

    topic_asked = Signal(str)
    ticket_asked = Signal(str)
    snippet_asked = Signal(str)
    asked = Signal(object, object)

    def ask(self, group: Group, form: Form) -> None:
        """Ask for a few words at ``group``."""
        self.asked.emit(group, form)


class AroundPage(QWidget):
    """``title`` and ``about`` are its line in the list of pages; ``heading`` stands above it, where it is another."""

    title = ""
    heading = ""
    about = ""

    def __init__(self, parts: Parts, presenter: AroundPresenter, ways: AroundWays) -> None:
        super().__init__()
        self._parts, self._presenter, self._ways = parts, presenter, ways
        self.around = presenter.around
        self.groups: tuple[Group, ...] = ()

    def read(self) -> Any:
        """What it shows; called beside the window."""
        raise NotImplementedError

    def show_read(self, found: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def first(self) -> QWidget | None:
        """Where the keys go first."""
        return next((found for group in self.groups if (found := group.first())), None)

    def _put(self, *groups: Group) -> None:
        """Show these, from top to bottom."""
        self.groups = groups
        space = self._parts.theme.tokens.space
        heading = label("heading")
        heading.setText(self.heading or self.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xl)
        column.addWidget(heading)
        for group in groups:
            column.addWidget(group)
        column.addStretch(1)

    def _do(self, work: Callable[[], Any], group: Group | None = None) -> None:
        """Do a deed; the fields of ``group`` are emptied when it is kept."""

        def done(answer: object) -> None:
            if group is not None:
                group.clear()
            if isinstance(answer, GoodwillNoted) and answer.rule is None:
                self._parts.notices.say("Noted.")

        self._presenter.keep(work, done)

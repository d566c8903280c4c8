"""For the company: pages in plain words, and the sentence that stands above every chart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QGuiApplication

from ui.commands.parts import Parts
from ui.panes.feedback.around.group import Group, Line
from ui.panes.feedback.around.page import AroundPage, AroundWays
from ui.panes.feedback.around.presenter import AroundPresenter

_PURPOSE = "In a sentence of your own; it stands above every chart"


class CompanyPage(AroundPage):
    """The month, thanks, and what we are there for."""

    title = "For the company"
    about = "This month, thanks, our purpose"

    def __init__(self, parts: Parts, presenter: AroundPresenter, ways: AroundWays) -> None:
        super().__init__(parts, presenter, ways)
        tokens, pages = parts.theme.tokens, self.around.pages
        self.pages = Group(tokens, "This month", "")
        self.purpose = Group(tokens, "What we are there for", "", [_PURPOSE], "Keep")
        self._put(self.pages, self.purpose)
        self.purpose.added.connect(lambda f: self._do(lambda: pages.set_purpose(f[0])))
        self.pages.show_lines([
            Line("What we did this month", "What changed, what customers said, and promises kept.",
                 (("Copy", self._copied(pages.month)),)),
            Line("Kudos digest", "Customers' own words of the last 30 days, for the company.",
                 (("Copy", self._copied(presenter.digest)),
                  ("Copy for the public", self._copied(lambda at: presenter.digest(at, public=True))))),
        ])  # fmt: skip

    def read(self) -> str:
        return self.around.pages.purpose()

    def show_read(self, found: str) -> None:
        if not self.purpose.fields[0].hasFocus():
            self.purpose.fields[0].setText(found)

    def _copied(self, make: Callable[[date], str]) -> Callable[[], None]:
        return lambda: self._presenter.page(make, self._copy)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._parts.notices.say("Copied as Markdown.")

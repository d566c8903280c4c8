"""Who can be asked, what was promised, and surveys, which open only on a promise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from ui.commands.parts import Parts
from ui.panes.feedback.around.group import Group, Line
from ui.panes.feedback.around.page import AroundPage, AroundWays
from ui.panes.feedback.around.presenter import AroundPresenter
from ui.panes.feedback.around.surveys import Surveys
from ui.widgets.days import day_name
from workbench.feedback.around.model import Contact, Promise, Survey

NOBODY = "Nobody yet. Who owns what, and who to ask."
NOBODY_FITS = "Nobody on the list fits. Add them, or ask somebody who knows."
_SETTLED = 5  # promises of which it is known what became of them, the newest
Read = tuple[date, Sequence[Contact], Sequence[Promise], Sequence[Survey]]


class ColleaguesPage(AroundPage):
    """People, promises and surveys."""

    title = "People and promises"
    about = "Who owns what, promises, surveys"

    def __init__(self, parts: Parts, presenter: AroundPresenter, ways: AroundWays) -> None:
        super().__init__(parts, presenter, ways)
        tokens = parts.theme.tokens
        self.people = Group(tokens, "People", NOBODY, ["Name", "Owns or decides", "Reached by"])
        self.promises = Group(
            tokens, "Promises", "Nothing was promised yet.", ["Who promised", "What", "Until"], "Note"
        )
        self.surveys = Surveys(parts, presenter, ways.ask)
        self._words = ""
        self._put(self.people, self.promises, self.surveys)
        people, promises = self.around.people, self.around.promises
        self.people.added.connect(lambda f: self._do(lambda: people.keep(f[0], owns=f[1], reach=f[2]), self.people))
        self.promises.added.connect(
            lambda f: self._do(lambda: promises.promise(f[0], f[1], presenter.day(f[2])), self.promises)
        )
        self.people.fields[0].textChanged.connect(self._find)

    def read(self) -> Read:
        around = self.around
        promises = around.promises.listed()
        return self._presenter.today(), around.people.find(self._words), promises, around.promises.surveys()

    def show_read(self, found: Read) -> None:
        today, people, promises, surveys = found
        self.people.say_empty(NOBODY_FITS if self.people.fields[0].text() else NOBODY)
        self.people.show_things(people, self._person)
        pending = [each for each in promises if not each.kept_at and not each.broken_at]
        settled = [each for each in promises if each.kept_at or each.broken_at][:_SETTLED]
        self.promises.show_things((*pending, *settled), partial(self._promise, today=today))
        self.surveys.show_surveys(surveys, today)

    def _find(self, words: str) -> None:
        """Who is being typed is looked for among those who are there."""
        self._words = words
        self._presenter.look()

    def _person(self, person: Contact) -> Line:
        more = " · ".join(part for part in (person.owns, person.organisation, person.reach) if part)
        remove = partial(self._do, lambda: self.around.people.remove(person.id))
        return Line(person.name, more, (("Remove", remove),))

    def _promise(self, promise: Promise, today: date) -> Line:
        head = f"{promise.who}: {promise.what}"
        if at := promise.kept_at or promise.broken_at:
            became = "Kept" if promise.kept_at else "Broken"
            return Line(head, f"{became}, {day_name(at.astimezone().date(), today)}")
        until = f"Until {day_name(promise.due_on, today)}" if promise.due_on else "No day was said"
        until = f"Its day has passed: {until.removeprefix('Until ')}" if promise.is_late(today) else until
        service = self.around.promises
        return Line(
            head,
            " · ".join(part for part in (until, promise.topic_title) if part),
            (
                ("Kept", lambda: self._do(lambda: service.kept(promise.id))),
                ("Broken", lambda: self._do(lambda: service.broken(promise.id))),
            ),
            late=promise.is_late(today),
        )

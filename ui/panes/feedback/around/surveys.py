"""Surveys: each with who stands behind it, how many answered, and what was done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from ui.commands.parts import Parts
from ui.panes.feedback.around.group import Group, Line
from ui.panes.feedback.around.presenter import AroundPresenter
from ui.widgets.days import day_name
from ui.widgets.small_form import Days, Field, Form
from workbench.feedback.around.model import NobodyStandsBehind, Promise, Survey
from workbench.kernel.errors import UserError

EMPTY = "No survey is drafted. One is worth it only where somebody has promised, with a day, to act on what it finds."
_BY = (timedelta(weeks=4), timedelta(weeks=8), timedelta(weeks=13))
_CLOSED = 5  # that are shown, the newest


class Surveys(Group):
    """``ask``: shows a form at this group."""

    def __init__(self, parts: Parts, presenter: AroundPresenter, ask: Callable[[Group, Form], object]) -> None:
        super().__init__(parts.theme.tokens, "Surveys", EMPTY, ["What you want to ask many customers"], "Draft")
        self._parts, self._presenter, self._ask = parts, presenter, ask
        self._promises = presenter.around.promises
        self._today = date.min
        self.added.connect(lambda texts: self._do(lambda: self._promises.draft_survey(texts[0]), clear=True))

    def show_surveys(self, surveys: Sequence[Survey], today: date) -> None:
        """List them: those that can still change first."""
        self._today = today
        live = [each for each in surveys if each.closed_at is None]
        closed = [each for each in surveys if each.closed_at is not None][:_CLOSED]
        self.show_things((*live, *closed), self._line)

    def _line(self, survey: Survey) -> Line:
        if survey.opened_at is None:
            return self._draft(survey)
        if survey.is_open:
            return self._open(survey)
        deeds = () if survey.done_with else (("Say what was done", partial(self._ask_done, survey)),)
        told = f"Done with it: {survey.done_with}" if survey.done_with else "Nobody has said what was done with it."
        return Line(survey.question, f"Closed · {_answers(survey)} · {told}\n{_behind(survey, self._today)}", deeds)

    def _draft(self, survey: Survey) -> Line:
        remove = ("Remove", lambda: self._do(lambda: self._promises.remove_survey(survey.id)))
        promise = ("Note promise", partial(self._ask_promise, survey))
        if survey.stood_behind:
            more = f"Not open yet · {_behind(survey, self._today)}"
            return Line(survey.question, more, (("Open", partial(self._open_it, survey)), promise, remove))
        return Line(survey.question, NobodyStandsBehind(survey).words, (promise, remove))

    def _open(self, survey: Survey) -> Line:
        assert survey.opened_at is not None
        since = day_name(survey.opened_at.astimezone().date(), self._today)
        return Line(
            survey.question,
            f"Open since {since} · {_answers(survey)}\n{_behind(survey, self._today)}",
            (
                ("Count answers", partial(self._ask_answers, survey)),
                ("Close", lambda: self._do(lambda: self._promises.close_survey(survey.id))),
            ),
        )

    def _open_it(self, survey: Survey) -> None:
        def done(answer: Survey | NobodyStandsBehind) -> None:
            if isinstance(answer, NobodyStandsBehind):
                self._parts.notices.say(answer.words)

        self._do(lambda: self._promises.open_survey(survey.id), done)

    def _ask_promise(self, survey: Survey) -> None:
        today = self._today
        fields = (Field(label="Who promises", needed=True), Field(label="What they do with the answers", needed=True))
        days = Days(label="By when", today=today, likely=[today + each for each in _BY])

        def meant(texts: list[str], day: date | None) -> None:
            self._do(lambda: self._promises.promise(texts[0], texts[1], day, survey=survey.id))

        self._ask(self, Form(title=survey.question, fields=fields, verb="Note", meant=meant, days=days))

    def _ask_answers(self, survey: Survey) -> None:
        def meant(texts: list[str], _day: date | None) -> None:
            self._do(lambda: self._promises.count_answers(survey.id, _number(texts[0])))

        field = Field(label="How many have answered, as a whole", text=str(survey.answers or ""), needed=True)
        self._ask(self, Form(title=survey.question, fields=(field,), verb="Keep", meant=meant))

    def _ask_done(self, survey: Survey) -> None:
        def meant(texts: list[str], _day: date | None) -> None:
            self._do(lambda: self._promises.note_done(survey.id, texts[0]))

        field = Field(label="What was done with the answers, also where it was nothing", needed=True)
        self._ask(self, Form(title=survey.question, fields=(field,), verb="Keep", meant=meant))

    def _do(self, work: Any, done: Callable[[Any], object] | None = None, *, clear: bool = False) -> None:
        def kept(answer: object) -> None:
            if clear:
                self.clear()
            if done is not None:
                done(answer)

        self._presenter.keep(work, kept)


def _answers(survey: Survey) -> str:
    return "1 answer" if survey.answers == 1 else f"{survey.answers:n} answers" if survey.answers else "no answer yet"


def _behind(survey: Survey, today: date) -> str:
    return " · ".join(_promise(each, today) for each in survey.promises)


def _promise(promise: Promise, today: date) -> str:
    became = "kept" if promise.kept_at else "broken" if promise.broken_at else ""
    until = f"by {day_name(promise.due_on, today)}" if promise.due_on else "no day named"
    return f"{promise.who}: {promise.what}, {became or until}"


def _number(text: str) -> int:
    """The number that was typed. Raises UserError where it is none."""
    bare = "".join(each for each in text if each.isdigit() or each in "-.,  ")
    digits = bare.translate(str.maketrans("", "", ".,  "))
    if bare != text or not digits.isdigit() or len(digits) > 9:
        raise UserError(f"“{text}” is no number of answers.", "Write how many came, such as 41.")
    return int(digits)

"""What is said of whole sets: the numbers in it, and what is not said."""

from __future__ import annotations

import pytest

from workbench.feedback.sets import said as words
from workbench.feedback.sets.model import Outcome, Way
from workbench.feedback.sets.page import TICK_LIST, Cell, LeftAt, Narrow, SetPage, Tally, Unsettled, page

NAMES = ({"k": "Connect a domain"}, {"b": "Name servers"})


def tally(way: Way, end: Outcome, number: int, **more: int) -> Tally:
    return Tally(kind="k", size=2, way=way, outcome=end, number=number, **more)


def made(tallies: list[Tally], left: list[LeftAt] | None = None, narrow: Narrow | None = None) -> SetPage:
    coverage = Unsettled(
        listed={Way.CHAT: 30, Way.EMAIL: 10}, settled={Way.CHAT: 40, Way.EMAIL: 20}, waiting=1, going=2
    )
    return page(tallies, left or [], coverage, NAMES, narrow or Narrow())


SOME = [
    tally(Way.CHAT, Outcome.COMPLETE, 22, rounds=60, elsewhere=3, reopened=1),
    tally(Way.CHAT, Outcome.MIDWAY, 8, rounds=30, elsewhere=1),
    tally(Way.EMAIL, Outcome.COMPLETE, 10, rounds=20),
]


def test_coverage_is_said_for_each_way() -> None:
    assert words.coverage(made([])) == (
        "40 of 60 settled conversations have a list of questions, 67\N{NO-BREAK SPACE}%:"
        " chat 75\N{NO-BREAK SPACE}%, email 50\N{NO-BREAK SPACE}%."
    )


def test_a_share_comes_with_its_interval_and_of_few_none_comes() -> None:
    chat, email = made(SOME).totals
    assert words.share_words(chat, Outcome.COMPLETE) == "73\N{NO-BREAK SPACE}% (56 to 86)"
    assert words.share_words(email, Outcome.COMPLETE) == "too few"


def test_what_else_is_known() -> None:
    assert list(words.facts(made(SOME))) == [
        "Rounds for each question: 1.5 by chat. A round is our turn, however many messages it takes.",
        "Continued elsewhere: 4 sets left the chat and went on another way; 3 of them were finished there.",
        "1 set had more come up when all was answered.",
        "Waiting on us: 1 set. There the customer has not left, so it is counted apart.",
        "Still going: 2 sets, left out until settled.",
    ]


def test_what_is_not_settled_is_told_of_all_alone() -> None:
    assert not [
        said for said in words.facts(made(SOME, narrow=Narrow(kind="k"))) if "Waiting" in said or "going" in said
    ]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "Nobody left midway."),
        (1, "1 set was left midway; what was open first (too few to say where people mostly leave):"),
        (30, "30 sets were left midway; what was open first:"),
    ],
)
def test_where_people_leave_is_said_with_how_many(number: int, said: str) -> None:
    left = [LeftAt(kind="k", size=2, step="b", place=2, number=number)] if number else []
    assert words.leaving(made([], left)) == said


def test_a_step_is_called_by_its_letter_and_its_goal_where_there_are_several() -> None:
    left = [
        LeftAt(kind="k", size=2, step="b", place=2, number=1),
        LeftAt(kind=TICK_LIST, size=3, step=None, place=2, number=1),
    ]
    every = made(SOME, left)
    assert [words.leave_words(every, each) for each in every.leaves] == [
        "Question 2 of 3", "Connect a domain: B  Name servers"
    ]  # fmt: skip
    one = made(SOME, left, Narrow(kind="k"))
    assert [words.leave_words(one, each) for each in one.leaves] == ["B  Name servers"]


def test_the_page_is_called_by_the_customers_goal() -> None:
    assert words.goal_of(made(SOME)) == "What customers set out to do"
    assert words.goal_of(made(SOME, narrow=Narrow(kind="k"))) == "Connect a domain"
    assert words.kind_name(made(SOME), TICK_LIST) == "Questions as they came"


def test_where_it_is_turned_round_it_is_said() -> None:
    def cells(size: int, chat: int, email: int) -> list[Tally]:
        return [
            Tally(kind="k", size=size, way=way, outcome=end, number=number)
            for way, done in ((Way.CHAT, chat), (Way.EMAIL, email))
            for end, number in ((Outcome.COMPLETE, done), (Outcome.NEVER, 100 - done))
        ]

    assert words.turned(made([*cells(1, 90, 50), *cells(2, 40, 60)])) == (
        "It is the other way round than all together for: Connect a domain, 2 questions."
    )
    assert words.turned(made(cells(1, 90, 50))) == ""


def test_no_word_of_speed_or_of_persons() -> None:
    cell = Cell(kind="k", size=2, way=Way.CHAT, ends={Outcome.COMPLETE: 40}, rounds=9, questions=80)
    said = " ".join([words.CANNOT, *words.EMPTY, *words.facts(made(SOME)), words.alike(made(SOME), cell)]).lower()
    for word in ("agent", "per hour", "resolution", "performance", "funnel", "handled"):
        assert word not in said

"""Which messages are one whole set, and how it ends: limits to the minute, our turn, what goes on elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from workbench.feedback.sets.ends import kept, outcome
from workbench.feedback.sets.model import Outcome, Question, Raised, State, Talk, Turn, Way, Whole
from workbench.feedback.sets.whole import way_of, wholes
from workbench.kernel.ids import MessageId, TicketId

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_ids = count()


def question(stand: str = "answered", at: timedelta = timedelta(), ticket: str = "1", **more: object) -> Question:
    state = State(stand)
    made: dict[str, object] = {
        "id": f"q{next(_ids)}",
        "ticket": TicketId(ticket),
        "text": "Is it?",
        "raised": Raised.CUSTOMER,
        "state": state,
        "raised_at": START + at,
        "done_at": None if state is State.OPEN else START + at + MINUTE,
    }
    return Question(**{**made, **more})  # type: ignore[arg-type]


def talk(
    said: list[tuple[str, timedelta]], *stands: str, ticket: str = "1", way: Way = Way.EMAIL, **more: object
) -> Talk:
    """``said``: ("them" or "us", how long after the start). ``stands``: how questions of the first message stand."""
    turns = tuple(Turn(START + after, side == "us") for side, after in said)
    asked = tuple(question(stand, said[0][1], ticket) for stand in stands)
    made: dict[str, object] = {"closed": False, "questions": asked, **more}
    return Talk(ticket=TicketId(ticket), way=way, turns=turns, **made)  # type: ignore[arg-type]


def ends(made: Talk, after: timedelta) -> Outcome | None:
    (whole,) = wholes([made])
    return outcome(whole, START + after)


ANSWERED = [("them", timedelta()), ("us", HOUR)]


@pytest.mark.parametrize(
    ("way", "stands", "after", "expected"),
    [
        (Way.EMAIL, ("answered", "verified", "not_needed"), HOUR + 7 * DAY, Outcome.COMPLETE),
        (Way.EMAIL, ("answered", "answered"), HOUR + 7 * DAY - MINUTE, Outcome.GOING),
        (Way.CHAT, ("answered",), 2 * HOUR, Outcome.GOING),
        (Way.CHAT, ("answered",), HOUR + 7 * DAY, Outcome.COMPLETE),
        (Way.EMAIL, ("answered", "open"), HOUR + 7 * DAY, Outcome.MIDWAY),
        (Way.EMAIL, ("answered", "open"), HOUR + 7 * DAY - MINUTE, Outcome.GOING),
        (Way.CHAT, ("answered", "open"), HOUR + 15 * MINUTE, Outcome.MIDWAY),
        (Way.CHAT, ("answered", "open"), HOUR + 14 * MINUTE, Outcome.GOING),
        (Way.OTHER, ("answered", "open"), HOUR + DAY, Outcome.GOING),
        (Way.OTHER, ("answered", "open"), HOUR + 7 * DAY, Outcome.MIDWAY),
        (Way.EMAIL, ("open", "open"), HOUR + 7 * DAY, Outcome.NEVER),
        (Way.CHAT, ("open",), HOUR + 15 * MINUTE, Outcome.NEVER),
        (Way.EMAIL, (), 99 * DAY, None),
    ],
)
def test_after_our_last_words(way: Way, stands: tuple[str, ...], after: timedelta, expected: Outcome | None) -> None:
    assert ends(talk(ANSWERED, *stands, way=way), after) is expected


def test_a_chat_that_is_closed_has_ended_at_once() -> None:
    said = [("them", timedelta()), ("us", MINUTE), ("them", 2 * MINUTE)]
    assert ends(talk(said, "answered", "open", way=Way.CHAT), 3 * MINUTE) is Outcome.WAITING
    assert ends(talk(said, "answered", "open", way=Way.CHAT, closed=True), 3 * MINUTE) is Outcome.MIDWAY
    assert ends(talk(said, "answered", "open", way=Way.CHAT, closed=True, asks_on=True), DAY) is Outcome.WAITING


@pytest.mark.parametrize("closed", [False, True])
def test_where_it_is_our_turn_no_customer_has_left(closed: bool) -> None:
    said = [*ANSWERED, ("them", 2 * HOUR)]
    assert ends(talk(said, "answered", "open", closed=closed), 99 * DAY) is Outcome.WAITING


def test_thanks_after_all_was_answered_complete_it() -> None:
    said = [*ANSWERED, ("them", 2 * HOUR)]
    assert ends(talk(said, "answered"), 2 * HOUR + 7 * DAY) is Outcome.COMPLETE
    assert ends(talk(said, "answered", asks_on=True), 2 * HOUR + 7 * DAY) is Outcome.WAITING


def test_it_is_counted_seven_days_after_the_last_words_whatever_its_end() -> None:
    (left,) = wholes([talk(ANSWERED, "answered", "open", way=Way.CHAT)])
    (done,) = wholes([talk(ANSWERED, "answered", "answered", way=Way.CHAT)])
    for whole, end in ((left, Outcome.MIDWAY), (done, Outcome.COMPLETE)):
        found = kept(whole, "p", practice=False)
        assert (found.outcome, found.settled_at) == (end, START + HOUR + 7 * DAY)


def test_in_the_same_conversation_it_goes_on_within_seven_days_of_our_words() -> None:
    def sets(gap: timedelta) -> list[Whole]:
        return wholes([talk([*ANSWERED, ("them", HOUR + gap), ("us", HOUR + gap + HOUR)], "answered")])

    assert len(sets(7 * DAY)) == 1
    assert len(sets(7 * DAY + MINUTE)) == 2


def test_who_had_no_answer_and_asks_again_has_not_begun_anew() -> None:
    (whole,) = wholes([talk([("them", timedelta()), ("them", 30 * DAY)], "open")])
    assert outcome(whole, START + 60 * DAY) is Outcome.WAITING


def test_what_is_asked_anew_is_of_the_new_set() -> None:
    later = question("open", 20 * DAY)
    made = talk([*ANSWERED, ("them", 20 * DAY), ("us", 21 * DAY)], "answered")
    first, second = wholes([Talk(ticket=made.ticket, way=made.way, closed=False, turns=made.turns,
                                 questions=(*made.questions, later))])  # fmt: skip
    assert [len(each.questions) for each in (first, second)] == [1, 1]
    assert outcome(first, START + 60 * DAY) is Outcome.COMPLETE
    assert outcome(second, START + 60 * DAY) is Outcome.NEVER


def left_a_chat(*stands: str, **more: object) -> Talk:
    return talk([("them", timedelta()), ("us", MINUTE)], *stands, way=Way.CHAT, **more)


def then_by_mail(after: timedelta, *stands: str, **more: object) -> Talk:
    return talk([("them", after), ("us", after + HOUR)], *stands, ticket="2", **more)


def test_on_another_channel_it_goes_on_within_72_hours_while_something_is_open() -> None:
    chat = left_a_chat("answered", "open")
    (whole,) = wholes([chat, then_by_mail(MINUTE + timedelta(hours=72))])
    assert whole.tickets == ("1", "2")
    assert (whole.way, whole.last_way) == (Way.CHAT, Way.EMAIL)
    assert outcome(whole, START + 5 * DAY) is Outcome.GOING  # the limit is that of the mail now
    assert len(wholes([chat, then_by_mail(2 * MINUTE + timedelta(hours=72))])) == 2


def test_an_open_question_that_was_answered_by_mail_was_open_when_the_mail_came() -> None:
    late = question("answered", done_at=START + 5 * HOUR)
    (whole,) = wholes([left_a_chat("answered", questions=(late,)), then_by_mail(4 * HOUR)])
    assert outcome(whole, START + 30 * DAY) is Outcome.COMPLETE


def test_where_all_was_answered_another_conversation_is_another_set() -> None:
    assert len(wholes([left_a_chat("answered"), then_by_mail(DAY, "open")])) == 2


def test_what_somebody_set_apart_begins_anew() -> None:
    assert len(wholes([left_a_chat("answered", "open"), then_by_mail(DAY, "open", apart=True)])) == 2


def steps(goal: str, *stands: str, ticket: str = "1", at: timedelta = timedelta()) -> tuple[Question, ...]:
    return tuple(question(stand, at, ticket, goal=goal, step=f"{goal}{nth}") for nth, stand in enumerate(stands))


def test_the_same_named_set_goes_on_and_its_steps_are_there_once() -> None:
    chat = left_a_chat(questions=steps("domain", "answered", "open"))
    mail = then_by_mail(DAY, questions=steps("domain", "open", "answered", ticket="2", at=DAY))
    (whole,) = wholes([chat, mail])
    assert [each.state for each in whole.questions] == [State.ANSWERED, State.ANSWERED]


def test_two_named_sets_are_two() -> None:
    chat = left_a_chat(questions=steps("domain", "answered", "open"))
    assert len(wholes([chat, then_by_mail(DAY, questions=steps("invoice", "open", ticket="2", at=DAY))])) == 2


def test_asks_do_not_count_beside_the_steps_of_a_named_set() -> None:
    asked = question("open", message=MessageId("m"))
    (whole,) = wholes([left_a_chat(questions=(*steps("domain", "answered", "answered"), asked))])
    assert len(whole.questions) == 2


def test_what_nobody_has_looked_at_is_no_list() -> None:
    found = question("open", message=MessageId("m"), looked_at=False)
    (whole,) = wholes([talk(ANSWERED, questions=(found, found))])
    assert whole.questions == ()
    assert outcome(whole, START + 99 * DAY) is None
    (looked,) = wholes([talk(ANSWERED, questions=(found, question("answered")))])
    assert [each.done for each in looked.questions] == [False, True]


def test_a_letter_of_ours_that_nobody_answers_is_no_set() -> None:
    assert wholes([talk([("us", timedelta()), ("us", DAY)])]) == []


def test_rounds_are_turns_of_ours_and_not_messages() -> None:
    said = [("them", 0), ("us", 1), ("us", 2), ("them", 3), ("us", 4)]
    (whole,) = wholes([talk([(side, at * MINUTE) for side, at in said])])
    assert whole.rounds == 2


@pytest.mark.parametrize(("later", "expected"), [(2 * HOUR, True), (timedelta(), False)])
def test_it_was_reopened_where_more_came_when_all_was_done(later: timedelta, expected: bool) -> None:
    made = talk([*ANSWERED, ("them", 2 * HOUR), ("us", 3 * HOUR)], questions=(question(), question("answered", later)))
    (whole,) = wholes([made])
    assert kept(whole, "p", practice=False).reopened is expected


def test_the_place_where_somebody_left() -> None:
    (whole,) = wholes([talk(ANSWERED, "answered", "not_needed", "open", "open")])
    found = kept(whole, "p", practice=False)
    assert (found.left_place, found.left_step) == (3, None)


@pytest.mark.parametrize(
    ("channel", "way"), [("chat", Way.CHAT), ("Live_Chat", Way.CHAT), ("email", Way.EMAIL), ("phone", Way.OTHER)]
)
def test_the_helpdesks_words_for_chat_and_email(channel: str, way: Way) -> None:
    assert way_of(channel) is way


def test_what_was_asked_in_a_chat_is_not_asked_any_more_when_we_wrote_last() -> None:
    chat = talk([("them", timedelta()), ("us", MINUTE), ("them", HOUR)], "answered", "open", way=Way.CHAT, asks_on=True)
    late = question("answered", done_at=START + 5 * HOUR)
    (whole,) = wholes([replace(chat, questions=(*chat.questions[:1], late)), then_by_mail(4 * HOUR)])
    assert outcome(whole, START + 30 * DAY) is Outcome.COMPLETE


def test_what_we_foresaw_later_reopens_nothing() -> None:
    foreseen = question("answered", 2 * HOUR, raised=Raised.FORESEEN)
    made = talk([*ANSWERED, ("them", 2 * HOUR), ("us", 3 * HOUR)], questions=(question(), foreseen))
    (whole,) = wholes([made])
    assert not kept(whole, "p", practice=False).reopened

"""What a customer is told when something was shipped or declined: the outcome and its reason, and no hope. Pure."""

from __future__ import annotations

from datetime import date

from workbench.certainty import base_of
from workbench.feedback.advocacy.letter_words import ENGLISH, LANGUAGES, LetterWords
from workbench.feedback.advocacy.model import Owed, Status
from workbench.feedback.advocacy.words import ended
from workbench.kernel.clock import local_day
from workbench.kernel.days import long_day
from workbench.kernel.text import in_marks, one_line
from workbench.library.words import parts_of_name

_LETTERS = 300


def letter(owed: Owed) -> str:
    """The draft for one customer, in Markdown, in the language of their conversation where letters are written in it.

    The reason is in the words of whoever decided; the person who sends the letter puts it into the customer's.
    """
    event, words = owed.event, LANGUAGES.get(base_of(owed.language), ENGLISH)
    first, _ = parts_of_name(owed.name)
    answer = [words.answers[event.status], ended(event.reason)]
    if event.status is Status.NOT_NOW and event.revisit_on is not None:
        answer.append(words.again.format(day=_day(words, event.revisit_on)))
    parts = [
        words.hello.format(first=first) if first else words.hello_nobody,
        words.wrote.format(day=_day(words, local_day(owed.said_at))),
        f"> {one_line(owed.verbatim, _LETTERS)}",
        " ".join(part for part in answer if part),
    ]
    if event.status is not Status.SHIPPED and owed.workaround.strip():
        parts.append(words.today.format(way=ended(owed.workaround)))
    return "\n\n".join(parts) + "\n"


def _day(words: LetterWords, day: date) -> str:
    return long_day(day) if words is ENGLISH else words.day.format(day=day)


def live_question(owed: Owed) -> str:
    """What somebody has to look at before the reply is drafted."""
    return f"Is {in_marks(owed.title)} live for {owed.name or owed.client}?"


def live_sentence(owed: Owed) -> str:
    """What was looked at, as it is noted beside the reply."""
    return f"{in_marks(owed.title)} is live for {owed.name or owed.client}."

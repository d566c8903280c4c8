from __future__ import annotations

from workbench.certainty.answered import answered_by

ASKS = {
    "A": "First, can both shops share one list of products while each keeps its own stock count?",
    "B": "Does the second shop need a plan of its own, or is it an extra line on the bill we have?",
    "C": "Will the labels that are already on the shelves still scan?",
    "D": "How do we take only that shop out again without touching Lekki?",
}


def test_shared_words_suggest_an_answer() -> None:
    reply = "Hi Priscilla,\n\nBoth shops share one list of products. The labels on the shelves scan as they are."
    assert answered_by(reply, ASKS) == {"A", "C"}


def test_a_kind_letter_without_an_answer_suggests_nothing() -> None:
    assert answered_by("Hi Priscilla,\n\nThank you for the long letter. I am on it and write today.", ASKS) == set()


def test_a_question_back_is_no_answer() -> None:
    assert answered_by("Do the labels on the shelves have 12 digits?", ASKS) == set()


def test_a_letter_before_words_suggests_its_ask() -> None:
    assert answered_by("B. No, one line on the bill.\n\n**D:** In Settings.\nX. Nothing.", ASKS) == {"B", "D"}


def test_a_quoted_ask_counts_when_something_stands_below_it() -> None:
    quoted = "> Will the labels that are already\n> on the shelves still scan?\n"
    assert answered_by(f"{quoted}\nYes.", ASKS) == {"C"}
    assert answered_by(quoted, ASKS) == set()


def test_words_that_all_asks_share_tell_little() -> None:
    asks = {"A": "Where is the invoice of March?", "B": "Where is the invoice of Katja?"}
    assert answered_by("The invoice of March is attached.", asks) == {"A"}

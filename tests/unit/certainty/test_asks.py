"""What counts as an ask, one rule after the other; and that any text is taken, in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.certainty import ask_words
from workbench.certainty.answered import answered_by
from workbench.certainty.asks import MOST, asks_in


def texts(message: str, language: str = "en") -> list[str]:
    return [ask.text for ask in asks_in(message, language)]


def test_a_question_needs_no_mark() -> None:
    assert texts("Hello,\nhow do I add a second till") == ["how do I add a second till"]


def test_a_problem_and_the_request_about_it_are_one_ask() -> None:
    assert texts("The lamp is broken. Can you send a new one?") == ["The lamp is broken. Can you send a new one?"]


def test_what_is_about_something_else_is_an_ask_of_its_own() -> None:
    found = texts("The lamp is broken. Also, can you send me the manual?")
    assert found == ["The lamp is broken.", "Also, can you send me the manual?"]


def test_what_follows_from_a_problem_belongs_to_it_over_a_paragraph() -> None:
    message = "You charged my card twice.\n\nIt is not the end of the world. So I'd like it back."
    assert len(texts(message)) == 1
    assert len(texts(message.replace("So I'd", "I'd"))) == 2


def test_asking_for_help_in_general_adds_nothing() -> None:
    assert texts("Where is my parcel now? Please help me.") == ["Where is my parcel now?"]
    assert texts("Please help me.") == ["Please help me."]
    assert texts("Yes!") == []


def test_two_in_one_sentence_are_two_but_a_choice_is_one() -> None:
    assert texts("Can you move the date to May, and can I pay in June?") == [
        "Can you move the date to May",
        "can I pay in June?",
    ]
    assert len(texts("Do I need a plan of my own, or is it an extra line on the bill?")) == 1


def test_what_a_list_announces_are_its_items() -> None:
    message = "We need the following:\n- the delivery note\n- a new label\n\nKind regards\nJo"
    assert texts(message) == ["the delivery note", "a new label"]
    assert texts("What I did:\n\n1. Reports\n2. Export") == []


@pytest.mark.parametrize(
    "message",
    [
        "Hi Robin, how are you? All is well here.",
        "Thanks so much, that worked.\n\n--\nJo Brandt\nCan we help? Visit brandt.example",
        'She said "can you come?" and I said yes to her.',
        "It is fine now.\n\n> Can you send a photo?",
        "It is fine now.\n\nWill They of New Shop Ltd wrote on Monday:\n> All is well.",
        "It is fine now.\n\nFrom: Help <help@shop.example>\nSubject: Can you send a photo?",
        "Please find attached the form.\n\nBest regards\nWould U. Likt",
        "",
        "?",
    ],
)
def test_greeting_thanks_quote_and_signature_ask_nothing(message: str) -> None:
    assert texts(message) == []


def test_what_stands_under_the_name_as_a_postscript_counts() -> None:
    assert texts("All good.\n\nRegards\nJo\n\nPS: When do you close on Sunday?") == ["PS: When do you close on Sunday?"]


def test_a_language_without_words_is_read_for_question_marks() -> None:
    assert texts("Toimiiko tämä? Kiitos.", "fi") == ["Toimiiko tämä?"]
    assert texts("هل يمكن إصلاح هذا؟", "ar") == ["هل يمكن إصلاح هذا؟"]


def test_the_same_words_are_listed_once_and_no_more_than_letters() -> None:
    assert len(texts("Is it open?\n\nIs it open?")) == 1
    assert len(texts("\n\n".join(f"Is number {n} in stock?" for n in range(40)))) == MOST


def test_spans_hold_the_words() -> None:
    message = "😀 Hi Jo,\n\n1. Is İt open on Sunday?\n2. How much is a ticket?"
    assert [message[ask.span.start : ask.span.end] for ask in asks_in(message)] == [
        "1. Is İt open on Sunday?",
        "2. How much is a ticket?",
    ]


@given(st.text(max_size=400), st.sampled_from(["en", "de", "es", "fr", "pt", "fi", ""]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_taken(text: str, language: str) -> None:
    for ask in asks_in(text, language):
        assert 0 <= ask.span.start < ask.span.end <= len(text)
        assert "\n" not in ask.text


@pytest.mark.parametrize(
    "piece", ["can you and ", "(", "why? ", "\n- a", "ab: c\n", "On x:\n\n> a\n", "best regards\n"]
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def taken(size: int) -> float:
        text = (piece * size)[:size]
        return min(_timed(text) for _ in range(3))

    def _timed(text: str) -> float:
        begun = time.perf_counter()
        asks_in(text)
        return time.perf_counter() - begun

    asks_in("")
    assert taken(40_000) < 10 * taken(10_000) + 0.05


def test_a_wrong_table_is_named() -> None:
    for table, why in (
        ({"open": ["x"]}, "open"),
        ({"opens": "x"}, "opens"),
        ({"wants": ["I want"]}, "small letters"),
        ({"wants": ["("]}, "no pattern"),
        ({"common": ["x"]}, "common"),
        ([], "table"),
    ):
        with pytest.raises(ValueError, match=why):
            ask_words.read(table)


def test_asks_are_there_before_the_rules_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reply is queued by what was asked; hundreds of rules must not be made for it first."""
    monkeypatch.setattr("workbench.certainty.book_of", lambda _: pytest.fail("the rules were made"))
    monkeypatch.setattr("workbench.certainty._book", lambda _: pytest.fail("the rules were made"))
    assert [ask.text for ask in asks_in("Hello. Where is my invoice?", "en-GB")] == ["Where is my invoice?"]
    assert answered_by("It is in your inbox.", {"A": "Where is my invoice?"}, "en") is not None

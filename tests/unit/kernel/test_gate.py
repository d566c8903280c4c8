"""What holds a text back, and what of it stays here when it leaves."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.gate import PutIn, Verdict, fading, leaving, look


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hi. I saw {{yours: x}}. Bye.", "Hi. Bye."),
        ("I noticed that\n{{yours: x}}. Bye.", "Bye."),
        ("We saw it. I noticed that\n{{yours: x}}. Bye.", "We saw it. Bye."),
        ("Thanks Mr. Smith for {{yours: x}}. Bye", "Bye"),
        ("Ok. We e.g. saw {{yours: x}}. Bye", "Ok. Bye"),
        ("Das ist z. B. bei {{yours: x}} so. Gut.", "Gut."),
        ("J. R. saw {{yours: x}}. Bye", "Bye"),
        ("Hi Ada, {{yours: x}}", "Hi Ada,"),
        ("Hi Ada,\n{{yours: x}}\nBest,\nBo", "Hi Ada,\nBest,\nBo"),
        ("Hi there\n{{yours: x}}.\nBest,", "Hi there\nBest,"),
        ("What I saw: {{yours: x}}. Bye", "Bye"),
        ("Because of {{yours: x}}\nwe will call you. Bye.", "Bye."),
        ("Hi.\n\n{{yours: x}}\nwe will call you.", "Hi.\n\nwe will call you."),
        ("Two things:\n- {{yours: x}}\n- more", "Two things:\n- more"),
        ("Steps:\n1. {{yours: x}}\n2. more", "Steps:\n2. more"),
        ("Order: 123\n{{yours: x}}.", "Order: 123\n"),
        ("A.\n\n{{yours: x}}.\n\nB.", "A.\n\nB."),
        ("{{yours: x}}.\n\nB.", "B."),
        ("Run it.\n```\nreset\n{{yours: x}}\n```\nBye.", "Run it.\n```\nreset\n```\nBye."),
        ("It {{yours: a}} and {{yours: b}}. Bye.", "Bye."),
    ],
)
def test_a_slot_that_was_left_goes_with_its_whole_sentence(text: str, left: str) -> None:
    assert leaving(text, PutIn(blanks=("{{yours: x}}",))) == left


def test_what_goes_away_is_known_beforehand() -> None:
    text = "Hi. I saw {{yours: x}}. Bye {{A}} now."
    parts = [text[each.start : each.end] for each in fading(text, PutIn(optional=("{{A}}",)))]
    assert parts == [" I saw {{yours: x}}.", "{{A}}"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Order {{A}} left.", "Order left."),
        ("Order {{A}}.", "Order."),
        ("Hi.\n- {{A}}\nBye.", "Hi.\nBye."),
        ("Hi.\n\n{{A}}\n\nBye.", "Hi.\n\nBye."),
        ("`x {{A}}`", "`x `"),
    ],
)
def test_an_optional_blank_that_was_passed_goes_away_alone(text: str, left: str) -> None:
    put_in = PutIn(optional=("{{A}}",))
    assert leaving(text, put_in) == left
    assert look(text, put_in).open == ()


def test_a_blank_that_another_place_needs_is_needed() -> None:
    assert look("{{A}}", PutIn(blanks=("{{A}}",), optional=("{{A}}",))).open == ("A",)


@pytest.mark.parametrize(
    ("text", "put_in", "verdict"),
    [
        ("Run `reset {{User}}` now.", PutIn(blanks=("{{User}}",)), Verdict(open=("User",))),
        ("Run `reset {{User}}` now.", PutIn(), Verdict()),
        ("One {{Or\nder}} two", PutIn(), Verdict(open=("Or der",))),
        ("Hi {{Order", PutIn(), Verdict(odd=("{{Order",))),
        ("Hi Order}}", PutIn(), Verdict(odd=("Order}}",))),
        ("Hi TEST, ok", PutIn(doubtful=("TEST", "gone")), Verdict(odd=("TEST",))),
        ("Hi {{A}},\nok", PutIn(optional=("{{A}}",)), Verdict()),
        ("Hi [NAME], ok", PutIn(), Verdict(odd=("[NAME]",))),
    ],
)
def test_one_judgement_on_what_holds_it_back(text: str, put_in: PutIn, verdict: Verdict) -> None:
    assert look(text, put_in) == verdict


@given(
    st.lists(
        st.sampled_from(["{{yours: x}}", "{{A}}", " ", "\n", ". ", "word", "- ", "Hi Ada,", "`", ":", "Mr. "]),
        max_size=40,
    )
)
def test_whatever_stands_round_it_no_slot_leaves(pieces: list[str]) -> None:
    put_in = PutIn(blanks=("{{yours: x}}",), optional=("{{A}}",))
    left = leaving("".join(pieces), put_in)
    assert "{{" not in left


@pytest.mark.parametrize(
    "text",
    [
        "a {{yours: x}} b\n" * 2_500,
        "a {{yours: x}} " * 3_000,
        "lower words here\n" * 3_000 + "{{yours: x}}",
        "{" * 50_000,
        "{{ " * 16_000,
        "x" * 49_990 + "}}",
        "a" + " " * 49_990,
        "%fill" * 10_000,
        "[first " * 8_000,
        "hi " * 16_000,
    ],
)
def test_no_text_is_looked_at_for_long(text: str) -> None:
    begun = time.thread_time()  # other work on the machine does not count
    look(text, PutIn(blanks=("{{yours: x}}",)))
    assert time.thread_time() - begun < 2, "a text of this size takes milliseconds, or minutes where it runs away"

"""Personal data is found by its form and by who is known, and what only looks alike stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.feedback.personal import Personal, marked, masked

NAMES = ("Mette Sørensen", "Anna van der Berg", "Mark Will", "山田太郎", "Support Team")


def hidden(text: str) -> str:
    return masked(text, marked(text, NAMES))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("write to mette.s+x@mail.example.co.uk.", "write to [email]."),
        ("<a@b.example>,c@d.example", "<[email]>,[email]"),
        ("IBAN DE89 3704 0044 0532 0130 00 please", "IBAN [iban] please"),
        ("to gb82west12345698765432 today", "to [iban] today"),
        ("GB83WEST12345698765432", "GB83WEST12345698765432"),  # its check digits are wrong
        ("card 4242 4242 4242 4242 exp 12/27", "card [card] exp 12/27"),
        ("3782 822463 10005 and 378282246310005", "[card] and [card]"),
        ("4242 4242 4242 4243", "4242 4242 4242 4243"),  # its last digit is wrong
        ("it ends in 4242", "it ends in 4242"),
        ("from 203.0.113.9 or 2001:db8::1", "from [ip] or [ip]"),
        ("version 14.2.0.1 at 12:30:45 in std::list a::b ::1 127.0.0.1", None),
        ("call +45 12 34 56 78 or 555-123-4567 now", "call [phone] or [phone] now"),
        ("(030) 12345-67, 0171/1234567. 0800 123 456.", "[phone], [phone]. [phone]."),
        ("Telefon: 98765432; Ruf mich an unter 4711", "Telefon: [phone]; Ruf mich an unter 4711"),
        ("+1 (415) 555-2671", "[phone]"),
        ("order 1234567890, invoice no. 030-1234567, #0301234567", None),
        ("2024-05-01 10:00, 01.02.2024, 1.234.567,89, 12 345 678, 0.1234567", None),
        ("Mette here, METTE SØRENSEN, sorensen's, Sorensens", "[name] here, [name], [name]'s, [name]s"),
        ("Ask Anna van der Berg of der Spiegel", "Ask [name] of der Spiegel"),
        ("I will mark it, Mark", "I will mark it, [name]"),
        ("mette and anna.", "[name] and [name]."),
        ("Annabel, Mettesen and the support team", None),
        ("山田太郎です", "[name]です"),
    ],
)
def test_what_is_masked_and_what_stays(said: str, kept: str | None) -> None:
    assert hidden(said) == (said if kept is None else kept)


def test_what_it_is_is_told() -> None:
    (mark,) = marked("my card is 4242424242424242")
    assert (mark.what, mark.what.mask, len(mark.span)) == (Personal.CARD, "[card]", 16)


@given(st.text(alphabet="aA1 2.,+-()/@:9MeteDE#\n", max_size=60))
def test_marks_lie_apart_and_masking_twice_is_masking_once(text: str) -> None:
    marks = marked(text, NAMES)
    assert all(one.span.end <= other.span.start for one, other in zip(marks, marks[1:], strict=False))
    assert all(0 <= mark.span.start < mark.span.end <= len(text) for mark in marks)
    for mark in marks:
        assert text[mark.span.start : mark.span.end] not in ("", " ")


@pytest.mark.parametrize(
    "hostile",
    ["a", "1 ", "+1", "a@", "a.a@a.a.", "DE89 ", "1.1.1.", ":", "a:", "1-", "Mette ", "x@a.", "(1) ", "AB12", "f:", "0 "],
)  # fmt: skip
def test_time_grows_with_the_text_alone(hostile: str) -> None:
    def spent(letters: int) -> float:
        text = hostile * (letters // len(hostile))
        least = 9.0
        for _ in range(3):
            start = time.perf_counter()
            marked(text, NAMES)
            least = min(least, time.perf_counter() - start)
        return least

    assert spent(80_000) < 10 * spent(20_000) + 0.05  # four times; sixteen if it were square

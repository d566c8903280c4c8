"""Letters with their marks behind them are read as letters, and found where they were typed."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from workbench.certainty import check
from workbench.certainty.composed import composed
from workbench.kernel.spans import Span

TYPED = "é😀 Das müsste überall funktionieren. Später möglicherweise auch für André."


def test_a_text_of_single_letters_is_left_as_it_is() -> None:
    assert composed("plain") is None
    assert composed("müßig 🎉") is None


def test_what_is_typed_with_marks_is_found_as_without() -> None:
    marked = unicodedata.normalize("NFD", TYPED)
    plain, apart = check(TYPED, "de"), check(marked, "de")
    assert [(one.rule, one.rewrite) for one in plain] == [(one.rule, one.rewrite) for one in apart]
    assert len(plain) == 2
    for one, other in zip(plain, apart, strict=True):
        assert other.cue == marked[other.span.start : other.span.end] == unicodedata.normalize("NFD", one.cue)
        replaced = marked[other.replaces.start : other.replaces.end]
        assert unicodedata.normalize("NFC", replaced) == TYPED[one.replaces.start : one.replaces.end]


@given(st.text(st.sampled_from("aeonu \u0301\u0308\u0327\u0344\u0345é😀.")))
def test_every_place_leads_back_to_the_letter_that_was_typed(text: str) -> None:
    joined = composed(text)
    if joined is None:
        return
    whole = joined.typed(Span(0, len(joined.text)))
    assert (whole.start, whole.end) == (0, len(text))
    for at, letter in enumerate(joined.text):
        if not unicodedata.combining(letter):
            place = joined.typed(Span(at, at + 1))
            assert unicodedata.normalize("NFD", text[place.start])[0] == unicodedata.normalize("NFD", letter)[0]
            assert place.end == len(text) or place.end > place.start

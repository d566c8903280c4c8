from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.spans import Span, Units, from_utf16, to_utf16


def test_an_emoji_counts_two_for_qt() -> None:
    assert to_utf16("a😀b", Span(2, 3)) == (3, 1)
    assert to_utf16("a😀b", Span(1, 2)) == (1, 2)


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_there_and_back(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    position, size = to_utf16(text, span)
    assert from_utf16(text, position, size) == span


@given(st.text(st.sampled_from("aé😀\n")), st.integers(0, 50), st.integers(0, 50))
def test_many_places_are_turned_as_one_is(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    units = Units(text)
    assert units.to_utf16(span) == to_utf16(text, span)
    assert units.from_utf16(*units.to_utf16(span)) == span

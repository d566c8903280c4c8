from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.text import fold, in_marks, normalise, one_line


def test_breaks_of_every_system_become_line_feeds() -> None:
    assert normalise("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


def test_control_characters_go() -> None:
    assert normalise("a\x00b\x1bc") == "abc"


def test_accents_and_case_fold() -> None:
    assert fold("Sørensen  KÉRAMIK Straße") == "sorensen keramik strasse"


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=400), st.integers(2, 80))
def test_one_line_is_one_short_line(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert "\n" not in line


def test_words_with_quotation_marks_stand_in_the_other_ones() -> None:
    assert in_marks("Export all") == "“Export all”"
    assert in_marks("It’s gone") == "“It’s gone”"
    for marked in ('Button "Save"', "Button “Save”", "Knopf „Sichern“", "Le bouton « OK »"):
        assert in_marks(marked) == f"‘{marked}’"

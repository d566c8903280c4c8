from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.certainty.triggers import beginnings, found_in, trigger_pattern


def test_whole_words_are_found_and_parts_are_not() -> None:
    pattern = trigger_pattern(["should", "shouldn't", "so", "sorry"])
    found = pattern.findall("it should, shoulder, _sorry_ and so; shouldn't also")
    assert found == ["should", "sorry", "so", "shouldn't"]


def test_no_words_find_nothing() -> None:
    assert trigger_pattern([]).search("anything") is None


@given(st.lists(st.text("abc'", min_size=1).filter(lambda word: word.strip("'") == word), min_size=1))
def test_every_word_finds_itself(words: list[str]) -> None:
    pattern = trigger_pattern(words)
    for word in words:
        found = pattern.search(f" {word} ")
        assert found is not None
        assert found[0] == word


def test_a_phrase_wakes_over_any_white_space_and_hides_none_that_begins_within_it() -> None:
    pattern = trigger_pattern(["at some", "some day", "see", "see if"])
    assert list(found_in(pattern, "at  some\nday we see if")) == [(0, "at some"), (4, "some day"), (16, "see if")]


def test_what_a_phrase_begins_with_is_known() -> None:
    assert list(beginnings("see if we can")) == ["see", "see if", "see if we"]
    assert list(beginnings("see")) == []

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.certainty.triggers import trigger_pattern


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

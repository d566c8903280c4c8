"""Patterns that are not ours: letters of every script, and words that stand next to each other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.certainty.linear import LINEAR
from workbench.certainty.shipped import SHIPPED


def spans(cue: str, text: str) -> list[tuple[int, int]]:
    return [found.span() for found in LINEAR.cue(cue).finditer(text)]


def test_words_next_to_each_other_are_each_found() -> None:
    assert spans("may(?:be)?", "may maybe may") == [(0, 3), (4, 9), (10, 13)]


@pytest.mark.parametrize(
    ("cue", "text", "whole"),
    [
        ("für", "für", True),
        ("r", "für", False),
        (r"f\wr", "für", True),
        (r"[\w]+ \d", "für\u00a0٣", True),
        (r"a b", "a\u2003\n b", True),
        (r"a[ b]c", "a\u00a0c", True),
        (r"\S+", "ab", True),
        ("é", "e\u0301", False),
        ("s", "it's", False),
        ("ÜBER", "über", True),
        (r"a\.b", "a.b", True),
        (r"a\ b", "a  b", True),
    ],
)
def test_letters_of_every_script_are_letters(cue: str, text: str, whole: bool) -> None:
    assert spans(cue, text) == ([(0, len(text))] if whole else [])


def test_groups_are_named_and_empty_ones_are_empty() -> None:
    (found,) = LINEAR.cue("a(?P<b> b)?(?P<c> c)").finditer("a c")
    assert set(found.groupdict()) == {"b", "c"}
    assert ["a c"[slice(*found.span(name))] for name in ("b", "c")] == ["", " c"]


def test_an_empty_match_ends() -> None:
    assert len(spans("x?", "ab ab")) < 10


@given(st.characters(exclude_categories=["Cs"]))
def test_what_may_stand_next_to_a_word_is_told_from_letters(sign: str) -> None:
    """By and large as the standard library does; a letter is never taken for a sign."""
    if sign.isalnum() or sign == "_":
        assert spans("ab", f"{sign}ab{sign}") == []


@pytest.mark.parametrize(
    "sign", list(' .,;:!?()[]{}<>/\\"“”„«»‘’–—…&%*+=~@#$^|`¡¿§€™•→✓🎉،؟।。、「」\u00a0\u200b\ue000\ufeff')
)
def test_a_word_may_stand_between_signs(sign: str) -> None:
    assert spans("ab", f"{sign}ab{sign}") == [(1, 3)]


@given(st.sampled_from(["ab?", "a+b", "[ab]c", "a b", "(?:a|ab)c?"]), st.text("abc '\u00e9\u0301🎉\n"))
def test_both_engines_find_the_same_places(cue: str, text: str) -> None:
    plain = re.sub("[\u0301]", "", text)
    theirs = [found.span() for found in SHIPPED.cue(cue).finditer(plain)]
    assert spans(cue, plain) == theirs

"""The sieve may let through what the pattern does not hold; it may never hold back what it does."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.certainty.sieve import loosened, sieve

PIECES = [
    r"ab", r"a?b+", r"\bab\b", r"(?<![\w'])ab(?!\w)", r"a(?=b(?:c|d))b", r"[^\w]a", r"[^a-c\s]+", r"\w+\s+\w+", r"\W", r"\S{2}",
    r"(?P<who>a|é)b", r"(?>a+)b", r"a++b", r"a{,2}b", r"b$", r"^a", r"\d\d", r"[\d.,]+", r".b", r"[]a]b", r"(?:a(?!b)|c)?é",
    r"\(a\)", r"a\Z", r"[\W\d]b", r"(?!(?:a|(?<=b)c)d)[a-d]", r"\$a", r"a(?:)b",
]  # fmt: skip
SIGNS = st.text(st.sampled_from(list("aabbccdé \n\t().,'$_]1٣\x1c\x85\u2003\u0301İ\ud800\U0001f389")), max_size=12)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3), SIGNS, st.booleans())
@example(["b$"], "b\n", True)
@example([r"\w+\s+\w+"], "é\x1cé", True)
@settings(max_examples=2000)
def test_what_a_pattern_is_found_in_is_let_through(pieces: list[str], text: str, joined: bool) -> None:
    pattern = "".join(pieces) if joined else "|".join(pieces)
    try:
        held = re.search(pattern, text) is not None
    except re.error:
        return  # a named part twice
    made = sieve(loosened(pattern)[0])
    assert made is not None
    assert made(text.encode("utf-8", "replace")) or not held


@pytest.mark.parametrize("pattern", [r"(?<![\w'])we hope(?!\w)", r"we (?=\w)hope", r"(?P<who>we|they) hope"])
def test_what_has_nothing_of_a_pattern_is_held_back(pattern: str) -> None:
    made = sieve(loosened(pattern)[0])
    assert made is not None
    assert not made(b"It is live since this morning.")
    assert made(b"and we hope so")


def test_what_a_pattern_looks_at_is_told() -> None:
    assert loosened(r"(?<!a)b(?=c(?:d|(?!e)f))g[(?=]")[1] == ["(?<!a)", "(?=c(?:d|(?!e)f))"]


def test_a_pattern_that_the_engine_cannot_do_has_no_sieve() -> None:
    assert sieve(loosened(r"(a|b)\1")[0]) is None

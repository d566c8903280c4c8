from __future__ import annotations

import pytest

from workbench.kernel.places import broken_places, label_of, open_places
from workbench.kernel.spans import Span


def test_an_open_placeholder_is_found_with_its_label() -> None:
    text = "Order {{ Order number }} is on its way."
    assert open_places(text) == (Span(6, 24),)
    assert label_of(text, open_places(text)[0]) == "Order number"


def test_braces_in_code_are_left_alone() -> None:
    assert open_places("Use `{{ name }}` and\n```\n{{ more }}\n```\n") == ()


def test_an_unclosed_fence_runs_to_the_end() -> None:
    assert open_places("```\n{{ name }}") == ()


def test_a_placeholder_after_code_is_found() -> None:
    assert len(open_places("`{{a}}` {{b}}")) == 1


def test_what_a_snippet_put_into_code_is_open_all_the_same() -> None:
    text = "Run `reset {{User}}` or\n```\n{{User}} {{typed}}\n```\n"
    assert [text[each.start : each.end] for each in open_places(text, ("{{User}}",))] == ["{{User}}", "{{User}}"]


def test_a_placeholder_that_was_broken_in_two_lines_is_one() -> None:
    text = "One {{Or\nder}} two"
    (place,) = open_places(text)
    assert label_of(text, place) == "Or der"


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Hi {{Order", "{{Order"),
        ("Hi Order}} and", "Order}}"),
        ("Hi {{a{b}}", "{{a"),
        ("Hi {{" + "a" * 400 + "}}", "{{" + "a" * 30),
        (r"Write \{{name}} or \{{ so \}} too.", ""),
        ("Whole {{one}} and `{{ in code`.", ""),
    ],
)
def test_braces_without_the_others_of_their_pair_are_seen(text: str, broken: str) -> None:
    assert [text[each.start : each.end] for each in broken_places(text)][:1] == ([broken] if broken else [])

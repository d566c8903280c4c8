from __future__ import annotations

from workbench.kernel.places import label_of, open_places
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

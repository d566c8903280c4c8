from __future__ import annotations

import pytest

from workbench.certainty.templates import filled, names


@pytest.mark.parametrize(
    ("template", "parts", "text"),
    [
        ("{who}'ll", {"who": "We"}, "We'll"),
        ("{who}'ll", {"who": ""}, None),
        ("{who}'ll", {}, None),
        ("is{rest?}", {"rest": ""}, "is"),
        ("is{rest?}", {"rest": " now"}, "is now"),
        ("many : are | is", {"many": "n"}, "are"),
        ("many : are | is", {"many": ""}, "is"),
        ("many be : are | be : is", {"many": "n", "be": ""}, None),
        ("n'est{not}", {"not": " plus"}, "n'est plus"),
    ],
)
def test_the_first_way_whose_parts_were_found_is_taken(template: str, parts: dict[str, str], text: str | None) -> None:
    assert filled(template, parts) == text


def test_a_template_names_its_parts() -> None:
    assert names("many be : are{rest?} | {who} is") == {"many", "be", "rest", "who"}

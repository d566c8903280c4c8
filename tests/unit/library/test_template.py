from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.library.template import fill

VALUES = {"customer.first_name": "Mette", "agent.first_name": "Robin"}


def test_what_the_ticket_knows_is_filled() -> None:
    assert fill("Hi {{customer.first_name|there}},", VALUES, {}).text == "Hi Mette,"


def test_what_it_does_not_know_takes_the_fallback() -> None:
    assert fill("Hi {{customer.first_name|there}},", {}, {}).text == "Hi there,"


def test_an_unknown_value_without_fallback_stays_open() -> None:
    filled = fill("At {{customer.company}}", {}, {})
    assert filled.text == "At {{customer.company}}"
    assert filled.open == ("customer.company",)


def test_a_field_stays_open_under_its_label() -> None:
    filled = fill("Order {{field.order_no}}.", {}, {"order_no": "Order number"})
    assert filled.text == "Order {{Order number}}."
    assert filled.caret == len("Order ")


def test_the_caret_goes_where_the_snippet_says() -> None:
    filled = fill("Hi.\n\n{{cursor}}\n\nRobin", {}, {})
    assert filled.text == "Hi.\n\n\n\nRobin"
    assert filled.caret == 5


def test_a_value_that_looks_like_a_placeholder_is_not_filled_again() -> None:
    filled = fill("Hi {{customer.first_name}}", {"customer.first_name": "{{agent.first_name}}", **{}}, {})
    assert filled.text == "Hi {{agent.first_name}}"
    assert filled.open == ("agent.first_name",)


def test_attributes_and_formats_stay_as_they_are() -> None:
    assert fill("{0.__class__} {{x.__class__}} %s", VALUES, {}).text == "{0.__class__} {{x.__class__}} %s"


@given(st.text(max_size=200))
def test_any_text_is_filled_without_a_fault(body: str) -> None:
    filled = fill(body, VALUES, {})
    assert 0 <= filled.caret <= len(filled.text)

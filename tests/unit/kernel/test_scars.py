"""What a template left behind is seen; what people write is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.scars import scars


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hi {%customer.firstName%},", "{%customer.firstName%}"),
        ("Ticket #{ticket.number} is closed.", "#{ticket.number}"),
        ("Dear %{ticket.name}, hello", "%{ticket.name}"),
        ("Hello ${firstName}!", "${firstName}"),
        ("Your order [[order]] left.", "[[order]]"),
        ("Send %filltext:name=Day:default=today% please.", "%filltext:name=Day:default=today%"),
        ("Paste %clipboard here", "%clipboard"),
        ("Best,\n$|$", "$|$"),
        ("Hello {first name}, hello", "{first name}"),
        ("Hi [NAME],", "[NAME]"),
        ("Your refund of XXX is on its way.", "XXX"),
        ("Hi ,\nthank you", "Hi ,"),
        ("hallo  ,", "hallo  ,"),
        ("Dear -,", "Dear -,"),
        ("Dear -\nthank you", "Dear -"),
        ("Your plan  , as agreed", "  ,"),
        ("The invoice ( ) is paid.", "( )"),
    ],
)
def test_what_a_template_left_is_seen(text: str, left: str) -> None:
    (found,) = scars(text)
    assert text[found.start : found.end] == left


@pytest.mark.parametrize(
    "text",
    [
        "Hi Mette,\nyour order 7 left today.",
        "Bonjour !",
        "Hello - I looked at your account.",
        "The card ends in XXXX 4242, or XXXX-XXXX-4242.",
        "See [the guide](https://example.org) or [FAQ](https://example.org), and [FAQ][1].",
        "Call `#{ticket.number}` in the template, or\n```\nHi {name},\n```\n",
        "> Hi [NAME],\n\nThis came from our mail tool.",
        "Run restart() and wait.",
        "It costs 50% {plus} tax"[:13],
        "Use 100 % of it, and # of it.",
    ],
)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert scars(text) == ()


@given(st.text(max_size=300))
def test_any_text_is_read_and_places_are_inside_it(text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in scars(text))

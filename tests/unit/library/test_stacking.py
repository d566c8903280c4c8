"""A second snippet in a reply brings no second greeting and no second name."""

from __future__ import annotations

from workbench.kernel.spans import Span
from workbench.library.model import Filled, Placed, State
from workbench.library.stacking import stacked


def filled(text: str, customer: str = "Mette", agent: str = "Robin", caret: int | None = None) -> Filled:
    places = []
    for name, value in (("customer.first_name", customer), ("agent.first_name", agent)):
        at = text.find(value)
        if at >= 0:
            span = Span(at, at + len(value))
            places.append(Placed(span=span, name=name, label=name, state=State.RESOLVED))
    return Filled(text=text, caret=len(text) if caret is None else caret, places=tuple(places))


WHOLE = "Hi Mette,\n\nAll of it is done.\n\nRobin"


def test_into_an_empty_reply_it_comes_whole() -> None:
    assert stacked(filled(WHOLE), "", "").filled == filled(WHOLE)
    assert stacked(filled(WHOLE), "\n\n", "").left_out == ""


def test_below_a_whole_reply_it_goes_above_the_name() -> None:
    reply = "Hi Mette,\n\nYour invoice is here.\n\nRobin\n\n"
    made = stacked(filled(WHOLE), reply, "")
    assert made.left_out == "greeting and name"
    assert reply[: len(reply) - made.back] + made.filled.text == (
        "Hi Mette,\n\nYour invoice is here.\n\nAll of it is done.\n\nRobin"
    )


def test_between_greeting_and_name_only_its_words_come() -> None:
    made = stacked(filled(WHOLE), "Hello Mette,\n\n", "\n\nRobin")
    assert (made.filled.text, made.back, made.filled.places) == ("All of it is done.", 0, ())
    assert made.left_out == "greeting and name"


def test_a_closing_goes_with_the_name_in_any_language() -> None:
    text = "Guten Tag Hannelore,\n\nerledigt.\n\nViele Grüße\n\nRobin"
    made = stacked(filled(text, "Hannelore"), "Guten Tag Frau Wüst,\n\n", "\n\nViele Grüße\n\nRobin")
    assert made.filled.text == "erledigt."
    reply = "Guten Tag Hannelore,\n\nhier.\n\nViele Grüße\n\nRobin"
    below = stacked(filled(text, "Hannelore"), reply, "")
    assert reply[: len(reply) - below.back] + below.filled.text == (
        "Guten Tag Hannelore,\n\nhier.\n\nerledigt.\n\nViele Grüße\n\nRobin"
    )


def test_places_and_caret_move_with_the_words() -> None:
    text = "Hi Mette,\n\nDear Anna is {{Order}}.\n\nRobin"
    at = text.index("{{Order}}")
    asked = Placed(span=Span(at, at + 9), name="field.o", label="Order", state=State.EMPTY)
    whole = filled(text, caret=at)
    made = stacked(Filled(text=text, caret=at, places=(*whole.places, asked)), "Hi Mette,\n\n", "").filled
    (place,) = [each for each in made.places if each.label == "Order"]
    assert made.text[place.span.start : place.span.end] == "{{Order}}"
    assert made.caret == made.text.index("{{Order}}")


def test_what_is_all_greeting_or_has_neither_comes_as_it_is() -> None:
    for text in ("Hi Mette,\n\nRobin", "All of it is done.", "One line with Robin in it."):
        assert stacked(filled(text), "Hi Mette,\n\n", "\n\nRobin").filled == filled(text)


def test_a_sentence_that_names_the_customer_is_no_greeting() -> None:
    text = "We have written to Mette about it.\n\nIt is done.\n\nRobin"
    assert stacked(filled(text), "Hi Mette,\n\n", "").filled == filled(text)

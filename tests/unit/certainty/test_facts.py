"""Names and dated facts: what is told, and what is let be."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.certainty.facts import People, Stated, expired, misspelt

HANNELORE = People(customer="Dr. Hannelore Bäßler-Wüst", others=("Robin Hale", "Annika Berg"))
TODAY = date(2026, 5, 4)


def told(reply: str, people: People = HANNELORE) -> list[str | None]:
    return [finding.rewrite for finding in misspelt(reply, people)]


@pytest.mark.parametrize(
    ("greeting", "right"),
    [
        ("Hi Hanelore,", "Hi Hannelore,"),
        ("Hello Hannelroe!", "Hello Hannelore!"),
        ("Sehr geehrte Frau Bäßler-Wust,", "Sehr geehrte Frau Bäßler-Wüst,"),
        ("Sehr geehrte Frau Dr. Bäßler-Wust,", "Sehr geehrte Frau Dr. Bäßler-Wüst,"),
        ("\n  Guten Tag Hannelorre\n", "Guten Tag Hannelore"),
        ("Hanelore,", "Hannelore,"),
        ("Frau Bäßler-Wust,", "Frau Bäßler-Wüst,"),
    ],
)
def test_a_name_one_slip_away_is_told_with_the_right_spelling(greeting: str, right: str) -> None:
    assert told(f"{greeting}\n\nThe label is on its way.") == [right]


@pytest.mark.parametrize(
    "greeting",
    [
        "Hi Hannelore,",
        "Hi hannelore,",
        "Hallo Frau Bässler-Wüst,",
        "Hi Hanne,",
        "Hi Robin,",
        "Hello,",
        "Hi",
        "Hannelore,",
        "Thanks,",
        "Hanelore here,",
    ],
)
def test_a_name_that_is_right_or_another_is_let_be(greeting: str) -> None:
    assert told(f"{greeting}\n\nHanelore is further down.") == []


def test_an_accent_is_a_letter_and_its_two_codings_are_one() -> None:
    zoe = People(customer="Zoë Marin")
    assert told("Hi Zoe,", zoe) == ["Hi Zoë,"]
    assert told("Hi Zoe\u0308,", zoe) == []


def test_a_spelling_that_the_customer_uses_is_theirs() -> None:
    assert told("Hi Hanelore,", People(customer="Hannelore Wüst", theirs="Danke\nHanelore")) == []
    assert told("Hi Hanelore,", People(customer="Hannelore Wüst", theirs="> Hi Hanelore,\n\nDanke")) != []


def test_who_else_is_in_the_conversation_is_nobody_misspelt() -> None:
    assert told("Hi Anika,", People(customer="Annika Berg", others=("Anika Sand",))) == []


def test_short_names_and_no_name_are_let_be() -> None:
    assert told("Hi Bo,", People(customer="Jo Brandt")) == []
    assert told("Hi Hanelore,", People()) == []


def test_the_finding_says_both_spellings_and_where() -> None:
    reply = "Hi Hanelore,\n\nDone."
    [finding] = misspelt(reply, HANNELORE)
    assert reply[finding.span.start : finding.span.end] == "Hanelore"
    assert "“Hanelore”" in finding.message
    assert "“Hannelore”" in finding.message


def stated(**more: object) -> Stated:
    found = {"label": "refund_days", "value": "30", "now": "30", "valid_until": date(2026, 4, 30)} | more
    return Stated(**found)  # type: ignore[arg-type]


BESIDE = {"before": "You have ", "after": " days to send it back."}


def test_a_fact_past_its_day_is_told_where_it_stands() -> None:
    reply = "It costs 30 crowns. You have 30 days to send it back."
    [finding] = expired(reply, [stated(**BESIDE)], TODAY)
    assert finding.span.start == reply.index("30 days")
    assert "The fact refund_days was valid until 30 April 2026." in finding.message
    assert finding.rewrite is None


def test_a_fact_that_was_renewed_since_offers_its_value() -> None:
    fresh = stated(now="14", valid_until=date(2027, 1, 1), **BESIDE)
    [finding] = expired("You have 30 days to send it back.", [fresh], TODAY)
    assert (finding.cue, finding.rewrite) == ("30", "14")


def test_a_fact_that_holds_or_is_written_over_is_let_be() -> None:
    assert expired("You have 30 days to send it back.", [stated(valid_until=TODAY, **BESIDE)], TODAY) == ()
    assert expired("You have 14 days to send it back.", [stated(**BESIDE)], TODAY) == ()
    assert expired("It costs 30 crowns.", [stated(**BESIDE)], TODAY) == ()

"""What becomes of each placeholder is told, also where nothing needs a look."""

from __future__ import annotations

import pytest

from workbench.exchange.making import Links, Made
from workbench.exchange.placeholders import autokey, beeftext, braces, espanso, ours, textexpander
from workbench.exchange.placeholders.desk_names import CHATWOOT, HELP_SCOUT, ZAMMAD, ZENDESK, Desk
from workbench.exchange.placeholders.desks import Text
from workbench.exchange.placeholders.desks import translate as desk_text

LINKS = Links({"sig": "import-1"})


def test_macros_of_textexpander() -> None:
    made = textexpander.translate("%filltext:name=City% %Y-%m-%d %snippet:sig% %key:tab%%|", LINKS)
    assert made.mapped == (
        "%filltext:name=City% → {{field.city}}",
        "%Y-%m-%d → {{date.today}}",
        "%snippet:sig% → the snippet “sig”",
        "%| → {{cursor}}",
    )


def test_a_part_is_told_once_and_a_repeated_placeholder_too() -> None:
    made = textexpander.translate("%fillpart:name=Late%Sorry.%fillpartend% %clipboard %clipboard", LINKS)
    assert made.mapped == (
        "%fillpart:name=Late% → {{?field.late}}",
        "%clipboard → {{field.from_the_clipboard}}",
    )


@pytest.mark.parametrize(
    ("made", "pair"),
    [
        (beeftext.translate("#{input:Name}", LINKS), "#{input:Name} → {{field.name}}"),
        (autokey.translate("<date format=%d.%m.%Y>"), "<date format=%d.%m.%Y> → {{date.today}}"),
        (braces.alfred("{clipboard}"), "{clipboard} → {{field.from_the_clipboard}}"),
        (braces.raycast('{argument name="City"}', LINKS), '{argument name="City"} → {{field.city}}'),
        (espanso.translate("Hi [[name]]", espanso.Match(form=True), LINKS), "[[name]] → {{field.name}}"),
        (ours.translate("Hi {{nick}} {{customer.email}}"), "{{nick}} → {{field.nick}}"),
    ],
)
def test_each_program(made: Made, pair: str) -> None:
    assert made.mapped == (pair,)


@pytest.mark.parametrize(
    ("desk", "words", "pair"),
    [
        (ZENDESK, "{{ticket.requester.first_name}}", "{{ticket.requester.first_name}} → {{customer.first_name}}"),
        (ZENDESK, "{% if ticket.id %}a{% endif %}", "{% if ticket.id %} → {{?ticket.number}}"),
        (HELP_SCOUT, "{%customer.firstName,fallback=you%}",
         "{%customer.firstName,fallback=you%} → {{customer.first_name|you}}"),
        (ZAMMAD, "#{ticket.customer.firstname}", "#{ticket.customer.firstname} → {{customer.first_name}}"),
        (CHATWOOT, "{{contact.name}}", "{{contact.name}} → {{customer.full_name}}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("html", [False, True])
def test_each_helpdesk(desk: Desk, words: str, pair: str, html: bool) -> None:
    made = desk_text(desk, (Text(words=f"Hi {words}.", html=html),))
    assert made.mapped == (pair,)


def test_of_very_many_only_so_many_are_told() -> None:
    made = beeftext.translate(" ".join(f"#{{input:N{number}}}" for number in range(100)), LINKS)
    assert len(made.mapped) == 40

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
        ("Here is your new plan  , as agreed", "  ,"),
        ("The invoice ( ) is paid.", "( )"),
        ("About {!Contact.Name} and", "{!Contact.Name}"),
        ("See {$ticket_name} here", "{$ticket_name}"),
        ("Hello *|FNAME|*, hello", "*|FNAME|*"),
        ("Hello %FIRSTNAME%, hello", "%FIRSTNAME%"),
        ("Hello <<First Name>>, hello", "<<First Name>>"),
        ("Hello «Name», hello", "«Name»"),
        ("Your «OrderNumber» left", "«OrderNumber»"),
        ("Your «order_no» left", "«order_no»"),
        ('On {argument name="day"} it left', '{argument name="day"}'),
        ("See {formtext: name=x} and", "{formtext: name=x}"),
        ("On {time: YYYY-MM-DD} it left", "{time: YYYY-MM-DD}"),
        ("Send %filltop% of it", "%filltop%"),
        ("Hello [Name], hello", "[Name]"),
        ("Hello [customer's first name], hello", "[customer's first name]"),
        ("Order [order number] left", "[order number]"),
        ("Hello {customer-name}, hello", "{customer-name}"),
        ("Sehr geehrte ,\nwir", "Sehr geehrte ,"),
        ("Good morning ,", "Good morning ,"),
        ("Buongiorno ,", "Buongiorno ,"),
        ("Hei ,", "Hei ,"),
        ("Kære ,", "Kære ,"),
        ("Dear Mr. ,", "Dear Mr. ,"),
        ("Sehr geehrter Herr ,", "Sehr geehrter Herr ,"),
        ("Hi !", "Hi !"),
        ("Hi null,", "Hi null,"),
        ("Dear Mr. undefined,", "Dear Mr. undefined,"),
        ("Hi None,", "Hi None,"),
        ("Well.\n, what can I do for you?", ", what"),
        ("Liebe Kollegin Ada ,", "Liebe Kollegin Ada ,"),
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
        "Bonjour Ada !\nCher Monsieur,",
        "Dear Sir,\nDear Madam,\nBonjour Madame,",
        "Open %APPDATA%, %TEMP% and %MY_TOOL%\\bin, then C:\\%USERNAME%.",
        "Klicken Sie auf «Speichern», dann auf «Neue Datei».",
        "« Nom » est le premier champ, dit-elle.",
        "Press [Enter], then [Save], and see [1] or [the guide].",
        "The set {a, b} and {1, 2} differ; 5 << 3 and a >> b.",
        "Nobody knows, none, and undefined is a word.",
        "It is 100%OK% sure.",
        "Well, that is it, Ada.",
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

"""Titles say what a snippet says; shortcuts lose the sign that another program wanted before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.exchange.chatwoot import Chatwoot
from workbench.exchange.making import Raw, items
from workbench.exchange.naming import shortcut_of, title_of
from workbench.exchange.placeholders.body import plain


@pytest.mark.parametrize(
    ("trigger", "shortcut"),
    [
        (":thx", "thx"), (";thx", "thx"), ("/thx", "thx"), ("#thx", "thx"), ("//thx", "thx"), (":thx:", "thx"),
        ("thx", "thx"), ("c#", "c#"), ("thx;", "thx;"), (":c++", "c++"), (":)", ":)"), ("::", "::"), ("@me", "@me"),
        (":größe", "größe"), ("", ""),
    ],
)  # fmt: skip
def test_a_trigger_loses_its_sign_where_ours_is_added(trigger: str, shortcut: str) -> None:
    assert shortcut_of(trigger) == shortcut


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("Hi {{customer.first_name}},\n\nyour parcel is on its way.\n", "Your parcel is on its way"),
        ("Hi {{customer.first_name}}, thank you for writing. We look into it.\n", "Thank you for writing"),
        ("Dear Dr. Miller,\nWe are open on Monday", "We are open on Monday"),
        ("Sehr geehrte Frau {{customer.last_name}},\nvielen Dank!", "Vielen Dank!"),
        ("Bonjour,\nmerci pour votre message", "Merci pour votre message"),
        ("Hello!\n", "Hello!"),
        ("Hi there thanks for writing to us", "Hi there thanks for writing to us"),
        ("History is long", "History is long"),
        ("{{customer.first_name}},\nWe are open", "We are open"),
        ("Your order {{field.order_no}} is on its way", "Your order … is on its way"),
        ("{{field.order_no}} {{date.today}}", "order no date today"),
        ("{{cursor}}\n", "there"),
        ("# Opening hours\n- Monday", "Opening hours"),
        ("Yes. No. Perhaps.", "Yes. No. Perhaps"),
        ("a, b", "a, b"),
        ("{{?field.late}}Sorry.{{:}}Fine.{{/}}", "Sorry.Fine"),
    ],
)
def test_without_a_label_the_title_is_the_first_real_words(body: str, title: str) -> None:
    assert title_of("", (), body, "there") == title


@pytest.mark.parametrize(
    ("label", "title"),
    [("Opening hours", "Opening hours"), ("Hours", "Hours"), ("hours", "We are open"), (":hours", "We are open"),
     ("  ", "We are open"), ("Hi name,", "Hi name,")],
)  # fmt: skip
def test_a_label_is_the_title_unless_it_is_the_trigger(label: str, title: str) -> None:
    assert title_of(label, (":hours",), "Hello,\nwe are open.", "there") == title


def test_a_trigger_alone_is_a_title_where_there_is_nothing_else() -> None:
    assert title_of("sig", ("sig",), "{{cursor}}", "sig") == "sig"


def test_two_triggers_that_become_one_are_told() -> None:
    raws = [Raw(identity=each, source=each, body=f"Words of {each}", triggers=(each,)) for each in (":a", ";a")]
    first, second = items("f", raws, lambda raw, _links: plain(raw.body))
    assert first.snippet and second.snippet
    assert (first.snippet.shortcut, second.snippet.shortcut) == ("a", "")
    assert second.notes == ("“a” already stands for “Words of :a”, so this one comes in without it.",)


def test_a_short_code_of_one_word_is_no_title(tmp_path: Path) -> None:
    file = tmp_path / "c.json"
    file.write_text('[{"id": 1, "short_code": "out", "content": "Hi {{contact.name}},\\n\\nwe are away."}]')
    [item] = Chatwoot().read(file)
    assert item.snippet is not None
    assert (item.snippet.title, item.snippet.shortcut) == ("We are away", "out")

from __future__ import annotations

import sys

import pytest

from workbench.tickets.plain import preview, to_text
from workbench.tickets.safe_html import clean


def test_words_come_without_marks() -> None:
    html = "<h1>Head</h1><p>a <b>b</b>_c_ *d* <code>e</code></p><ul><li>f</li><li>g</li></ul><hr><pre>h\n  i</pre>"
    assert to_text(clean(html).html) == "Head\n\na b_c_ *d* e\n\n- f\n- g\n\nh\n  i"


def test_a_link_shows_where_it_leads_unless_its_words_say_so() -> None:
    html = '<a href="https://a.example/x">here</a>, <a href="https://b.example/">https://b.example/</a>, <a href="mailto:c@d">c@d</a>'
    assert to_text(clean(html).html) == "here (https://a.example/x), https://b.example/, c@d"


def test_quoted_mail_is_marked() -> None:
    assert to_text("<p>own</p><blockquote><p>old<br>older</p></blockquote>") == "own\n\n> old\n> older"


def test_a_table_of_words_is_rows_and_a_letter_set_in_a_table_is_lines() -> None:
    assert to_text("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>").split("\n\n") == [
        "a b",
        "1 2",
    ]
    assert to_text("<table><tr><td><p>Hello</p><p>words</p></td></tr></table>") == "Hello\n\nwords"


def test_places_to_break_are_no_words() -> None:
    assert to_text(clean("a" * 5_000).html) == "a" * 5_000


def test_html_too_deep_to_read_still_gives_its_words() -> None:
    depth = sys.getrecursionlimit() * 3
    assert "words" in to_text("<div>" * depth + "words &amp; more" + "</div>" * depth)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Hello,\n\nthe printer broke.", "the printer broke."),
        ("Dear support team,\nit broke", "it broke"),
        ("Sehr geehrte Frau Müller,\nes geht nicht", "es geht nicht"),
        ("Hi Anna\nit broke", "it broke"),
        ("Hi, the printer broke.", "Hi, the printer broke."),
        ("Hi, the printer broke.\nIt smokes.", "Hi, the printer broke."),
        ("Hello world printer broke", "Hello world printer broke"),
        ("> old\n\nit broke", "it broke"),
        ("it broke\n\nOn Monday A wrote:\n> old", "it broke"),
        ("Hello,", "Hello,"),
        ("> only this", "> only this"),
        ("see here (https://a.example/very/long) now", "see here now"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_a_preview_is_the_first_thing_the_writer_says(text: str, first: str) -> None:
    assert preview(text) == first


def test_a_preview_is_one_line_of_at_most_160_characters() -> None:
    assert len(preview("word " * 900)) <= 160
    assert preview("word " * 900).endswith("…")


@pytest.mark.parametrize("text", ["x <" + "@" * 200_000, "Hi " + "a, " * 90_000, "On " + "wrote " * 50_000, "-" * 200_000, "\n" * 200_000,
                                  "From: a\n" * 20_000])  # fmt: skip
def test_hostile_text_has_a_preview(text: str) -> None:
    assert len(preview(text)) <= 160

"""HTML of helpdesks: what comes of it, what is told, and what is made to take for ever."""

from __future__ import annotations

import random
import time

import pytest

from workbench.exchange.html import as_markdown
from workbench.exchange.html_body import CUT, MAX_CHARACTERS, MAX_TAGS, TANGLED, to_markdown


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hi <b>you</b></p><p>&nbsp;</p><p>there</p>", "Hi **you**\n\nthere"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>one</li><li><i>two</i></li></ul>", "- one\n- *two*"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
        ('<a href="https://a.example/x(1)">words</a>', "[words](https://a.example/x%281%29)"),
        ('<a href="mailto:a@b.example">a@b.example</a>', "a@b.example"),
        ('<a href="javascript:alert(1)">x</a><a href="/relative">y</a><a href="//a.example">z</a>', "xyz"),
        ("<script>alert(1)</script><style>p{}</style>x", "x"),
        ('<div onclick="x()" style="color:red">x <code>y</code> <u>z</u></div>', "x y z"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
        ("&lt;ORDER&gt; &amp; 5*3 snake_case", "<ORDER> & 5*3 snake_case"),
        ("<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>", "- a\n    - b\n        1. c\n- d"),
        ("<ol><li><p>a</p><p>b</p></li><li>c</li></ol>", "1. a\n\n    b\n\n2. c"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<blockquote>q</blockquote>", "> q"),
        ("", ""),
    ],
)
def test_what_comes_of_it(html: str, text: str) -> None:
    found = to_markdown(html)
    assert (found.text, found.notes, found.look) == (text, (), False)


def test_pictures_are_told() -> None:
    found = to_markdown('a<img src="https://a.example/x.png" alt="Our &quot;logo&quot;" onerror="x()">b')
    assert (found.text, found.look) == ("ab", True)
    assert found.notes == ('A picture was left out: Our "logo".',)
    inline = to_markdown(f'a<img src="data:image/png;base64,{"A" * 3_000_000}">b')
    assert (inline.text, inline.notes) == ("ab", ("A picture was left out.",))


def test_marks_stand_wherever_they_were() -> None:
    html = '<p>\ue0000\ue001<a href="\ue0001\ue001">x</a><a href="https://a.example/\ue0002\ue001">y</a></p>'
    assert to_markdown(html).text == "\ue0000\ue001[x](\ue0001\ue001)[y](https://a.example/\ue0002\ue001)"


HOSTILE = {
    "deep": "<div>" * 4_000 + "x", "deep lists": "<ul><li>" * 2_000 + "x", "bold": "<b>" * 900 + "x",
    "formatting": "<b><i><a href='https://a.example'>" * 3_000, "many": "<p>x</p>" * 100_000, "open": "<" * 300_000,
    "attribute": "<a href='" + "x" * 300_000, "tabs": "<p>" + "x\t\t\t\t\t\t\t\t" * 20_000, "comment": "<!--" * 80_000, "entities": "&amp;" * 39_000,
    "long": "x" * (MAX_CHARACTERS * 3), "spaces": "<p>" + " " * 190_000 + "x</p>", "tables": "<table><tr><td>" * 1_500,
    "quotes": "<blockquote>" * 28 + "x\n" * 90_000, "data": "data:" * 70_000, "wide": "<td>x" * 2_900, "nbsp": "&nbsp;\n" * 28_000,
    "links": "<a href='https://a.example'>x" * 900, "brs": "<br>" * 2_900,
    "script": "<script>" + "<" * 300_000, "li": "<ol>" + "<li>x" * 2_900, "newlines": " \n" * 90_000 + "<p>x",
}  # fmt: skip


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_html_ends_soon(html: str) -> None:
    for read in (to_markdown, as_markdown):
        begun = time.perf_counter()
        read(html)
        assert time.perf_counter() - begun < 3


def test_what_is_too_tangled_keeps_its_words() -> None:
    found = to_markdown("<div>" * 100 + "words" + "</div>" * 100)
    assert (found.text, found.notes, found.look) == ("words", (TANGLED,), True)
    assert to_markdown("<p><b>x</b></p>" * (MAX_TAGS // 4 + 1)).notes == (TANGLED,)
    assert to_markdown("<p><b>x</b></p>" * (MAX_TAGS // 4 - 1)).notes == ()
    assert to_markdown("<p>x</p>" + "y" * MAX_CHARACTERS).notes == (TANGLED, CUT)


def test_no_markup_that_acts_is_left() -> None:
    pieces = [
        "<script>",
        "</script>",
        "<p>",
        "<a href='",
        "javascript:",
        "'>",
        "<img src=x onerror=y>",
        "x",
        "<svg/onload=z>",
        "<b>",
    ]
    order = random.Random(7)
    for _ in range(300):
        text = to_markdown("".join(order.choices(pieces, k=12))).text.lower()
        assert "](javascript:" not in text

from __future__ import annotations

import inspect
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.drafts.render import MOST_CHARACTERS, render
from workbench.kernel.errors import UserError


def filled(unit: str) -> str:
    return unit * (MOST_CHARACTERS // len(unit))


def test_common_markdown_becomes_html() -> None:
    text = "Hello **Anna**,\nsee [here](https://a.example/).\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n```\n<code>\n```"
    html = render(text).html
    assert '<strong>Anna</strong>,<br>\nsee <a href="https://a.example/">here</a>.' in html
    assert "<li>a</li>" in html and "<td>1</td>" in html and "<pre><code>&lt;code&gt;\n</code></pre>" in html


def test_the_text_is_what_was_typed_in_its_one_form() -> None:
    assert render("\n\nA\u0308 **b** \r\nc\x00  \n\n").text == "Ä **b**\nc"


@pytest.mark.parametrize("typed", ["<your name>", "<script>alert(1)</script>", "<b onclick=x>b</b>", "a <!-- b --> c", "<img src=x>",
                                   "[a]: b", "![shot](relative.png)", "&lt;", "<div>\n\nwords\n\n</div>"])  # fmt: skip
def test_nothing_that_was_typed_vanishes(typed: str) -> None:
    html = render(f"before {typed} after\n\n{typed}").html
    shown = html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&amp;", "&")
    for word in ("before", "after", *typed.replace("&lt;", "").replace("relative.png", "").split()):
        assert word.strip("![]():<>/") in shown


@pytest.mark.parametrize("typed", ["<script>x</script>", "<img src=x onerror=y>", "[a](javascript:x)", "[a](data:x)", "[a](//h/s)",
                                   "[a](file:///x)", "<javascript:x>", "[a](relative)", "![a](https://h/x)", "<a href='javascript:x'>"])  # fmt: skip
def test_nothing_that_acts_goes_out(typed: str) -> None:
    html = render(typed).html
    for tag in (
        "<script",
        "<img",
        'href="javascript',
        'href="data',
        'href="//',
        'href="file',
        'href="relative',
        "<a href='",
    ):
        assert tag not in html


def test_text_that_is_too_long_is_refused_with_a_sentence() -> None:
    with pytest.raises(UserError) as refused:
        render("a" * (MOST_CHARACTERS + 1))
    assert refused.value.title == "This text is longer than 50,000 characters."
    assert refused.value.cure


def test_a_long_reply_of_a_person_keeps_its_looks() -> None:
    reply = "Hello **Anna**, set `a` to [b](https://a.example/) now.\n\n1. one\n2. two\n\n## Head\n\n" * 60
    assert "<strong>" in render(reply).html


BAD = {
    "pictures in brackets": "![a][", "brackets": "[", "links that do not end": "[a](b", "stars": "*a ", "double stars": "**a ",
    "marks": ">", "code that does not end": "`a", "code": "`a` ", "escapes": "\\", "escaped fences": "\\```\n", "headings": "# a\n",
    "rules": "***\n", "underlines": "a\n---\n", "fences": "```a\n", "emphasis": "*a*", "html": "<a b=", "list on one line": "- ",
    "list below": "- a\n", "table": "|a", "table rows": "|a|b|\n", "breaks": "a  \n", "definitions": "[a]: b\n", "addresses": "<http://a",
    "brackets and stars": "[**", "quoted rules": ">    ---\n", "signs": "&", "less": "<", "placeholders": "\x02\x03wzxhzdk:0\x03",
}  # fmt: skip
MADE = {name: filled(unit) for name, unit in BAD.items()} | {
    "brackets before a long text": "[" * 250 + "word " * 9_900,
    "code before a long text": "\\`" * 900 + "word " * 9_000,
    "fences before a long text": "```a\n" * 600 + "word " * 9_000,
    "five hundred rules": "---\n" * 500,
    "a list 400 deep": "".join("    " * n + "- x\n" for n in range(150)),
    "a list 300 deep by spaces": "".join("  " * n + "- x\n" for n in range(200)),
    "quotes 300 deep": "".join(">" * n + " x\n" for n in range(300)),
    "a wide table": "|a" * 8_000 + "\n" + "|-" * 8_000 + "\n" + "|a" * 8_000,
    "parentheses": "[a](" + "(" * 49_000,
}


QUICK = {
    "stars", "double stars", "fences", "list below", "html", "addresses", "less", "signs", "placeholders", "marks", "table", "table rows",
    "breaks", "definitions", "parentheses",
}  # fmt: skip


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", MADE)
def test_text_made_to_hang_is_rendered(name: str) -> None:
    html = render(MADE[name][: MOST_CHARACTERS - 11] + "\n\n**end**").html
    assert "end" in html


@pytest.mark.parametrize("name", sorted(MADE.keys() - QUICK))
def test_text_that_takes_markdown_long_stays_as_it_was_typed(name: str) -> None:
    html = render(MADE[name][: MOST_CHARACTERS - 11] + "\n\n**end**").html
    assert html.endswith("<p>**end**</p>")


def test_a_reply_is_rendered_where_the_stack_is_almost_full() -> None:
    text = "".join("    " * level + "- words\n" for level in range(9))

    def deeper(frames: int) -> str:
        return deeper(frames - 1) if frames else render(text).html

    render(text)
    room = sys.getrecursionlimit() - len(inspect.stack(0))
    assert deeper(room - 40).count("words") == 9


@pytest.mark.timeout(120)
@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([*BAD.values(), "\n", "\n\n", " ", "    ", "word ", "](", ")", "]", "1. ", "~~~\n"]),
        min_size=1,
        max_size=4,
    ),
    st.integers(1, 3_000),
)
def test_no_text_breaks_it(parts: list[str], times: int) -> None:
    made = ("".join(parts) * times)[:MOST_CHARACTERS]
    assert render(made) == render(made)

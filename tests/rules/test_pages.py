"""The page of each rule says what its file says."""

from __future__ import annotations

from tests import docs
from workbench.certainty.pages import page, pages
from workbench.certainty.rules import parse


def test_the_pages_are_those_of_the_rules_as_they_are() -> None:
    """Stale pages: run ``python3 run.py docs`` and commit what it writes."""
    there = {file.relative_to(docs.RULES).as_posix(): file.read_text("utf-8") for file in docs.RULES.rglob("*.md")}
    made = docs.made()
    stale = sorted(name for name in there.keys() | made.keys() if there.get(name) != made.get(name))
    assert stale == [], "run `python3 run.py docs`"


RAW = """
[[guard]]
name = "is-asked"
why = "To ask is fine."
tail = '\\?$'
[[guard]]
name = "is-asked"
head = '\\bif$'
[[rule]]
id = "maybe"
kind = "uncertain"
level = "hint"
triggers = ["maybe"]
cue = 'maybe'
unless = ["is-asked"]
hears = "“{cue}” is a guess."
verify = "Look."
why = "Because of *this*."
source = "An essay"
rewrite = "drop"
flag = ["It is done. Maybe it is <b>."]
ok = ["Maybe it is?"]
"""


def test_a_page_says_all_that_the_rule_says() -> None:
    book = parse(RAW, "xx.toml", "xx")
    assert page(book.rules[0], book) == (
        "# maybe\n\nxx, uncertain, counted in the margin.\n\n"
        "**What the customer hears.** “Maybe” is a guess.\n\n**What to check.** Look.\n\n"
        "**Why.** Because of \\*this\\*. Source: An essay.\n\n"
        "## Left alone\n\n- is asked: To ask is fine.\n\n"
        "## Flagged\n\n- It is done. Maybe it is \\<b\\>.\n"
        "  - checked, and it is so: It is done. It is \\<b\\>.\n\n"
        "## Harmless\n\n- Maybe it is?\n"
    )
    assert [name for name, _ in pages({"xx": book})] == ["README.md", "xx/maybe.md"]

"""What leaves: Markdown with notes, HTML that needs and runs nothing, and words that stay as they were said."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.feedback.brief.test_brief import behind, made, topic
from tests.unit.feedback.topics.conftest import World
from workbench.drafts.render import render
from workbench.feedback.brief import outputs
from workbench.feedback.brief.quotes import escaped, unescaped
from workbench.feedback.brief.service import BriefService
from workbench.kernel.errors import UserError
from workbench.kernel.ids import TopicId


@pytest.fixture
def it(world: World) -> TopicId:
    made = topic(world, problem='It costs an evening. <script>alert("x")</script>', title="Export & <b>all</b>")
    for at, client in enumerate(("acme", "blue", "acme"), 41):
        behind(
            world, made, client, '<img src=x onerror="alert(1)"> [x](javascript:y)', ticket=f"41{at}", days_ago=at - 40
        )
    return made


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=80))
def test_what_is_escaped_comes_back_exactly(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(st.text("ab1*_`[]()#>|<&~-+=.\\ \t", min_size=1, max_size=40))
def test_markdown_shows_it_as_it_was_said(text: str) -> None:
    html = render(f"> {escaped(text)}  \n").html
    shown = unescape(re.sub(r"<[^>]+>", "", html))
    assert " ".join(shown.split()) == " ".join(text.split())
    assert set(re.findall(r"<(\w+)", html)) <= {"blockquote", "p", "br"}


def test_markdown_has_notes_with_the_tickets(world: World, briefs: BriefService, it: TopicId) -> None:
    brief = made(briefs, it)
    text = briefs.text(brief, ".md")
    assert "**2 accounts[^1]** (3 messages[^1] in 3 conversations[^1])" in text
    assert "\n[^1]: 2 accounts: tickets 4141, 4142, 4143.\n" in text
    assert f"Evidence frozen at 3 entries on 4 May 2026 · sha256 {brief.sha256[:16]} · {outputs.INSIDE}" in text
    assert "](#" not in text
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(re.findall(r"(?m)^\[\^(\d+)\]:", text))


def test_html_needs_nothing_and_runs_nothing(world: World, briefs: BriefService, it: TopicId) -> None:
    seen: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append((tag, dict(attrs)))

    text = briefs.text(made(briefs, it), ".html")
    Reader().feed(text)
    assert {tag for tag, _ in seen}.isdisjoint({"script", "img", "link", "iframe", "object", "form", "b"})
    assert not [name for _, attrs in seen for name in attrs if name.startswith("on")]
    hrefs = {attrs["href"] for tag, attrs in seen if tag == "a"}
    assert hrefs
    assert hrefs <= {f"#{attrs['id']}" for _, attrs in seen if "id" in attrs}
    assert "default-src 'none'" in text
    assert "@media print" in text
    assert not re.search(r"url\(|@import|https?:", text)
    assert "<title>Export &amp; &lt;b&gt;all&lt;/b&gt;</title>" in text
    assert "&lt;img src=x onerror=" in text


def test_numbers_lead_somewhere_here_too(world: World, briefs: BriefService, it: TopicId) -> None:
    brief = made(briefs, it)
    html = outputs.shown_here(brief.markdown, lambda name: f"here:{name}")
    assert '<a href="here:accounts">2 accounts</a>' in html
    found = briefs.behind(brief, "accounts")
    assert [entry.ticket_number for entry in found] == ["4141", "4142", "4143"]
    assert briefs.behind(brief, "nothing") == []


def test_a_number_that_was_written_over_is_told(world: World, briefs: BriefService, it: TopicId) -> None:
    brief = made(briefs, it)
    assert outputs.changed_numbers(brief.markdown, brief.numbers) == []
    more = brief.markdown.replace("[2 accounts](#accounts)** (", "[20 accounts](#accounts)** (")
    assert outputs.changed_numbers(more, brief.numbers) == [("20 accounts", "2 accounts")]


def test_marks_of_our_own_in_what_was_said_do_nothing(world: World, briefs: BriefService) -> None:
    it = topic(world)
    behind(world, it, "acme", "\ue000click\ue001accounts\ue002 and [a](#accounts)")
    html = outputs.shown_here(made(briefs, it).markdown, lambda name: name)
    assert html.count(">click") == 0
    assert "[a](#accounts)" in html


def test_numbers_of_tickets_do_nothing_in_notes(world: World, briefs: BriefService) -> None:
    it = topic(world)
    world.topics.link(world.say("acme", "No button", ticket="7<img src=x>![x](https://evil.example/p.png)"), it)
    notes = briefs.text(made(briefs, it), ".md").rpartition("---")[2]
    assert "7" in notes and not any(sign in notes for sign in ("<img", "![", "x]("))


def test_paper_leaves_the_weeks_to_the_chart(world: World, briefs: BriefService, it: TopicId) -> None:
    brief = made(briefs, it)
    before, after, notes = outputs.to_paper(brief, briefs.tickets(brief))
    assert "<table" not in before + after
    assert "In their words" in after
    assert "4141" in notes
    assert outputs.to_paper(made(briefs, topic(world)), {})[1] == ""
    assert "<hr>" in outputs.to_clipboard(brief, briefs.tickets(brief))


def test_a_file_is_whole_or_not_there(world: World, briefs: BriefService, it: TopicId, tmp_path: Path) -> None:
    brief = made(briefs, it)
    briefs.save(brief, tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text("utf-8") == briefs.text(brief, ".html")
    for file in (tmp_path / "a.docx", tmp_path / "nowhere" / "a.md"):
        with pytest.raises(UserError):
            briefs.save(brief, file)
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["a.html"]


def test_very_many_tickets_are_named_by_number_only_where_there_is_room(world: World) -> None:
    note = outputs.Note(at=1, words="30 accounts", tickets=tuple(map(str, range(30))), without=2)
    assert note.told(2) == "30 accounts: tickets 0, 1 and 28 more and 2 entries without a ticket"
    assert note.told().count(",") == 29

"""Pages for people without the app: what customers said, area by area, and what is to be decided in a meeting."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.unit.conftest import Bench
from tests.unit.feedback.brief.test_brief import behind, topic
from tests.unit.feedback.topics.conftest import World
from workbench.feedback.advocacy.model import Channel, Status, Told
from workbench.feedback.brief.blame import blame_in
from workbench.feedback.brief.lists import ON_A_PAGE
from workbench.feedback.brief.model import Brief, Form, Names
from workbench.feedback.brief.quotes import quotes_in
from workbench.feedback.brief.service import BriefService
from workbench.kernel.errors import UserError


def test_five_recent_words_of_each_area(world: World, briefs: BriefService) -> None:
    billing, login = topic(world, area="Billing"), topic(world, area="Login")
    for days in range(7, 0, -1):
        behind(world, billing, "acme", f"billing {days}", days_ago=days)
    behind(world, billing, None, "what we see", speaker="agent")
    part = topic(world)
    behind(world, part, "blue", "by way of a merge", days_ago=2)
    world.topics.merge(part, login)
    world.say("cyan", "about nothing yet")
    world.say("dune", "dated after today", days_ago=-2)
    behind(world, billing, "dune", "dated after today as well", days_ago=-2)
    world.say("dune", "of the practice desk", practice=True)
    brief = briefs.listening().value
    assert isinstance(brief, Brief)
    assert (brief.form, brief.topic) == (Form.LISTENING, None)
    assert re.findall(r"(?m)^## (.*)$", brief.markdown) == ["Billing", "Login", "In no area yet"]
    assert quotes_in(brief.markdown) == [
        *(f"billing {days}" for days in range(1, 6)), "by way of a merge", "about nothing yet"
    ]  # fmt: skip
    assert len(brief.entries) == 7
    only = briefs.listening(["Login"]).value
    assert isinstance(only, Brief)
    assert quotes_in(only.markdown) == ["by way of a merge"]


def test_no_personal_data_beyond_what_was_chosen(world: World, briefs: BriefService) -> None:
    it = topic(world, area="Billing")
    behind(world, it, "acme", "Write to anna@acme.example, yours Anna")
    world.write("UPDATE voice SET name = 'Anna Berg'")
    for names, seen in ((Names.NONE, "ticket"), (Names.INITIALS, "A\\. B\\.|A. B."), (Names.FULL, "Anna Berg")):
        for answer in (briefs.listening(names=names).value, briefs.meeting("Billing", names).value):
            assert isinstance(answer, Brief)
            for ending in (".md", ".html"):
                text = briefs.text(answer, ending)
                assert re.search(seen, text)
                assert ("anna@acme" in text or "Anna" in text) == (names is Names.FULL)


def test_a_meeting_pack_has_problems_counts_words_and_promises(
    world: World, briefs: BriefService, bench: Bench
) -> None:
    push = bench.workbench.product.advocacy
    open_, shipped, gone = (topic(world, area="Billing", problem="One by one.") for _ in range(3))
    behind(world, open_, "acme", "newest", days_ago=1)
    behind(world, open_, "blue", "older", days_ago=70)
    step = push.tell(open_, "Mara", Channel.CHAT, next_action="ask again", next_on=date(2026, 5, 11)).value
    assert isinstance(step, Told)
    push.tell(shipped, "Mara", Channel.CHAT)
    push.decide(shipped, Status.SHIPPED, reason="It is there now", decided_by="Mara")
    push.let_go(gone, "Nobody needs it")
    world.write(
        "INSERT INTO commitment (id, topic_id, who, what, due_on, at) VALUES ('p', ?, 'Mara', 'A date', '2026-06-01',"
        " '2026-01-01T00:00:00.000000Z'), ('k', ?, 'Mara', 'Kept', NULL, '2026-01-01T00:00:00.000000Z')", open_, open_,
    )  # fmt: skip
    world.write("UPDATE commitment SET kept_at = '2026-02-01' WHERE id = 'k'")
    pack = briefs.meeting("billing").value
    assert isinstance(pack, Brief)
    assert pack.title == "Billing: what customers need decided"
    assert pack.markdown.count("## Export all invoices") == 1
    assert (
        "**[2 accounts](#accounts-1)** · first four of 12 weeks → last four: [1](#first-1) → [1](#last-1)"
        in pack.markdown
    )
    assert "raised · nobody has said they know · next: ask again, 11 May 2026" in pack.markdown
    assert quotes_in(pack.markdown) == ["newest"]
    assert pack.markdown.endswith("## Open promises\n\n- Mara: A date, by 1 June 2026 (Export all invoices at once)\n")
    assert not blame_in(pack.markdown)
    assert [each.verbatim for each in briefs.behind(pack, "accounts-1")] == ["newest", "older"]


def test_a_meeting_pack_stays_short(world: World, briefs: BriefService) -> None:
    made = [topic(world, area="Billing", title=f"Problem {at}") for at in range(ON_A_PAGE + 3)]
    for at, each in enumerate(made):
        behind(world, each, "acme", f"words {at}", days_ago=at)
    world.write("UPDATE topic SET pinned_at = '2026-05-01T00:00:00.000000Z' WHERE id = ?", made[-1])
    pack = briefs.meeting("Billing").value
    assert isinstance(pack, Brief)
    told = re.findall(r"(?m)^## (Problem \d)$", pack.markdown)
    assert told == ["Problem 7", "Problem 0", "Problem 1", "Problem 2", "Problem 3"]
    assert "**Open as well:** Problem 4; Problem 5; Problem 6." in pack.markdown


def test_an_area_without_topics_is_told_with_those_that_have(world: World, briefs: BriefService) -> None:
    topic(world, area="Billing")
    with pytest.raises(UserError, match="Logn") as told:
        briefs.meeting("Logn")
    assert told.value.cure == "Areas: Billing."
    empty = briefs.listening().value
    assert isinstance(empty, Brief)
    assert "No customer’s words are kept yet." in empty.markdown


def test_words_say_whether_they_may_be_quoted_in_public(world: World, briefs: BriefService) -> None:
    it = topic(world, area="Billing")
    for client, answer in (("acme", "given"), ("blue", "refused"), ("cyan", "")):
        behind(world, it, client, f"{answer or 'none'} said")
        if answer:
            world.write(
                "INSERT INTO quote_asked (voice_id, answer, answered_on, at)"
                " SELECT id, ?, '2026-05-01', '2026-05-01' FROM voice WHERE client_id = ?", answer, f"client-{client}",
            )  # fmt: skip
    for answer_ in (briefs.listening().value, briefs.make(it).value):
        assert isinstance(answer_, Brief)
        said = dict(re.findall(r"(?m)^> (\w+ said) *\n>\n> — \*(.*)\*$", answer_.markdown))
        assert said["given said"].endswith("· may be quoted in public")
        assert said["refused said"].endswith("· not to be quoted in public")
        assert "quoted" not in said["none said"]
        assert answer_.markdown.count("In public only what is marked") == 1
    world.write("DELETE FROM quote_asked")
    world.write("INSERT INTO quote_allowed (entry_id, at) SELECT id, '2026-05-01' FROM entry")
    all_may = briefs.listening().value
    assert isinstance(all_may, Brief)
    assert "In public only" not in all_may.markdown and all_may.markdown.count("may be quoted in public") == 3

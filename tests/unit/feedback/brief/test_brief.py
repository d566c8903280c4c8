"""A brief: frozen evidence, sections that do not vanish, words as they were said, nobody blamed."""

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta

import pytest

from tests.unit.conftest import Bench
from tests.unit.feedback.topics.conftest import World
from workbench.feedback.advocacy.model import Channel, Missing, Told
from workbench.feedback.brief.blame import blame_in
from workbench.feedback.brief.model import Ask, Brief, Form, Gone, Names, SentAlready
from workbench.feedback.brief.quotes import quotes_in
from workbench.feedback.brief.service import BriefService
from workbench.feedback.topics.model import TopicKind
from workbench.kernel.clock import FrozenClock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import BriefId, TopicId

SECTIONS = [
    "The problem", "How many, who, and is it growing", "In their words", "What it costs now",
    "What we learned asking around", "Ideas, cheapest first", "What others do", "What would count as solved",
    "What we do not know", "If the answer is no",
]  # fmt: skip


def topic(world: World, kind: TopicKind = TopicKind.REQUEST, **values: object) -> TopicId:
    made = world.topics.create("Export all invoices at once", kind).value.topic.id
    if values:
        world.topics.change(made, values)
    return made


def behind(
    world: World, into: TopicId, client: str | None, words: str = "Where are my invoices?", **more: object
) -> str:
    kind = more.pop("kind", None)
    entry = world.say(client, words, **more)  # type: ignore[arg-type]
    if kind:
        world.write("UPDATE entry SET kind = ? WHERE id = ?", kind, entry)
    world.topics.link(entry, into)
    return entry


def made(briefs: BriefService, into: TopicId, **more: object) -> Brief:
    brief = briefs.make(into, **more).value  # type: ignore[arg-type]
    assert isinstance(brief, Brief)
    return brief


def section(brief: Brief, title: str) -> str:
    return brief.markdown.split(f"## {title}\n\n")[1].split("\n\n## ")[0].strip()


def test_sections_stand_in_order_and_none_vanishes(world: World, briefs: BriefService) -> None:
    brief = made(briefs, topic(world))
    assert re.findall(r"(?m)^## (.*)$", brief.markdown) == SECTIONS
    assert brief.markdown.startswith("# Export all invoices at once\n\n**Ask:** A yes, a no with a reason, or a date")
    assert "It is not known yet who can decide it." in brief.markdown
    assert section(brief, "The problem") == "No problem written yet."
    for title in SECTIONS[4:9]:
        assert section(brief, title).startswith("Not asked yet."), title
    assert "not asked yet" in section(brief, "What it costs now")


def test_what_is_known_fills_them(world: World, briefs: BriefService, bench: Bench, clock: FrozenClock) -> None:
    it = topic(
        world, problem="One click and one save for each invoice.", owner="Mara", workaround="Saving them singly.",
        solved_when="Fewer than one conversation a week.", not_known="How many never wrote.",
        others_do="Others make a zip.",
    )  # fmt: skip
    behind(world, it, "acme", minutes=90)
    push = bench.workbench.product.advocacy
    step = push.tell(it, "Jon", Channel.TALK).value
    assert isinstance(step, Told)
    push.answered(step.step.id, "A zip is about three days")
    world.write("INSERT INTO contact (id, name, at) VALUES ('c', 'Priya', '2026-01-01T00:00:00.000000Z')")
    world.write(
        "INSERT INTO learning_note (id, topic_id, contact_id, what, at)"
        " VALUES ('n', ?, 'c', 'They send a yearly file', '2026-04-01T10:00:00.000000Z')", it,
    )  # fmt: skip
    for place, text in ((2, "One PDF a quarter"), (1, "A zip of what is there")):
        world.write(
            "INSERT INTO idea (id, topic_id, text, cost, place, at) VALUES (?, ?, ?, '', ?, '2026-04-01T10:00:00.000000Z')",
            f"i{place}", it, text, place,
        )  # fmt: skip
    brief = made(briefs, it, ask=Ask(by=date(2026, 10, 12), author="Ana"))
    assert "from Mara by 12 October 2026." in brief.markdown
    assert "*Prepared by Ana · 4 May 2026*" in brief.markdown
    assert section(brief, "What we learned asking around") == (
        "- 1 April 2026 — Priya: They send a yearly file\n- 4 May 2026 — Jon (talk): A zip is about three days"
    )
    assert section(brief, "Ideas, cheapest first").startswith("1. A zip of what is there\n2. One PDF a quarter")
    assert "Only one idea" not in brief.markdown
    assert "1.5 hours" in section(brief, "What it costs now")
    assert section(brief, "What it costs now").endswith("Saving them singly.")
    assert section(brief, "What others do") == "Others make a zip."


def test_only_one_idea_is_said_and_nobody_asked_yet_is_named(world: World, briefs: BriefService) -> None:
    it = topic(world)
    world.write("INSERT INTO idea (id, topic_id, text, at) VALUES ('i', ?, 'A zip', '2026-04-01T10:00:00.000000Z')", it)
    for name in ("Priya", "Mara"):
        world.write(
            "INSERT INTO contact (id, name, owns, at) VALUES (?, ?, 'Billing', '2026-01-01T00:00:00.000000Z')", name, name
        )  # fmt: skip
    world.write("INSERT INTO learning_note (id, topic_id, contact_id, what, at) VALUES"
                " ('n', ?, 'Mara', 'x', '2026-04-01T10:00:00.000000Z')", it)  # fmt: skip
    brief = made(briefs, it)
    assert "Only one idea so far." in section(brief, "Ideas, cheapest first")
    assert section(brief, "What others do") == "Not asked yet. To ask: Priya, Billing."


def test_what_was_learned_and_whom_to_ask_are_the_people_room_s(
    world: World, briefs: BriefService, bench: Bench, clock: FrozenClock
) -> None:
    people, push = bench.workbench.product.around.people, bench.workbench.product.advocacy
    it, part = topic(world, area="Billing", others_do="Others make a zip."), topic(world)
    near = topic(world, area="billing")
    world.topics.merge(part, it)
    ben, priya, jon, zoe = (people.keep(name).value for name in ("Ben", "Priya", "Jon", "Zoe"))
    mara = people.keep("Mara", owns="Billing").value
    people.keep("Lena", organisation="Blue", owns="Support")
    people.learned("They send a yearly file", contact=priya, topic=part, try_next="A yearly file by hand")
    kept = people.learned("A list helps.", contact=ben, topic=it, try_next="Send the list")
    people.looked(kept.value, kept=True)
    people.learned("Something near", contact=zoe, topic=near)
    push.tell(it, "Jon", Channel.TALK)
    assert [each.id for each in people.whom_to_ask(part)][:1] == [mara]
    assert {jon, zoe, ben, priya}.isdisjoint(each.id for each in people.whom_to_ask(it))
    found = section(made(briefs, it), "What we learned asking around")
    assert found == (
        "- 4 May 2026 — Priya: They send a yearly file. To try: A yearly file by hand.\n"
        "- 4 May 2026 — Ben: A list helps. Tried and kept: Send the list.\n\n"
        "Still to ask: Mara, Billing; Lena, Support, Blue."
    )
    world.topics.change(it, {"others_do": ""})
    frozen = made(briefs, it)
    assert section(frozen, "What we learned asking around").endswith("Still to ask: Mara, Billing.")
    assert section(frozen, "What others do") == "Not asked yet. To ask: Lena, Support, Blue."
    people.learned("It is on our list", contact=mara, topic=it)
    assert "Mara, Billing" not in made(briefs, it).markdown
    again = briefs.one(frozen.id)
    assert again is not None
    assert again == frozen  # what was learned since is not in it
    for ending in (".md", ".html"):
        assert "It is on our list" not in briefs.text(again, ending)
        assert "Still to ask: Mara, Billing." in briefs.text(again, ending)
    clock.advance(timedelta(days=1))
    people.learned("Much later", topic=it, try_next="x")
    people.keep("Much later too")
    assert "Much later" not in made(briefs, it, until=clock.now() - timedelta(hours=2)).markdown


def test_what_is_newer_than_the_brief_is_left_out(world: World, briefs: BriefService, clock: FrozenClock) -> None:
    it = topic(world)
    old, new = behind(world, it, "acme", "old words", days_ago=10), behind(world, it, "blue", "new words", days_ago=1)
    world.write("INSERT INTO idea (id, topic_id, text, at) VALUES ('i', ?, 'later', '2026-05-03T10:00:00.000000Z')", it)
    world.write("INSERT INTO learning_note (id, topic_id, what, at) VALUES ('n', ?, 'heard later',"
                " '2026-05-03T10:00:00.000000Z')", it)  # fmt: skip
    brief = made(briefs, it, until=clock.now() - timedelta(days=5))
    assert brief.entries == (old,)
    assert brief.made_at == clock.now() - timedelta(days=5)
    assert "new words" not in brief.markdown
    assert "later" not in brief.markdown
    assert "heard later" in made(briefs, it).markdown
    assert made(briefs, it, until=clock.now() + timedelta(days=9)).made_at == clock.now()
    assert made(briefs, it).entries == (new, old)


def test_evidence_stays_when_more_comes_in(world: World, briefs: BriefService) -> None:
    it = topic(world)
    behind(world, it, "acme")
    brief = made(briefs, it)
    behind(world, it, "blue")
    kept = briefs.one(brief.id)
    assert kept == brief
    assert hashlib.sha256(("\n".join(kept.entries) + "\n\n" + kept.markdown).encode()).hexdigest() == kept.sha256
    with pytest.raises(Exception, match="stays"):
        world.write("UPDATE brief SET entry_ids = '[]'")
    with pytest.raises(Exception, match="stays"):
        world.write("UPDATE brief_number SET words = '9 accounts'")


def test_three_quotes_of_different_accounts_newest_first(world: World, briefs: BriefService) -> None:
    it = topic(world)
    for days, client in enumerate(("acme", "acme", "blue", "cyan", "dune"), 1):
        behind(world, it, client, f"words {days}", days_ago=days)
    behind(world, it, None, "what we see", speaker="agent")
    assert quotes_in(made(briefs, it).markdown) == ["words 1", "words 3", "words 4"]


def test_one_that_disagrees_is_among_them(world: World, briefs: BriefService) -> None:
    it = topic(world)
    behind(world, it, "gone", "I like it as it is", days_ago=80, kind="kudos")
    for days, client in enumerate(("acme", "blue", "cyan", "dune"), 1):
        behind(world, it, client, f"words {days}", days_ago=days)
    brief = made(briefs, it)
    assert quotes_in(brief.markdown) == ["words 1", "words 2", "I like it as it is"]
    assert brief.markdown.count("sees it otherwise") == 1
    praise = topic(world, TopicKind.KUDOS)
    for days in range(1, 5):
        behind(world, praise, f"c{days}", f"lovely {days}", days_ago=days, kind="kudos")
    behind(world, praise, "sour", "not for me", days_ago=50, kind="criticism")
    assert quotes_in(made(briefs, praise).markdown) == ["lovely 1", "lovely 2", "not for me"]


def test_words_are_the_same_to_the_byte(world: World, briefs: BriefService) -> None:
    words = "  *All* of it <b>now</b> & `then`:\n\n1. [a](#accounts)\n# no ~~no~~\n\t- €5_000 😀 \n===  \n> mine"
    it = topic(world)
    entry = behind(world, it, "acme", words)
    kept = world.store.read().value("SELECT verbatim FROM entry WHERE id = ?", [entry])
    assert [each.encode() for each in quotes_in(made(briefs, it).markdown)] == [kept.encode()]
    for client in ("blue", "cyan"):
        behind(world, it, client, words, days_ago=1)
    assert quotes_in(made(briefs, it, names=Names.FULL).markdown) == [words] * 3


def test_a_long_one_is_a_slice_and_says_so(world: World, briefs: BriefService) -> None:
    words = "The export stops. " * 60
    it = topic(world)
    behind(world, it, "acme", words)
    brief = made(briefs, it)
    assert words.startswith(quotes_in(brief.markdown)[0])
    assert quotes_in(brief.markdown)[0].endswith("stops.")
    assert "the beginning" in brief.markdown


def test_names_only_as_far_as_chosen(world: World, briefs: BriefService) -> None:
    it = topic(world)
    behind(
        world, it, "acme", "Call Anna Berg at Acme, anna@acme.example, +46 70 123 45 67, before 2026-05-01", ticket="77"
    )
    world.write("UPDATE voice SET name = 'Anna Berg'")
    none, short, full = (made(briefs, it, names=each).markdown for each in Names)
    for text in (none, short):
        assert not re.search(r"Anna|Berg|Acme|acme\.example|123", text)
        assert "2026-05-01" in text
    assert "— *ticket 77*" in none
    assert "— *A. B., ticket 77*" in short
    assert "— *Anna Berg, Acme, ticket 77*" in full
    assert quotes_in(full)[0].startswith("Call Anna Berg at Acme, anna@acme.example")


@pytest.mark.parametrize("kind", list(TopicKind))
def test_nobody_is_blamed_by_our_own_words(world: World, briefs: BriefService, kind: TopicKind) -> None:
    it = topic(world, kind)
    full = made(briefs, it)
    behind(world, it, "acme", "You failed to fix it, yet again. Whose fault is that?", minutes=3)
    later = made(briefs, it)
    assert [blame_in(each.markdown) for each in (full, later)] == [[], []]
    assert full.form is (Form.RESOURCE if kind is TopicKind.TEAM_PAIN else Form.BRIEF)


@pytest.mark.parametrize(
    "words",
    ["They failed to answer.", "It is their fault.", "We were ignored.", "Yet again it broke", "They do not care",
     "You should have known", "This is unacceptable", "they don’t listen"],
)  # fmt: skip
def test_blame_is_found_in_what_we_write(words: str) -> None:
    found = blame_in(f"# A\n\n> {words}\n\nSo it is. {words}\n")
    assert len(found) == 1
    assert found[0].words.lower() in words.lower()
    text = f"# A\n\n> {words}\n\nSo it is. {words}\n"
    assert text[found[0].span.start : found[0].span.end] == found[0].words


def test_plain_words_blame_nobody() -> None:
    assert not blame_in("It fails for 4 accounts. The default is off. We should have an answer by Monday. Once a day.")


def test_a_resource_brief_counts_hours_and_no_persons(world: World, briefs: BriefService) -> None:
    it = topic(world, TopicKind.TEAM_PAIN, problem="Refunds are typed by hand.")
    for minutes in (60, 45):
        behind(world, it, None, "Typed it again", speaker="agent", minutes=minutes)
    world.write(
        "INSERT INTO commitment (id, topic_id, who, what, due_on, at) VALUES"
        " ('p', ?, 'Mara', 'A refund button', '2026-04-01', '2026-01-01T00:00:00.000000Z'),"
        " ('q', ?, 'Mara', 'Not due yet', '2026-05-05', '2026-01-01T00:00:00.000000Z')", it, it,
    )  # fmt: skip
    brief = made(briefs, it)
    assert brief.form is Form.RESOURCE
    takes = section(brief, "What it takes now")
    assert "[2 observations](#own)" in takes
    assert "[1.8 hours](#time) of work noted for 2 of 2 entries" in takes
    assert not re.search(r"person|agent|each of us|per ", takes)
    assert section(brief, "What did not get done for it") == "- A refund button (promised for 1 April 2026)"


def test_words_change_until_somebody_has_it(world: World, briefs: BriefService, bench: Bench) -> None:
    it = topic(world)
    behind(world, it, "acme")
    brief = made(briefs, it)
    receipt = briefs.edit(brief.id, brief.markdown.replace("No problem written yet.", "It costs an evening."))
    edited = receipt.value
    assert isinstance(edited, Brief)
    assert (edited.entries, edited.sha256 != brief.sha256) == (brief.entries, True)
    assert receipt.inverse is not None
    receipt.inverse()
    assert briefs.one(brief.id) == brief
    sent = briefs.sent(brief.id, "Mara", "Billing")
    assert isinstance(sent.value, Told)
    assert (sent.value.step.how, sent.value.step.brief) == (Channel.BRIEF, brief.id)
    assert not bench.workbench.product.advocacy.they_know(it)  # having got it is no answer
    assert isinstance(briefs.edit(brief.id, "other").value, SentAlready)
    assert isinstance(briefs.remove(brief.id).value, SentAlready)
    kept = briefs.one(brief.id)
    assert kept is not None
    assert kept.sent_to == ("Mara",)
    assert isinstance(briefs.sent(brief.id, "  ").value, Missing)
    assert sent.inverse is not None
    sent.inverse()
    assert isinstance(briefs.remove(brief.id).value, Brief)


def test_what_is_gone_is_said(world: World, briefs: BriefService) -> None:
    assert isinstance(briefs.make(TopicId("nowhere")).value, Gone)
    for answer in (briefs.edit(BriefId("x"), "y"), briefs.remove(BriefId("x")), briefs.sent(BriefId("x"), "Mara")):
        assert isinstance(answer.value, Gone)


def test_a_merged_topic_is_briefed_with_what_took_it_in(world: World, briefs: BriefService) -> None:
    first, second = topic(world), topic(world)
    behind(world, first, "acme")
    own = made(briefs, first)
    behind(world, second, "blue")
    world.topics.merge(first, second)
    both = made(briefs, first)
    assert both.topic == second
    assert len(both.entries) == 2
    assert [each.id for each in briefs.of_topic(second)] == [both.id, own.id]


def test_undo_takes_it_away_and_brings_it_back(world: World, briefs: BriefService) -> None:
    it = topic(world)
    behind(world, it, "acme")
    receipt = briefs.make(it)
    brief = receipt.value
    assert isinstance(brief, Brief)
    removed = briefs.remove(brief.id)
    assert briefs.one(brief.id) is None
    assert removed.inverse is not None
    removed.inverse()
    assert briefs.one(brief.id) == brief
    briefs.sent(brief.id, "Mara")
    assert receipt.inverse is not None
    with pytest.raises(UserError, match="has this brief"):
        receipt.inverse()

"""People, promises, goodwill, boundaries, and the pages that are made of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.unit.conftest import Bench
from tests.unit.feedback.advocacy.conftest import Push
from workbench.feedback.advocacy.model import Status
from workbench.feedback.around.model import Could, NobodyStandsBehind, Pinned, Survey, TwoAlready
from workbench.feedback.around.service import Around
from workbench.feedback.topics.model import TopicKind
from workbench.kernel.clock import FrozenClock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import EntryId
from workbench.kernel.receipt import Receipt
from workbench.store.driver import sqlite3

TODAY = date(2026, 5, 4)


def undo(receipt: Receipt[object]) -> None:
    assert receipt.inverse is not None
    receipt.inverse()


def praise(push: Push, client: str, words: str, days_ago: float = 0) -> EntryId:
    entry = push.world.say(client, words, days_ago=days_ago)
    push.world.write("UPDATE entry SET kind = 'kudos', customer_name = ? WHERE id = ?", client.title(), entry)
    return entry


def test_who_owns_billing_is_one_search(around: Around) -> None:
    around.people.keep("Jon", owns="The importer", note="Knows a lot about billing")
    mara = around.people.keep("Mara", owns="Billing and invoices", reach="mara@example.org")
    assert [each.name for each in around.people.find("Who owns billing?")] == ["Mara", "Jon"]
    assert [each.name for each in around.people.find("")] == ["Jon", "Mara"]
    assert around.people.find("who owns sync") == []
    around.people.keep("Mara", owns="Taxes", contact=mara.value)
    assert [each.name for each in around.people.find("billing")] == ["Jon"]
    undo(mara)
    assert [each.name for each in around.people.find("")] == ["Jon"]
    with pytest.raises(UserError):
        around.people.keep(" ")


def test_a_note_belongs_to_a_person_and_a_topic(around: Around, push: Push) -> None:
    first, second = push.topic("Zip"), push.topic("Export")
    mara, jon = around.people.keep("Mara").value, around.people.keep("Jon").value
    around.people.learned("Others send a link", contact=mara, topic=first)
    assert [(each.what, each.contact_name) for each in around.people.notes(first)] == [("Others send a link", "Mara")]
    push.merge(first, second)
    assert [each.topic_title for each in around.people.notes(second)] == ["Zip"]
    assert [each.id for each in around.people.whom_to_ask(first)] == [jon]
    around.people.remove(mara)
    assert [each.contact_name for each in around.people.notes(second)] == [""]


def test_whoever_taught_us_something_comes_on_the_list_and_goes_again(around: Around, push: Push) -> None:
    topic = push.topic("Zip")
    note = around.people.learned_from(" Priya ", "A yearly file", topic, "A file by hand")
    assert [each.name for each in around.people.find()] == ["Priya"]
    assert around.people.learned_from("priya", "And a list", topic).value != note.value
    assert [each.contact_name for each in around.people.notes(topic)] == ["Priya", "Priya"]
    around.people.learned_from("", "Seen somewhere", topic)
    assert [each.name for each in around.people.find()] == ["Priya"]
    undo(note)
    assert around.people.find() == []
    assert [each.what for each in around.people.notes(topic)] == ["Seen somewhere", "And a list"]
    with pytest.raises(UserError):
        around.people.learned_from("Jon", " ", topic)
    assert around.people.find() == []


def test_a_note_asks_once_whether_it_was_kept(around: Around, clock: FrozenClock) -> None:
    note = around.people.learned("Ask first", try_next="Ask before sending", look_back_on=TODAY + timedelta(days=7))
    assert around.people.to_look_back() == []
    clock.advance(timedelta(days=8))
    assert [each.id for each in around.people.to_look_back()] == [note.value]
    answer = around.people.looked(note.value, kept=None)
    assert around.people.to_look_back() == []
    undo(answer)
    around.people.looked(note.value, kept=True)
    assert around.people.to_look_back() == []
    assert around.people.notes()[0].kept is True


def test_parked_ideas_stand_by_age(around: Around, push: Push, clock: FrozenClock) -> None:
    old = around.people.park("A shorter form").value
    clock.advance(timedelta(days=1))
    around.people.park("A longer one")
    assert [each.text for each in around.people.parked()] == ["A shorter form", "A longer one"]
    around.people.unpark(old, push.topic())
    assert [each.text for each in around.people.parked()] == ["A longer one"]


def test_promises_are_kept_or_broken_with_a_date(around: Around, push: Push, clock: FrozenClock) -> None:
    kept = around.promises.promise("Mara", "Ship it", TODAY + timedelta(days=2), topic=push.topic())
    broken = around.promises.promise("Jon", "Call them back", TODAY + timedelta(days=1))
    assert [each.who for each in around.promises.listed()] == ["Jon", "Mara"]
    clock.advance(timedelta(days=2))
    assert [each.is_late(TODAY + timedelta(days=2)) for each in around.promises.listed()] == [True, False]
    around.promises.broken(broken.value)
    receipt = around.promises.kept(kept.value)
    assert {each.who: (bool(each.kept_at), bool(each.broken_at)) for each in around.promises.listed()} == {
        "Mara": (True, False), "Jon": (False, True),
    }  # fmt: skip
    undo(receipt)
    assert around.promises.listed()[0].who == "Mara"


def test_a_survey_opens_only_with_a_dated_commitment(around: Around, push: Push) -> None:
    survey = around.promises.draft_survey("What would you change first?").value
    assert isinstance(around.promises.open_survey(survey).value, NobodyStandsBehind)
    with pytest.raises(sqlite3.IntegrityError):
        push.world.write("UPDATE survey SET opened_at = '2026' WHERE id = ?", survey)
    with pytest.raises(sqlite3.IntegrityError):
        push.world.write("INSERT INTO survey (id, question, at, opened_at) VALUES ('x', 'Q', '2026', '2026')")
    around.promises.promise("Mara", "Two weeks of work", survey=survey)  # no day
    assert isinstance(around.promises.open_survey(survey).value, NobodyStandsBehind)
    with pytest.raises(sqlite3.IntegrityError):
        push.world.write("UPDATE survey SET opened_at = '2026' WHERE id = ?", survey)
    dated = around.promises.promise("Mara", "Two weeks of work", TODAY + timedelta(days=30), survey=survey).value
    assert isinstance(around.promises.open_survey(survey).value, Survey)
    with pytest.raises(sqlite3.IntegrityError):
        push.world.write("DELETE FROM commitment WHERE id = ?", dated)
    with pytest.raises(sqlite3.IntegrityError):
        push.world.write("UPDATE commitment SET due_on = NULL WHERE id = ?", dated)
    with pytest.raises(UserError):
        around.promises.remove(dated)
    around.promises.broken(dated)
    assert around.promises.close_survey(survey).value
    assert any(each.broken_at for each in around.promises.surveys()[0].promises)


def test_a_rule_named_twice_is_offered_as_a_topic(around: Around, bench: Bench, push: Push) -> None:
    ticket = bench.ticket()
    first = around.care.goodwill("Gave a free month", why="We were down", rule="No credit over 20", ticket=ticket)
    assert first.value.rule is None
    assert first.value.note.ticket_number == "1"
    assert around.care.rules() == []
    rule = around.care.goodwill("Refunded by hand", why="The form refuses", rule="no credit over 20 ").value.rule
    assert rule is not None and len(rule.notes) == 2
    assert [each.rule for each in around.care.rules()] == ["No credit over 20"]
    receipt = around.care.rule_to_topic(rule)
    made = receipt.value
    assert made.kind is TopicKind.RULE_IN_THE_WAY
    row = push.world.topics.row(made.id)
    assert row is not None and (row.entries, row.accounts) == (2, 0)
    assert all(each.by_agent for each in push.world.topics.evidence(made.id))
    assert around.care.rules() == []
    undo(receipt)
    assert push.world.topics.one(made.id) is None
    assert [each.rule for each in around.care.rules()] == ["No credit over 20"]


def test_goodwill_knows_nobody_of_us(push: Push) -> None:
    columns = {row["name"] for row in push.world.store.read().rows("SELECT name FROM pragma_table_info('goodwill')")}
    assert columns == {
        "id", "ticket_id", "ticket_number", "what", "why", "rule", "rule_key", "topic_id", "practice", "at"
    }  # fmt: skip


def test_a_boundary_ends_and_is_handed_over_in_two_steps(around: Around, bench: Bench, clock: FrozenClock) -> None:
    ticket = bench.ticket()
    with pytest.raises(UserError):
        around.care.bound(ticket, "We answer in writing.", TODAY)
    key = around.care.bound(ticket, "We answer in writing.", TODAY + timedelta(days=10)).value
    assert not around.care.taken(key).value
    with pytest.raises(sqlite3.IntegrityError):
        bench.workbench.store.write(lambda tx: tx.run("UPDATE boundary SET taken_at = '2026'"))
    around.care.ask_to_take(key)
    assert around.care.taken(key).value
    (boundary,) = around.care.boundaries(ticket)
    assert boundary.taken_at and "We answer in writing." in boundary.hand_over
    clock.advance(timedelta(days=11))
    assert around.care.boundaries(ticket) == []


def test_no_column_scores_a_customer(push: Push) -> None:
    columns = {row["name"] for row in push.world.store.read().rows("SELECT name FROM pragma_table_info('boundary')")}
    assert columns == {"id", "ticket_id", "wording", "ends_on", "at", "asked_at", "taken_at", "drafted_at"}


def test_at_most_two_are_pinned(around: Around, push: Push) -> None:
    one, two, three = (push.topic(title) for title in ("One", "Two", "Three"))
    assert isinstance(around.pages.pin(one).value, Pinned)
    second = around.pages.pin(two)
    answer = around.pages.pin(three).value
    assert isinstance(answer, TwoAlready) and "“One” and “Two”" in answer.words
    assert isinstance(around.pages.pin(one).value, Pinned)  # again
    undo(second)
    assert isinstance(around.pages.pin(three).value, Pinned)
    assert {each.title for each in around.pages.pinned()} == {"One", "Three"}


def test_today_is_empty_or_at_most_three(around: Around, push: Push) -> None:
    assert around.pages.today() == []
    for number in range(4):
        push.tell(push.topic(f"Quiet {number}"))
        push.topic(f"Rising {number}", push.world.say(f"a{number}"), push.world.say(f"b{number}"))
        shipped = push.topic(f"Shipped {number}", push.world.say(f"c{number}"))
        push.tell(shipped)
        push.decide(shipped, Status.SHIPPED)
    assert [each.could for each in around.pages.today()] == [Could.REPLY, Could.NUDGE, Could.RISING]


def test_the_digest_has_words_and_thanks(around: Around, push: Push) -> None:
    praise(push, "acme", "You saved\nour week.", 2)
    allowed = praise(push, "bolt", "Best answer I ever got.", 1)
    praise(push, "cora", "Long ago.", 60)
    around.pages.allow_quote(allowed, link="https://example.org/said")
    internal = around.pages.digest(TODAY - timedelta(days=7), TODAY)
    assert "> You saved\n> our week.\n>\n> Acme\n" in internal and "Thank you" in internal
    assert "Long ago" not in internal
    public = around.pages.digest(TODAY - timedelta(days=7), TODAY, public=True)
    assert "Best answer I ever got." in public and "https://example.org/said" in public
    assert "You saved" not in public and "Bolt" not in public
    around.pages.forbid_quote(allowed)
    assert "Best answer" not in around.pages.digest(TODAY - timedelta(days=7), TODAY, public=True)


def test_the_month_in_plain_words(around: Around, push: Push) -> None:
    around.pages.set_purpose("People get their papers in order.")
    topic = push.topic("Export all invoices", push.world.say("acme"))
    push.tell(topic)
    push.decide(topic, Status.SHIPPED, reason="All invoices come as one file.")
    praise(push, "bolt", "Thank you for the file.", 1)
    around.promises.kept(around.promises.promise("Mara", "A date by Friday", topic=topic).value)
    around.promises.promise("Jon", "Not yet")
    page = around.pages.month(TODAY)
    assert page.startswith("# What we did in May 2026\n\n*People get their papers in order.*")
    assert "All invoices come as one file." in page and "> Thank you for the file." in page
    assert "- Mara: A date by Friday (Export all invoices)" in page and "Jon" not in page
    assert around.pages.month(date(2026, 4, 1)).count("Nothing is noted for this yet.") == 3


def test_the_purpose_can_be_taken_back(around: Around) -> None:
    assert around.pages.purpose() == ""
    receipt = around.pages.set_purpose("People get their papers in order.")
    assert around.pages.purpose() == "People get their papers in order."
    undo(receipt)
    assert around.pages.purpose() == ""

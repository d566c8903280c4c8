"""Whose words are kept, once for each kind, whole or masked, and what is ours counts nobody."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.conftest import Bench
from workbench.feedback.model import AlreadyKept, Beside, Captured, Entry, FeedbackKind, NothingSaid, Speaker
from workbench.feedback.plain import exact
from workbench.feedback.topics.model import Linked, TopicKind
from workbench.kernel.errors import UserError
from workbench.kernel.ids import MessageId, TopicId

BUG, REQUEST, KUDOS = FeedbackKind.BUG, FeedbackKind.REQUEST, FeedbackKind.KUDOS
TEXT = "Hello,\nthis is Mette Sørensen of Acme. Charged twice! Call +45 12 34 56 78 or write to mette@acme.example."


def message(bench: Bench, text: str = "", number: str = "1") -> MessageId:
    conversation = bench.workbench.tickets.open(bench.ticket(number))
    assert conversation is not None
    found = next(each for each in conversation.messages if each.author == "customer").id
    if text:
        run(bench, "UPDATE message SET text = ? WHERE id = ?", text, found)
    return found


def run(bench: Bench, sql: str, *params: Any) -> None:
    bench.workbench.store.write(lambda tx: tx.run(sql, params))


def rows(bench: Bench, sql: str, *params: Any) -> list[dict[str, Any]]:
    return bench.workbench.store.read().rows(sql, params)


def keep(bench: Bench, words: str, kind: FeedbackKind = BUG, number: str = "1", **beside: Any) -> Entry:
    answer = bench.workbench.feedback.capture(message(bench, number=number), words, kind, "", Beside(**beside)).value
    assert isinstance(answer, Captured), answer
    return answer.entry


def client(bench: Bench, entry: Entry) -> dict[str, Any]:
    (found,) = rows(
        bench, "SELECT c.key, c.name, v.name AS voice, v.remote_id FROM voice v JOIN client c ON c.id = v.client_id"
        " WHERE v.id = ?", entry.voice,
    )  # fmt: skip
    return found


def test_a_voice_is_made_once_and_speaks_for_its_company(bench: Bench) -> None:
    bench.desk.add_ticket("2")
    bench.pull()
    run(bench, "UPDATE customer SET company = ' ACME  Ä '")
    run(bench, "UPDATE ticket SET customer_id = (SELECT min(id) FROM customer)")
    one, other = keep(bench, "this is about"), keep(bench, "this is about", number="2")
    assert one.voice == other.voice
    assert client(bench, one) | {"remote_id": ""} == {
        "key": "company:acme ä", "name": "ACME Ä", "voice": "Mette Sørensen", "remote_id": "",
    }  # fmt: skip


def test_without_a_company_a_person_is_counted_by_address_and_joins_the_company_later(bench: Bench) -> None:
    run(bench, "UPDATE customer SET company = '', email = 'Mette@Acme.example'")
    entry = keep(bench, "this is about")
    assert client(bench, entry)["key"] == "email:mette@acme.example"
    run(bench, "UPDATE client SET plan = 'Team'")
    run(bench, "UPDATE customer SET company = 'Acme'")
    keep(bench, "this is about", REQUEST)
    assert client(bench, entry)["key"] == "company:acme"
    assert rows(bench, "SELECT key, plan FROM client") == [{"key": "company:acme", "plan": "Team"}]
    run(bench, "UPDATE customer SET company = ''")  # the helpdesk says nothing now: they stay with theirs
    keep(bench, "this is about", KUDOS)
    assert client(bench, entry)["key"] == "company:acme"


def test_one_message_has_one_entry_of_a_kind_whatever_the_words(bench: Bench) -> None:
    entry = keep(bench, "this is about")
    again = bench.workbench.feedback.capture(message(bench), "Charged twice", BUG)
    assert again.value == AlreadyKept(entry) and again.inverse is None
    other = keep(bench, "Charged twice", REQUEST)
    changed = bench.workbench.feedback.change(other.id, BUG, "x")
    assert changed.value == AlreadyKept(entry) and changed.inverse is None
    assert {each.kind for each in bench.workbench.feedback.listed()} == {BUG, REQUEST}


def test_an_entry_that_was_removed_does_not_come_back_beside_its_like(bench: Bench) -> None:
    removed = bench.workbench.feedback.remove(keep(bench, "this is about").id)
    keep(bench, "Charged twice")
    assert removed.inverse is not None
    with pytest.raises(UserError, match="kept under this kind"):
        removed.inverse()
    assert [entry.verbatim for entry in bench.workbench.feedback.listed()] == ["Charged twice"]


@pytest.mark.parametrize(
    ("selected", "kept"),
    [
        ("this is  Mette", "this is Mette"),
        ("Hello, this", "Hello,\nthis"),
        ("llo,\n\nth", "llo,\nth"),
        ("Charged", "**Charged"[2:]),
        ("Charged twice at once", "Charged twice at once"),  # the mark between them is not on the screen
        ("nobody said", ""),
        ("  ", ""),
    ],
)
def test_words_are_a_part_of_the_message_byte_for_byte(selected: str, kept: str) -> None:
    text = "Hello,\nthis is Mette. **Charged** _twice_ at\u00a0 once."
    assert exact(selected, text) == kept
    assert kept in text or kept == selected


def test_one_key_masks_the_words_that_are_kept(bench: Bench) -> None:
    found = message(bench, TEXT)
    assert [mark.what for mark in bench.workbench.feedback.personal(TEXT, bench.ticket())] == ["name", "phone", "email"]
    answer = bench.workbench.feedback.capture(found, TEXT, BUG, "", Beside(mask=True)).value
    assert isinstance(answer, Captured)
    assert answer.entry.verbatim == "Hello,\nthis is [name] of Acme. Charged twice! Call [phone] or write to [email]."
    assert answer.entry.masked_at == bench.clock.now()
    assert keep(bench, "Charged twice!", REQUEST, mask=True).masked_at is None


def test_an_entry_is_masked_later_with_its_note_and_found_by_those_words_no_more(bench: Bench) -> None:
    feedback = bench.workbench.feedback
    message(bench, TEXT)
    entry = keep(bench, TEXT)
    feedback.change(entry.id, BUG, "Sørensen rang from 0171/1234567")
    receipt = feedback.mask(entry.id)
    assert receipt.value == 5
    (now,) = feedback.listed()
    assert (now.verbatim.count("["), now.note) == (3, "[name] rang from [phone]")
    assert now.masked_at is not None
    assert feedback.listed(words="acme") and not feedback.listed(words="example")
    assert feedback.mask(entry.id).value == 0
    assert receipt.inverse is not None
    receipt.inverse()
    assert feedback.listed(words="example")[0].masked_at is None


def test_what_an_agent_sees_is_kept_and_counts_nobody(bench: Bench) -> None:
    workbench = bench.workbench
    topic = workbench.product.topics.create("Charged twice", TopicKind.BUG).value.topic.id
    answer = workbench.feedback.note_own(" Every Monday. ", BUG, bench.ticket(), beside=Beside(topic=topic)).value
    assert isinstance(answer, Captured)
    own = answer.entry
    assert (own.speaker, own.verbatim, own.voice, own.customer_name) == (Speaker.AGENT, "Every Monday.", None, "")
    assert (own.ticket_number, own.channel, own.wants_reply, own.message) == ("1", "email", False, None)
    weight = workbench.product.topics.weight(topic)
    assert (weight.accounts, weight.entries, weight.observations, weight.conversations) == (0, 0, 1, 0)
    assert not rows(bench, "SELECT 1 FROM voice")
    assert workbench.feedback.note_own("Every Monday.", BUG, bench.ticket()).value == AlreadyKept(own)
    assert workbench.feedback.note_own(" \n", BUG).value == NothingSaid()


def test_an_observation_needs_no_conversation(bench: Bench) -> None:
    receipt = bench.workbench.feedback.note_own("People ask at the fair.", REQUEST, channel="outreach")
    (own,) = bench.workbench.feedback.listed()
    assert (own.ticket, own.ticket_number, own.channel, own.practice) == (None, "", "outreach", False)
    assert receipt.inverse is not None
    receipt.inverse()
    assert not bench.workbench.feedback.listed()


def test_who_praises_awaits_no_answer_unless_it_is_said(bench: Bench) -> None:
    assert keep(bench, "this is about", BUG).wants_reply
    assert not keep(bench, "this is about", KUDOS).wants_reply
    assert not keep(bench, "this is about", REQUEST, wants_reply=False, minutes=7).wants_reply
    (request,) = bench.workbench.feedback.listed(REQUEST)
    assert request.minutes == 7


def test_keeping_behind_a_topic_is_one_deed_and_one_undo(bench: Bench) -> None:
    topics = bench.workbench.product.topics
    topic = topics.create("Charged twice", TopicKind.BUG).value.topic.id
    receipt = bench.workbench.feedback.capture(message(bench), "this is about", BUG, "", Beside(topic=topic))
    assert isinstance(receipt.value, Captured) and isinstance(receipt.value.linked, Linked)
    assert topics.weight(topic).accounts == 1
    assert receipt.inverse is not None
    receipt.inverse()
    assert topics.weight(topic).accounts == 0 and not bench.workbench.feedback.listed()


def test_a_topic_that_is_gone_keeps_no_words_from_being_kept(bench: Bench) -> None:
    assert keep(bench, "this is about", topic=TopicId("gone")).verbatim == "this is about"


def test_the_third_account_is_told_once_and_the_same_one_never(bench: Bench) -> None:
    for number in "2345":
        bench.desk.add_ticket(number)
    bench.pull()
    topic = bench.workbench.product.topics.create("Charged twice", TopicKind.BUG).value.topic.id
    told = []
    for number, company in zip("12345", ("Acme", "Acme", "Blue", "Cyan", "Dune"), strict=True):
        run(bench, "UPDATE customer SET company = ?", company)
        found = message(bench, number=number)
        answer = bench.workbench.feedback.capture(found, "this is about", BUG, "", Beside(topic=topic)).value
        assert isinstance(answer, Captured) and isinstance(answer.linked, Linked)
        told.append(answer.linked.third.accounts if answer.linked.third else None)
    assert told == [None, None, None, 3, None]


def test_what_an_entry_stood_behind_comes_back_with_it(bench: Bench) -> None:
    topics = bench.workbench.product.topics
    entry = keep(bench, "this is about")
    topic = topics.create("Charged twice", TopicKind.BUG, entry=entry.id).value.topic.id
    removed = bench.workbench.feedback.remove(entry.id)
    assert topics.weight(topic).accounts == 0
    assert removed.inverse is not None
    removed.inverse()
    assert topics.weight(topic).accounts == 1 and topics.topics_of([entry.id]) == {entry.id: topic}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("charged", 1),
        ("CHARG twi", 1),
        ("sorensen", 1),
        ("twice nothing", 0),
        ("noted", 1),
        ("!", 0),
        ('"', 0),
        ("1", 1),
    ],
)
def test_entries_are_found_by_the_beginnings_of_their_words(bench: Bench, words: str, found: int) -> None:
    entry = keep(bench, "Charged twice")
    bench.workbench.feedback.change(entry.id, BUG, "noted here")
    page = bench.workbench.feedback.page(None, words)
    assert (len(page.entries), sum(page.counts.values()), page.any) == (found, found, True)


def test_what_is_written_past_the_service_is_found_and_forgotten_at_once(bench: Bench) -> None:
    feedback = bench.workbench.feedback
    entry = keep(bench, "Charged twice")
    run(bench, "UPDATE entry SET verbatim = 'Export fails', kind = 'request'")
    assert not feedback.listed(words="charged")
    assert feedback.page(None, "export").counts == {REQUEST: 1}
    assert feedback.listed(REQUEST, "export") and not feedback.listed(BUG, "export")
    feedback.settle()
    assert feedback.page(REQUEST, "export").counts == {REQUEST: 1}
    run(bench, "DELETE FROM entry WHERE id = ?", entry.id)
    assert feedback.page(None, "export").entries == []
    assert feedback.page(None, "export").counts == {}

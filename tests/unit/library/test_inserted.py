"""What becomes of snippets in replies: counted for the paragraph, never for a person, without a customer's words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.conftest import Bench
from workbench.helpdesk.port import OutKind
from workbench.kernel.gate import PutIn
from workbench.kernel.ids import SnippetId, TicketId
from workbench.kernel.spans import Span
from workbench.library.inserted.compare import in_body, left, unchanged
from workbench.library.inserted.parts import Gap, as_template, parts_of, rewritten_as
from workbench.library.model import ReplyContext, Snippet, State
from workbench.library.repo import plain
from workbench.outbox.model import NotFilled, Queued, Scarred, Spent
from workbench.packs.model import Field, PackSnippet, SnippetStatus

BODY = "Hi {{customer.first_name|there}},\n\nYour refund is on its way to your card today.\n\nKind words to end with."
NONE = timedelta(0)
TEST = PutIn(doubtful=("TEST",))


def test_paragraphs_are_kept_rewritten_or_left_out() -> None:
    became = left(
        parts_of("Hi Ann,\n\nYour refund is on its way today.\n\nBye now."),
        "Hi Ann,\n\nYour refund is on its way since noon.",
    )
    assert became.kept == (0,)
    assert dict(became.rewritten) == {1: "Your refund is on its way since noon."}
    assert became.removed == (2,)


def test_other_line_breaks_are_no_change_and_joined_paragraphs_stand() -> None:
    assert left(parts_of("One two\nthree four."), "Well.\n\nOne two three four. And more.").kept == (0,)


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("one two three four five", 1.0),
        ("", 0.0),
        ("all other words here now", 0.0),
        ("one two three four and mine", 4 / 6),
    ],
)
def test_how_much_is_unchanged(written: str, share: float) -> None:
    assert unchanged(["one two three four five"], written) == pytest.approx(share)


def test_a_paragraph_keeps_its_number_when_a_part_before_it_is_missing() -> None:
    assert in_body("One thing.\n\n{{?a}}Two parts{{/}}\n\nThird here.", parts_of("One thing.\n\nThird here.")) == [0, 2]


def test_nothing_of_a_customer_is_left_in_a_rewrite() -> None:
    text = as_template(
        "Ann Lee, see ann@x.example or +45 12 34 56 78, Ann.",
        [("customer.full_name", "Ann Lee"), ("customer.first_name", "Ann")],
    )
    assert text == "{{customer.full_name}}, see … or …, {{customer.first_name}}."


def prepared(bench: Bench) -> tuple[TicketId, Snippet]:
    bench.workbench.editing.add(PackSnippet(id="r", title="Refund", language="en", body=BODY))
    snippet = bench.workbench.library.one(SnippetId("r"))
    assert snippet is not None
    return bench.ticket(), snippet


def draft(bench: Bench, ticket: TicketId, snippet: Snippet, text: str, revision: int = 1) -> None:
    workbench = bench.workbench
    workbench.drafts.save(ticket, OutKind.REPLY, text, 0, revision).result()
    filled = workbench.library.fill(snippet, ReplyContext(values={"customer.first_name": "Mette"}))
    workbench.insertions.note(ticket, OutKind.REPLY, snippet, filled)
    workbench.store.submit(lambda _tx: None).result()


def send(bench: Bench, ticket: TicketId, text: str) -> object:
    return bench.workbench.outbox.queue(ticket, OutKind.REPLY, text, hold=NONE)


def table(bench: Bench, name: str) -> list[dict[str, object]]:
    return bench.workbench.store.read().rows(f"SELECT * FROM {name}")


def test_what_was_changed_in_most_replies_becomes_a_ready_edit(bench: Bench) -> None:
    ticket, snippet = prepared(bench)
    changed = "Hi Mette,\n\nYour refund reached your card this morning, Mette.\n\nKind words to end with."
    plainly = "Hi Mette,\n\nYour refund is on its way to your card today.\n\nKind words to end with."
    for nth, text in enumerate([changed] * 7 + [plainly] * 3):
        draft(bench, ticket, snippet, text, nth + 1)
        assert isinstance(send(bench, ticket, text), Queued)
        bench.deliver()
    (suggestion,) = bench.workbench.insertions.suggestions()
    assert (suggestion.paragraph, suggestion.changed, suggestion.uses) == (1, 7, 10)
    assert suggestion.text == "Your refund reached your card this morning, {{customer.first_name}}."
    assert suggestion.body.startswith("Hi {{customer.first_name|there}},\n\nYour refund reached")
    assert table(bench, "snippet_insertion") == []
    bench.workbench.editing.save(replace(plain(snippet), body=suggestion.body))
    assert bench.workbench.insertions.suggestions() == [], "it says something else by now"


ORDER = "Your order {{field.no}} is on its way to {{field.city|your town}} now."
CITIES = ("Springfield", "Odense", "Bad Oldesloe", "Aarhus", "Ribe", "Sorø")


def with_blanks(bench: Bench, body: str = ORDER) -> tuple[TicketId, Snippet]:
    fields = (Field(name="no", label="order number"), Field(name="city", label="city"))
    bench.workbench.editing.add(PackSnippet(id="o", title="Order", language="en", body=body, fields=fields))
    snippet = bench.workbench.library.one(SnippetId("o"))
    assert snippet is not None
    return bench.ticket(), snippet


def told(*values: tuple[str, str]) -> str:
    """What the editor keeps beside its words of what was typed over a place."""
    things = [
        {"placed": {"span": {"start": 0, "end": 1}, "name": name, "label": "x", "state": "resolved"}, "words": value}
        for name, value in values
    ]
    return json.dumps(things)


def sent_often(bench: Bench, ticket: TicketId, snippet: Snippet, replies: list[tuple[str, str]]) -> None:
    for nth, (text, places) in enumerate(replies):
        draft(bench, ticket, snippet, text, nth * 2 + 1)
        bench.workbench.drafts.save(ticket, OutKind.REPLY, text, 0, nth * 2 + 2, places).result()
        assert isinstance(send(bench, ticket, text), Queued)
        bench.deliver()


def test_a_place_that_was_filled_in_is_no_change(bench: Bench) -> None:
    ticket, snippet = with_blanks(bench)
    sent_often(
        bench, ticket, snippet, [(f"Your order AB{n}X is on its way to {c} now.", "") for n, c in enumerate(CITIES)]
    )
    (row,) = table(bench, "snippet_paragraph")
    assert (row["kept"], row["rewritten"], row["removed"]) == (6, 0, 0)
    assert table(bench, "snippet_rewrite") == []
    assert bench.workbench.insertions.suggestions() == []


def test_a_slot_that_was_filled_or_left_is_no_change(bench: Bench) -> None:
    ticket, snippet = with_blanks(
        bench, "I saw {{yours|what}}. It is mended since today.\n\n{{yours|more}}\n\nAll well."
    )
    sent_often(
        bench,
        ticket,
        snippet,
        [
            ("It is mended since today.\n\nAll well.", ""),
            ("I saw your picture. It is mended since today.\n\nMy dog says hello.\n\nAll well.", ""),
        ],
    )
    counted = [(row["kept"], row["rewritten"], row["removed"]) for row in table(bench, "snippet_paragraph")]
    assert counted == [(2, 0, 0), (2, 0, 0)]


@pytest.mark.parametrize("known", [True, False])
def test_a_rewritten_paragraph_keeps_nothing_of_what_its_places_were_filled_with(bench: Bench, known: bool) -> None:
    ticket, snippet = with_blanks(bench)
    replies = [
        (
            f"Your order AB{n}X is packed and on its way to {city} now.",
            told(("field.no", f"AB{n}X"), ("label:city", city)) if known else "",
        )
        for n, city in enumerate(CITIES)
    ]
    sent_often(bench, ticket, snippet, replies)
    (suggestion,) = bench.workbench.insertions.suggestions()
    assert (suggestion.changed, suggestion.uses) == (6, 6)
    assert suggestion.text == "Your order {{field.no}} is packed and on its way to {{field.city|your town}} now."
    kept = " ".join(str(row["text"]) for row in table(bench, "snippet_rewrite"))
    assert not any(city in kept for city in CITIES)


def test_where_it_is_not_sure_what_was_filled_in_none_of_it_is_kept(bench: Bench) -> None:
    ticket, snippet = with_blanks(bench)
    sent_often(
        bench, ticket, snippet, [(f"{city} is where AB7X, the order of yours, is going now.", "") for city in CITIES]
    )
    rows = table(bench, "snippet_rewrite")
    assert rows == []
    assert bench.workbench.insertions.suggestions() == []


def test_a_fact_that_was_changed_by_hand_is_a_change() -> None:
    text = "We pay within 14 days of your letter."
    (part,) = parts_of(text, [Gap(name="fact.days", span=Span(14, 16), state=State.RESOLVED)])
    assert dict(left([part], "We pay within 30 days of your letter.").rewritten)
    assert left([part], text).kept == (0,)


def test_a_value_that_was_put_in_and_changed_is_not_kept() -> None:
    gap = Gap(name="customer.first_name", span=Span(5, 9), state=State.SUSPICIOUS)
    (part,) = parts_of("Dear TEST, we are at it.", [gap])
    assert rewritten_as(part, "Dear Mette, we are at it since noon.", []) == (
        "Dear {{customer.first_name}}, we are at it since noon."
    )
    assert rewritten_as(part, "Mette dear, we are at it.", []) is None


def test_insertions_follow_the_reply_and_come_back_with_it(bench: Bench) -> None:
    ticket, snippet = prepared(bench)
    draft(bench, ticket, snippet, "Hi Mette,\n\nYour refund is on its way to your card today.")
    queued = bench.workbench.outbox.queue(
        ticket, OutKind.REPLY, "Hi Mette,\n\nYour refund is on its way to your card today.", hold=timedelta(minutes=1)
    )
    assert isinstance(queued, Queued)
    assert bench.workbench.insertions.of_draft(ticket, OutKind.REPLY) == []
    bench.workbench.outbox.withdraw(queued.id)
    assert len(bench.workbench.insertions.of_draft(ticket, OutKind.REPLY)) == 1
    bench.workbench.drafts.discard(ticket, OutKind.REPLY)
    assert table(bench, "snippet_insertion") == []


def test_a_snippet_taken_out_again_counts_for_nothing(bench: Bench) -> None:
    ticket, snippet = prepared(bench)
    draft(bench, ticket, snippet, "All my own.")
    send(bench, ticket, "All my own.")
    bench.deliver()
    assert table(bench, "snippet_paragraph") == []
    assert table(bench, "snippet_insertion") == []


def test_recalled_words_in_a_draft_are_asked_about_and_go_when_meant(bench: Bench) -> None:
    ticket, snippet = prepared(bench)
    text = "Hi Mette,\n\nYour refund is on its way to your card today."
    draft(bench, ticket, snippet, text)
    bench.workbench.editing.save(replace(plain(snippet), status=SnippetStatus.RECALLED))
    assert send(bench, ticket, text) == Spent(("“Refund” was recalled.",))
    assert bench.workbench.insertions.spent(ticket, OutKind.REPLY, "Rewritten in words of my own.") == []
    answer = bench.workbench.outbox.queue(ticket, OutKind.REPLY, text, hold=NONE, meant=True)
    assert isinstance(answer, Queued)


def test_a_slot_goes_with_its_sentence_and_comes_back_when_it_is_undone(bench: Bench) -> None:
    ticket = bench.ticket()
    text = "Hi.\n\nI saw {{yours: what you noticed}}. It is done.\n\n{{yours: more}}\n\nBye"
    bench.workbench.drafts.save(ticket, OutKind.REPLY, text, 0, 1).result()
    queued = bench.workbench.outbox.queue(ticket, OutKind.REPLY, text, hold=timedelta(minutes=1))
    assert isinstance(queued, Queued)
    out = bench.workbench.outbox.one(queued.id)
    assert out is not None
    assert out.text == "Hi.\n\nIt is done.\n\nBye"
    bench.workbench.outbox.withdraw(queued.id)
    kept = bench.workbench.drafts.load(ticket, OutKind.REPLY)
    assert kept is not None
    assert kept.text.strip() == text


def test_a_reply_that_is_only_slots_is_empty(bench: Bench) -> None:
    from workbench.outbox.model import Empty

    assert send(bench, bench.ticket(), "{{yours: anything}}") == Empty()


def test_a_value_that_looks_wrong_is_asked_about_and_an_open_place_refused_before_it(bench: Bench) -> None:
    queue, ticket = bench.workbench.outbox.queue, bench.ticket()
    assert queue(ticket, OutKind.REPLY, "Hi TEST, {{x}}", hold=NONE, put_in=TEST) == NotFilled(("x",))
    assert queue(ticket, OutKind.REPLY, "Hi TEST,", hold=NONE, put_in=TEST) == Scarred(("TEST",))
    assert isinstance(queue(ticket, OutKind.REPLY, "Hi Ann,", hold=NONE, put_in=TEST), Queued)
    assert isinstance(queue(ticket, OutKind.NOTE, "TEST, [NAME]", hold=NONE, put_in=TEST), Queued)


def test_a_blank_in_a_note_is_asked_about_once(bench: Bench) -> None:
    queue, ticket = bench.workbench.outbox.queue, bench.ticket()
    assert queue(ticket, OutKind.NOTE, "One {{Order}} two", hold=NONE) == Scarred(("Order",))
    assert isinstance(queue(ticket, OutKind.NOTE, "One {{Order}} two", hold=NONE, meant=True), Queued)


def test_a_blank_that_a_snippet_put_into_code_is_refused(bench: Bench) -> None:
    text, put_in = "Run `reset {{User}}` now.", PutIn(blanks=("{{User}}",))
    answer = bench.workbench.outbox.queue(bench.ticket(), OutKind.REPLY, text, hold=NONE, put_in=put_in, meant=True)
    assert answer == NotFilled(("User",))


def test_an_optional_blank_that_was_passed_does_not_go_out_and_comes_back_with_undo(bench: Bench) -> None:
    ticket, text = bench.ticket(), "It is done. See {{Link}} too."
    bench.workbench.drafts.save(ticket, OutKind.REPLY, text, 0, 1).result()
    answer = bench.workbench.outbox.queue(
        ticket, OutKind.REPLY, text, hold=timedelta(minutes=1), put_in=PutIn(optional=("{{Link}}",))
    )
    assert isinstance(answer, Queued)
    out = bench.workbench.outbox.one(answer.id)
    assert out is not None
    assert (out.text, out.markdown) == ("It is done. See too.", text)


def test_no_column_names_a_person(bench: Bench) -> None:
    for name in ("snippet_insertion", "snippet_paragraph", "snippet_rewrite", "snippet_history", "snippet_use"):
        columns = {row["name"] for row in bench.workbench.store.read().rows(f"PRAGMA table_info({name})")}
        assert not columns & {"agent", "agent_id", "author", "user", "by", "person"}

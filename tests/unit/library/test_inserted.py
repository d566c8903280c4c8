"""What becomes of snippets in replies: counted for the paragraph, never for a person, without a customer's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.conftest import Bench
from workbench.helpdesk.port import OutKind
from workbench.kernel.gate import PutIn
from workbench.kernel.ids import SnippetId, TicketId
from workbench.library.inserted.compare import as_template, in_body, left, unchanged
from workbench.library.model import ReplyContext, Snippet
from workbench.library.repo import plain
from workbench.outbox.model import NotFilled, Queued, Scarred, Spent
from workbench.packs.model import PackSnippet, SnippetStatus

BODY = "Hi {{customer.first_name|there}},\n\nYour refund is on its way to your card today.\n\nKind words to end with."
NONE = timedelta(0)
TEST = PutIn(doubtful=("TEST",))


def test_paragraphs_are_kept_rewritten_or_left_out() -> None:
    became = left(
        "Hi Ann,\n\nYour refund is on its way today.\n\nBye now.", "Hi Ann,\n\nYour refund is on its way since noon."
    )
    assert became.kept == (0,)
    assert dict(became.rewritten) == {1: "Your refund is on its way since noon."}
    assert became.removed == (2,)


def test_other_line_breaks_are_no_change_and_joined_paragraphs_stand() -> None:
    assert left("One two\nthree four.", "Well.\n\nOne two three four. And more.").kept == (0,)


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
    assert in_body("One thing.\n\n{{?a}}Two parts{{/}}\n\nThird here.", "One thing.\n\nThird here.") == [0, 2]


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

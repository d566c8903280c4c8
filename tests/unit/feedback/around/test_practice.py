"""Surveys to their end, permission to quote, handing over by a note, the card, kept replies, and the one question."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.unit.conftest import Bench
from tests.unit.feedback.advocacy.conftest import Push
from workbench.feedback.around.model import Quoting, Survey
from workbench.feedback.around.service import Around
from workbench.helpdesk.port import OutKind
from workbench.kernel.clock import FrozenClock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import EntryId, VoiceId
from workbench.kernel.receipt import Receipt
from workbench.outbox.model import Queued
from workbench.store.driver import sqlite3

TODAY = date(2026, 5, 4)


def undo(receipt: Receipt[object]) -> None:
    assert receipt.inverse is not None
    receipt.inverse()


def voice_of(push: Push, entry: EntryId) -> VoiceId:
    return VoiceId(push.world.store.read().value("SELECT voice_id FROM entry WHERE id = ?", [entry]))


def test_a_survey_from_its_draft_to_what_was_done(around: Around, push: Push) -> None:
    promises = around.promises
    survey = promises.draft_survey("What would you change first?").value
    with pytest.raises(UserError, match="not open yet"):
        promises.count_answers(survey, 3)
    with pytest.raises(UserError, match="not open yet"):
        promises.note_done(survey, "Two bugs were mended")
    with pytest.raises(sqlite3.IntegrityError):
        push.world.write("UPDATE survey SET answers = 3 WHERE id = ?", survey)
    promises.promise("Mara", "Two weeks of work", TODAY + timedelta(days=30), survey=survey)
    assert isinstance(promises.open_survey(survey).value, Survey)
    with pytest.raises(UserError):
        promises.count_answers(survey, -1)
    counted = promises.count_answers(survey, 41)
    promises.close_survey(survey)
    promises.note_done(survey, "The export was rebuilt")
    (found,) = promises.surveys()
    assert (found.answers, found.done_with, found.is_open) == (41, "The export was rebuilt", False)
    undo(counted)
    assert promises.surveys()[0].answers == 0
    with pytest.raises(UserError, match="was opened"):
        promises.remove_survey(survey)


def test_a_draft_goes_with_its_promise_and_comes_back_with_it(around: Around) -> None:
    survey = around.promises.draft_survey("Why do you stay?").value
    around.promises.promise("Mara", "A week of work", TODAY, survey=survey)
    gone = around.promises.remove_survey(survey)
    assert around.promises.surveys() == [] and around.promises.listed() == []
    undo(gone)
    (found,) = around.promises.surveys()
    assert [each.who for each in found.promises] == ["Mara"] and found.stood_behind


def test_permission_is_asked_given_and_refused_each_with_its_day(
    around: Around, push: Push, clock: FrozenClock
) -> None:
    voice = voice_of(push, push.world.say("acme", "You saved our week."))
    assert around.quotes.of(voice) is None
    asked = around.quotes.asked(voice)
    assert asked.value.quoting is Quoting.ASKED and asked.value.asked_on == TODAY
    clock.advance(timedelta(days=3))
    given = around.quotes.given(voice).value
    assert (given.quoting, given.asked_on, given.answered_on) == (Quoting.GIVEN, TODAY, TODAY + timedelta(days=3))
    other = voice_of(push, push.world.say("bolt", "Slow."))
    around.quotes.asked(other)
    assert [each.voice for each in around.quotes.listed()] == [other, voice]
    refused = around.quotes.refused(voice)
    assert refused.value.quoting is Quoting.REFUSED and refused.value.asked_on == TODAY
    undo(refused)
    assert (found := around.quotes.of(voice)) is not None and found.quoting is Quoting.GIVEN
    undo(asked)
    assert around.quotes.of(voice) is None
    with pytest.raises(UserError, match="no longer here"):
        around.quotes.given(VoiceId("nobody"))
    with pytest.raises(sqlite3.IntegrityError):  # an answer has its day
        push.world.write("UPDATE quote_asked SET answer = 'given' WHERE voice_id = ?", other)


def test_who_refused_is_in_no_public_digest_whatever_was_allowed_before(around: Around, push: Push) -> None:
    entry = push.world.say("acme", "Best answer I ever got.", days_ago=1)
    push.world.write("UPDATE entry SET kind = 'kudos' WHERE id = ?", entry)
    voice, week = voice_of(push, entry), (TODAY - timedelta(days=7), TODAY)
    assert "Best answer" not in around.pages.digest(*week, public=True)
    around.quotes.given(voice)
    assert "Best answer" in around.pages.digest(*week, public=True)
    around.quotes.asked(voice)
    assert "Best answer" not in around.pages.digest(*week, public=True)
    around.pages.allow_quote(entry)
    assert "Best answer" in around.pages.digest(*week, public=True)
    around.quotes.refused(voice)
    assert "Best answer" not in around.pages.digest(*week, public=True)
    assert "Best answer" in around.pages.digest(*week)


def test_a_hand_over_is_a_note_that_a_person_sends(around: Around, bench: Bench) -> None:
    ticket, workbench = bench.ticket(), bench.workbench
    key = around.care.bound(ticket, "We answer in writing.\nOnce a day.", TODAY + timedelta(days=10)).value
    workbench.drafts.save(ticket, OutKind.NOTE, "My own words.", 0, 5).result()
    assert around.care.hand_over(key) == ticket
    draft = workbench.drafts.load(ticket, OutKind.NOTE)
    assert draft is not None and "> We answer in writing.\n> Once a day." in draft.text
    assert draft.text.endswith("My own words.")
    (boundary,) = around.care.boundaries(ticket)
    assert boundary.drafted_at and not boundary.asked_at and not around.care.taken(key).value
    queued = workbench.outbox.queue(ticket, OutKind.NOTE, draft.text, hold=timedelta(seconds=10), meant=True)
    assert isinstance(queued, Queued)
    assert around.care.boundaries(ticket)[0].asked_at
    workbench.outbox.withdraw(queued.id)
    (boundary,) = around.care.boundaries(ticket)
    assert boundary.drafted_at and not boundary.asked_at, "it is being written again"
    workbench.drafts.discard(ticket, OutKind.NOTE)
    assert around.care.boundaries(ticket)[0].drafted_at is None
    workbench.outbox.queue(ticket, OutKind.NOTE, "Another note.", hold=timedelta())
    assert around.care.boundaries(ticket)[0].asked_at is None, "not every note hands over"
    assert around.care.hand_over("gone") is None


def test_goodwill_of_a_conversation_is_read_there(around: Around, bench: Bench) -> None:
    ticket = bench.ticket()
    note = around.care.goodwill("Gave a free month", why="We were down", ticket=ticket)
    around.care.goodwill("Elsewhere")
    assert [each.what for each in around.care.done_on(ticket)] == ["Gave a free month"]
    gone = around.care.take_back(note.value.note.id)
    assert around.care.done_on(ticket) == []
    undo(gone)
    assert len(around.care.done_on(ticket)) == 1


def test_the_card_says_what_may_be_done(around: Around) -> None:
    refund = around.kept.allow("Refund an order", "Up to what was paid").value
    around.kept.allow("Give a free month")
    around.kept.allow("Refund an order", "Up to 200; above that ask Mara", line=refund)
    assert [(each.what, each.limits) for each in around.kept.may_do()] == [
        ("Refund an order", "Up to 200; above that ask Mara"), ("Give a free month", ""),
    ]  # fmt: skip
    undo(around.kept.forbid(refund))
    assert [each.what for each in around.kept.may_do()] == ["Refund an order", "Give a free month"]
    with pytest.raises(UserError):
        around.kept.allow(" ")


def test_a_reply_worth_keeping_is_found_by_what_it_is_about(around: Around, bench: Bench, push: Push) -> None:
    ticket = bench.ticket()
    kept = around.kept.keep("Your data is safe. Here is why.", about="Outages", why="Sure, and short", ticket=ticket)
    around.kept.keep("The invoice is attached.", about="Billing")
    assert [each.about for each in around.kept.replies("outages")] == ["Outages"]
    assert [each.about for each in around.kept.replies("DATA safe")] == ["Outages"]
    assert around.kept.replies("outages billing") == []
    assert around.kept.replies()[1].ticket_number == "1"
    undo(kept)
    assert [each.about for each in around.kept.replies()] == ["Billing"]
    columns = {row["name"] for row in push.world.store.read().rows("SELECT name FROM pragma_table_info('kept_reply')")}
    assert columns == {"id", "ticket_id", "ticket_number", "text", "about", "why", "practice", "at"}


def test_it_is_asked_once_for_a_conversation_whether_something_was_learned(around: Around, bench: Bench) -> None:
    ticket = bench.ticket()
    assert around.kept.asks_learned(ticket)
    assert not around.kept.asks_learned(ticket)

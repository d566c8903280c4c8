"""What was checked stays with the draft, goes out with the reply, and comes back with it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.conftest import Bench
from workbench.certainty import checker_for, languages
from workbench.certainty.checked.model import Checked, Outcome
from workbench.certainty.checked.words import lines
from workbench.certainty.conventions import read
from workbench.helpdesk.port import OutKind
from workbench.kernel.clock import FrozenClock
from workbench.kernel.places import is_slot, places
from workbench.kernel.receipt import Receipt
from workbench.outbox.model import Queued

SENTENCE = "Your invoice should now be in your inbox."
REPLY = f"Hello! {SENTENCE}"
TEN = timedelta(seconds=10)


CERTAIN = "Your invoice is now in your inbox."


def note(bench: Bench, outcome: Outcome, sentence: str = SENTENCE) -> Checked:
    return bench.workbench.checked.note(bench.ticket(), OutKind.REPLY, "should", sentence, outcome).value


def of_draft(bench: Bench) -> list[tuple[str, Outcome]]:
    return [(each.sentence, each.outcome) for each in bench.workbench.checked.of_draft(bench.ticket(), OutKind.REPLY)]


def queue(bench: Bench, reply: str = f"Hello! {CERTAIN}", **more: object) -> Queued:
    bench.workbench.drafts.save(bench.ticket(), OutKind.REPLY, reply, 0, 1).result()
    answer = bench.workbench.outbox.queue(bench.ticket(), OutKind.REPLY, reply, hold=TEN, **more)  # type: ignore[arg-type]
    assert isinstance(answer, Queued)
    return answer


def test_the_last_answer_for_a_sentence_counts_and_undo_brings_the_one_before(bench: Bench) -> None:
    note(bench, Outcome.KEPT)
    receipt = bench.workbench.checked.note(bench.ticket(), OutKind.REPLY, "should", SENTENCE, Outcome.IS)
    assert of_draft(bench) == [(SENTENCE, Outcome.IS)]
    assert receipt.inverse
    receipt.inverse()
    assert of_draft(bench) == [(SENTENCE, Outcome.KEPT)]


def test_it_leaves_with_the_reply_and_comes_back_with_it(bench: Bench) -> None:
    made = note(bench, Outcome.IS)
    queued = queue(bench)
    assert of_draft(bench) == []
    outgoing = bench.workbench.outbox.one(queued.id)
    assert outgoing and outgoing.checked == (made,)
    assert bench.workbench.checked.of_ticket(bench.ticket()) == {queued.id: (made,)}
    bench.workbench.outbox.withdraw(queued.id)
    assert of_draft(bench) == [(SENTENCE, Outcome.IS)]
    assert bench.workbench.checked.of_ticket(bench.ticket()) == {}


def test_it_is_told_with_the_message_once_that_is_back_from_the_helpdesk(bench: Bench, clock: FrozenClock) -> None:
    made = note(bench, Outcome.IS_NOT)
    queue(bench)
    clock.advance(TEN)
    bench.deliver()
    bench.pull()
    conversation = bench.workbench.tickets.open(bench.ticket())
    assert conversation
    last = conversation.messages[-1]
    assert last.outgoing_id is None, "it is the helpdesk's by now"
    assert bench.workbench.checked.of_ticket(bench.ticket()) == {last.id: (made,)}


@pytest.mark.parametrize(
    ("outcome", "reply", "goes"),
    [
        (Outcome.IS, f"Hello! {CERTAIN}", True),
        (Outcome.IS, REPLY, False),  # the certain words were taken back
        (Outcome.IS, REPLY.replace(" now ", "\nnow "), False),
        (Outcome.KEPT, REPLY, True),
        (Outcome.KEPT, "Hello!", False),
        (Outcome.CANNOT, REPLY, True),
        (Outcome.IS_NOT, "Hello!", True),
    ],
)
def test_what_is_not_true_of_the_words_by_now_does_not_go_along(
    bench: Bench, outcome: Outcome, reply: str, goes: bool
) -> None:
    note(bench, outcome)
    queued = queue(bench, reply)
    gone = bench.workbench.outbox.one(queued.id)
    assert gone and [each.outcome for each in gone.checked] == ([outcome] if goes else [])
    assert of_draft(bench) == [], "it is the next draft's just as little"


@pytest.mark.parametrize(
    ("reply", "goes"),
    [
        (f"Hello! {CERTAIN}", True),
        (f"Hello! {CERTAIN.rstrip('.')}, and the next one comes on Monday.", True),
        (f"Hello! {CERTAIN.replace(' now ', chr(10) + 'now ')}", True),
        ("Hello! Your invoice was never made.", False),
        ("Hello!", False),
    ],
)
def test_certain_words_that_were_written_anew_by_hand_were_not_checked(bench: Bench, reply: str, goes: bool) -> None:
    made = bench.workbench.checked.note(bench.ticket(), OutKind.REPLY, "should", SENTENCE, Outcome.IS, CERTAIN).value
    gone = bench.workbench.outbox.one(queue(bench, reply).id)
    assert gone and gone.checked == ((made,) if goes else ())


def test_a_sentence_that_was_checked_twice_keeps_both_answers(bench: Bench) -> None:
    def answered(rule: str, sentence: str, wording: str) -> Receipt[Checked]:
        return bench.workbench.checked.note(bench.ticket(), OutKind.REPLY, rule, sentence, Outcome.IS, wording)

    def wordings() -> list[str]:
        return [each.wording for each in bench.workbench.checked.of_draft(bench.ticket(), OutKind.REPLY)]

    between, certain = "It is in your inbox, I think.", "It is in your inbox."
    answered("should", "It should be in your inbox, I think.", between)
    second = answered("belief", between, certain)
    assert wordings() == [certain, certain]
    assert second.inverse
    second.inverse()
    assert wordings() == [between]
    answered("belief", between, certain)
    gone = bench.workbench.outbox.one(queue(bench, f"Hello! {certain}").id)
    assert gone and [each.rule for each in gone.checked] == ["should", "belief"]


def test_words_that_are_not_those_of_the_draft_take_nothing_along(bench: Bench) -> None:
    note(bench, Outcome.IS)
    queued = queue(bench, keep_draft=True)
    assert bench.workbench.checked.of_ticket(bench.ticket()) == {}
    assert of_draft(bench) == [(SENTENCE, Outcome.IS)]
    assert bench.workbench.outbox.one(queued.id)


def test_undo_takes_nothing_from_a_reply_that_has_left(bench: Bench) -> None:
    receipt = bench.workbench.checked.note(bench.ticket(), OutKind.REPLY, "should", SENTENCE, Outcome.IS)
    queued = queue(bench)
    assert receipt.inverse
    receipt.inverse()
    assert list(bench.workbench.checked.of_ticket(bench.ticket())) == [queued.id]


def test_a_draft_that_is_thrown_away_takes_its_notes_along(bench: Bench) -> None:
    bench.workbench.drafts.save(bench.ticket(), OutKind.REPLY, REPLY, 0, 1).result()
    note(bench, Outcome.KEPT)
    bench.workbench.drafts.discard(bench.ticket(), OutKind.REPLY)
    assert of_draft(bench) == []


def test_each_is_told_in_a_line(bench: Bench) -> None:
    said = lines([note(bench, outcome, f"{SENTENCE} {outcome} " + "a" * 80) for outcome in Outcome])
    assert all(line.startswith("“Your invoice should") and "…”: " in line for line in said)
    assert len({line.rpartition(": ")[2] for line in said}) == len(Outcome)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("field", ["cannot_check", "cannot_say"])
def test_what_can_honestly_be_said_has_a_place_for_own_words_and_leaves_no_doubt(language: str, field: str) -> None:
    checker = checker_for(language)
    assert checker
    said = getattr(checker.conventions, field)
    assert [is_slot(said, place) for place in places(said)] == [True]
    filled = said.replace("{day}", "4. 5. 2026").replace("{{", "").replace("}}", "")
    assert checker.check(filled) == ()


@pytest.mark.parametrize("written", ["I will write soon.", "{day} or {day}", 3])
def test_an_honest_wording_names_its_day_once(written: object) -> None:
    with pytest.raises(ValueError, match="cannot_check"):
        read({"cannot_check": written})

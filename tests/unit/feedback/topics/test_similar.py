"""Topics that a text may belong to: the right one among five, with the reason, in any language, while typing."""

from __future__ import annotations

import pytest

from tests.bench.topics import _hit, part
from tests.unit.feedback.topics.conftest import World
from tests.unit.feedback.topics.test_topics import merge, topic
from workbench.feedback.topics.model import TopicKind
from workbench.feedback.topics.similar.rank import Candidate, ranked
from workbench.feedback.topics.similar.words import alike
from workbench.kernel.ids import TopicId


def test_the_right_topic_is_among_five() -> None:
    """200 questions of BANKING77, 25 topics with five entries each; what is known of all of it is in the bench."""
    behind, asked = part()
    assert (len(behind), len(asked)) == (125, 75)
    assert _hit(behind, asked) >= 0.80


def titles(world: World, text: str, **more: object) -> list[str]:
    return [each.title for each in world.topics.suggest(text, **more)]  # type: ignore[arg-type]


def test_any_word_is_enough_and_the_shared_ones_are_shown(world: World) -> None:
    topic(world, "Export all at once", world.say("acme", "Every quarter I save INVOICES one by one"))
    topic(world, "Login by phone")
    (only,) = world.topics.suggest("Our accountant wants the invoice of each month")
    assert only.title == "Export all at once"
    assert only.shared == ("INVOICES",)


def test_it_is_found_while_the_word_is_typed(world: World) -> None:
    topic(world, "Export all invoices at once")
    assert titles(world, "my invo") == ["Export all invoices at once"]
    assert titles(world, "my invo ") == []  # a word that is finished is that word
    assert titles(world, "i") == []
    assert titles(world, "") == titles(world, "?!") == []


def test_words_of_a_merged_topic_lead_to_where_it_counts(world: World) -> None:
    one = topic(world, "PDF of receipts", world.say("acme", "I need my receipts"))
    other = topic(world, "Export all invoices")
    joined = merge(world, one, other)
    assert titles(world, "receipts please") == ["Export all invoices"]
    world.topics.unmerge(joined.merge)
    assert titles(world, "receipts please") == ["PDF of receipts"]


def test_words_leave_with_their_entry(world: World) -> None:
    entry = world.say("acme", "the zebra crossing is broken")
    made = topic(world, "Maps", entry)
    world.topics.unlink(entry)
    assert titles(world, "zebra") == []
    world.topics.link(entry, made.id)
    assert titles(world, "zebra") == ["Maps"]
    world.write("UPDATE entry SET verbatim = 'the ■■■■ crossing' WHERE id = ?", entry)
    world.topics.settle()
    assert titles(world, "zebra") == []
    assert titles(world, "crossing") == ["Maps"]
    world.write("DELETE FROM entry WHERE id = ?", entry)
    assert titles(world, "crossing") == []
    world.topics.settle()
    assert world.store.read().value("SELECT count(*) FROM topic_fts WHERE topic_fts MATCH 'crossing'") == 0


def test_words_that_tell_nothing_are_no_reason(world: World) -> None:
    topic(world, "Login fails", world.say("acme", "I am travelling and it is not there"))
    topic(world, "Export", world.say("acme", "Where are all my invoices, and who has them?"))
    found = world.topics.suggest("How can I have all of them, the invoices and the rest, where is it")
    assert [(each.title, each.shared) for each in found] == [("Export", ("invoices",))]


def test_words_drawn_together_are_no_reason_either(world: World) -> None:
    topic(world, "Receipts", world.say("acme", "I'd say it’s odd and I'm lost; it doesn't print"))
    assert titles(world, "It's what I'd like, I’m sure it doesn't work") == []
    (only,) = world.topics.suggest("It's my receipt that doesn't print")
    assert only.shared == ("print", "Receipts")


def test_what_is_told_first_counts_more_than_a_long_end(world: World) -> None:
    topic(world, "Charged twice by a retried payment")
    signed = " ".join(f"signature{at}" for at in range(60))
    assert titles(world, f"You charged me for the payment. {signed}") == ["Charged twice by a retried payment"]
    assert titles(world, f"{' '.join(['well'] * 60)} charg") == ["Charged twice by a retried payment"]


def test_a_changed_title_is_found(world: World) -> None:
    made = topic(world, "Maps")
    world.topics.change(made.id, {"title": "Karten", "problem": "Die Straße fehlt"})
    assert titles(world, "maps") == []
    assert titles(world, "STRASSE") == ["Karten"]


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Rechnungen auf einmal herunterladen", "Wie kann ich alle RECHNUNGEN haben"),
        ("Перенос домена не работает", "домена нет"),
        ("تصدير جميع الفواتير", "أين الفواتير"),
        ("请求一次导出所有发票", "我要发票"),
        ("請求書を一括でダウンロードしたい", "請求書がほしい"),
        ("인보이스를 한 번에 내려받기", "인보이스를 주세요"),
        ("ส่งออกใบแจ้งหนี้ทั้งหมด", "ใบแจ้งหนี้"),
        ("Emoji 🦄 in names", "emoji"),
    ],
)
def test_other_languages(world: World, title: str, asked: str) -> None:
    topic(world, title)
    topic(world, "Something else")
    assert titles(world, asked)[:1] == [title]
    assert all(word in title for word in world.topics.suggest(asked)[0].shared)
    assert world.topics.suggest(asked)[0].shared


def test_words_of_the_index_s_own_language_are_only_words(world: World) -> None:
    topic(world, "Near or not and NEAR")
    for asked in ('a" OR "b', "near(", "not", "AND OR", "words : near", "*", "-near", "^near", "{near}"):
        world.topics.suggest(asked)
        world.topics.holding(asked)
    assert titles(world, "^near") == ["Near or not and NEAR"]


def test_practice_and_what_is_not_meant_can_be_left_out(world: World) -> None:
    real = topic(world, "Export invoices")
    world.topics.create("Practice invoices", TopicKind.BUG, entry=world.say("acme", "invoices", practice=True))
    assert len(titles(world, "invoices")) == 2
    assert titles(world, "invoices", practice=False) == ["Export invoices"]
    assert titles(world, "invoices", practice=True) == ["Practice invoices"]
    assert titles(world, "invoices", but=[real.id]) == ["Practice invoices"]


def test_a_search_wants_all_words(world: World) -> None:
    one, other = topic(world, "Export invoices", world.say("acme", "each quarter")), topic(world, "Export of maps")
    assert world.topics.holding("export inv") == [one.id]
    assert world.topics.holding("quarter") == [one.id]
    assert set(world.topics.holding("export")) == {one.id, other.id}
    assert world.topics.holding("invoices quarter") == []


def test_words_that_stand_everywhere_are_still_answered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.feedback.topics.similar.repo._READ", 2)
    for number in range(4):
        topic(world, f"Export {number} of maps" if number else "Export 0 of zebras")
    assert titles(world, "export zebras")[0] == "Export 0 of zebras"
    assert len(titles(world, "export")) == 4


def order(asked: str, *texts: tuple[str, str], bm25: float = 1.0) -> list[str]:
    return [each.topic for each in ranked(asked, [Candidate(TopicId(id_), id_, text, bm25) for id_, text in texts], 5)]


def test_what_is_more_alike_comes_first_whatever_was_found_first() -> None:
    asked = "card payment declined abroad"
    texts = [("far", "the card of my garden club"), ("near", "my card payments are declined when abroad")]
    assert order(asked, *texts) == order(asked, *reversed(texts)) == ["near", "far"]


def test_several_alike_entries_count_for_their_topic() -> None:
    asked = "card payment declined"
    one, more = ("one", "a card payment failed"), ("more", "a card payment stuck")
    assert order(asked, one, more, ("more", "card payment pending"), ("more", "no card payment"))[0] == "more"
    assert order(asked, more, one, ("one", "card payment pending"), ("one", "no card payment"))[0] == "one"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("invoice", "invoices", True), ("charge", "charging", True), ("card", "care", False), ("rechnung", "rechnungen", True),
     ("export", "import", False), ("abc", "abc", True)],
)  # fmt: skip
def test_forms_of_a_word(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same

"""What is found, also behind a slip of the finger, and which comes first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.conftest import Bench
from workbench.kernel.ids import SnippetId
from workbench.library.editing.installing import keep_pack
from workbench.library.model import ReplyContext
from workbench.library.search.suggest import shared
from workbench.packs.model import Pack, PackSnippet


def snippet(id_: str, title: str, **more: Any) -> PackSnippet:
    plain: dict[str, Any] = {
        "folder": "", "shortcut": "", "tags": (), "synonyms": (), "language": "en", "context": "", "fields": (), "body": "-",
    }  # fmt: skip
    return PackSnippet(id=id_, title=title, **plain | more)


def install(bench: Bench, *snippets: PackSnippet) -> None:
    pack = Pack(id="p", name="P", version="1.0.0", serial=1, snippets=snippets, faults=(), digest=str(len(snippets)))
    bench.workbench.store.write(lambda tx: keep_pack(tx, pack, bench.clock.now()))


def found(bench: Bench, query: str, context: ReplyContext | None = None) -> list[str]:
    return [hit.snippet.id for hit in bench.workbench.library.search(query, context)]


def use(bench: Bench, id_: str, times: int = 1) -> None:
    for _ in range(times):
        bench.workbench.library.used(SnippetId(id_))
    bench.workbench.store.write(lambda tx: None)


@pytest.fixture
def refunds(bench: Bench) -> Bench:
    install(
        bench,
        snippet("ok", "Refund approved", shortcut="refok", tags=("billing",), synonyms=("money back",)),
        snippet("no", "Refund declined", shortcut="refno", body="The card was charged before the trial ended."),
        snippet("late", "Parcel is late", shortcut="late", body="We refund the postage. Señor Núñez knows."),
    )
    return bench


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("approved refund", ["ok"]),
        ("back money", ["ok"]),
        ("refund trial", ["no"]),
        ("senor nunez", ["late"]),
        ("REFUND", ["ok", "no", "late"]),
        ("billing", ["ok"]),
        ("refno", ["no"]),
        ("refund nothing", []),
        ("!!", []),
    ],
)
def test_every_word_is_found_in_any_order_and_anywhere(refunds: Bench, query: str, ids: list[str]) -> None:
    assert found(refunds, query) == ids


@pytest.mark.parametrize("typed", ["aproved", "approoved", "aprpoved", "appruved", "pproved", "approv3d", "aprov"])
def test_one_slip_of_the_finger_is_forgiven(refunds: Bench, typed: str) -> None:
    assert found(refunds, typed) == ["ok"]
    assert found(refunds, f"refund {typed}") == ["ok"]


def test_a_slip_is_forgiven_in_the_body_and_in_each_word(refunds: Bench) -> None:
    assert found(refunds, "psotage") == ["late"]
    assert found(refunds, "chraged trail") == ["no"]


@pytest.mark.parametrize("typed", ["rwf", "apruvvd"])
def test_two_slips_and_short_words_are_not_guessed_at(refunds: Bench, typed: str) -> None:
    assert found(refunds, typed) == []


def test_a_word_that_is_there_is_never_taken_for_another(bench: Bench) -> None:
    install(bench, snippet("a", "Plane ticket"), snippet("b", "Plans and prices"))
    assert found(bench, "plane") == ["a"]


def test_what_was_found_behind_a_slip_is_marked_in_the_title(refunds: Bench) -> None:
    (hit,) = refunds.workbench.library.search("aproved")
    assert [hit.snippet.title[mark.start : mark.end] for mark in hit.marks] == ["approved"]


def test_new_words_of_a_pack_are_known_at_once(refunds: Bench) -> None:
    assert found(refunds, "vuocher") == []
    install(refunds, snippet("v", "Voucher sent"))
    assert found(refunds, "vuocher") == ["v"]
    assert found(refunds, "aproved") == []


def test_a_habit_counts_less_the_more_is_typed(refunds: Bench) -> None:
    use(refunds, "late", times=6)
    assert found(refunds, "r")[0] != "late"
    assert found(refunds, "")[0] == "late"
    use(refunds, "no", times=2)
    assert found(refunds, "re")[:2] == ["no", "ok"]
    assert found(refunds, "refund approved") == ["ok"]
    assert found(refunds, "refok")[0] == "ok"


def test_a_habit_fades(refunds: Bench) -> None:
    use(refunds, "no", times=4)
    refunds.clock.advance(timedelta(days=60))
    use(refunds, "ok", times=2)
    assert found(refunds, "ref")[:2] == ["ok", "no"]
    assert found(refunds, "")[0] == "ok"


def test_the_language_of_the_ticket_and_its_tags_come_after_the_words(bench: Bench) -> None:
    install(
        bench,
        snippet("en", "Greeting", tags=("hello",)),
        snippet("de", "Greeting", language="de"),
        snippet("tag", "Greeting", tags=("billing",)),
    )
    assert found(bench, "greeting", ReplyContext(language="de"))[0] == "de"
    assert found(bench, "greeting", ReplyContext(language="en", tags=("billing",)))[0] == "tag"


def test_what_is_pinned_stands_first_where_nothing_is_typed(refunds: Bench) -> None:
    library = refunds.workbench.library
    use(refunds, "ok", times=9)
    library.pin(SnippetId("no"))
    refunds.clock.advance(timedelta(minutes=1))
    library.pin(SnippetId("late"))
    assert found(refunds, "") == ["no", "late", "ok"]
    assert [hit.pinned for hit in library.search("")] == [True, True, False]
    assert found(refunds, "ref")[0] == "ok"
    library.pin(SnippetId("no"), False)
    assert found(refunds, "") == ["late", "ok", "no"]


def test_pins_and_habits_outlive_a_new_version_of_the_pack(refunds: Bench) -> None:
    refunds.workbench.library.pin(SnippetId("no"))
    use(refunds, "late")
    install(refunds, *(snippet(id_, f"New {id_}") for id_ in ("ok", "no", "late", "more")))
    assert found(refunds, "")[:2] == ["no", "late"]


def test_of_very_many_none_that_is_meant_is_left_out(bench: Bench) -> None:
    many = [snippet(f"s{n:04}", f"Case {n} of a refund", shortcut=f"rr{n}") for n in range(1200)]
    last = snippet("first", "Refund first", shortcut="refund"), snippet("short", "Something else", shortcut="rr")
    install(bench, *many, snippet("habit", "The usual refund"), *last)
    use(bench, "habit", times=40)
    assert found(bench, "refund")[0] == "first"
    assert "habit" in found(bench, "re")[:3]
    assert found(bench, "rr7")[0] == "s0007"
    assert found(bench, "rr")[0] == "short"


def test_what_the_customer_wrote_calls_for_snippets_with_its_rare_words(bench: Bench) -> None:
    plain = [snippet(f"x{n}", f"Greeting {n}", body="Thank you for your words about the account.") for n in range(20)]
    install(
        bench,
        *plain,
        snippet("vat", "VAT number added", body="Your invoice now carries the number."),
        snippet("parcel", "Parcel lost", body="The carrier lost it. A new one leaves today."),
        snippet("paket", "Paket verloren: parcel carrier lost", language="de"),
        snippet("one", "Something else", body="Only the carrier is named."),
    )
    suggested = bench.workbench.library.suggested
    asked = "Where is my PARCEL?\nThe carrier says it is lost. Thank you for your words about the account."
    assert [each.id for each in suggested(ReplyContext(asked=asked, language="en"))] == ["parcel"]
    assert [each.id for each in suggested(ReplyContext(asked=asked, language="de"))] == ["paket"]
    assert suggested(ReplyContext(asked="Thank you for your words about the account.")) == []
    assert suggested(ReplyContext(asked="")) == []


def test_one_common_word_calls_for_nothing_but_one_in_the_title_does() -> None:
    words = {"carrier": 1.0, "parcel": 1.0}
    assert shared(words, "something else", "only the carrier is named") == 0.0
    assert shared(words, "parcel lost", "parcel lost") == 2.0
    assert shared(words, "something else", "the carrier has the parcel") == 2.0


def test_what_fits_much_less_than_the_best_is_not_suggested(bench: Bench) -> None:
    best = snippet("best", "Parcel of the carrier lost abroad", body="Customs hold it.")
    install(bench, *(snippet(f"x{n}", f"Other {n}") for n in range(20)), best, snippet("weak", "Customs"))
    asked = "The carrier lost my parcel abroad, or customs hold it."
    assert [each.id for each in bench.workbench.library.suggested(ReplyContext(asked=asked))] == ["best"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(max_size=40))
def test_anything_may_be_typed(refunds: Bench, query: str) -> None:
    refunds.workbench.library.search(query, ReplyContext(tags=(query, 'a"b', "*")))
    refunds.workbench.library.suggested(ReplyContext(asked=query))

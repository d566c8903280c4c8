"""What should be looked after, about snippets and never about people."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest

from tests.unit.conftest import Bench
from tests.unit.library.test_editing import doc, edit, install
from workbench.kernel.ids import SnippetId
from workbench.library.alike import alike
from workbench.library.reports import Concern, Concerned
from workbench.packs.model import SnippetStatus, Variant

LONG = "The refund for your order is on its way and reaches your card within five working days from now."


def listed(bench: Bench) -> dict[Concern, list[str]]:
    made: dict[Concern, list[str]] = {}
    for each in bench.workbench.reports.all():
        made.setdefault(each.concern, []).append(str(each.snippet.id))
    return made


def test_a_library_in_order_has_nothing_to_look_after(bench: Bench) -> None:
    install(bench, doc("a"), doc("b"))
    assert listed(bench) == {}


def test_each_concern_is_found_and_said(bench: Bench) -> None:
    install(
        bench,
        doc("gone", status=SnippetStatus.RECALLED),
        doc("old", valid_until=date(2026, 1, 1)),
        doc("read", review_by=date(2026, 1, 1), owner="Lead"),
        doc("bad", body="{{customer.shoe}}"),
        doc("one", body=LONG, shortcut="same"),
        doc("two", body=LONG.replace("five", "six"), shortcut="same"),
        doc("flag"),
    )
    bench.workbench.editing.flag(SnippetId("flag"), "says 30 days")
    found = {(each.concern, str(each.snippet.id)): each.why for each in bench.workbench.reports.all()}
    assert set(found) == {
        (Concern.FLAGGED, "flag"),
        (Concern.SPENT, "gone"),
        (Concern.SPENT, "old"),
        (Concern.REVIEW, "read"),
        (Concern.PROBLEM, "bad"),
        (Concern.SHORTCUT, "two"),
        (Concern.ALIKE, "one"),
    }
    assert found[Concern.FLAGGED, "flag"] == "says 30 days"
    assert found[Concern.REVIEW, "read"].endswith("by Lead.")
    assert "same words as “Title two”" in found[Concern.ALIKE, "one"]


def test_what_differs_from_its_pack_is_listed_until_it_is_settled(bench: Bench) -> None:
    install(bench, doc("a"))
    edit(bench, "a", body="Mine")
    install(bench, doc("a", body="Theirs\n"), serial=2)
    assert listed(bench) == {Concern.DIFFERS: ["a"]}
    bench.workbench.editing.keep_mine(SnippetId("a"))
    assert listed(bench) == {}


def test_unused_means_half_a_year_here_without_a_use(bench: Bench) -> None:
    bench.workbench.editing.add(doc("a"))
    bench.workbench.editing.add(doc("b"))
    bench.clock.advance(timedelta(days=100))
    bench.workbench.library.used(SnippetId("b"))
    edit(bench, "a", body="Edited, which is no use")
    assert listed(bench) == {}
    bench.clock.advance(timedelta(days=81))
    assert listed(bench) == {Concern.UNUSED: ["a"]}
    bench.clock.advance(timedelta(days=100))
    assert listed(bench) == {Concern.UNUSED: ["a", "b"]}


def test_no_report_has_room_for_a_person() -> None:
    assert {each.name for each in fields(Concerned)} == {"concern", "snippet", "why", "other", "suggestion"}


def test_near_duplicates_among_very_many_are_found_without_comparing_all() -> None:
    texts = [
        (f"s{n}", " ".join(f"w{n * 7 % 997}{k * n % 31} word{k * n % 53}" for k in range(40))) for n in range(3_000)
    ]
    texts += [("x", LONG), ("y", LONG.upper()), ("z", "Another " + LONG)]
    found = {each.ids: each.ratio for each in alike(texts)}
    assert set(found) == {("x", "y", "z")}
    assert 90 <= found["x", "y", "z"] < 100


@pytest.mark.parametrize("number", [30, 45, 2_000])
def test_many_that_are_the_same_are_one_entry(number: int) -> None:
    (group,) = alike((f"s{n}", LONG) for n in range(number))
    assert (group.ids[:2], len(group.ids), group.ratio) == (("s0", "s1"), number, 100.0)


@pytest.mark.parametrize("number", [30, 100])
def test_many_that_are_nearly_the_same_are_one_entry(number: int) -> None:
    (group,) = alike((f"s{n}", f"{LONG} Number {n}.") for n in range(number))
    assert len(group.ids) == number


def test_a_variant_that_says_what_another_snippet_says_is_found(bench: Bench) -> None:
    chat = Variant(language="en", channel="chat", body=LONG)
    others = [doc(f"o{n}", body=LONG) for n in range(6)]
    install(bench, doc("v", body="Something else that is long enough to count.", variants=(chat, chat)), *others)
    (entry,) = [each for each in bench.workbench.reports.all() if each.concern is Concern.ALIKE]
    assert entry.why.endswith(" and 2 more."), "seven in all"
    assert "the same words as “Title " in entry.why


def test_the_same_words_in_two_variants_of_one_snippet_are_nothing_to_look_after(bench: Bench) -> None:
    install(bench, doc("v", body=LONG, variants=(Variant(language="en", tone="formal", body=LONG),)))
    assert listed(bench) == {}


def test_a_shortcut_that_others_begin_with_is_one_entry(bench: Bench) -> None:
    install(bench, *(doc(keys, shortcut=keys) for keys in ("ref", "refok", "refno", "re", "other", "réfok")))
    entries = [each for each in bench.workbench.reports.all() if each.concern is Concern.SHORTCUT]
    said = {str(each.snippet.id): each.why.partition(",")[0].partition(":")[0] for each in entries}
    assert said == {
        "re": "“;re” begins “;ref” and 2 more",
        "ref": "“;ref” begins “;refno” and 1 more",
        "réfok": "“;réfok” is the shortcut of “Title refok” too",
    }

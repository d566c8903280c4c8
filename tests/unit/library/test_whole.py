"""A snippet with what it includes: in one language, without what may not be used, and with all that it must ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.conftest import Bench
from workbench.helpdesk.port import OutKind
from workbench.kernel.ids import SnippetId
from workbench.library.model import Filled, ReplyContext, Snippet, State
from workbench.library.repo import plain
from workbench.library.template.days import read_day
from workbench.library.variants import choose, shown_as
from workbench.packs.model import Fact, Field, FieldType, PackSnippet, SnippetStatus, Variant

GERMAN = ReplyContext(language="de", values={"agent.first_name": "Robin"})
METHOD = Field(name="m", label="Paid by", type=FieldType.CHOICE, options=("card", "PayPal"))
LATE = Field(name="late", label="Late", type=FieldType.YES_NO)
ORDER = Field(name="order", label="Order")
LINK = Field(name="link", label="Link", required=False)
SIG = PackSnippet(
    id="sig",
    title="Signature",
    language="en",
    body="Kind regards from the whole team,\n{{agent.first_name}}",
    variants=(Variant(language="de", body="Viele Grüße vom ganzen Team,\n{{agent.first_name}}"),),
)


def add(bench: Bench, id_: str, body: str, *fields: Field, **more: object) -> Snippet:
    doc = replace(PackSnippet(id=id_, title=id_.title(), language="en", body=body, fields=fields), **more)  # type: ignore[arg-type]
    bench.workbench.editing.add(doc)
    return kept(bench, id_)


def kept(bench: Bench, id_: str) -> Snippet:
    found = bench.workbench.library.one(SnippetId(id_))
    assert found is not None
    return found


def filled(bench: Bench, snippet: Snippet, context: ReplyContext) -> Filled:
    return bench.workbench.library.fill(shown_as(snippet, choose(snippet, context)), context)


def recall(bench: Bench, id_: str) -> None:
    bench.workbench.editing.save(replace(plain(kept(bench, id_)), status=SnippetStatus.RECALLED))


def test_an_include_comes_in_the_language_of_the_reply(bench: Bench) -> None:
    bench.workbench.editing.add(SIG)
    outer = add(bench, "out", "Done.\n\n{{>sig}}", variants=(Variant(language="de", body="Erledigt.\n\n{{>sig}}"),))
    assert filled(bench, outer, GERMAN).text == "Erledigt.\n\nViele Grüße vom ganzen Team,\nRobin"
    assert filled(bench, outer, replace(GERMAN, language="en")).text.startswith("Done.\n\nKind regards")


@pytest.mark.parametrize("change", [{"status": SnippetStatus.RECALLED}, {"valid_until": date(2020, 1, 1)}])
def test_what_may_not_be_used_any_more_comes_in_by_no_include(bench: Bench, change: dict[str, object]) -> None:
    outer = add(bench, "out", "Done. {{>old}}")
    add(bench, "old", "Send it to 12 Old Street. {{field.order}}", ORDER, **change)
    found = filled(bench, outer, GERMAN)
    assert found.text == "Done. {{snippet Old}}"
    (place,) = found.places
    assert place.state is State.UNKNOWN
    assert "recalled" in place.why or "held until" in place.why
    assert place.why.rstrip(".") in found.problems[0]
    assert bench.workbench.library.questions(outer, GERMAN) == ()


def test_a_draft_is_marked_when_what_came_in_with_a_snippet_is_recalled(bench: Bench) -> None:
    bench.workbench.editing.add(SIG)
    outer, ticket = add(bench, "out", "Done.\n\n{{>sig}}"), bench.ticket()
    found = filled(bench, outer, replace(GERMAN, language="en"))
    bench.workbench.drafts.save(ticket, OutKind.REPLY, found.text, 0, 1).result()
    bench.workbench.insertions.note(ticket, OutKind.REPLY, outer, found)
    bench.workbench.store.submit(lambda _tx: None).result()
    recall(bench, "sig")
    assert bench.workbench.insertions.spent(ticket, OutKind.REPLY, found.text) == ["“Signature” was recalled."]
    assert bench.workbench.insertions.of_draft(ticket, OutKind.REPLY)[-1].snippet == "out"


def names(fields: object) -> list[str]:
    return [each.name for each in fields]  # type: ignore[attr-defined]


def test_what_a_part_hangs_on_is_asked_before_and_the_rest_only_where_nothing_can_be_filled_in_later(
    bench: Bench,
) -> None:
    must_ask = bench.workbench.library.must_ask
    default = replace(ORDER, name="d", default="3")
    body = (
        "{{?field.m=card}}by card{{:}}else{{/}} {{field.order}} {{field.d}} {{customer.email}} {{field.link}} {{>in}}"
    )
    add(bench, "in", "{{?field.late}}late{{/}}", LATE)
    outer = add(bench, "out", body, METHOD, ORDER, default, LINK)
    assert names(must_ask(outer, GERMAN, in_place=True)) == ["m", "late"]
    assert names(must_ask(outer, GERMAN, in_place=False)) == ["m", "late", "order", "link", "customer.email"]
    plainly = add(bench, "plain", "All is known. {{field.d}}", default)
    assert must_ask(plainly, GERMAN, in_place=False) == ()


def test_a_default_decides_about_no_part_unasked(bench: Bench) -> None:
    hung = add(bench, "out", "{{?field.m=card}}x{{/}}", replace(METHOD, default="card"))
    assert names(bench.workbench.library.must_ask(hung, GERMAN, in_place=True)) == ["m"]


def test_a_place_for_own_words_takes_an_answer(bench: Bench) -> None:
    outer = add(bench, "out", "Hi. {{yours|what you saw}}. Bye.")
    found = bench.workbench.library.fill(outer, GERMAN, {"yours: what you saw": "I saw it"})
    assert found.text == "Hi. I saw it. Bye."


@pytest.mark.parametrize("body", ["{{ fact.days }} days", "{{?fact.days=14}}14 days{{/}}", "{{ >says }}"])
def test_facts_are_known_however_they_are_written(bench: Bench, body: str) -> None:
    bench.workbench.facts.save(Fact(name="days", value="14"))
    add(bench, "says", "{{fact.days}} days")
    assert filled(bench, add(bench, "out", body), GERMAN).text == "14 days"


def test_a_fact_reaches_what_only_a_variant_includes(bench: Bench) -> None:
    bench.workbench.facts.save(Fact(name="days", value="14"))
    add(bench, "says", "{{fact.days}} days")
    add(bench, "out", "No days.", variants=(Variant(language="de", body="{{ >says }}"),))
    assert [each.id for each in bench.workbench.facts.reach("days")] == ["out", "says"]


def test_a_circle_by_way_of_a_variant_is_named(bench: Bench) -> None:
    add(bench, "b", "B.", variants=(Variant(language="de", body="{{>a}}"),))
    first = add(bench, "a", "A.", variants=(Variant(language="de", body="{{>b}}"),))
    assert any("includes itself" in words for words in bench.workbench.library.problems(first))


def test_an_optional_answer_holds_nothing_back(bench: Bench) -> None:
    found = filled(bench, add(bench, "out", "See {{field.link}}.", LINK), GERMAN)
    assert (found.text, found.open) == ("See {{Link}}.", ())


TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("typed", "language", "day"),
    [
        ("2027-01-31", "de", date(2027, 1, 31)),
        ("+3", "", date(2026, 5, 7)),
        ("3 d", "", date(2026, 5, 7)),
        ("31.1.2027", "de", date(2027, 1, 31)),
        ("31/01/27", "fr", date(2027, 1, 31)),
        ("1/31/2027", "en", date(2027, 1, 31)),
        ("31/1/2027", "en-GB", date(2027, 1, 31)),
        ("2027.1.31.", "hu", date(2027, 1, 31)),
        ("2027-13-77", "", None),
        ("31/1/2027", "en", None),
        ("2027-1/31", "", None),
        ("soon", "", None),
        ("9999", "", None),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, language: str, day: date | None) -> None:
    assert read_day(typed, TODAY, language) == day


def test_a_default_that_counts_from_today_is_no_day_yet(bench: Bench) -> None:
    until = Field(name="until", label="Until", type=FieldType.DATE, default="+3")
    assert filled(bench, add(bench, "out", "Until {{field.until}}.", until), GERMAN).text == "Until {{Until}}."
    iso = replace(until, default="2027-01-31")
    assert filled(bench, add(bench, "iso", "Until {{field.until}}.", iso), GERMAN).text == "Until 2027-01-31."

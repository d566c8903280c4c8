"""Facts: one value for many snippets, with the last day it holds."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.unit.conftest import Bench
from workbench.kernel.errors import UserError
from workbench.kernel.ids import SnippetId
from workbench.library.editing.installing import keep_pack
from workbench.library.model import ReplyContext, State
from workbench.packs.model import Fact, Pack, PackSnippet

AT = datetime(2026, 5, 4, tzinfo=UTC)


def install(bench: Bench, *facts: Fact, serial: int = 1) -> None:
    docs = (
        PackSnippet(id="says", title="Says", body="In {{fact.days}} days"),
        PackSnippet(id="includes", title="Includes", body="{{>says}}"),
        PackSnippet(id="far", title="Far", body="{{>includes}}"),
        PackSnippet(id="part", title="Part", body="{{?fact.days=14}}two weeks{{/}}"),
        PackSnippet(id="not", title="Not", body="fact.days is only named"),
    )
    pack = Pack(id="acme", name="A", version="1", serial=serial, snippets=docs, facts=facts, digest=str(serial))
    bench.workbench.store.write(lambda tx: keep_pack(tx, pack, AT))


def said(bench: Bench) -> str:
    snippet = bench.workbench.library.one(SnippetId("far"))
    assert snippet is not None
    return bench.workbench.library.fill(snippet, ReplyContext()).text


def test_a_fact_reaches_every_snippet_that_states_it_also_by_inclusion(bench: Bench) -> None:
    install(bench, Fact(name="days", value="14"))
    assert said(bench) == "In 14 days"
    assert [s.id for s in bench.workbench.facts.reach("days")] == ["far", "includes", "part", "says"]
    assert bench.workbench.facts.reach("day") == []


def test_a_change_here_holds_until_the_pack_says_something_new(bench: Bench) -> None:
    facts = bench.workbench.facts
    install(bench, Fact(name="days", value="14"))
    facts.save(Fact(name="days", value=" 10\n"))
    assert said(bench) == "In 10 days"
    install(bench, Fact(name="days", value="14"), serial=2)
    assert said(bench) == "In 10 days"
    install(bench, Fact(name="days", value="7"), serial=3)
    assert said(bench) == "In 7 days"
    assert facts.all()[0].theirs is None


def test_a_change_can_be_taken_off_and_ones_own_deleted(bench: Bench) -> None:
    facts = bench.workbench.facts
    install(bench, Fact(name="days", value="14"))
    facts.save(Fact(name="days", value="10"))
    facts.delete("days")
    assert said(bench) == "In 14 days"
    with pytest.raises(UserError):
        facts.delete("days")
    facts.save(Fact(name="mine", value="x"))
    facts.delete("mine")
    assert [kept.fact.name for kept in facts.all()] == ["days"]


@pytest.mark.parametrize(
    "bad", [Fact(name="Two Words", value="1"), Fact(name="a", value=" "), Fact(name="", value="1")]
)
def test_a_fact_needs_a_plain_name_and_a_value(bench: Bench, bad: Fact) -> None:
    with pytest.raises(UserError):
        bench.workbench.facts.save(bad)
    assert bench.workbench.facts.all() == []


def test_an_expired_fact_is_suspicious_where_it_stands(bench: Bench) -> None:
    install(bench, Fact(name="days", value="14", valid_until=date(2026, 5, 3)))
    snippet = bench.workbench.library.one(SnippetId("says"))
    assert snippet is not None
    (place,) = bench.workbench.library.fill(snippet, ReplyContext()).places
    assert place.state is State.SUSPICIOUS
    assert "2026-05-03" in place.why


def test_a_name_of_ones_own_is_not_taken_over_by_a_pack(bench: Bench) -> None:
    bench.workbench.facts.save(Fact(name="days", value="3"))
    install(bench, Fact(name="days", value="14"))
    assert said(bench) == "In 3 days"

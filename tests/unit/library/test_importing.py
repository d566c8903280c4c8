"""Snippets come in by a dry run, are merged and never wiped, and one undo takes them out again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.unit.conftest import Bench
from tests.unit.library.test_editing import doc, found, install
from workbench.exchange.export.own_json import FORMAT, VERSION
from workbench.exchange.export.writing import ExportFormat, export
from workbench.exchange.model import Item, Outcome
from workbench.kernel.errors import UserError
from workbench.kernel.ids import SnippetId
from workbench.library.importing.plan import Action, Plan, There, decide
from workbench.library.model import OWN, Snippet
from workbench.library.repo import plain
from workbench.packs.model import Fact, Field, Variant


def raycast(tmp_path: Path, *entries: tuple[str, str, str]) -> Path:
    file = tmp_path / "raycast.json"
    file.write_text(json.dumps([{"name": name, "text": text, "keyword": keys} for name, text, keys in entries]))
    return file


THREE = (("Hello", "Hello there and welcome", "hel"), ("Bye", "Goodbye then", "bye"), ("Empty", "", "emp"))


def bring_in(bench: Bench, file: Path, **more: Any) -> Any:
    imports = bench.workbench.imports
    return imports.carry_out(imports.plan(file), **more)


def by_title(bench: Bench, title: str) -> Snippet:
    return next(each for each in bench.workbench.library.all() if each.title == title)


def actions(plan: Plan) -> list[Action]:
    return [row.action for row in plan.rows]


def test_a_dry_run_lists_every_item_and_changes_nothing(bench: Bench, tmp_path: Path) -> None:
    plan = bench.workbench.imports.plan(raycast(tmp_path, *THREE))
    assert actions(plan) == [Action.ADD, Action.ADD, Action.SKIP]
    assert plan.rows[2].notes
    assert bench.workbench.library.all() == []
    assert bench.workbench.imports.batches() == []


def test_what_is_told_of_a_file_is_listed_and_is_no_snippet(bench: Bench, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Lyhenne;Teksti\nbye;Goodbye to #{input:Name}\n")
    plan = bench.workbench.imports.plan(table)
    assert actions(plan) == [Action.TELL, Action.ADD, Action.ADD]
    assert (plan.rows[0].look, plan.counts(), plan.to_look_at()) == (True, {Action.ADD: 2}, 1)
    assert plan.rows[2].mapped == ("#{input:Name} → {{field.name}}",)
    assert bench.workbench.imports.carry_out(plan).added == 2
    assert actions(bench.workbench.imports.plan(table)) == [Action.TELL, Action.SAME, Action.SAME]


def test_what_came_in_is_found_and_stands_in_its_folder(bench: Bench, tmp_path: Path) -> None:
    done = bring_in(bench, raycast(tmp_path, *THREE), folder="old")
    assert (done.added, done.changed) == (2, 0)
    hello = by_title(bench, "Hello")
    assert (hello.pack_id, hello.folder, hello.shortcut) == (OWN, "old/raycast", "hel")
    assert found(bench, "welcome") == [hello.id]


def test_the_same_again_changes_nothing(bench: Bench, tmp_path: Path) -> None:
    file = raycast(tmp_path, *THREE)
    bring_in(bench, file, folder="old")
    plan = bench.workbench.imports.plan(file)
    assert actions(plan) == [Action.SAME, Action.SAME, Action.SKIP]
    assert bring_in(bench, file).added == 0
    assert len(bench.workbench.library.all()) == 2


def test_new_words_come_in_under_what_was_changed_here(bench: Bench, tmp_path: Path) -> None:
    bring_in(bench, raycast(tmp_path, *THREE), folder="old")
    hello, bye = by_title(bench, "Hello"), by_title(bench, "Bye")
    bench.workbench.editing.save(replace(plain(hello), tags=("mine",)))
    bench.workbench.editing.save(replace(plain(bye), body="My goodbye"))
    file = raycast(tmp_path, ("Hello", "Hello again", "hel"), ("Bye", "Their goodbye", "bye"))
    plan = bench.workbench.imports.plan(file)
    assert actions(plan) == [Action.UPDATE, Action.UPDATE]
    assert plan.to_look_at() == 1
    assert "Yours stay" in plan.rows[1].notes[-1]
    bench.workbench.imports.carry_out(plan)
    hello, bye = by_title(bench, "Hello"), by_title(bench, "Bye")
    assert (hello.body, hello.tags, hello.folder) == ("Hello again\n", ("mine",), "old/raycast")
    assert bye.body == "My goodbye\n"


def test_one_undo_brings_everything_back(bench: Bench, tmp_path: Path) -> None:
    bring_in(bench, raycast(tmp_path, *THREE))
    done = bring_in(bench, raycast(tmp_path, ("Hello", "Changed", "hel"), ("New", "Brand new words", "new")))
    assert (done.added, done.changed) == (1, 1)
    assert [(batch.added, batch.changed) for batch in bench.workbench.imports.batches()] == [(1, 1), (2, 0)]
    undone = bench.workbench.imports.undo(done.batch)
    assert (undone.added, undone.changed, undone.kept) == (1, 1, ())
    assert by_title(bench, "Hello").body == "Hello there and welcome\n"
    assert {each.title for each in bench.workbench.library.all()} == {"Hello", "Bye"}
    assert found(bench, "brand") == []
    again = bring_in(bench, raycast(tmp_path, ("Hello", "Changed", "hel")))
    assert again.changed == 1, "what was undone can come in again"


def test_undo_leaves_what_was_changed_since_and_names_it(bench: Bench, tmp_path: Path) -> None:
    done = bring_in(bench, raycast(tmp_path, *THREE))
    bench.workbench.editing.save(replace(plain(by_title(bench, "Bye")), body="My own by now"))
    undone = bench.workbench.imports.undo(done.batch)
    assert (undone.added, undone.kept) == (1, ("Bye",))
    assert [each.title for each in bench.workbench.library.all()] == ["Bye"]
    assert bench.workbench.imports.batches() == []


def test_what_comes_from_a_pack_is_not_changed(bench: Bench, tmp_path: Path) -> None:
    install(bench, doc("a"), doc("b"))
    target = tmp_path / "out.json"
    bench.workbench.imports.export(ExportFormat.JSON, target)
    assert actions(bench.workbench.imports.plan(target)) == [Action.SAME, Action.SAME]
    install(bench, doc("a", body="New"), doc("b"), serial=2)
    plan = bench.workbench.imports.plan(target)
    assert actions(plan) == [Action.SKIP, Action.SAME]


def test_a_shortcut_that_is_taken_is_said(bench: Bench, tmp_path: Path) -> None:
    install(bench, doc("a", shortcut="hel"))
    row = bench.workbench.imports.plan(raycast(tmp_path, THREE[0])).rows[0]
    assert (row.action, row.look) == (Action.ADD, True)
    assert "“;hel” is the shortcut of “Title a” too." in row.notes


def test_a_stopped_import_can_be_undone_and_repeated(bench: Bench, tmp_path: Path) -> None:
    file = raycast(tmp_path, *((f"N{n}", f"Words of {n}", f"k{n}") for n in range(450)))
    plan = bench.workbench.imports.plan(file)
    stopped = bench.workbench.imports.carry_out(plan, progress=lambda done, _all: done < 200)
    assert (stopped.stopped, stopped.added) == (True, 200)
    assert bench.workbench.imports.carry_out(plan).added == 250
    assert bench.workbench.imports.undo(stopped.batch).added == 200
    assert len(bench.workbench.library.all()) == 250


def test_a_file_of_no_known_format_is_refused(bench: Bench, tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"\x00\x01")
    for path, name in ((file, ""), (tmp_path / "none.json", ""), (file, "unheard")):
        with pytest.raises(UserError):
            bench.workbench.imports.plan(path, name)


@pytest.mark.parametrize("format_", list(ExportFormat))
def test_an_export_comes_in_again_as_it_was(bench: Bench, tmp_path: Path, format_: ExportFormat) -> None:
    bench.workbench.editing.add(doc("a", folder="billing", tags=("t",), body="Hi {{customer.first_name|there}}, ok.\n"))
    bench.workbench.editing.add(doc("b", folder="other"))
    target = tmp_path / {"markdown": "pack", "espanso": "a.yml", "csv": "a.csv", "json": "a.json"}[format_]
    assert bench.workbench.imports.export(format_, target, folder="billing") == 1
    with pytest.raises(UserError):
        bench.workbench.imports.export(format_, target)
    bench.workbench.editing.delete(SnippetId("a"))
    bring_in(bench, target)
    again = by_title(bench, "Title a")
    assert again.shortcut.lstrip(":") == "sa"
    assert "ok." in again.body
    if format_ in {ExportFormat.JSON, ExportFormat.MARKDOWN}:
        assert replace(plain(again), origin="") == doc(
            "a", folder="billing", tags=("t",), body="Hi {{customer.first_name|there}}, ok.\n", language=again.language
        )


@pytest.mark.parametrize("format_", list(ExportFormat))
def test_an_export_tells_how_far_it_is_and_one_that_is_stopped_leaves_nothing(
    bench: Bench, tmp_path: Path, format_: ExportFormat
) -> None:
    install(bench, *(doc(f"s{number}") for number in range(250)))
    imports, told = bench.workbench.imports, list[tuple[int, int]]()
    folder = tmp_path / "out"
    folder.mkdir()
    imports.export(format_, folder / "a", progress=lambda *far: (told.append(far), True)[1])
    assert told == [(0, 250), (100, 250), (200, 250), (250, 250)]
    with pytest.raises(UserError, match="stopped"):
        imports.export(format_, folder / "b", progress=lambda done, _all: done < 200)
    assert [each.name for each in folder.iterdir()] == ["a"]


def test_what_is_in_the_file_twice_comes_in_once_also_in_another_chunk() -> None:
    item = Item(source="A", outcome=Outcome.COMES, snippet=doc("a"))
    there, seen = There(by_id={}, by_origin={}, bases={}, shortcuts={}), set[str]()
    first, second = decide([item, item], there, seen)
    (third,) = decide([item], there, seen)
    assert [row.action for row in (first, second, third)] == [Action.ADD, Action.SKIP, Action.SKIP]
    assert "twice" in third.notes[-1]


def test_files_go_out_with_a_folder_and_come_in_again(bench: Bench, tmp_path: Path) -> None:
    picture = tmp_path / "map.png"
    picture.write_bytes(b"picture")
    name = bench.workbench.editing.keep_file(picture)
    bench.workbench.editing.add(doc("a", assets=(name,)))
    target = tmp_path / "pack"
    bench.workbench.imports.export(ExportFormat.MARKDOWN, target)
    assert (target / "assets" / "map.png").read_bytes() == b"picture"
    bench.workbench.editing.delete(SnippetId("a"))
    bench.workbench.store.write(lambda tx: tx.run("DELETE FROM pack_asset"))
    plan = bench.workbench.imports.plan(target)
    assert actions(plan) == [Action.ADD]
    bench.workbench.imports.carry_out(plan)
    kept = bench.workbench.library.asset(by_title(bench, "Title a"), "map.png")
    assert kept is not None
    assert kept.size == 7


def stated(bench: Bench) -> dict[str, str]:
    return {kept.fact.name: kept.fact.value for kept in bench.workbench.facts.all()}


@pytest.fixture
def with_facts(bench: Bench, tmp_path: Path) -> Callable[..., Path]:
    """A file with a snippet and these facts, of which nothing is here."""

    def made(format_: ExportFormat = ExportFormat.JSON, name: str = "out", **facts: str) -> Path:
        target = tmp_path / name
        known = [Fact(name=each, value=value, label=each.title()) for each, value in facts.items()]
        export([doc("a")], format_, target, facts=known, overwrite=True)
        return target

    return made


@pytest.mark.parametrize("format_", [ExportFormat.JSON, ExportFormat.MARKDOWN])
def test_facts_come_in_with_the_snippets_that_state_them_and_go_with_one_undo(
    bench: Bench, with_facts: Callable[..., Path], format_: ExportFormat
) -> None:
    name = "a.json" if format_ is ExportFormat.JSON else "a"
    plan = bench.workbench.imports.plan(with_facts(format_, name, days="14", hours="9 to 5"))
    assert [(row.source, row.action) for row in plan.rows] == [
        ("Title a", Action.ADD),
        ("fact days", Action.ADD),
        ("fact hours", Action.ADD),
    ]
    assert stated(bench) == {}, "a dry run changes nothing"
    done = bench.workbench.imports.carry_out(plan)
    assert done.added == 3
    assert stated(bench) == {"days": "14", "hours": "9 to 5"}
    assert [(each.added, each.changed) for each in bench.workbench.imports.batches()] == [(3, 0)]
    undone = bench.workbench.imports.undo(done.batch)
    assert (undone.added, undone.kept, stated(bench)) == (3, (), {})


def test_a_fact_that_was_set_here_stays_and_one_that_was_brought_in_follows(
    bench: Bench, with_facts: Callable[..., Path]
) -> None:
    bench.workbench.facts.save(Fact(name="mine", value="3"))
    imports = bench.workbench.imports
    imports.carry_out(imports.plan(with_facts(name="a.json", days="14")))
    plan = imports.plan(with_facts(name="b.json", days="30", mine="5"))
    by_source = {row.source: row for row in plan.rows}
    assert by_source["fact days"].action is Action.UPDATE
    assert (by_source["fact mine"].action, by_source["fact mine"].look) == (Action.SAME, True)
    assert "“3” here and “5” in the file" in by_source["fact mine"].notes[0]
    done = imports.carry_out(plan)
    assert (done.changed, stated(bench)) == (1, {"days": "30", "mine": "3"})
    imports.undo(done.batch)
    assert stated(bench) == {"days": "14", "mine": "3"}


def test_a_fact_that_was_changed_since_stays_when_its_import_is_undone(
    bench: Bench, with_facts: Callable[..., Path]
) -> None:
    done = bring_in(bench, with_facts(name="a.json", days="14", hours="9"))
    bench.workbench.facts.save(Fact(name="days", value="10"))
    undone = bench.workbench.imports.undo(done.batch)
    assert (undone.kept, stated(bench)) == (("fact days",), {"days": "10"})


def test_a_fact_that_cannot_be_used_is_told_of(bench: Bench, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    written = [
        {"name": "Two Words", "value": "1"},
        {"name": 3},
        {"name": "a", "value": "1"},
        {"name": "a", "value": "2"},
    ]
    file.write_text(json.dumps({"format": FORMAT, "version": VERSION, "snippets": [], "facts": written}))
    plan = bench.workbench.imports.plan(file)
    assert [(row.source, row.action) for row in plan.rows] == [
        ("fact 2", Action.SKIP),
        ("fact Two Words", Action.SKIP),
        ("fact a", Action.ADD),
        ("fact a", Action.SKIP),
    ]


@pytest.mark.parametrize("format_", [ExportFormat.MARKDOWN, ExportFormat.JSON])
def test_what_nobody_touched_is_here_already_when_its_export_is_read(
    bench: Bench, tmp_path: Path, format_: ExportFormat
) -> None:
    variants = (
        Variant(language="fr", body="Bonjour et merci\n"),
        Variant(language="de", tone="formal", title="Guten Tag", body="Guten Tag\n"),
        Variant(language="de", body="Hallo\n"),
    )
    asked = (Field(name="zip", label="Zip"), Field(name="city", label="City"))
    install(bench, doc("a", language="en", channel="email", variants=variants, fields=asked), doc("b"))
    bench.workbench.editing.add(doc("c", language="de", tone="warm", variants=variants[:1], fields=asked))
    bench.workbench.install_starter_pack()
    target = tmp_path / "out"
    target = target if format_ is ExportFormat.MARKDOWN else target.with_suffix(".json")
    number = bench.workbench.imports.export(format_, target)
    plan = bench.workbench.imports.plan(target)
    assert [row.source for row in plan.rows if row.action is not Action.SAME or row.look] == []
    assert len(plan.rows) >= number


def test_taking_back_can_be_stopped_and_gone_on_with(bench: Bench, tmp_path: Path) -> None:
    file = raycast(tmp_path, *((f"N{n}", f"Words of {n}", f"k{n}") for n in range(450)))
    imports = bench.workbench.imports
    done = bring_in(bench, file)
    first = imports.undo(done.batch, progress=lambda done, _all: done < 200)
    assert (first.stopped, first.added) == (True, 200)
    assert len(bench.workbench.library.all()) == 250
    assert [each.added for each in imports.batches()] == [250]
    rest = imports.undo(done.batch)
    assert (rest.stopped, rest.added) == (False, 250)
    assert (bench.workbench.library.all(), imports.batches()) == ([], [])


def test_files_go_with_the_import_that_brought_them_unless_something_names_them(bench: Bench, tmp_path: Path) -> None:
    docs = [doc("a", assets=("a.png", "b.png")), doc("b", assets=("c.png",))]
    target = tmp_path / "pack"
    export(docs, ExportFormat.MARKDOWN, target, assets=[(f"{name}.png", name.encode()) for name in "abc"])
    mine = tmp_path / "c.png"
    mine.write_bytes(b"mine")
    bench.workbench.editing.keep_file(mine)
    done = bring_in(bench, target)
    bench.workbench.editing.add(doc("mine", assets=("b.png",)))
    bench.workbench.imports.undo(done.batch)
    names = [row["name"] for row in bench.workbench.store.read().rows("SELECT name FROM pack_asset ORDER BY name")]
    assert names == ["b.png", "c.png"]


def test_several_files_come_in_as_one_import(bench: Bench, tmp_path: Path) -> None:
    first = raycast(tmp_path, *THREE).rename(tmp_path / "first.json")
    table = tmp_path / "second.csv"
    table.write_text("title,shortcut,body\nThanks,thx,Thank you very much\n")
    strange = tmp_path / "strange.bin"
    strange.write_bytes(b"\x00\x01")
    imports = bench.workbench.imports
    plan = imports.plan_all([first, table, strange, tmp_path / "gone.json"])
    assert (plan.name, plan.format.count(",")) == ("first.json and 3 more", 1)
    assert [row.source for row in plan.rows if row.action is Action.ADD] == ["Hello", "Bye", "thx"]
    told = {row.source: row.notes[0] for row in plan.rows if row.action is Action.SKIP}
    assert "is not recognised" in told["strange.bin"]
    assert "is not there" in told["gone.json"]
    done = imports.carry_out(plan)
    assert (done.added, imports.undo(done.batch).added) == (3, 3)
    with pytest.raises(UserError, match="None of these"):
        imports.plan_all([strange, strange])
    with pytest.raises(UserError, match="not recognised"):
        imports.plan_all([strange])


def test_reading_several_files_is_stopped_as_a_whole(bench: Bench, tmp_path: Path) -> None:
    file = raycast(tmp_path, *((f"N{n}", f"Words of {n}", f"k{n}") for n in range(250)))
    with pytest.raises(UserError, match="stopped"):
        bench.workbench.imports.plan_all([file, file], lambda _done, _all: False)


def test_a_picture_that_a_match_names_comes_in_with_it_and_goes_by_undo(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "espanso"
    folder.mkdir()
    (folder / "map.png").write_bytes(b"a picture")
    (folder / "base.yml").write_text('matches: [{trigger: ":map", label: The way in, image_path: map.png}]')
    plan = bench.workbench.imports.plan(folder)
    assert actions(plan) == [Action.ADD]
    done = bench.workbench.imports.carry_out(plan)
    kept = bench.workbench.library.asset(by_title(bench, "The way in"), "map.png")
    assert kept is not None
    assert kept.size == len(b"a picture")
    (folder / "map.png").write_bytes(b"another")
    clash = bench.workbench.imports.plan(folder).rows[-1]
    assert (clash.source, clash.action, clash.look) == ("map.png", Action.TELL, True)
    bench.workbench.imports.undo(done.batch)
    assert bench.workbench.store.read().rows("SELECT name FROM pack_asset") == []

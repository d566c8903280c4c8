"""Snippets come in by a dry run, are merged and never wiped, and one undo takes them out again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.unit.conftest import Bench
from tests.unit.library.test_editing import doc, found, install
from workbench.exchange.export.writing import ExportFormat
from workbench.exchange.model import Item, Outcome
from workbench.kernel.errors import UserError
from workbench.kernel.ids import SnippetId
from workbench.library.importing.plan import Action, Plan, There, decide
from workbench.library.model import OWN, Snippet
from workbench.library.repo import plain


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

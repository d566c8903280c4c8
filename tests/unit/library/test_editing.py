"""Writing snippets: edits over a pack, what its updates do to them, history, undo, flags."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.conftest import Bench
from workbench.kernel.errors import UserError
from workbench.kernel.ids import SnippetId
from workbench.library.editing.installing import keep_pack
from workbench.library.model import OWN, Snippet
from workbench.library.overlay import merge
from workbench.library.repo import plain
from workbench.packs.model import Pack, PackSnippet, SnippetStatus

AT = datetime(2026, 5, 4, tzinfo=UTC)


def doc(id_: str = "a", **more: Any) -> PackSnippet:
    return PackSnippet(
        **({"id": id_, "title": f"Title {id_}", "body": f"Body of {id_}\n", "shortcut": f"s{id_}"} | more)
    )


def install(bench: Bench, *docs: PackSnippet, serial: int = 1) -> None:
    pack = Pack(id="acme", name="Acme", version=f"1.0.{serial}", serial=serial, snippets=docs, digest=str(serial))
    bench.workbench.store.write(lambda tx: keep_pack(tx, pack, AT))


def one(bench: Bench, id_: str = "a") -> Snippet:
    found = bench.workbench.library.one(SnippetId(id_))
    assert found is not None
    return found


def found(bench: Bench, words: str) -> list[str]:
    return [str(hit.snippet.id) for hit in bench.workbench.library.search(words)]


def edit(bench: Bench, id_: str = "a", **changes: Any) -> int:
    return bench.workbench.editing.save(replace(plain(one(bench, id_)), **changes)).undo


def test_a_snippet_of_ones_own_is_found_at_once_and_gone_when_deleted(bench: Bench) -> None:
    saved = bench.workbench.editing.add(doc("", title="  Zebra\n crossing ", body="stripes", shortcut=";ZE b"))
    snippet = one(bench, saved.snippet)
    assert (snippet.title, snippet.shortcut, snippet.pack_id) == ("Zebra crossing", "zeb", OWN)
    assert found(bench, "stripes") == [saved.snippet]
    assert found(bench, "stirpes") == [saved.snippet], "the words of typos are read anew"
    bench.workbench.editing.delete(saved.snippet)
    assert found(bench, "stripes") == []


@pytest.mark.parametrize("bad", [{"title": " "}, {"body": "\n \n"}, {"body": "x" * 50_001}])
def test_what_cannot_be_used_is_refused_and_changes_nothing(bench: Bench, bad: dict[str, str]) -> None:
    install(bench, doc())
    with pytest.raises(UserError):
        edit(bench, **bad)
    assert one(bench).body == "Body of a\n"
    assert bench.workbench.editing.history(SnippetId("a")) == []


def test_the_same_id_is_not_added_twice(bench: Bench) -> None:
    install(bench, doc())
    with pytest.raises(UserError):
        bench.workbench.editing.add(doc())


def test_an_edit_lies_over_the_packs_words_and_can_be_taken_off(bench: Bench) -> None:
    install(bench, doc())
    edit(bench, body="Mine")
    assert (one(bench).body, one(bench).edited, one(bench).pack_id) == ("Mine\n", True, "acme")
    theirs = bench.workbench.editing.theirs(SnippetId("a"))
    assert theirs is not None
    assert theirs.body == "Body of a\n"
    assert found(bench, "mine") == ["a"]
    bench.workbench.editing.delete(SnippetId("a"))
    assert (one(bench).body, one(bench).edited) == ("Body of a\n", False)
    with pytest.raises(UserError):
        bench.workbench.editing.delete(SnippetId("a"))


def test_an_edit_back_to_the_packs_words_is_no_edit(bench: Bench) -> None:
    install(bench, doc())
    edit(bench, body="Mine")
    edit(bench, body="Body of a")
    assert not one(bench).edited


def test_a_locked_snippet_is_not_edited(bench: Bench) -> None:
    install(bench, doc(locked=True))
    with pytest.raises(UserError, match="locked"):
        edit(bench, body="Mine")


def test_another_shortcut_is_ones_own_and_survives_updates(bench: Bench) -> None:
    install(bench, doc())
    edit(bench, shortcut="mine")
    assert (one(bench).shortcut, one(bench).edited) == ("mine", False)
    found_ = bench.workbench.library.by_shortcut("mine")
    assert found_ is not None
    assert found(bench, "mine") == ["a"]
    assert bench.workbench.library.by_shortcut("sa") is None
    install(bench, doc(body="New words"), serial=2)
    assert (one(bench).shortcut, one(bench).body) == ("mine", "New words")
    assert found(bench, "mine") == ["a"]
    edit(bench, shortcut="sa")
    assert one(bench).shortcut == "sa"


def test_an_update_comes_in_where_nobody_edited(bench: Bench) -> None:
    install(bench, doc())
    install(bench, doc(body="New words\n"), serial=2)
    assert one(bench).body == "New words\n"
    (version,) = bench.workbench.editing.history(SnippetId("a"))
    assert (version.deed, version.was and version.was.body) == ("updated", "Body of a\n")


def test_an_update_of_another_part_is_merged_with_the_edit(bench: Bench) -> None:
    install(bench, doc())
    edit(bench, body="Mine")
    install(bench, doc(title="New title"), serial=2)
    assert (one(bench).title, one(bench).body, one(bench).edited, one(bench).differs) == (
        "New title",
        "Mine\n",
        True,
        False,
    )


def test_where_both_changed_the_same_part_mine_stands_and_it_is_said(bench: Bench) -> None:
    install(bench, doc())
    edit(bench, body="Mine")
    install(bench, doc(body="Theirs\n"), serial=2)
    assert (one(bench).body, one(bench).differs) == ("Mine\n", True)
    theirs = bench.workbench.editing.theirs(SnippetId("a"))
    assert theirs is not None
    assert theirs.body == "Theirs\n"
    install(bench, doc(body="Theirs\n"), serial=3)
    assert one(bench).differs, "the same update again settles nothing"
    bench.workbench.editing.keep_mine(SnippetId("a"))
    assert (one(bench).body, one(bench).differs) == ("Mine\n", False)
    install(bench, doc(body="Theirs\n", title="T"), serial=4)
    assert (one(bench).body, one(bench).title, one(bench).differs) == ("Mine\n", "T", False)


def test_a_pack_that_takes_up_my_edit_leaves_no_edit(bench: Bench) -> None:
    install(bench, doc())
    edit(bench, body="Better")
    install(bench, doc(body="Better\n"), serial=2)
    assert not one(bench).edited


@pytest.mark.parametrize("changes", [{"locked": True}, {"status": SnippetStatus.RECALLED}])
def test_the_pack_has_the_last_word_on_what_it_locks_or_recalls(bench: Bench, changes: dict[str, Any]) -> None:
    install(bench, doc())
    edit(bench, body="Mine")
    install(bench, doc(**changes), serial=2)
    assert one(bench).body == "Body of a\n"
    assert [v.was.body for v in bench.workbench.editing.history(SnippetId("a")) if v.was][0] == "Mine\n"


def test_what_a_pack_recalled_stays_recalled_whatever_is_done_to_it_here(bench: Bench) -> None:
    install(bench, doc())
    edit(bench, body="Mine")
    install(bench, doc(status=SnippetStatus.RECALLED, valid_until=date(2026, 1, 1)), serial=2)
    editing, library = bench.workbench.editing, bench.workbench.library
    edit(bench, body="Other", status=SnippetStatus.APPROVED, valid_until=None)
    assert "recalled" in library.spent(one(bench))
    assert (one(bench).body, one(bench).valid_until) == ("Other\n", date(2026, 1, 1))
    for version in editing.history(SnippetId("a")):
        editing.restore(version.seq)
        assert "recalled" in library.spent(one(bench)), version.deed
    edit(bench, body="Body of a", status=SnippetStatus.DRAFT)
    assert not one(bench).edited, "another state is no edit"


def test_a_locked_snippet_gets_no_older_words_back(bench: Bench) -> None:
    install(bench, doc())
    edit(bench, body="Mine")
    install(bench, doc(locked=True), serial=2)
    for version in bench.workbench.editing.history(SnippetId("a")):
        for deed in (bench.workbench.editing.restore, bench.workbench.editing.undo):
            with pytest.raises(UserError):
                deed(version.seq)
    assert (one(bench).body, one(bench).edited) == ("Body of a\n", False)


def test_what_a_pack_drops_goes_unless_it_was_edited(bench: Bench) -> None:
    install(bench, doc("a"), doc("b"))
    edit(bench, "a", body="Mine")
    install(bench, doc("c"), serial=2)
    assert {str(s.id): (s.pack_id, s.body) for s in bench.workbench.library.all()} == {
        "a": (OWN, "Mine\n"),
        "c": ("acme", "Body of c\n"),
    }
    assert found(bench, "mine") == ["a"]


def test_use_and_pins_survive_edits_and_updates(bench: Bench) -> None:
    install(bench, doc("a"), doc("b"))
    bench.workbench.library.pin(SnippetId("b"))
    edit(bench, "b", body="Mine")
    install(bench, doc("a"), doc("b", title="New"), serial=2)
    assert bench.workbench.library.search("")[0].pinned
    assert found(bench, "")[0] == "b"


def test_every_deed_can_be_undone_until_the_next(bench: Bench) -> None:
    editing = bench.workbench.editing
    added = editing.add(doc("x"))
    edited = edit(bench, "x", body="Two")
    with pytest.raises(UserError):
        editing.undo(added.undo)
    back = editing.undo(edited)
    assert one(bench, "x").body == "Body of x\n"
    editing.undo(back.undo)
    assert one(bench, "x").body == "Two\n"
    deleted = editing.delete(SnippetId("x"))
    assert bench.workbench.library.one(SnippetId("x")) is None
    editing.undo(deleted.undo)
    assert (one(bench, "x").body, one(bench, "x").pack_id) == ("Two\n", OWN)


def test_undo_of_adding_takes_it_away(bench: Bench) -> None:
    added = bench.workbench.editing.add(doc("x"))
    bench.workbench.editing.undo(added.undo)
    assert bench.workbench.library.one(SnippetId("x")) is None
    assert found(bench, "body") == []


def test_undo_of_an_edit_over_a_pack_leaves_no_edit(bench: Bench) -> None:
    install(bench, doc())
    bench.workbench.editing.undo(edit(bench, body="Mine"))
    assert (one(bench).body, one(bench).edited) == ("Body of a\n", False)


def test_any_older_words_can_be_brought_back(bench: Bench) -> None:
    bench.workbench.editing.add(doc("x"))
    for n in range(4):
        edit(bench, "x", body=f"Version {n}")
    history = bench.workbench.editing.history(SnippetId("x"))
    assert [v.was.body if v.was else None for v in history] == [
        "Version 2\n", "Version 1\n", "Version 0\n", "Body of x\n", None,
    ]  # fmt: skip
    bench.workbench.editing.restore(history[2].seq)
    assert one(bench, "x").body == "Version 0\n"
    with pytest.raises(UserError):
        bench.workbench.editing.restore(history[4].seq)


def test_flags_are_listed_until_they_are_settled_and_name_nobody(bench: Bench) -> None:
    install(bench, doc())
    editing = bench.workbench.editing
    editing.flag(SnippetId("a"), " Says 30 days \n")
    editing.flag(SnippetId("a"), "")
    assert [(flag.title, flag.note) for flag in editing.flags()] == [("Title a", "Says 30 days"), ("Title a", "")]
    editing.settle(SnippetId("a"))
    assert editing.flags() == []
    columns = bench.workbench.store.read().rows("PRAGMA table_info(snippet_flag)")
    assert {row["name"] for row in columns} == {"id", "snippet_id", "note", "at", "settled_at"}


def test_recalled_and_expired_words_are_found_last_with_the_reason(bench: Bench) -> None:
    install(
        bench,
        doc("a", title="Refund one", status=SnippetStatus.RECALLED),
        doc("b", title="Refund two", valid_until=date(2026, 5, 3)),
        doc("c", title="Refund three", valid_until=date(2026, 5, 4)),
    )
    assert found(bench, "refund")[0] == "c"
    library = bench.workbench.library
    assert library.spent(one(bench, "c")) == ""
    assert "recalled" in library.spent(one(bench, "a"))
    assert "held until 2026-05-03" in library.spent(one(bench, "b"))


words = st.sampled_from(["one", "two", "three"])
docs = st.builds(lambda title, body, tag: PackSnippet(id="a", title=title, body=body, tags=(tag,)), words, words, words)


@given(docs, docs)
def test_merge_takes_the_only_side_that_changed(base: PackSnippet, other: PackSnippet) -> None:
    assert merge(base, other, base).doc == other
    assert merge(base, base, other).doc == other
    assert merge(base, other, other) == merge(base, other, base)


@given(docs, docs, docs)
def test_merge_loses_no_change_of_mine_and_names_every_clash(
    base: PackSnippet, theirs: PackSnippet, mine: PackSnippet
) -> None:
    merged = merge(base, theirs, mine)
    for part in ("title", "body", "tags"):
        was, there, here = (getattr(each, part) for each in (base, theirs, mine))
        assert getattr(merged.doc, part) == (here if here != was else there)
        assert (part in merged.clashes) == (here not in (was, there) and there != was)


def test_files_go_with_snippets_from_packs_and_from_here(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    (folder / "snippets").mkdir(parents=True)
    (folder / "assets").mkdir()
    (folder / "assets" / "qr.png").write_bytes(b"from the pack")
    (folder / "pack.toml").write_text('id = "acme"\nname = "A"\nversion = "1"\nserial = 1\n')
    (folder / "snippets" / "a.md").write_text('+++\nid = "a"\ntitle = "A"\nassets = ["qr.png"]\n+++\nSee the code.\n')
    assert bench.workbench.library.install(folder) == ()
    kept = bench.workbench.library.asset(one(bench), "qr.png")
    assert kept is not None
    assert kept.size == 13
    mine = tmp_path / "qr.png"
    mine.write_bytes(b"mine")
    name = bench.workbench.editing.keep_file(mine)
    added = bench.workbench.editing.add(doc("own", assets=(name,)))
    kept = bench.workbench.library.asset(one(bench, added.snippet), name)
    assert kept is not None
    assert kept.size == 4
    mine.write_bytes(b"another")
    assert bench.workbench.editing.keep_file(mine) != name, "what other snippets bring stays what it is"
    assert bench.workbench.library.asset(one(bench), "none.png") is None

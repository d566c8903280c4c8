from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.conftest import Bench
from workbench.kernel.errors import UserError
from workbench.library.model import ReplyContext


def make_pack(
    folder: Path, *, pack: str = "org.example", ids: tuple[str, ...] = ("a", "b"), body: str = "Body {id}"
) -> Path:
    (folder / "snippets" / "billing").mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(f'id = "{pack}"\nname = "Example"\nversion = "1.0.0"\nserial = 1\n')
    for each in ids:
        text = body.format(id=each)
        (folder / "snippets" / "billing" / f"{each}.md").write_text(
            f'+++\nid = "{each}"\ntitle = "Title {each}"\nshortcut = "s{each}"\ntags = ["billing"]\n+++\n{text}\n'
        )
    return folder


def test_a_pack_is_installed_and_found_by_any_word(bench: Bench, tmp_path: Path) -> None:
    library = bench.workbench.library
    assert library.install(make_pack(tmp_path / "p", body="Refunded to your card {id}")) == ()
    assert [hit.snippet.id for hit in library.search("card refund")] == ["a", "b"]
    assert library.search("card nothing") == []


def test_accents_do_not_matter(bench: Bench, tmp_path: Path) -> None:
    bench.workbench.library.install(make_pack(tmp_path / "p", body="Señal año {id}"))
    assert len(bench.workbench.library.search("senal ano")) == 2


def test_a_shortcut_beats_every_other_match(bench: Bench, tmp_path: Path) -> None:
    bench.workbench.library.install(make_pack(tmp_path / "p", ids=("a", "b", "c"), body="sb sb sb {id}"))
    assert bench.workbench.library.search("sb")[0].snippet.id == "b"


def test_what_was_used_lately_comes_first_in_an_empty_query(bench: Bench, tmp_path: Path) -> None:
    library = bench.workbench.library
    library.install(make_pack(tmp_path / "p", ids=("a", "b", "c")))
    for each in ("c", "b"):
        library.used(each)  # type: ignore[arg-type]
        bench.workbench.store.write(lambda tx: None)
        bench.clock.advance(timedelta(days=3))
    assert [hit.snippet.id for hit in library.search("")] == ["b", "c", "a"]


def test_the_order_is_the_same_every_time(bench: Bench, tmp_path: Path) -> None:
    library = bench.workbench.library
    library.install(make_pack(tmp_path / "p", ids=tuple("gfedcba")))
    first = [hit.snippet.id for hit in library.search("title")]
    assert all([hit.snippet.id for hit in library.search("title")] == first for _ in range(5))
    assert first == sorted(first)


def test_installing_again_changes_nothing_and_keeps_use(bench: Bench, tmp_path: Path) -> None:
    library = bench.workbench.library
    library.install(make_pack(tmp_path / "p"))
    library.used("b")  # type: ignore[arg-type]
    bench.workbench.store.write(lambda tx: None)
    library.install(make_pack(tmp_path / "p", body="New {id}"))
    assert [hit.snippet.id for hit in library.search("")] == ["b", "a"]
    assert library.search("new")[0].snippet.body.startswith("New")
    assert library.search("body") == []


def test_a_bad_file_is_a_finding_and_the_rest_comes_in(bench: Bench, tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "p")
    (folder / "snippets" / "bad.md").write_text("no front matter")
    (folder / "snippets" / "worse.md").write_bytes(b"\xff\xfe\x00")
    faults = bench.workbench.library.install(folder)
    assert [(fault.file, fault.why) for fault in faults] == [
        ("snippets/bad.md", "the file does not begin with +++"),
        ("snippets/worse.md", "the file is not UTF-8 (byte 0)"),
    ]
    assert len(bench.workbench.library.all()) == 2


def test_a_folder_that_is_no_pack_is_refused(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not a pack"):
        bench.workbench.library.install(tmp_path)


def test_two_packs_cannot_hold_the_same_snippet(bench: Bench, tmp_path: Path) -> None:
    bench.workbench.library.install(make_pack(tmp_path / "p"))
    with pytest.raises(UserError, match="another pack"):
        bench.workbench.library.install(make_pack(tmp_path / "q", pack="org.other"))


def test_the_ticket_s_language_comes_before_another(bench: Bench, tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "p", ids=("a",), body="Greeting {id}")
    german = (folder / "snippets" / "billing" / "a.md").read_text().replace('id = "a"', 'id = "d"\nlanguage = "de"')
    (folder / "snippets" / "billing" / "d.md").write_text(german.replace('"sa"', '"sd"'))
    bench.workbench.library.install(folder)
    hits = bench.workbench.library.search("greeting", ReplyContext(language="de"))
    assert hits[0].snippet.id == "d"

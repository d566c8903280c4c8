"""A pack as a folder of plain files: fields, variants, facts, and what is wrong in one of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from workbench.packs.format import read_pack, read_snippet
from workbench.packs.model import Fact, FieldType, PackSnippet, SnippetStatus
from workbench.packs.writing import files_of, snippet_text

FULL = """+++
id = "refund"
title = "Refund approved"
shortcut = "refok"
tags = ["billing"]
language = "en"
tone = "formal"
status = "recalled"
owner = "lead@acme.example"
review_by = 2027-01-15
valid_until = 2027-06-30
locked = true
[[fields]]
name = "method"
label = "Paid by"
type = "choice"
options = ["card", "PayPal"]
[[fields]]
name = "order_no"
pattern = "[A-Z]{2}[0-9]{6}"
required = false
+++
Hi,

done.
"""


def pack(folder: Path, **files: str) -> Path:
    (folder / "snippets").mkdir(parents=True)
    (folder / "pack.toml").write_text('id = "acme"\nname = "Acme"\nversion = "1.0.0"\nserial = 1\n')
    for name, text in files.items():
        (folder / name.replace("__", "/").replace("_dot_", ".")).write_text(text)
    return folder


def test_every_key_is_read() -> None:
    snippet = read_snippet(FULL)
    assert (snippet.tone, snippet.status, snippet.locked) == ("formal", SnippetStatus.RECALLED, True)
    assert (snippet.review_by, snippet.valid_until) == (date(2027, 1, 15), date(2027, 6, 30))
    method, order = snippet.fields
    assert (method.type, method.options, method.required) == (FieldType.CHOICE, ("card", "PayPal"), True)
    assert (order.label, order.pattern, order.required) == ("order no", "[A-Z]{2}[0-9]{6}", False)


def test_what_is_written_is_read_as_it_was() -> None:
    snippet = read_snippet(FULL)
    assert read_snippet(snippet_text(snippet)) == snippet


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('status = "gone"', "status"),
        ('review_by = "soon"', "not a day"),
        ("review_by = 2027-01-15T10:00:00", "not a day"),
        ("locked = 1", "neither true nor false"),
        ('[[fields]]\nname = "a"\ntype = "choice"', "no options"),
        ('[[fields]]\nname = "a b"', "may hold small letters"),
        ('[[fields]]\nname = "a"\n[[fields]]\nname = "a"', "twice"),
    ],
)
def test_a_bad_line_is_named(line: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_snippet(f'+++\nid = "x"\ntitle = "X"\n{line}\n+++\nbody\n')


def variant(language: str, body: str, more: str = "") -> str:
    return f'+++\nid = "hi"\ntitle = "Hi"\nlanguage = "{language}"\n{more}\n+++\n{body}\n'


def test_files_with_one_id_are_variants_of_one_snippet(tmp_path: Path) -> None:
    folder = pack(
        tmp_path / "acme",
        snippets__hi_dot_de_dot_md=variant("de", "Guten Tag", '[[fields]]\nname = "anrede"'),
        snippets__hi_dot_md=variant("en", "Hello"),
        snippets__hi_dot_en_dot_chat_dot_md=variant("en", "Hey", 'channel = "chat"'),
    )
    read = read_pack(folder)
    assert read.faults == ()
    (snippet,) = read.snippets
    assert (snippet.language, snippet.body) == ("en", "Hello\n")
    assert {(v.language, v.channel, v.body) for v in snippet.variants} == {
        ("de", "", "Guten Tag\n"),
        ("en", "chat", "Hey\n"),
    }
    assert [field.name for field in snippet.fields] == ["anrede"]
    again = pack(tmp_path / "again")
    for suffix, text in files_of(snippet):
        (again / "snippets" / f"hi{suffix}.md").write_text(text)
    assert read_pack(again).snippets == read.snippets


def test_the_same_id_for_the_same_language_is_a_fault_of_the_second(tmp_path: Path) -> None:
    folder = pack(tmp_path / "acme", snippets__a_dot_md=variant("en", "One"), snippets__b_dot_md=variant("en", "Two"))
    read = read_pack(folder)
    assert [s.body for s in read.snippets] == ["One\n"]
    assert [f.file for f in read.faults] == ["snippets/b.md"]


def test_facts_are_read_one_by_one(tmp_path: Path) -> None:
    folder = pack(
        tmp_path / "acme",
        facts_dot_toml='[refund_days]\nvalue = "14"\nowner = "ann"\nvalid_until = 2027-01-31\n[Bad]\nvalue = "x"\n'
        '[empty]\nvalue = ""\n',
    )
    read = read_pack(folder)
    assert read.facts == (Fact(name="refund_days", value="14", owner="ann", valid_until=date(2027, 1, 31)),)
    assert [fault.file for fault in read.faults] == ["facts.toml: Bad", "facts.toml: empty"]


def test_a_fact_changes_the_digest(tmp_path: Path) -> None:
    one = read_pack(pack(tmp_path / "a", facts_dot_toml='[a]\nvalue = "1"\n'))
    two = read_pack(pack(tmp_path / "b", facts_dot_toml='[a]\nvalue = "2"\n'))
    assert one.digest != two.digest


def test_defaults_are_not_written() -> None:
    text = snippet_text(PackSnippet(id="a", title="A", body="b"))
    assert text == '+++\nid = "a"\ntitle = "A"\n+++\nb\n'


def test_files_that_snippets_name_come_along_and_lead_nowhere_else(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mine")
    folder = pack(
        tmp_path / "acme",
        snippets__a_dot_md=variant("en", "One", 'assets = ["qr.png", "../../secret.txt", "link.txt", "none"]'),
    )
    (folder / "assets").mkdir()
    (folder / "assets" / "qr.png").write_bytes(b"png")
    (folder / "assets" / "link.txt").symlink_to(secret)
    read = read_pack(folder)
    assert [path.name for path in read.assets] == ["qr.png"]
    assert sorted(fault.file for fault in read.faults) == ["assets/../../secret.txt", "assets/link.txt", "assets/none"]
    (folder / "assets" / "qr.png").write_bytes(b"another")
    assert read_pack(folder).digest != read.digest


def test_products_are_tags_and_stay_so_when_written() -> None:
    snippet = read_snippet('+++\nid = "x"\ntitle = "X"\ntags = ["a"]\nproducts = ["Cloud"]\n+++\nbody\n')
    assert snippet.tags == ("a", "product:Cloud")
    assert read_snippet(snippet_text(snippet)) == snippet

"""Files made to do harm: each fault is told, the rest comes in, nothing runs, and time and memory stay bounded."""

from __future__ import annotations

import json
import plistlib
import re
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.exchange.alfred import Alfred
from workbench.exchange.autokey import AutoKey
from workbench.exchange.beeftext import Beeftext
from workbench.exchange.espanso import Espanso
from workbench.exchange.export.writing import ExportFormat, export
from workbench.exchange.files import bytes_of, decoded, files_in
from workbench.exchange.making import Links, Raw, items
from workbench.exchange.model import MAX_BODY_CHARACTERS, Item, Outcome
from workbench.exchange.own import OwnJson, OwnPack
from workbench.exchange.placeholders import autokey, beeftext, braces, espanso, ours, textexpander
from workbench.exchange.placeholders.body import Body, plain
from workbench.exchange.raycast import Raycast
from workbench.exchange.registry import FORMATS, recognise
from workbench.exchange.table import Table
from workbench.exchange.textexpander import TextExpander
from workbench.kernel.errors import UserError
from workbench.packs.model import FieldType, PackSnippet

MB = 1024 * 1024


@contextmanager
def bounded(*, seconds: float = 10.0, megabytes: int = 200) -> Iterator[None]:
    tracemalloc.start()
    begun = time.perf_counter()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.perf_counter() - begun < seconds
    assert peak < megabytes * MB


def espanso_items(folder: Path, text: str) -> list[Item]:
    file = folder / "x.yml"
    file.write_text(text)
    return list(Espanso(skip_short=False).read(file))


def big(path: Path, size: int = 200 * MB) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


# YAML


def test_a_yaml_bomb_is_not_followed(tmp_path: Path) -> None:
    layers = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 12))
    text = f"l0: &l0 lol\n{layers}matches:\n- {{trigger: a, replace: *l0}}\n- {{trigger: b, replace: fine}}\n- *l11\n"
    with bounded(seconds=2, megabytes=20):
        first, second, third = espanso_items(tmp_path, text)
    assert first.outcome is third.outcome is Outcome.SKIPPED
    assert "alias" in first.notes[0]
    assert "alias" in third.notes[0]
    assert second.snippet is not None


def test_an_alias_in_shared_variables_is_not_silent(tmp_path: Path) -> None:
    text = """
x: &x words
global_vars: [{name: v, type: echo, params: {echo: *x}}]
matches: [{trigger: a, replace: "say {{v}}"}]
"""
    [item] = espanso_items(tmp_path, text)
    assert item.outcome is Outcome.LOOK
    assert item.snippet is not None
    assert item.snippet.body == "say {{field.v}}\n"


@pytest.mark.parametrize(
    "deep", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000, "".join(" " * n + "a:\n" for n in range(2_000))]
)
def test_yaml_without_end_ends(tmp_path: Path, deep: str) -> None:
    with bounded(seconds=3, megabytes=60):
        found = espanso_items(tmp_path, f"matches:\n- {{trigger: a, replace: fine}}\nmore:\n {deep}\n")
    assert [item.outcome for item in found] == [Outcome.COMES, Outcome.SKIPPED]
    assert "Reading ended here" in found[1].notes[0]


def test_tags_of_python_are_words(tmp_path: Path) -> None:
    [item] = espanso_items(tmp_path, 'matches:\n- trigger: a\n  replace: !!python/object/apply:os.system ["touch x"]\n')
    assert item.outcome is Outcome.SKIPPED
    [item] = espanso_items(tmp_path, "matches:\n- trigger: !!int a\n  replace: !!python/name:os.system words\n")
    assert item.snippet is not None
    assert item.snippet.body == "words\n"


def test_what_stands_before_a_fault_comes_in(tmp_path: Path) -> None:
    first, fault = espanso_items(tmp_path, "matches:\n- {trigger: a, replace: fine}\n- {trigger: 'b\n")
    assert first.snippet is not None
    assert fault.outcome is Outcome.SKIPPED
    assert "line" in fault.notes[0]


def test_variables_that_hold_themselves(tmp_path: Path) -> None:
    many = "".join(f"- {{name: v{n}, type: echo, params: {{echo: '{f'{{{{v{n + 1}}}}}' * 50}'}}}}\n" for n in range(9))
    text = f"global_vars:\n- {{name: me, type: echo, params: {{echo: 'a {{{{me}}}}'}}}}\n{many}matches:\n"
    text += "- {trigger: a, replace: 'x {{me}}'}\n- {trigger: b, replace: '{{v0}}'}\n"
    with bounded(seconds=3, megabytes=50):
        one, two = espanso_items(tmp_path, text)
    assert one.outcome is Outcome.LOOK
    assert any("holds itself" in note for note in one.notes)
    assert two.outcome is Outcome.SKIPPED


def test_sixty_thousand_triggers_in_seconds(tmp_path: Path) -> None:
    lines = (f'- trigger: "t{n}"\n  replace: "Thank you for order number {n}, again"\n' for n in range(60_000))
    (tmp_path / "x.yml").write_text("matches:\n" + "".join(lines))
    begun = time.perf_counter()
    count = sum(item.outcome is Outcome.COMES for item in Espanso().read(tmp_path / "x.yml"))
    assert count == 60_000
    assert time.perf_counter() - begun < 30  # 3.5 s on a laptop; this is for one that is busy


# Property lists


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    readers = (
        (TextExpander(), ".textexpander"), (Espanso(), ".yml"), (Beeftext(), ".json"), (Raycast(), ".json"),
        (OwnJson(), ".json"), (Alfred(), ".alfredsnippets"), (Table(), ".csv"),
    )  # fmt: skip
    for reader, ending in readers:
        with bounded(seconds=1, megabytes=2), pytest.raises(UserError, match="is larger than") as caught:
            list(reader.read(big(tmp_path / f"x{ending}")))
        assert "parts" in caught.value.cure


def test_large_files_of_a_folder_leave_the_others(tmp_path: Path) -> None:
    big(tmp_path / "a.yml")
    (tmp_path / "b.yml").write_text("matches: [{trigger: b, replace: fine}]")
    fine, large = Espanso(skip_short=False).read(tmp_path)
    assert fine.snippet is not None
    assert "is larger than" in large.notes[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_its_own_are_refused(tmp_path: Path, encoding: str) -> None:
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE plist [<!ENTITY l0 "lol">{layers}]>'
        "<plist><dict><key>snippetsTE2</key><array><string>&l11;</string></array></dict></plist>"
    )
    (tmp_path / "x.textexpander").write_bytes(text.encode(encoding))
    with bounded(seconds=1, megabytes=10), pytest.raises(UserError, match="entities of its own"):
        list(TextExpander().read(tmp_path / "x.textexpander"))


def test_an_entity_from_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.textexpander").write_text(
        f'<!DOCTYPE p [{" " * 70_000}<!ENTITY x SYSTEM "file:///etc/passwd">]><plist><string>&x;</string></plist>'
    )
    with pytest.raises(UserError, match="x.textexpander"):
        list(TextExpander().read(tmp_path / "x.textexpander"))


def test_binary_lists_that_claim_too_much(tmp_path: Path) -> None:
    for objects in (2**31, 2**62):
        data = b"bplist00" + b"\xa0" * 64 + struct.pack(">6xBBQQQ", 8, 8, objects, 0, 8)
        (tmp_path / "x.textexpander").write_bytes(data)
        with bounded(seconds=1, megabytes=10), pytest.raises(UserError, match="not a property list"):
            list(TextExpander().read(tmp_path / "x.textexpander"))


def test_a_binary_list_of_millions_of_parts(tmp_path: Path) -> None:
    many = 3_000_000
    data = b"bplist00" + b"\x09" + b"\x08" * many + struct.pack(">6xBBQQQ", 1, 4, many, 0, 9)
    (tmp_path / "x.textexpander").write_bytes(data)
    with bounded(seconds=1, megabytes=20), pytest.raises(UserError, match="not a property list"):
        list(TextExpander().read(tmp_path / "x.textexpander"))


def test_lists_in_lists_without_end(tmp_path: Path) -> None:
    (tmp_path / "x.textexpander").write_text("<plist><array>" + "<array>" * 100_000)
    with bounded(), pytest.raises(UserError):
        list(TextExpander().read(tmp_path / "x.textexpander"))


def test_the_same_group_a_hundred_thousand_times(tmp_path: Path) -> None:
    group = {"snippetsTE2": [{"abbreviation": "a", "plainText": "x" * 40_000}] * 1000}
    (tmp_path / "x.textexpander").write_bytes(plistlib.dumps({"groups": [group] * 1000}, fmt=plistlib.FMT_BINARY))
    with bounded(seconds=60, megabytes=400):
        count = sum(1 for _ in TextExpander().read(tmp_path / "x.textexpander"))
    assert count <= 200_001


# Zip


def zipped(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


GOOD = ("ok.json", json.dumps({"alfredsnippet": {"snippet": "fine", "name": "ok", "uid": "1"}}).encode())


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    file = zipped(tmp_path / "x.alfredsnippets", ("bomb.json", b"\0" * (100 * MB)), GOOD)
    with bounded(seconds=2, megabytes=20):
        good, bomb = Alfred().read(file)
    assert good.snippet is not None
    assert (bomb.source, bomb.outcome) == ("bomb.json", Outcome.SKIPPED)
    assert "more than any snippet" in bomb.notes[0]


def test_a_zip_that_lies_about_its_size(tmp_path: Path) -> None:
    file = zipped(tmp_path / "x.alfredsnippets", ("lie.json", b" " * (30 * MB)), GOOD)
    data = file.read_bytes().replace(struct.pack("<L", 30 * MB), struct.pack("<L", 1000))
    file.write_bytes(data)
    with bounded(seconds=2, megabytes=20):
        good, lie = Alfred().read(file)
    assert good.snippet is not None
    assert lie.outcome is Outcome.SKIPPED


def test_paths_that_lead_out_and_links(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.json")
    link.external_attr = 0o120777 << 16
    names = ("../up.json", "/root.json", "a/../../b.json", "C:/x.json", "..\\w.json")
    file = zipped(tmp_path / "x.alfredsnippets", *((name, GOOD[1]) for name in names), (link, GOOD[1]), GOOD)
    found = list(Alfred().read(file))
    assert [item.outcome for item in found] == [Outcome.COMES] + [Outcome.SKIPPED] * 6
    assert [each.name for each in tmp_path.iterdir()] == ["x.alfredsnippets"]


def test_damaged_zips(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "x.alfredsnippets", GOOD, ("b.json", GOOD[1] * 3)).read_bytes()
    for at in range(0, len(whole), 3):
        file = tmp_path / "y.alfredsnippets"
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            list(Alfred().read(file))
        except UserError:
            continue


# Encodings


def test_encodings() -> None:
    assert decoded("é".encode("utf-16"), "x").text == "é"
    assert decoded("é".encode("utf-32"), "x").text == "é"
    assert decoded(b"\xef\xbb\xbf\xc3\xa9", "x").text == "é"
    guessed = decoded("Zuerst Grüße".encode("utf-16-be"), "x")
    assert (guessed.text, "UTF-16 was guessed" in guessed.guess) == ("Zuerst Grüße", True)
    latin = decoded("Grüße".encode("latin-1"), "x")
    assert (latin.text, bool(latin.guess)) == ("Grüße", True)
    for bad in (b"\xff\xfea", b"\x00\x01\x02\x80\xff" * 9):
        with pytest.raises(UserError):
            decoded(bad, "x")


def test_a_guess_is_told_at_what_it_may_have_changed(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes("matches: [{trigger: a, replace: Grüße}, {trigger: b, replace: plain}]".encode("latin-1"))
    accents, plain_ = Espanso(skip_short=False).read(file)
    assert (accents.outcome, plain_.outcome) == (Outcome.LOOK, Outcome.COMES)
    file.write_bytes('[{"name": "ü", "text": "ü"}]'.encode("utf-16"))
    [item] = Raycast().read(file)
    assert item.snippet is not None
    assert item.snippet.body == "ü\n"


# Folders


def test_links_that_lead_out_are_told_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    (outside / "secret.yml").write_text("matches: [{trigger: s, replace: secret}]")
    inside = tmp_path / "inside"
    (inside / "sub").mkdir(parents=True)
    (inside / "real.txt").write_text("words")
    (inside / "real.yml").write_text("matches: [{trigger: a, replace: words}]")
    for name in ("a.txt", "a.yml"):
        (inside / name).symlink_to(outside / f"secret{Path(name).suffix}")
    (inside / "sub" / "dir").symlink_to(outside)
    (inside / "sub" / "loop").symlink_to(inside)
    for reader in (AutoKey(), Espanso(skip_short=False)):
        found = list(reader.read(inside))
        assert [item.snippet.body for item in found if item.snippet] == ["words\n"]
        assert sum("leads out" in note for item in found for note in item.notes) == 2


def test_a_pack_with_a_link_that_leads_out(tmp_path: Path) -> None:
    export([PackSnippet(id="a", title="A", body="b\n")], ExportFormat.MARKDOWN, tmp_path / "p")
    (tmp_path / "p" / "snippets" / "x.md").symlink_to("/etc/hostname")
    with pytest.raises(UserError, match="leads out"):
        list(OwnPack().read(tmp_path / "p"))


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.exchange.files.MAX_FILES", 3)
    for n in range(9):
        (tmp_path / f"{n}.txt").write_text("x")
    seen = list(files_in(tmp_path, lambda name: True))
    assert [bool(each.why) for each in seen] == [False, False, False, True]


def test_folders_in_folders_without_end(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(60):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "x.txt").write_text("x")
    (tmp_path / "y.txt").write_text("y")
    assert [item.source for item in AutoKey().read(tmp_path)] == ["y.txt"]


def test_a_pipe_or_a_device_is_no_file() -> None:
    with pytest.raises(UserError, match="is not a file"):
        bytes_of(Path("/dev/zero"))


# Items


def test_too_many_items_and_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    raws = [Raw(identity=str(n), source=str(n), body="x" * 100) for n in range(10)]
    monkeypatch.setattr("workbench.exchange.making.MAX_ITEMS", 4)
    *four, told = items("f", iter(raws), lambda raw, _: plain(raw.body))
    assert [item.outcome for item in four] == [Outcome.COMES] * 4
    assert "more than 4 items, or too much" in told.notes[0]
    monkeypatch.setattr("workbench.exchange.making.MAX_FILE_BYTES", 250)
    assert [item.outcome for item in items("f", raws[:4], lambda raw, _: plain(raw.body))][-1] is Outcome.SKIPPED


def test_the_same_identity_twice_is_two_snippets_and_told(tmp_path: Path) -> None:
    group = {"snippetsTE2": [{"uuidString": "A", "plainText": text} for text in ("one", "two", "three")]}
    (tmp_path / "x.textexpander").write_bytes(plistlib.dumps(group))
    found = list(TextExpander().read(tmp_path / "x.textexpander"))
    assert [item.snippet.origin for item in found if item.snippet] == [
        "textexpander:a", "textexpander:a#2", "textexpander:a#3",
    ]  # fmt: skip
    assert len({item.snippet.id for item in found if item.snippet}) == 3
    assert [item.outcome for item in found] == [Outcome.COMES, Outcome.LOOK, Outcome.LOOK]


def test_too_many_blanks(tmp_path: Path) -> None:
    many, fine = espanso_items(
        tmp_path,
        f"matches:\n- {{trigger: a, form: '{''.join(f'[[n{n}]]' for n in range(201))}'}}\n- {{trigger: b, replace: y}}",
    )
    assert (many.outcome, fine.outcome) == (Outcome.SKIPPED, Outcome.COMES)
    assert "more than 200 blanks" in many.notes[0]


def test_a_text_that_is_too_long_stays_out(tmp_path: Path) -> None:
    long, fine = espanso_items(
        tmp_path,
        f"matches:\n- {{trigger: a, replace: {'x' * (MAX_BODY_CHARACTERS + 1)}}}\n- {{trigger: b, replace: y}}",
    )
    assert (long.outcome, fine.outcome) == (Outcome.SKIPPED, Outcome.COMES)


def test_a_long_circle_is_cut_once_and_without_recursion() -> None:
    count = 20_000
    raws = [
        Raw(identity=str(n), source=str(n), body=f"n{n} #{{combo:{(n + 1) % count}}}", known_as=(str(n),))
        for n in range(count)
    ]
    found = list(
        items(
            "f", raws, lambda raw, links: beeftext.translate(raw.body, links), lambda raw: beeftext.mentions(raw.body)
        )
    )
    assert sum(item.outcome is Outcome.LOOK for item in found) == 1


def test_items_come_one_by_one(tmp_path: Path) -> None:
    made = []

    def translate(raw: Raw, _links: Links):  # type: ignore[no-untyped-def]
        made.append(raw.source)
        return plain(raw.body)

    reading = items("f", [Raw(identity=str(n), source=str(n), body="x") for n in range(5)], translate)
    next(reading)
    assert made == ["0"]


HARD = ("{{" * 20_000, "\\{\\{" * 12_000, "#{" * 24_000, "%fill" * 9_000, "%fillpart:name=a%" * 2_900, "<" * 49_000,
        "{a " * 16_000, "$|$" * 16_000, "%Y-" * 16_000, "{date" + " x=" * 15_000)  # fmt: skip


@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
def test_no_text_makes_a_mapping_run_away(text: str) -> None:
    begun = time.perf_counter()
    for map_ in (
        lambda: espanso.translate(text, espanso.Match(), Links()), lambda: textexpander.translate(text, Links()),
        lambda: beeftext.translate(text, Links()), lambda: autokey.translate(text), lambda: braces.alfred(text),
        lambda: braces.raycast(text, Links()), lambda: ours.translate(text), lambda: textexpander.looks_so(text),
        lambda: list(textexpander.mentions(text)), lambda: list(beeftext.mentions(text)), lambda: list(braces.mentions(text)),
    ):  # fmt: skip
        try:
            map_()
        except ValueError as error:
            assert "blanks" in str(error)
    assert time.perf_counter() - begun < 5


odd = st.lists(
    st.sampled_from([*"ab{}[]<>%#$|\\/:=. \n\"'?!&*-+0Y", "{{field.a}}", "{{?x}}", "{{>id}}", "{{/}}", "{clipboard}", "%clipboard",
                     "#{date}", "<cursor>", "$|$", "%fillpart:name=a%", "%fillpartend%", "{{v}}", "\\{\\{"]),
    max_size=12,
).map("".join)  # fmt: skip
TAG = re.compile(r"\\\{\{|\{\{([^{}\n]{0,300})\}\}")  # as the template language reads a body


@settings(deadline=None, max_examples=200)
@given(odd)
def test_no_words_become_a_placeholder_by_accident(text: str) -> None:
    """Whatever a source holds, what is read as a placeholder afterwards is what the mapping put there, and all of it."""
    for made in (plain(text), espanso.translate(text, espanso.Match(), Links()), textexpander.translate(text, Links()),
                 beeftext.translate(text, Links()), autokey.translate(text), braces.alfred(text),
                 braces.raycast(text, Links()), ours.translate(text)):  # fmt: skip
        read = {found[1] for found in TAG.finditer(made.body) if found[1] is not None}
        parts = {f"?field.{each.name}" for each in made.fields if each.type is FieldType.YES_NO}
        blanks = {f"field.{each.name}" for each in made.fields if each.type is not FieldType.YES_NO}
        assert read >= blanks | parts
        assert read - blanks - parts <= {"cursor", "date.today", "/"}


def test_a_backslash_before_a_blank_does_not_hide_it() -> None:
    body = Body()
    body.words("C:\\")
    body.ask("Folder")
    made = body.made()
    assert made.body == "C:\\ {{field.folder}}\n"
    assert made.look


@settings(deadline=None, max_examples=60)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"bplist00", b"<plist>", b"matches:\n- ", b'{"combos":[', b"[{", b"PK\x03\x04", b"\xff\xfe"]),
)
def test_any_bytes_end_in_items_or_a_sentence(data: bytes, head: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for reader in FORMATS:
            for ending in (".yml", ".csv", ".textexpander"):
                file = Path(folder) / f"x{ending}"
                file.write_bytes(head + data)
                recognise(file)
                try:
                    for item in reader.read(file):
                        assert (item.snippet is None) == (item.outcome is Outcome.SKIPPED or item.about)
                except UserError:
                    continue


def test_json_nested_without_end(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    for text in ("[" * 100_000, '{"combos":' + "[" * 100_000, '[{"name":' + "[" * 100_000 + "]" * 100_000 + "}]"):
        file.write_text(text)
        for reader in (Beeftext(), Raycast(), OwnJson()):
            with bounded():
                try:
                    assert all(item.outcome is Outcome.SKIPPED for item in reader.read(file))
                except UserError:
                    continue

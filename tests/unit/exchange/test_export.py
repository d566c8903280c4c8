"""Exports: what is written is read again, and nothing that is there is lost."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.exchange.espanso import Espanso
from workbench.exchange.export.espanso import to_espanso
from workbench.exchange.export.markdown import files
from workbench.exchange.export.table import guarded, to_csv, unguarded
from workbench.exchange.export.writing import ExportFormat, export
from workbench.exchange.model import Format, Outcome
from workbench.exchange.own import OwnJson, OwnPack
from workbench.exchange.registry import recognise
from workbench.exchange.table import Table
from workbench.kernel.errors import UserError
from workbench.kernel.text import normalise, one_line
from workbench.packs.format import read_pack
from workbench.packs.model import Fact, Field, FieldType, PackSnippet, SnippetStatus, Variant

FULL = PackSnippet(
    id="refund",
    folder="Billing/Card",
    title="Refund approved",
    shortcut="refok",
    tags=("billing", "refund"),
    synonyms=("money back",),
    language="en",
    context="Refund inside 30 days",
    fields=(
        Field(name="order_no", label="Order number", pattern="[A-Z]{2}"),
        Field(name="method", label="Paid by", type=FieldType.CHOICE, options=("card", "PayPal"), default="card"),
        Field(name="late", label="Late", type=FieldType.YES_NO, required=False),
    ),
    body=(
        "Hi {{customer.first_name|there}},\n\norder {{field.order_no}} by {{field.method}} in {{fact.days}} days.\n"
        "{{?field.late}}Sorry.{{:}}Fine.{{/}} {{>bye}} {{yours|a kind word}}\n\\{{literal}} {{cursor}}\n{{date.today}}\n"
    ),
    variants=(
        Variant(language="de", body="Hallo {{customer.first_name}}\n"),
        Variant(language="en", channel="chat", title="Refund (chat)", body="=done\n"),
    ),
    status=SnippetStatus.REVIEW,
    owner="lead@acme.example",
    review_by=date(2027, 1, 15),
    valid_until=date(2027, 6, 30),
    locked=True,
    assets=("qr.png",),
    origin="zendesk:1",
)
BYE = PackSnippet(id="bye", title="Bye", body="Bye now\n", origin="x:1")
FACTS = (Fact(name="days", value="5", label="Days", owner="lead", valid_until=date(2027, 1, 1)),)


def read(format_: Format, path: Path) -> list[PackSnippet]:
    return [item.snippet for item in format_.read(path) if item.snippet]


def again(format_: ExportFormat, reader: Format, snippets: list[PackSnippet]) -> list[PackSnippet]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"out{'' if format_ is ExportFormat.MARKDOWN else '.csv'}"
        files = {name: b"bytes" for each in snippets for name in each.assets}
        export(snippets, format_, target, facts=FACTS, assets=files.items())
        items = list(reader.read(target))
    assert [item.notes for item in items if item.outcome is not Outcome.COMES] == []
    return [item.snippet for item in items if item.snippet]


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40).map(normalise)
line = words.map(lambda text: one_line(text, 80)).filter(bool)
maybe = st.one_of(st.just(""), line)
body = st.text(st.sampled_from("ab \n={}\\|'\"+-@#é;,[]<>&*`\t"), min_size=1, max_size=80).map(normalise)
body = body.filter(lambda text: bool(text.strip())).map(lambda text: text.strip() + "\n")
mark = st.sampled_from(["", "de", "fr", "pt-BR"])
variant = st.builds(
    Variant,
    language=mark,
    channel=st.sampled_from(["", "chat"]),
    tone=st.sampled_from(["", "formal"]),
    title=maybe,
    body=body,
)
field = st.builds(
    Field, name=st.from_regex(r"[a-z][a-z0-9_]{0,10}", fullmatch=True), label=line, default=maybe, pattern=maybe, required=st.booleans(), options=st.lists(line, max_size=3).map(tuple),
    type=st.sampled_from([FieldType.TEXT, FieldType.DATE, FieldType.LONG]),
)  # fmt: skip
snippet = st.builds(
    PackSnippet, id=st.from_regex(r"[a-z0-9]{1,12}", fullmatch=True), title=line, body=body, shortcut=maybe.map(str.lower).map(str.strip),
    folder=st.sampled_from(["", "Billing", "Billing/Card", "Über uns/a b"]), tags=st.lists(line, max_size=3).map(tuple), synonyms=st.lists(line, max_size=3).map(tuple),
    language=st.sampled_from(["", "en"]), context=maybe, owner=maybe, origin=line, review_by=st.one_of(st.none(), st.dates()), valid_until=st.one_of(st.none(), st.dates()),
    locked=st.booleans(), status=st.sampled_from(SnippetStatus), assets=st.lists(st.from_regex(r"[a-z]{1,8}\.png", fullmatch=True), max_size=2).map(tuple),
    fields=st.lists(field, max_size=3, unique_by=lambda each: each.name).map(tuple),
    variants=st.lists(variant, max_size=3, unique_by=lambda each: (each.language, each.channel, each.tone)).map(tuple),
)  # fmt: skip
library = st.lists(snippet, max_size=4, unique_by=lambda each: each.id)
calm = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@calm
@given(library)
def test_json_loses_nothing(snippets: list[PackSnippet]) -> None:
    assert again(ExportFormat.JSON, OwnJson(), snippets) == snippets


@calm
@given(library)
def test_a_table_loses_nothing(snippets: list[PackSnippet]) -> None:
    if snippets:
        assert again(ExportFormat.CSV, Table(), snippets) == snippets


def parts(snippets: list[PackSnippet]) -> dict[str, tuple[PackSnippet, set[tuple[str, str, str, str, str]]]]:
    """What is the same whichever of its variants leads, as the form of a pack does not say."""
    found = {}
    for each in snippets:
        all_ = {(each.language, each.channel, each.tone, each.title, each.body)}
        all_ |= {(v.language, v.channel, v.tone, v.title or each.title, v.body) for v in each.variants}
        bare = replace(
            each,
            title="",
            body="",
            language="",
            channel="",
            tone="",
            variants=(),
            fields=tuple(sorted(each.fields, key=lambda f: f.name)),
        )
        found[each.id] = (bare, all_)
    return found


@calm
@given(library)
def test_a_pack_loses_nothing(snippets: list[PackSnippet]) -> None:
    snippets = [
        replace(
            each, variants=tuple(v for v in each.variants if (v.language, v.channel, v.tone) != (each.language, "", ""))
        )
        for each in snippets
    ]
    assert parts(again(ExportFormat.MARKDOWN, OwnPack(), snippets)) == parts(snippets)


def test_a_full_snippet_in_every_form_that_loses_nothing() -> None:
    for format_, reader in (
        (ExportFormat.JSON, OwnJson()),
        (ExportFormat.CSV, Table()),
        (ExportFormat.MARKDOWN, OwnPack()),
    ):
        found = {each.id: each for each in again(format_, reader, [FULL, BYE])}
        assert found == {"refund": replace(FULL, variants=found["refund"].variants), "bye": BYE}
        assert set(found["refund"].variants) == set(FULL.variants)


def test_facts_come_along(tmp_path: Path) -> None:
    export([BYE], ExportFormat.JSON, tmp_path / "a.json", facts=FACTS)
    export([BYE], ExportFormat.MARKDOWN, tmp_path / "a", facts=FACTS)
    assert OwnJson().facts(tmp_path / "a.json") == FACTS
    assert OwnPack().facts(tmp_path / "a") == FACTS
    assert read_pack(tmp_path / "a").faults == ()


def test_espanso_is_read_again(tmp_path: Path) -> None:
    target = tmp_path / "m.yml"
    export([FULL, BYE], ExportFormat.ESPANSO, target, facts=FACTS)
    main, german, chat, bye = read(Espanso(skip_short=False), target)
    assert (main.shortcut, main.title, main.synonyms) == (
        "refok",
        "Refund approved",
        ("money back", "billing", "refund"),
    )
    assert main.body == (
        "Hi {{field.customer_first_name}},\n\norder {{field.order_no}} by {{field.method}} in 5 days.\n"
        f"[only if Late: Sorry. | else: Fine.] {{{{>{bye.id}}}}} {{{{field.yours_4}}}}\n"
        "\\{{literal}} {{cursor}}\n{{date.today}}\n"
    )
    by_name = {each.name: each for each in main.fields}
    assert by_name["customer_first_name"].default == "there"
    assert (by_name["method"].type, by_name["method"].options) == (FieldType.CHOICE, ("card", "PayPal"))
    assert (german.shortcut, german.body) == ("refok.de", "Hallo {{field.customer_first_name}}\n")
    assert (chat.title, chat.body) == ("Refund (chat) (en, chat)", "=done\n")
    assert bye.shortcut == "bye"
    assert "trigger: ;refok\n" in target.read_text(encoding="utf-8"), "a bare word would be taken wherever it is typed"


@calm
@given(library)
def test_any_body_is_read_again_from_espanso(snippets: list[PackSnippet]) -> None:
    usable = [each for each in snippets if each.status is not SnippetStatus.RECALLED]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "m.yml"
        file.write_bytes(to_espanso(snippets).encode())
        if usable:
            items = list(Espanso(skip_short=False).read(file))
            assert all(item.snippet or "the same as" in item.notes[0] for item in items)
            assert len(items) == len(usable) + sum(len(each.variants) for each in usable)


def test_names_that_would_be_one_in_espanso_stay_two(tmp_path: Path) -> None:
    body = "{{customer.email}} {{field.customer_email}} {{?field.customer_email=a}}$|$ }}{{{/}}\n"
    odd = replace(BYE, body=body, fields=(Field(name="customer_email", label="Their {{mail}}", default="x"),))
    export([odd], ExportFormat.ESPANSO, tmp_path / "m.yml")
    [again_] = read(Espanso(skip_short=False), tmp_path / "m.yml")
    assert again_.body == (
        "{{field.customer_email}} {{field.customer_email_2}} [only if Their \\{{mail}}=a: $ | $ }}{]\n"
    )
    assert [each.default for each in again_.fields] == ["", "x"]


def test_recalled_words_do_not_go_to_espanso() -> None:
    assert "Bye now" not in to_espanso([replace(BYE, status=SnippetStatus.RECALLED)])


def test_no_cell_is_a_formula() -> None:
    odd = replace(BYE, title="=HYPERLINK(1)", tags=("+a", "b"), body=" @SUM(1)\n", context="'quoted", owner="＝x")
    rows = list(csv.reader(io.StringIO(to_csv([odd]).removeprefix("\ufeff"))))
    assert not any(cell.lstrip(" ").startswith(tuple("=+-@＝")) for row in rows for cell in row)
    assert again(ExportFormat.CSV, Table(), [odd]) == [odd]


@given(words)
def test_a_guarded_cell_is_the_same_again(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


def test_rows_in_another_order_and_columns_too(tmp_path: Path) -> None:
    head, *rows = csv.reader(io.StringIO(to_csv([FULL, BYE]).removeprefix("\ufeff")))
    order = sorted(range(len(head)), key=lambda at: head[at])
    file = tmp_path / "t.csv"
    with file.open("w", newline="") as out:
        csv.writer(out, delimiter=";").writerows([row[at] for at in order] for row in (head, *reversed(rows)))
    found = {each.id: each for each in read(Table(), file)}
    assert found["bye"] == BYE
    assert set(found["refund"].variants) == set(FULL.variants)


def test_each_export_is_recognised(tmp_path: Path) -> None:
    for format_, name, ending in (
        (ExportFormat.JSON, "json", ".json"), (ExportFormat.CSV, "csv", ".csv"),
        (ExportFormat.ESPANSO, "espanso", ".yml"), (ExportFormat.MARKDOWN, "markdown", ""),
    ):  # fmt: skip
        target = tmp_path / f"{name}{ending}"
        export([FULL, BYE], format_, target)
        found = recognise(target)
        assert found is not None
        assert found.name == name


@pytest.mark.parametrize("title", ["CON", "nul", "...", "a/b\\c:d*?", "", "  ", "日本語", "x" * 300, "COM1.txt"])
def test_names_that_every_platform_takes(title: str) -> None:
    both = [
        replace(BYE, title=title or "x", id="a", folder="../CON/a:b?./ /x. "),
        replace(BYE, title=title.upper() or "X", id="b"),
    ]
    paths = [path for path, _ in files(both)][2:]
    assert len({str(path).casefold() for path in paths}) == 2
    for path in paths:
        assert path.parts[0] == "snippets"
        for part in path.parts:
            assert len(part) < 80
            assert not set(part) & set('<>:"|?*\\\0')
            assert part.strip(" .") == part
            assert part.split(".")[0].lower() not in {"con", "nul", "com1", "..", ""}


def test_nothing_there_is_replaced_unless_told(tmp_path: Path) -> None:
    for format_ in ExportFormat:
        target = tmp_path / format_
        export([BYE], format_, target)
        with pytest.raises(UserError, match="is there already"):
            export([FULL], format_, target)
        export([replace(BYE, title="Other")], format_, target, overwrite=True)
        assert b"Other" in b"".join(each.read_bytes() for each in (target, *target.rglob("*")) if each.is_file())
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_folder_with_other_things_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "diary.txt").write_text("mine")
    with pytest.raises(UserError, match="holds more than an export"):
        export([BYE], ExportFormat.MARKDOWN, tmp_path / "notes", overwrite=True)
    assert (tmp_path / "notes" / "diary.txt").read_text() == "mine"


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    for format_ in ExportFormat:
        with pytest.raises(UserError, match="could not be written"):
            export([BYE], format_, tmp_path / "gone" / "x")


def test_own_files_are_checked(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    bad = ['{"id":"a"}', '{"id":"","title":"t","body":"b"}', '{"id":"a","title":"t","body":" "}', "5",
           '{"id":"a","title":"t","body":"b","fields":[{"name":"A b","label":"x"}]}',
           '{"id":"a","title":"t","body":"b","fields":[{"name":"a","label":"x","type":"choice"}]}']  # fmt: skip
    good = '{"id":"a","title":"t","body":"b","folder":"../../x"}'
    file.write_text('{"format":"support-workbench-snippets","version":1,"snippets":[' + ",".join([*bad, good]) + "]}")
    items = list(OwnJson().read(file))
    assert [item.outcome for item in items] == [Outcome.SKIPPED] * len(bad) + [Outcome.COMES]
    assert items[-1].snippet is not None
    assert (items[-1].snippet.folder, items[-1].snippet.origin) == ("x", "workbench:a")

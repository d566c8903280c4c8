"""Tables: a header in any order or none, the delimiters and encodings that are about."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.exchange.making import Raw, items
from workbench.exchange.model import Item, Outcome
from workbench.exchange.placeholders.body import plain
from workbench.exchange.table import Table
from workbench.kernel.errors import UserError


def whole(folder: Path, text: str, *, encoding: str = "utf-8", macros: str = "") -> list[Item]:
    file = folder / "t.csv"
    file.write_bytes(text.encode(encoding))
    return list(Table(macros=macros).read(file))


def read(folder: Path, text: str, *, encoding: str = "utf-8", macros: str = "") -> list[Item]:
    return [item for item in whole(folder, text, encoding=encoding, macros=macros) if not item.about]


def shown(items: list[Item]) -> list[tuple[str, str, str]]:
    return [(each.snippet.shortcut, each.snippet.title, each.snippet.body) for each in items if each.snippet]


@pytest.mark.parametrize(
    "text",
    [
        "keyword,snippet,name\nbye,Goodbye,Bye\n",
        "Group,Name,Keyword,Snippet\nMail,Bye,bye,Goodbye\n",
        "label;text;abbreviation\nBye;Goodbye;bye\n",
        "title\tbody\tshort code\nBye\tGoodbye\tbye\n",
        "bye,Goodbye,Bye\n",
        "bye;Goodbye;Bye\nyo;Hello you;Yo\n",
        "\n\nbye,Goodbye,Bye\n,,\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_the_same_snippet_from_any_table(tmp_path: Path, text: str, encoding: str) -> None:
    assert shown(read(tmp_path, text, encoding=encoding))[0] == ("bye", "Bye", "Goodbye\n")


def test_quoted_lines_commas_and_quotes(tmp_path: Path) -> None:
    [made] = shown(read(tmp_path, 'trigger,body\nbye,"Hi,\r\nsay ""bye"" now"\n'))
    assert made == ("bye", 'Say "bye" now', 'Hi,\nsay "bye" now\n')


def test_quotes_that_come_late_are_still_quotes(tmp_path: Path) -> None:
    rows = "".join(f"k{n};'plain' text number {n}\n" for n in range(300))
    made = shown(read(tmp_path, rows + 'last;"say ""bye"""\n'))
    assert made[-1] == ("last", 'say "bye"', 'say "bye"\n')


def test_quotes_with_a_backslash_before_them_are_quotes_too(tmp_path: Path) -> None:
    rows = '"a","<a href=\\"https://x.example\\">Help</a>","Help"\n"b","say \\"bye\\""\n'
    assert [body for *_, body in shown(read(tmp_path, rows))] == [
        '<a href="https://x.example">Help</a>\n', 'say "bye"\n'
    ]  # fmt: skip
    assert shown(read(tmp_path, 'a,"look in C:\\dir\\"\nb,"say ""\\""!"\n'))[0][2] == "look in C:\\dir\\\n"


def test_two_columns_and_one(tmp_path: Path) -> None:
    assert shown(read(tmp_path, "a,first words\nb,second\n")) == [
        ("a", "first words", "first words\n"),
        ("b", "second", "second\n"),
    ]
    assert shown(read(tmp_path, "body\njust words\n")) == [("", "just words", "just words\n")]


def test_letters_that_are_not_utf8_are_told(tmp_path: Path) -> None:
    plain, accents = read(tmp_path, "a,plain\nb,Grüße\n", encoding="latin-1")
    assert plain.outcome is Outcome.COMES
    assert accents.snippet is not None
    assert (accents.snippet.body, accents.outcome) == ("Grüße\n", Outcome.LOOK)
    assert "Windows-1252" in accents.notes[0]


def test_macros_are_told_by_what_is_there(tmp_path: Path) -> None:
    expander = shown(read(tmp_path, "a,Hi %filltext:name=Name%\nb,50%% off\n"))
    assert [body for *_, body in expander] == ["Hi {{field.name}}\n", "50% off\n"]
    beef = shown(read(tmp_path, "a,Hi #{input:Name}\n"))
    assert beef[0][2] == "Hi {{field.name}}\n"
    plain = shown(read(tmp_path, "a,100%% #1 {x}\n"))
    assert plain[0][2] == "100%% #1 {x}\n"


def test_a_table_by_hand_may_use_our_names(tmp_path: Path) -> None:
    known, unknown = read(tmp_path, "a,Hi {{customer.first_name|there}} {{cursor}} \\{{x}}\nb,Hi {{nick}}\n")
    assert known.snippet and unknown.snippet
    assert known.snippet.body == "Hi {{customer.first_name|there}} {{cursor}} \\{{x}}\n"
    assert (known.outcome, unknown.outcome) == (Outcome.COMES, Outcome.LOOK)
    assert unknown.snippet.body == "Hi {{field.nick}}\n"


def test_the_same_trigger_twice(tmp_path: Path) -> None:
    first, second, same = read(tmp_path, "a,one\nA,two\na,one\n")
    assert first.snippet and second.snippet
    assert (first.snippet.shortcut, second.snippet.shortcut) == ("a", "")
    assert second.outcome is Outcome.LOOK
    assert (same.outcome, same.notes) == (Outcome.SKIPPED, ("It is the same as “one”.",))
    assert first.snippet.id != second.snippet.id


def test_a_second_trigger_is_not_lost_with_a_repeated_text(tmp_path: Path) -> None:
    raws = [
        Raw(identity=str(n), source=str(n), body="one", triggers=each) for n, each in enumerate([("a",), ("a", "b")])
    ]
    first, second = items("f", raws, lambda raw, _: plain(raw.body))
    assert first.snippet and second.snippet
    assert (first.snippet.shortcut, second.snippet.shortcut) == ("a", "b")


def test_an_apostrophe_against_formulas_goes(tmp_path: Path) -> None:
    assert shown(read(tmp_path, "a,'=1+1\nb,'tis\n")) == [("a", "=1+1", "=1+1\n"), ("b", "'tis", "'tis\n")]


def test_a_cell_without_end_is_told(tmp_path: Path) -> None:
    items = read(tmp_path, "a,one\nb,two\n" + 'c,"' + "x" * 140_000)
    assert [item.outcome for item in items] == [Outcome.COMES, Outcome.COMES, Outcome.SKIPPED]
    assert "could not be read" in items[-1].notes[0]


def test_how_the_columns_are_read_is_told(tmp_path: Path) -> None:
    about, item = whole(tmp_path, "Name,Colour,Shortcut,Body\nBye,red,bye,Goodbye\n")
    assert about.about and about.snippet is None
    assert (about.source, about.outcome, item.outcome) == ("t.csv", Outcome.COMES, Outcome.COMES)
    assert about.notes == (
        "Of its columns, “Body” is the text, “Shortcut” is the shortcut, “Name” is the title. Not read: “Colour”.",
    )


@pytest.mark.parametrize(
    "header",
    ["Titel;Kürzel;Text;Ordner", "Titel;Kuerzel;Text;Ordner", "Nom;Raccourci;Contenu;Dossier",
     "Título;Atajo;Texto;Carpeta", "Título;Abreviação;Conteúdo;Pasta", "Titolo;Scorciatoia;Testo;Cartella"],
)  # fmt: skip
def test_a_header_in_other_languages_is_one(tmp_path: Path, header: str) -> None:
    about, item = whole(tmp_path, f"{header}\nBye;bye;Goodbye to you;Mail\n")
    assert about.outcome is Outcome.COMES
    assert item.snippet and item.snippet.folder == "Mail"
    assert shown([item]) == [("bye", "Bye", "Goodbye to you\n")]


def test_a_table_without_a_known_header_is_to_be_looked_at(tmp_path: Path) -> None:
    about, first, second = whole(tmp_path, "Lyhenne;Sisältö;Otsikko;Kansio\nbye;Goodbye;Bye;Mail\n")
    assert about.outcome is Outcome.LOOK
    assert "column 1 is the shortcut, column 2 is the text, column 3 is the title" in about.notes[0]
    assert "What stands in further columns is not read (4 in all)." in about.notes[0]
    assert first.snippet and second.snippet


def test_whose_placeholders_are_read_is_told(tmp_path: Path) -> None:
    about, item = whole(tmp_path, "trigger,body\na,Hi %filltext:name=Name%\n")
    assert about.notes[1] == "Its placeholders are read as those of TextExpander."
    assert item.mapped == ("%filltext:name=Name% → {{field.name}}",)


def test_an_empty_table(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="has no lines"):
        read(tmp_path, "\n\n")

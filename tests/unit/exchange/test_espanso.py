"""espanso: matches, variables, forms and packages come in; nothing of them is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.exchange.espanso import Espanso
from workbench.exchange.model import Item, Outcome
from workbench.exchange.registry import by_name, recognise
from workbench.kernel.errors import UserError
from workbench.packs.model import FieldType, PackSnippet


def read(folder: Path, text: str, *, name: str = "base.yml", skip_short: bool = False) -> list[Item]:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return list(Espanso(skip_short=skip_short).read(file))


def only(items: list[Item]) -> tuple[Item, PackSnippet]:
    assert len(items) == 1
    assert items[0].snippet is not None
    return items[0], items[0].snippet


def test_a_match_comes_in_under_its_trigger(tmp_path: Path) -> None:
    item, snippet = only(
        read(
            tmp_path,
            """
matches:
  - triggers: [":Thx", ":ty"]
    label: Say thank you
    replace: "Thank you for writing."
    search_terms: [gratitude]
""",
        )
    )
    assert (item.outcome, item.source, item.notes) == (Outcome.COMES, ":Thx", ())
    assert (snippet.shortcut, snippet.synonyms, snippet.title) == ("thx", ("ty", "gratitude"), "Say thank you")
    assert (snippet.body, snippet.origin) == ("Thank you for writing.\n", "espanso::Thx")


def test_a_second_import_finds_the_same_ids(tmp_path: Path) -> None:
    text = 'matches: [{trigger: ":a", replace: one}, {trigger: ":b", replace: two}]'
    first = [item.snippet.id for item in read(tmp_path, text) if item.snippet]
    again = [item.snippet.id for item in read(tmp_path, text, name="other.yml") if item.snippet]
    assert first == again
    assert len(set(first)) == 2
    assert all(id_.startswith("import-") for id_ in first)


@pytest.mark.parametrize("word", ["no", "1.10", "012", "12:30:00", "2027-01-31", "~", "0x10", "true"])
def test_plain_words_stay_the_words_they_are(tmp_path: Path, word: str) -> None:
    _, snippet = only(read(tmp_path, f"matches:\n  - trigger: {word}\n    replace: {word}\n"))
    assert (snippet.shortcut, snippet.body) == (word, f"{word}\n")


def test_a_form_becomes_fields(tmp_path: Path) -> None:
    item, snippet = only(
        read(
            tmp_path,
            """
matches:
  - trigger: ":order"
    form: "Dear [[name]], paid by [[method]]: [[why]] [[name]]"
    form_fields:
      method: {type: choice, values: [card, PayPal], default: PayPal}
      why: {multiline: true}
""",
        )
    )
    assert item.outcome is Outcome.COMES
    assert snippet.body == "Dear {{field.name}}, paid by {{field.method}}: {{field.why}} {{field.name}}\n"
    name, method, why = snippet.fields
    assert (name.type, method.type, why.type) == (FieldType.TEXT, FieldType.CHOICE, FieldType.LONG)
    assert (method.options, method.default) == (("card", "PayPal"), "PayPal")


def test_brackets_outside_a_form_are_words(tmp_path: Path) -> None:
    _, snippet = only(read(tmp_path, 'matches: [{trigger: ":a", replace: "see [[page]] $|$"}]'))
    assert snippet.body == "see [[page]] {{cursor}}\n"


VARIABLES = """
global_vars:
  - {name: firm, type: echo, params: {echo: "ACME {{place}}"}}
  - {name: place, type: echo, params: {echo: Berlin}}
matches:
  - trigger: ":v"
    replace: "%s"
    vars:
      - {name: day, type: date, params: {format: "%%Y-%%m-%%d"}}
      - {name: later, type: date, params: {format: "%%x", offset: 86400}}
      - {name: hour, type: date, params: {format: "%%H:%%M"}}
      - {name: month, type: date, params: {format: "%%B"}}
      - {name: clip, type: clipboard}
      - {name: tone, type: choice, params: {values: [{label: Kind, id: kind}, {label: Short, id: short}]}}
      - {name: luck, type: random, params: {choices: [Hi, Hello]}}
      - {name: f, type: form, params: {layout: "A [[size]]", fields: {size: {type: list, values: "S\\nM"}}}}
      - {name: sh, type: shell, params: {cmd: "touch /tmp/never"}}
      - {name: sc, type: script, params: {args: [python, x.py]}}
      - {name: odd, type: telepathy}
"""


@pytest.mark.parametrize(
    ("written", "body", "look"),
    [
        ("{{firm}}", "ACME Berlin", False),
        ("{{day}}", "{{date.today}}", False),
        ("{{later}}", "{{field.date}}", True),
        ("{{hour}}", "{{field.time}}", True),
        ("{{month}}", "{{field.part_of_the_date_b}}", True),
        ("{{clip}}", "{{field.from_the_clipboard}}", False),
        ("{{ tone }}", "{{field.tone}}", False),
        ("{{luck}}", "{{field.luck}}", False),
        ("{{f.size}}", "{{field.size}}", False),
        ("{{sh}}", "{{field.sh}}", True),
        ("{{sc}}", "{{field.sc}}", True),
        ("{{odd}}", "{{field.odd}}", True),
        ("{{nobody}}", "{{field.nobody}}", True),
        ("\\\\{\\\\{day\\\\}\\\\}", "\\{{day}}", False),
        ("{{ not one }}", "\\{{ not one }}", False),
    ],
)
def test_each_kind_of_variable(tmp_path: Path, written: str, body: str, look: bool) -> None:
    item, snippet = only(read(tmp_path, VARIABLES % written))
    assert snippet.body == body + "\n"
    assert item.outcome is (Outcome.LOOK if look else Outcome.COMES)
    assert any("not run here" in note for note in item.notes) == (written in {"{{sh}}", "{{sc}}"})


def test_what_a_variable_offers_comes_along(tmp_path: Path) -> None:
    _, snippet = only(read(tmp_path, VARIABLES % "{{tone}} {{luck}} {{f.size}} {{later}}"))
    assert [each.options for each in snippet.fields] == [("kind", "short"), ("Hi", "Hello"), ("S", "M"), ()]
    assert snippet.fields[-1].type is FieldType.DATE


def test_a_choice_without_options_is_a_text(tmp_path: Path) -> None:
    item, snippet = only(
        read(
            tmp_path,
            'matches: [{trigger: a, replace: "{{c}}", vars: [{name: c, type: choice, params: {values: []}}]}]',
        )
    )
    assert snippet.fields[0].type is FieldType.TEXT
    assert item.outcome is Outcome.LOOK
    assert any("nothing to choose from" in note for note in item.notes)


def test_matches_include_each_other_and_circles_are_cut(tmp_path: Path) -> None:
    text = """
matches:
  - {trigger: ":a", replace: "a {{o}}", vars: [{name: o, type: match, params: {trigger: ":b"}}]}
  - {trigger: ":b", replace: "b {{o}}", vars: [{name: o, type: match, params: {trigger: ":a"}}]}
  - {trigger: ":c", replace: "c {{o}}", vars: [{name: o, type: match, params: {trigger: ":zz"}}]}
  - {trigger: ":d", replace: "d {{o}}", vars: [{name: o, type: match, params: {trigger: ":d"}}]}
"""
    a, b, c, d = read(tmp_path, text)
    assert a.snippet and b.snippet and c.snippet and d.snippet
    assert a.snippet.body == f"a {{{{>{b.snippet.id}}}}}\n"
    assert a.outcome is Outcome.COMES
    assert b.snippet.body == "b {{field.a}}\n"
    assert any("circle" in note for note in b.notes)
    assert any("not in this import" in note for note in c.notes)
    assert any("circle" in note for note in d.notes)


def test_short_ones_stay_out_together_unless_one_is_included(tmp_path: Path) -> None:
    text = """
matches:
  - {trigger: teh, replace: the}
  - {trigger: adn, replace: and}
  - {trigger: sig, replace: Ann}
  - {trigger: bye, replace: "Kind regards, {{s}}", vars: [{name: s, type: match, params: {trigger: sig}}]}
"""
    items = read(tmp_path, text, skip_short=True)
    assert [item.source for item in items] == ["sig", "bye", "base.yml"]
    assert items[-1].outcome is Outcome.SKIPPED
    assert items[-1].notes[0].startswith("2 matches shorter than 20 characters")
    assert len(read(tmp_path, text)) == 4


def test_html_and_pictures(tmp_path: Path) -> None:
    html, picture = read(
        tmp_path,
        'matches: [{trigger: h, html: "<p>Hello <b>{{my_name}}</b></p><script>x()</script>"}, {trigger: i, image_path: /etc/passwd}]',
    )
    assert html.snippet is not None
    assert html.snippet.body == "Hello **{{field.my_name}}**\n"
    assert html.outcome is Outcome.LOOK
    assert (picture.outcome, picture.snippet) == (Outcome.SKIPPED, None)


def test_a_package_and_a_folder(tmp_path: Path) -> None:
    package = tmp_path / "match" / "packages" / "polite"
    package.mkdir(parents=True)
    (package / "_manifest.yml").write_text('name: polite\ntitle: "Polite words"\nversion: 1.0.0\ntags: [kind]\n')
    (package / "package.yml").write_text('matches: [{trigger: ":p", replace: "With kind regards"}]')
    (tmp_path / "match" / "work").mkdir()
    (tmp_path / "match" / "work" / "mail.yml").write_text('matches: [{trigger: ":m", replace: "Mail us again"}]')
    (tmp_path / "match" / "base.yml").write_text("matches: [{trigger: ")
    assert Espanso().recognises(tmp_path)
    found = {item.source: item for item in Espanso(skip_short=False).read(tmp_path)}
    polite, mail = found[":p"].snippet, found[":m"].snippet
    assert polite and mail
    assert (polite.folder, polite.tags, polite.origin) == ("Polite words", ("kind",), "espanso:polite/:p")
    assert mail.folder == "work/mail"
    assert found["base.yml"].outcome is Outcome.SKIPPED
    alone = next(Espanso(skip_short=False).read(package / "package.yml"))
    assert alone.snippet == polite


def _picture(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 30)
    return file


@pytest.mark.parametrize(
    "written",
    ["$CONFIG/images/way-in.png", "$CONFIG\\\\images\\\\way-in.png", "%CONFIG%/images/way-in.png", "../images/way-in.png",
     "$CONFIG/match/../images/way-in.png"],
)  # fmt: skip
def test_a_picture_of_the_folder_comes_in(tmp_path: Path, written: str) -> None:
    picture = _picture(tmp_path / "images" / "way-in.png")
    (tmp_path / "match").mkdir()
    (tmp_path / "match" / "base.yml").write_text(f'matches: [{{trigger: ":map", image_path: "{written}"}}]')
    [item] = Espanso().read(tmp_path)
    assert item.snippet is not None
    assert (item.snippet.assets, item.snippet.body, item.snippet.title) == (("way-in.png",), "{{cursor}}\n", "way in")
    assert item.outcome is Outcome.LOOK
    assert [Path(file).resolve() for file in item.files] == [picture.resolve()]


def test_a_picture_of_a_package_lies_in_its_version_in_the_hub(tmp_path: Path) -> None:
    package = _package(tmp_path / "polite" / "1.0.0", "With kind regards")
    _picture(package / "pictures" / "wave.png")
    (package / "more.yml").write_text(
        'matches: [{trigger: ":w", image_path: "$CONFIG/match/packages/polite/pictures/wave.png"}]'
    )
    found = [item.snippet.assets for item in Espanso(skip_short=False).read(tmp_path) if item.snippet]
    assert sorted(found) == [(), ("wave.png",)]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("/etc/passwd", "not in the folder"),
        ("../../outside.png", "not in the folder"),
        ("$CONFIG/../outside.png", "not in the folder"),
        ("link.png", "not in the folder"),
        ("gone.png", "not in the folder"),
        ("empty.png", "is empty"),
        ("base.yml", "of a kind"),
        ("\\0.png", "not in the folder"),
        ("match/", "not in the folder"),
    ],
)
def test_no_other_file_comes_in_as_a_picture(tmp_path: Path, written: str, why: str) -> None:
    _picture(tmp_path / "outside.png")
    match = tmp_path / "espanso" / "match"
    match.mkdir(parents=True)
    (match / "link.png").symlink_to(tmp_path / "outside.png")
    (match / "empty.png").touch()
    (match / "base.yml").write_text(f'matches: [{{trigger: ":map", image_path: "{written}"}}]')
    [item] = Espanso().read(tmp_path / "espanso")
    assert (item.outcome, item.files) == (Outcome.SKIPPED, ())
    assert why in item.notes[-1]


def test_of_two_pictures_of_one_name_the_first_comes_in(tmp_path: Path) -> None:
    for name in ("a", "b"):
        _picture(tmp_path / name / "map.png")
    text = "matches: [{trigger: a, image_path: a/map.png}, {trigger: b, image_path: b/map.png}, {trigger: c, image_path: a/map.png}]"
    first, second, again = read(tmp_path, text)
    assert first.snippet and again.snippet
    assert second.notes == ("Another picture is called “map.png” too, and one alone can come in.",)


def _package(folder: Path, words: str, version: str = "1.0.0") -> Path:
    folder.mkdir(parents=True)
    (folder / "_manifest.yml").write_text(f"name: polite\ntitle: Polite words\nversion: {version}\n")
    (folder / "package.yml").write_text(f'matches: [{{trigger: ":p", replace: "{words}"}}]')
    return folder


def test_settings_with_nothing_but_a_package_are_known(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "default.yml").write_text("show_notifications: false")
    (_package(tmp_path / "match" / "packages" / "polite", "With kind regards") / "_manifest.yml").unlink()
    assert recognise(tmp_path) == by_name("espanso")
    [item] = Espanso(skip_short=False).read(tmp_path)
    assert item.snippet and item.snippet.folder == "polite"


@pytest.mark.parametrize("below", [".", "polite", "packages/polite"])
def test_of_the_versions_of_a_package_the_highest_comes_in(tmp_path: Path, below: str) -> None:
    for version in ("0.9.0", "0.10.0", "0.2.0"):
        _package(tmp_path / below / version, f"With kind regards of {version}", version)
    assert recognise(tmp_path) == by_name("espanso")
    first, *others = Espanso(skip_short=False).read(tmp_path)
    assert first.snippet and first.snippet.body == "With kind regards of 0.10.0\n"
    assert [each.notes for each in others] == [("It is of an older version; 0.10.0 of this package comes in.",)] * 2


def test_a_folder_that_is_called_like_a_version_stays_what_it_is(tmp_path: Path) -> None:
    for name in ("2026.01", "2026.02"):
        (tmp_path / "match" / name).mkdir(parents=True)
        (tmp_path / "match" / name / "mail.yml").write_text(f'matches: [{{trigger: ":{name}", replace: "Of {name}"}}]')
    assert len([item for item in Espanso(skip_short=False).read(tmp_path) if item.snippet]) == 2


def test_a_folder_far_above_or_of_others_is_not_espansos(tmp_path: Path) -> None:
    _package(tmp_path / "a" / "b" / "c" / "d" / "e", "With kind regards")
    (tmp_path / "compose.yml").write_text("services:\n  matches: none\n")
    assert not Espanso().recognises(tmp_path)
    assert Espanso().recognises(tmp_path / "a")


def test_what_is_no_match_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no espanso matches"):
        read(tmp_path, "just: words")
    with pytest.raises(UserError, match="only points to a large file"):
        read(tmp_path, "version https://git-lfs.github.com/spec/v1\noid sha256:00\n")

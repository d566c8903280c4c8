from __future__ import annotations

from pathlib import Path

import pytest

from workbench.certainty import book_of, languages
from workbench.certainty.model import Rule
from workbench.certainty.rules import RulesDamaged, load, parse

GOOD = """
[words]
maybe = "maybe perhaps for_now"

[[guard]]
name = "asked"
tail = '\\?$'

[[rule]]
id = "maybe"
kind = "uncertain"
level = "warn"
triggers = ["maybe", "perhaps", "now"]
cue = '<maybe>(?: not)?'
unless = ["asked"]
hears = "A guess."
verify = "Look."
why = "Because."
flag = ["Maybe it is."]
ok = ["It is."]
"""


def found(rule: Rule, text: str) -> list[str]:
    return [text[slice(*match.span())] for match in rule.cue.finditer(text)]


def test_a_good_file_becomes_rules() -> None:
    book = parse(GOOD, "xx.toml", "xx")
    (rule,) = book.rules
    assert found(rule, "for   now\nnot") == ["for   now\nnot"]
    assert rule.unless[0].name == "asked"
    assert book.woken_by == {"maybe": (0,), "perhaps": (0,), "now": (0,)}


def test_a_rule_goes_back_to_the_essay_of_its_kind_or_to_one_of_its_own() -> None:
    essays = '[essays]\nuncertain = "Of doubt."\n'
    (of_kind,) = parse(essays + GOOD, "xx.toml", "xx").rules
    (own,) = parse(essays + GOOD.replace('id = "maybe"', 'id = "maybe"\nsource = "Of maybe."'), "xx.toml", "xx").rules
    assert (of_kind.source, own.source) == ("Of doubt.", "Of maybe.")


@pytest.mark.parametrize("language", languages())
def test_every_rule_that_ships_names_its_essay(language: str) -> None:
    assert [rule.id for rule in book_of(language).rules if not rule.source] == []


def test_phrases_are_found_as_they_are_written_and_wake_by_themselves() -> None:
    raw = GOOD.replace("cue = '<maybe>(?: not)?'", 'phrases = ["a.b your convenience"]').replace(
        'triggers = ["maybe", "perhaps", "now"]', ""
    )
    (rule,) = parse(raw, "xx.toml", "xx").rules
    assert found(rule, "at a.b  your convenience")
    assert not found(rule, "at axb your convenience")
    assert rule.triggers == {"a.b your convenience"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[words]", "[words", "line 2"),
        ('kind = "uncertain"', 'kind = "unsure"', "kind is “unsure”"),
        ('level = "warn"', "", "level is missing"),
        ("cue = '<maybe>", "cue = '(<maybe>", "cue is not a pattern"),
        ("<maybe>", "<perhaps>", "names the list “perhaps”"),
        ('unless = ["asked"]', 'unless = ["told"]', "unless names “told”"),
        ('unless = ["asked"]', 'unles = ["asked"]', "the field “unles” is not known"),
        ('triggers = ["maybe", "perhaps", "now"]', 'triggers = ["For now"]', "the trigger “For now”"),
        ('triggers = ["maybe", "perhaps", "now"]', "", "triggers is missing"),
        ('why = "Because."', 'why = ""', "why is missing"),
        ('ok = ["It is."]', "ok = []", "ok has no example"),
        ('ok = ["It is."]', "ok = [3]", "ok is not a list of texts"),
        ('ok = ["It is."]', 'ok = ["It is."]\nnth = 0', "nth is not a number"),
        ('ok = ["It is."]', 'ok = ["It is."]\nrewrite = "dance"', "rewrite is neither"),
    ],
)
def test_a_damaged_rule_is_named_with_its_line_and_field(old: str, new: str, said: str) -> None:
    with pytest.raises(RulesDamaged) as damage:
        parse(GOOD.replace(old, new), "xx.toml", "xx")
    assert said in damage.value.title
    assert "xx.toml" in damage.value.title
    assert "line" in damage.value.title
    assert damage.value.cure


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("[language]\nbreaks = 3", "[language]: breaks is not text"),
        ('[language]\nabbreviations = "Dr"', "[language]: abbreviations is not in small letters"),
        ('[language]\nelides = "yes"', "[language]: elides is not true or false"),
        ('[language]\ntones = ""', "[language]: the field “tones” is not known"),
        ("language = 3", "[language]: is not a table"),
        ("essays = 3", "[essays]: is not a table"),
        ('[essays]\nmanners = "An essay."', "[essays]: “manners” is not one of"),
        ("[essays]\nuncertain = 3", "[essays]: uncertain is missing or not text"),
    ],
)
def test_damaged_conventions_are_named(table: str, said: str) -> None:
    with pytest.raises(RulesDamaged) as damage:
        parse(f"{table}\n{GOOD}", "xx.toml", "xx")
    assert said in damage.value.title
    assert "xx.toml" in damage.value.title


def test_where_words_elide_a_cue_may_begin_and_end_at_an_apostrophe() -> None:
    raw = GOOD.replace("'<maybe>(?: not)?'", '"il (?:que|qu\')"')
    (plain,), (elided,) = (
        parse(raw, "xx.toml", "xx").rules,
        parse(f"[language]\nelides = true\n{raw}", "xx.toml", "xx").rules,
    )
    assert not found(plain, "qu'il qu'on")
    assert found(elided, "qu'il qu'on")
    assert not found(elided, "qu'il queue")


def test_a_rewrite_may_only_speak_of_parts_of_the_cue() -> None:
    raw = GOOD.replace("<maybe>(?: not)?", "(?P<who>maybe)") + 'rewrite = "=who : {who} is | {what}"\n'
    with pytest.raises(RulesDamaged, match="speaks of “what”, which is no part of the cue"):
        parse(raw, "xx.toml", "xx")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tail = ", "tale = ", "“tale” is not a part"),
        ("tail = '\\?$'", "tail = '('", "tail is not a pattern"),
        ('maybe = "maybe perhaps for_now"', "maybe = 3", "[words] maybe"),
    ],
)
def test_a_damaged_guard_or_word_list_is_named(old: str, new: str, said: str) -> None:
    with pytest.raises(RulesDamaged) as damage:
        parse(GOOD.replace(old, new, 1), "xx.toml", "xx")
    assert said in damage.value.title


def test_an_id_is_taken_once() -> None:
    twice = GOOD + GOOD[GOOD.index("[[rule]]") :]
    with pytest.raises(RulesDamaged, match="taken by a rule before"):
        parse(twice, "xx.toml", "xx")


def test_a_file_that_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(RulesDamaged, match="could not be read"):
        load(tmp_path / "xx.toml")
    (tmp_path / "yy.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RulesDamaged, match="could not be read"):
        load(tmp_path / "yy.toml")

"""House files: what they may say, and that each fault is named with its file, rule, field and line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.certainty import Checker, Level, book_of
from workbench.certainty.house.layers import layered
from workbench.certainty.house.model import HouseFault, HouseRules
from workbench.certainty.house.reading import MAX_BYTES, read
from workbench.certainty.model import RuleBook


def english() -> RuleBook:
    book = book_of("en")
    assert book is not None
    return book


def good(raw: str) -> HouseRules:
    made = read(raw, "en.toml", english())
    assert made.faults == ()
    assert made.rules is not None
    return made.rules


def faults(raw: str) -> tuple[HouseFault, ...]:
    made = read(raw, "en.toml", english())
    assert made.rules is None
    return made.faults


def found(raw: str, text: str, *more: str) -> list[tuple[str, str, str]]:
    book = layered(english(), [good(each) for each in (raw, *more)])
    return [(finding.rule, finding.level.value, finding.cue) for finding in Checker(book).check(text)]


MOON = """
[[rule]]
id = "moon"
cue = 'on the moon\\w*'
unless = ["question", "sold"]
flag = ["It is on the moon."]
ok = ["Is it on the moon?", "It is on the moon as sold."]

[[guard]]
name = "sold"
tail = '^as sold\\b'
"""


def test_a_rule_is_added_with_guards_of_both_houses() -> None:
    assert found(MOON, "It is on  the MOON. Is it on the moon?") == [("moon", "warn", "on  the MOON")]


def test_a_house_rule_speaks_before_a_longer_one_that_ships() -> None:
    text = "I am hoping that it works."
    assert found("", text) == [("hope", "warn", "I am hoping that")]
    ours = '[[rule]]\nid = "no-hope"\ncue = "hoping"\nhears = "We do not hope here."'
    assert found(ours, text) == [("no-hope", "warn", "hoping")]


def test_a_rule_may_say_little_and_says_enough() -> None:
    (rule,) = good('[[rule]]\nid = "x"\nphrases = ["Roger that"]').rules
    assert (rule.level, rule.hears != "", rule.verify != "", rule.why != "") == (Level.WARN, True, True, True)


@pytest.mark.parametrize(("level", "out"), [("off", []), ("hint", [("should", "hint", "should")])])
def test_a_rule_of_ours_is_made_quieter_by_its_id(level: str, out: list[tuple[str, str, str]]) -> None:
    assert found(f'[[rule]]\nid = "should"\nlevel = "{level}"', "It should be fixed.") == out


def test_a_rule_of_ours_is_replaced_by_its_id() -> None:
    raw = '[[rule]]\nid = "should"\nlevel = "hint"\nphrases = ["should totally"]'
    assert found(raw, "It should be fixed. It should totally work.") == [("should", "hint", "should totally")]


def test_the_later_house_counts() -> None:
    off, on = '[[rule]]\nid = "should"\nlevel = "off"', '[[rule]]\nid = "should"\nlevel = "warn"'
    assert found(off, "It should be fixed.", on) == [("should", "warn", "should")]
    assert found(on, "It should be fixed.", off) == []


def test_lists_of_words_of_both_houses_stand_in_patterns() -> None:
    raw = '[words]\nbird = "owl barn_owl"\n[[rule]]\nid = "b"\ncue = \'an? <bird> (?:<adverb> )?flies\''
    assert [cue for _, _, cue in found(raw, "A barn  owl already flies.")] == ["A barn  owl already flies"]


def test_phrases_are_found_whole_in_any_case_and_spacing() -> None:
    raw = '[phrases]\nscript = ["Käuzchen says hi"]\nuncertain = ["word of honour"]'
    assert found(raw, "KÄUZCHEN  says\nhi. Word of honours.") == [("phrases.script", "warn", "KÄUZCHEN  says\nhi")]
    assert found(raw, "Unkäuzchen says hi.") == []


def test_phrases_of_two_houses_stand_together() -> None:
    rules = found('[phrases]\nscript = ["aaa bbb"]', "Aaa bbb. Ccc ddd.", '[phrases]\nscript = ["ccc ddd"]')
    assert [cue for _, _, cue in rules] == ["Aaa bbb", "Ccc ddd"]


def test_an_allowed_phrase_leads_to_no_finding_that_touches_it() -> None:
    raw = '[phrases]\nallow = ["we should be open on Monday"]'
    text = "We should be  open on monday. We should be open on Tuesday."
    assert [cue for _, _, cue in found(raw, text)] == ["should"]
    assert found(raw, "We’ve heard we should be open on Monday.") == []


def test_an_allowed_phrase_is_no_part_of_a_count() -> None:
    sorry = "I am sorry. The bill was wrong. Sorry for that. We mended it. Sorry once more."
    allow = '[phrases]\nallow = ["I am sorry", "sorry for that", "sorry once more"]'
    assert found(allow, sorry) == []


@pytest.mark.parametrize(
    ("raw", "line", "entry", "said"),
    [
        ("\n[phrases\n", 2, "", "this is not TOML"),
        ("\n[phrases]\nscript = [\n\n", 3, "", "this is not TOML"),
        ("[phrase]\n", 1, "", "“phrase” is not known"),
        ('[[rule]]\nid = "nope"\nlevel = "off"', 2, "rule “nope”", "no rule of this id"),
        ('[[rule]]\nid = "should"\nlevel = "loud"', 3, "rule “should”", "not one of off, hint, warn"),
        ('[[rule]]\nid = "a"\nkind = "unsure"\nphrases = ["b c"]', 3, "rule “a”", "kind is “unsure”"),
        ('[[rule]]\nid = "a"\nhears = "b"', 2, "rule “a”", "cue is missing"),
        ('[[rule]]\nphrases = ["b"]\nlevle = "warn"\nid = "a"', 3, "rule “a”", "“levle” is not known"),
        ("[[rule]]\nid = \"a\"\ncue = 'b(?= c)'", 3, "rule “a”", "“tail”"),
        ("[[rule]]\nid = \"a\"\ncue = 'b(?! c)'", 3, "rule “a”", "“tail”"),
        ("[[rule]]\nid = \"a\"\ncue = '(?<=b) c'", 3, "rule “a”", "“head”"),
        ("[[rule]]\nid = \"a\"\ncue = '(?<!b) c'", 3, "rule “a”", "“head”"),
        ("[[rule]]\nid = \"a\"\ncue = '(b) \\1'", 3, "rule “a”", "write the words out"),
        ("[[rule]]\nid = \"a\"\ncue = '(?P<x>b) (?P=x)'", 3, "rule “a”", "write the words out"),
        ("[[rule]]\nid = \"a\"\ncue = 'b++'", 3, "rule “a”", "leave the “+”"),
        ("[[rule]]\nid = \"a\"\ncue = '(b'", 3, "rule “a”", "not a pattern"),
        ("[[rule]]\nid = \"a\"\ncue = 'b)|(?:c'", 3, "rule “a”", "not a pattern"),
        ("[[rule]]\nid = \"a\"\ncue = '(?:(?:a{900}){900}){900}'", 3, "rule “a”", ""),
        ("[[rule]]\nid = \"a\"\ncue = '" + "b" * 2001 + "'", 3, "rule “a”", "longer than 2,000"),
        ("[[rule]]\nid = \"a\"\ncue = '<birds>'", 3, "rule “a”", "“birds”"),
        ('[[rule]]\nid = "a"\nphrases = ["b c"]\nunless = ["askd"]', 4, "rule “a”", "“askd”, which is no guard"),
        ('[[rule]]\nid = "a"\nphrases = ["b c"]\nflag = [\n  "b",\n]', 4, "rule “a”", "flag has “b”, which the rule does not find"),
        ('[[rule]]\nid = "a"\nphrases = ["b c"]\nok = ["B c!"]', 4, "rule “a”", "ok has “B c!”, in which the rule finds “B c”"),
        ('[[rule]]\nid = "a"\nphrases = ["b c"]\n\n[[rule]]\nid = "a"\nphrases = ["d"]', 2, "rule “a”", "taken"),
        ('[[guard]]\nname = "g"\nhead = "(?=x)"', 3, "guard “g”", "“tail”"),
        ('[[guard]]\nname = "g"\nbody = "x"', 3, "guard “g”", "“body” is not a part"),
        ("[phrases]\nscripts = []", 2, "[phrases]", "“scripts” is not one of"),
        ("[phrases]\nallow = 3", 2, "[phrases]", "allow is not a list"),
        ('[phrases]\nallow = ["!?"]', 2, "[phrases]", "holds no word"),
        ('[phrases]\nallow = ["' + "b" * 201 + '"]', 2, "[phrases]", "more than 200"),
        ("phrases = 3", 1, "[phrases]", "not a table"),
        ("rule = 3", 1, "rule", "[[rule]]"),
        ('[words]\nx = ["a"]', 2, "[words] x", "not text"),
    ],
)  # fmt: skip
def test_a_fault_names_file_rule_and_line_in_words(raw: str, line: int, entry: str, said: str) -> None:
    (fault, *_) = faults(raw)
    assert (fault.file, fault.line, fault.entry) == ("en.toml", line, entry)
    assert said in fault.why
    assert str(fault).startswith("en.toml")


def test_every_fault_of_a_file_is_found() -> None:
    raw = '[[rule]]\nid = "a"\ncue = "("\n[[rule]]\nid = "b"\nkind = "c"\nphrases = ["d"]\n[phrases]\nallow = 3'
    assert [fault.line for fault in faults(raw)] == [3, 6, 9]


def test_sizes_are_bounded() -> None:
    assert "1 MB" in faults("#" * (MAX_BYTES + 1))[0].why
    assert "2,000 rules" in faults('[[rule]]\nid = "a"\n' * 2001)[0].why


@settings(deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(MOON.split("\n") + ["[phrases]", "allow = [", "rule = 1"])).map("\n".join)
)
def test_any_file_is_read_or_refused(raw: str) -> None:
    made = read(raw, "en.toml", english())
    assert (made.rules is None) == bool(made.faults)


@pytest.mark.parametrize("cue", ["(a+)+$", "(a|a)*b", "(?:a?){60}a{60}", "(.*a){20}", "a.*b.*c.*d.*e"])
def test_a_pattern_cannot_run_away(cue: str) -> None:
    checker = Checker(layered(english(), [good(f"[[rule]]\nid = \"x\"\ncue = '{cue}'")]))
    started = time.process_time()
    checker.check("a" * 50_000 + "!" + " a" * 25_000)
    assert time.process_time() - started < 5


@settings(deadline=None)
@given(st.text())
def test_house_rules_hold_in_any_text(before: str) -> None:
    text = f"{before} roger that. \ud800 Roger  that"
    book = layered(RuleBook(language="xx", rules=(), woken_by={}), [good('[[rule]]\nid = "x"\ncue = "roger \\\\w+"')])
    cues = [text[f.span.start : f.span.end] for f in Checker(book).check(text)]
    assert all(cue.lower().startswith("roger") for cue in cues)
    assert len(cues) >= 1 or any(sign in before for sign in "\"'`“„«‘<>-{~")


def test_a_rule_without_triggers_finds_the_beginning_of_a_sentence() -> None:
    raw = "[[rule]]\nid = \"x\"\ncue = '^look\\b'\n[[rule]]\nid = \"y\"\ncue = 'nowhere\\w*'"
    assert found(raw, "It is done. Look here, and look there.") == [("x", "warn", "Look")]


def _repeated(part: str, number: int) -> str:
    return "".join(part.format(n=n) for n in range(number))


@pytest.mark.parametrize(
    "raw",
    [
        _repeated("a{n} = 1\n", 90_000),
        "[phrases]\n" + _repeated("p{n} = 1\n", 80_000),
        _repeated('[[rule]]\nid = "r{n}"\nlevel = "x"\n' + "\n" * 400, 2_000),
        "a" + ".a" * 400_000 + " = 1\n",
        _repeated("[[rule]]\nid = \"r{n}\"\ncue = '\\w{{1,60}} x{n}'\n", 2_000),
        "[words]\nw = '"
        + "abcd " * 180_000
        + "'\n"
        + _repeated("[[rule]]\nid = \"r{n}\"\ncue = '<w><w><w> {n}'\n", 900),
        '[[rule]]\nid = "r"\ncue = "x"\nflag = ["' + "x " * 400_000 + '"]\n',
        "[[rule]]\nid = 0x" + "9" * 9_000 + "\n",
    ],
    ids=["tables", "kinds of phrases", "levels", "a deep name", "large patterns", "a list", "an example", "a number"],
)
def test_a_file_that_means_harm_is_refused_soon(raw: str) -> None:
    begin = time.perf_counter()
    assert faults(raw)
    assert time.perf_counter() - begin < 10  # it was minutes


def test_as_many_rules_as_are_allowed_fit() -> None:
    rules = _repeated("[[rule]]\nid = \"r{n}\"\ncue = '(?:be|been) \\w+ {n}'\n", 2_000)
    assert len(good(rules).rules) == 2_000

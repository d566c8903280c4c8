from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.certainty import Checker, Finding, Kind, Level, check, checker_for, languages
from workbench.certainty.rules import parse
from workbench.kernel.spans import Span

CUES = ("It should be fixed", "I’m so sorry", "maybe it is", "We will pass this on to our team", "any inconvenience")
STRANGE = st.text(st.sampled_from("İı\u0301\u05d0\u202e🎉👍🏽\0\r\n\t .?\"'`>*_é"))


def brief(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.kind.value, finding.cue) for finding in findings]


def test_the_sentence_that_started_it_is_heard_once() -> None:
    (finding,) = check("That blog should now be under your other account.")
    assert (finding.kind, finding.level) == (Kind.UNCERTAIN, Level.WARN)
    assert finding.span == Span(10, 20)
    assert finding.rewrite == "That blog is now under your other account."
    assert finding.replaces == Span(0, 49)
    assert "should now" in finding.message
    assert finding.verify


def test_the_fixed_sentence_is_silent() -> None:
    assert check("That blog is now under your other account.") == []


NOISE = st.text(st.characters(exclude_categories=())) | STRANGE


@given(NOISE, st.sampled_from(CUES), NOISE)
def test_offsets_hold_in_any_text(before: str, cue: str, after: str) -> None:
    text = f"{before} {cue}. {after}"
    for finding in check(text):
        assert text[finding.span.start : finding.span.end] == finding.cue
        assert finding.replaces.start <= finding.span.start < finding.span.end <= finding.replaces.end


@pytest.mark.parametrize("cue", CUES)
@pytest.mark.parametrize("before", ["", "İİİ ", "🎉👍🏽 e\u0301 ", "שלום. ", "\0\0. ", "Hello\n\n", "\ufeff"])
def test_a_cue_is_found_behind_any_script(before: str, cue: str) -> None:
    findings = check(f"{before}{cue}. Bye.")
    assert findings
    assert all(f"{before}{cue}. Bye."[f.span.start : f.span.end] == f.cue for f in findings)


def test_findings_come_in_order_and_do_not_overlap_within_a_kind() -> None:
    text = " ".join(CUES) + ". " + "I think it should probably be fine, hopefully soon. Sorry again! " * 3
    findings = check(text)
    assert [f.span.start for f in findings] == sorted(f.span.start for f in findings)
    for kind in Kind:
        spans = [f.span for f in findings if f.kind is kind]
        assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))


def test_a_hedge_may_lie_inside_a_false_hope_and_the_shorter_comes_first() -> None:
    assert brief(check("Hopefully it comes back.")) == [
        ("uncertain", "Hopefully"),
        ("false_hope", "Hopefully it comes back"),
    ]


RULE = """
[[rule]]
id = "{0}"
kind = "{2}"
level = "warn"
triggers = ["two"]
cue = "{1}"
hears = "A."
verify = "B."
why = "C."
flag = ["D"]
ok = ["E"]
"""


@pytest.mark.parametrize(
    ("cues", "kept"),
    [
        (("one two", "two three four"), ["two three four"]),
        (("one two three", "three four"), ["one two three"]),
        (("one two three", "two"), ["one two three"]),
        (("one two", "three four"), ["one two", "three four"]),
    ],
)
def test_of_overlapping_findings_the_longest_stays(cues: tuple[str, str], kept: list[str]) -> None:
    raw = "".join(RULE.format(f"r{number}", cue, "script") for number, cue in enumerate(cues))
    findings = Checker(parse(raw, "xx.toml", "xx")).check("one two three four")
    assert [finding.cue for finding in findings] == kept


def test_findings_of_different_kinds_may_overlap() -> None:
    raw = RULE.format("a", "one two", "script") + RULE.format("b", "two three", "uncertain")
    findings = Checker(parse(raw, "xx.toml", "xx")).check("one two three")
    assert [finding.cue for finding in findings] == ["one two", "two three"]


def test_the_longest_finding_of_a_kind_wins() -> None:
    (finding,) = [f for f in check("We apologise for any inconvenience.") if f.kind is Kind.SCRIPT]
    assert finding.cue == "We apologise for any inconvenience"


def test_a_second_apology_in_one_message_is_one_too_many() -> None:
    text = "Sorry about the wrong link. Here is the right one.\n\nI apologise for the delay, too."
    (finding,) = check(text)
    assert (finding.kind, finding.rule, finding.cue) == (Kind.OVER_APOLOGY, "second-sorry", "apologise")
    assert check("Sorry about the wrong link.") == []


def test_quoted_apologies_are_not_counted() -> None:
    assert check("> sorry\n\nSorry about the wrong link.") == []


def test_a_checker_may_be_shared_between_threads() -> None:
    text = "That should be fixed. " * 20
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(check, [text] * 20))
    assert all(result == results[0] for result in results)
    assert len(results[0]) == 20


UNITS = ["it should be fixed ", "should", '"', "<a", "a-", "\0", "🎉 maybe ", "e.g. ", "`", " 'a", "\n> ", "<code>"]


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_line_of_anything_comes_back(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    assert all(text[f.span.start : f.span.end] == f.cue for f in check(text))


ENDLESS = {
    "en": "it should be fixed ",
    "de": "das sollte behoben sein ",
    "es": "esto debería funcionar ",
    "fr": "cela devrait marcher ",
    "pt": "isso deve funcionar ",
}


@pytest.mark.parametrize("language", ENDLESS)
def test_work_grows_with_the_text_and_no_faster(language: str) -> None:
    """Counted in calls, for time cannot be relied on: twice the text takes about twice the steps."""

    def steps(text: str) -> int:
        count = 0

        def tick(_frame: object, event: str, _arg: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(tick)
        try:
            check(text, language)
        finally:
            sys.setprofile(None)
        return count

    check(f"warm up: {ENDLESS[language]}", language)
    assert steps(ENDLESS[language] * 2_000) < 2.3 * steps(ENDLESS[language] * 1_000)


def test_a_language_without_rules_is_not_checked() -> None:
    assert check("That should be fixed.", "tlh") == []
    assert checker_for("tlh") is None
    assert languages() == ("de", "en", "es", "fr", "pt")


def test_a_language_may_name_its_region() -> None:
    assert check("That should be fixed.", "en-GB") == check("That should be fixed.", "en_US") != []
    assert checker_for("EN") is checker_for("en")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de-AT", "Das Paket sollte morgen ankommen."),
        ("es_MX", "El paquete debería llegar mañana."),
        ("fr-CA", "Le colis devrait arriver demain."),
        ("pt-BR", "O pacote deve chegar amanhã."),
        ("pt-PT", "A encomenda deverá chegar amanhã."),
    ],
)
def test_the_same_doubt_is_heard_in_each_language(language: str, text: str) -> None:
    (finding,) = check(text, language)
    assert (finding.kind, finding.level) == (Kind.UNCERTAIN, Level.WARN)
    assert check(text, "en") == []


@given(NOISE, st.sampled_from(["de", "es", "fr", "pt"]), NOISE)
def test_offsets_hold_in_any_language(before: str, language: str, after: str) -> None:
    text = f"{before} Das sollte gehen. Debería funcionar. Cela devrait marcher. Deve chegar hoje. {after}"
    for finding in check(text, language):
        assert text[finding.span.start : finding.span.end] == finding.cue
        assert finding.replaces.start <= finding.span.start < finding.span.end <= finding.replaces.end


def test_a_language_is_no_path() -> None:
    assert check("That should be fixed.", "../rules/en") == []


@pytest.mark.parametrize(
    "text",
    ["Click Maybe Later to close it.", "Press the Probably button.", "Then tap on Maybe later.", "Select Should sync."],
)
def test_the_name_of_a_button_is_no_doubt(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize("text", ["I did open it. Maybe the cache is full.", "Press Save and it Should be there now."])
def test_a_capital_alone_makes_no_name(text: str) -> None:
    assert check(text) != []

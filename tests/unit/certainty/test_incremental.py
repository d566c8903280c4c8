from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.certainty.strange import CUES, LANGUAGES, PIECES, texts
from workbench.certainty import Checker, book_of, checker_for
from workbench.certainty.house import reading
from workbench.certainty.house.layers import layered
from workbench.certainty.incremental import Rechecker

HOUSE = """
[phrases]
script = ["to our team"]
allow = ["so sorry"]

[[rule]]
id = "house.now"
kind = "uncertain"
level = "hint"
cue = 'now|sorry'
nth = 2
hears = "A."
verify = "B."
why = "C."
"""


def house() -> Checker:
    """With phrases, what is let be, and a rule of ours that looks at every sentence and counts."""
    book = book_of("en")
    assert book is not None
    read = reading.read(HOUSE, "en.toml", book)
    assert read.rules is not None, read
    return Checker(layered(book, [read.rules]))


CHECKERS: dict[str, Checker] = {language: found for language in LANGUAGES if (found := checker_for(language))}
CHECKERS["house"] = house()
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from([*PIECES, *sum(CUES.values(), ()), ""])),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("name", CHECKERS)
@given(data=st.data(), edits=EDITS)
def test_after_any_edit_the_findings_are_those_of_the_whole(
    name: str, data: st.DataObject, edits: list[tuple[float, int, str]]
) -> None:
    checker, again = CHECKERS[name], Rechecker()
    text = data.draw(texts("en" if name == "house" else name))
    assert again.check(checker, text) == checker.check(text)
    for where, removed, added in edits:
        at = int(where * len(text))
        text = text[:at] + added + text[at + removed :]
        assert again.check(checker, text) == checker.check(text)


REPLY = (
    "Hi Ann,\n\nI looked this morning. It should now be fixed. Hopefully it stays so. "
    "Sorry about the wrong link.\n\nMaybe the cache is old. I apologise for the delay, too."
)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences that rules were run over."""
    seen: list[str] = []
    hits: Callable[..., object] = Checker._hits

    def watched(self: Checker, sentence: str, *rest: object) -> object:
        seen.append(sentence)
        return hits(self, sentence, *rest)

    monkeypatch.setattr(Checker, "_hits", watched)
    return seen


def test_an_edit_has_one_sentence_read_again(reads: list[str]) -> None:
    again = Rechecker()
    again.check(CHECKERS["en"], REPLY)
    assert len(reads) > 3
    reads.clear()
    again.check(CHECKERS["en"], REPLY.replace("be fixed", "be mended"))
    assert reads == ["It should now be mended."]


def test_what_a_quotation_hides_is_read_again(reads: list[str]) -> None:
    again = Rechecker()
    again.check(CHECKERS["en"], REPLY)
    reads.clear()
    quoted = REPLY.replace("It should", '"It should').replace("stays so.", 'stays so."')
    findings = again.check(CHECKERS["en"], quoted)
    assert all("should" not in finding.cue for finding in findings)
    assert again.check(CHECKERS["en"], REPLY) == CHECKERS["en"].check(REPLY)


def test_half_a_sentence_that_is_hidden_from_further_up_is_read_again() -> None:
    """The same words, and the same words that wake rules; but for the code that opens above, they stand under an if."""
    again, checker = Rechecker(), CHECKERS["en"]
    texts = [f"{opens}\n\nSir, if it stays</code> it may be the cache." for opens in ("<code>", "")]
    found = [again.check(checker, text) for text in texts]
    assert found == [checker.check(text) for text in texts]
    assert [len(findings) for findings in found] == [1, 0]


def test_the_second_apology_becomes_the_first_when_that_goes(reads: list[str]) -> None:
    again = Rechecker()
    apologies = [f for f in again.check(CHECKERS["en"], REPLY) if f.rule == "second-sorry"]
    assert [finding.cue for finding in apologies] == ["apologise"]
    reads.clear()
    shorter = REPLY.replace("Sorry about the wrong link.", "")
    assert not [f for f in again.check(CHECKERS["en"], shorter) if f.rule == "second-sorry"]
    assert reads == []


def test_other_rules_read_everything_again() -> None:
    book = book_of("en")
    assert book is not None
    louder = Checker(replace(book, rules=tuple(replace(rule, hears="Something else.") for rule in book.rules)))
    again = Rechecker()
    again.check(CHECKERS["en"], REPLY)
    assert {finding.message for finding in again.check(louder, REPLY)} == {"Something else."}


def test_sentences_that_are_gone_are_forgotten(reads: list[str]) -> None:
    again = Rechecker()
    for text in (REPLY, "", "", REPLY):
        reads.clear()
        again.check(CHECKERS["en"], text)
    assert len(reads) > 3

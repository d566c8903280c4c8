"""Every rule's own examples, and how its pattern behaves on long hostile text."""

from __future__ import annotations

import time

import pytest

from workbench.certainty import Checker, Kind, languages
from workbench.certainty.guards import Place, excuses
from workbench.certainty.model import Rule, RuleBook
from workbench.certainty.rules import load
from workbench.paths import resources

BOOKS = {language: load(resources() / "rules" / f"{language}.toml") for language in languages()}
RULES = [(book, rule) for book in BOOKS.values() for rule in book.rules]
NAMES = [f"{book.language}-{rule.id}" for book, rule in RULES]


@pytest.mark.parametrize(("book", "rule"), RULES, ids=NAMES)
def test_a_rule_flags_its_examples(book: RuleBook, rule: Rule) -> None:
    checker = Checker(book)
    missed = [text for text in rule.flag if rule.id not in {finding.rule for finding in checker.check(text)}]
    assert missed == []


@pytest.mark.parametrize(("book", "rule"), RULES, ids=NAMES)
def test_a_rule_leaves_its_harmless_examples_alone(book: RuleBook, rule: Rule) -> None:
    checker = Checker(book)
    flagged = [text for text in rule.ok if rule.id in {finding.rule for finding in checker.check(text)}]
    assert flagged == []


@pytest.mark.parametrize(("book", "rule"), RULES, ids=NAMES)
def test_a_rule_speaks_in_whole_sentences(book: RuleBook, rule: Rule) -> None:
    for words in (rule.hears, rule.verify, rule.why):
        assert words.endswith((".", "?")), words
        assert "!" not in words
        assert "please" not in words.lower()


@pytest.mark.parametrize(("book", "rule"), RULES, ids=NAMES)
def test_a_pattern_stays_quick_on_a_long_sentence_of_its_own_words(book: RuleBook, rule: Rule) -> None:
    """A guard against runaway backtracking: the bound is hundreds of times what a sound pattern needs."""
    for example in rule.flag:
        words = (example.rstrip(".!").lower() + " ") * 200
        started = time.process_time()
        for _ in rule.cue.finditer(words[:1_000]):
            pass
        assert time.process_time() - started < 1


FILLINGS = ("a ", "x, ", "l'", "word" * 3, "- ", "not ", "sie ", "que ")


@pytest.mark.parametrize(("book", "rule"), RULES, ids=NAMES)
def test_a_rule_and_its_guards_stay_quick_in_hostile_company(book: RuleBook, rule: Rule) -> None:
    """Around each trigger a sentence as long as they come, of what pulls a careless repetition apart."""
    started = time.process_time()
    for filling in FILLINGS:
        for word in rule.triggers:
            text = f"{filling * 60} {word} {filling * 300}"[:1_000]
            for found in rule.cue.finditer(text):
                place = Place(text, *found.span(), book.conventions.breaks)
                assert sum(excuses((guard,), place) for guard in rule.unless) >= 0
    assert time.process_time() - started < 2


@pytest.mark.parametrize("language", BOOKS)
def test_a_language_covers_every_kind(language: str) -> None:
    assert {rule.kind for rule in BOOKS[language].rules} == set(Kind)

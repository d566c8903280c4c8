"""A page in words for each rule, made from its file: what the customer hears, what to check, why, and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from workbench.certainty.engine import Checker
from workbench.certainty.model import Finding, Kind, Level, Rule, RuleBook
from workbench.certainty.rules import woken_by

_KINDS = {
    Kind.UNCERTAIN: "uncertain",
    Kind.FALSE_HOPE: "false hope",
    Kind.OVER_APOLOGY: "too much apology",
    Kind.SCRIPT: "script",
}
_LEVELS = {Level.WARN: "underlined", Level.HINT: "counted in the margin"}
_NAMES = {"en": "English", "de": "German", "es": "Spanish", "fr": "French", "pt": "Portuguese"}
_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def pages(books: Mapping[str, RuleBook]) -> Iterator[tuple[str, str]]:
    """Path below ``docs/rules`` and text of every page: a list of the rules, and one page for each."""
    yield "README.md", _index(books)
    for language, book in sorted(books.items()):
        for rule in book.rules:
            yield f"{language}/{rule.id}.md", page(rule, book)


def page(rule: Rule, book: RuleBook) -> str:
    """The page of one rule as Markdown, with a line feed at its end."""
    checker = Checker(replace(book, rules=(rule,), woken_by=woken_by((rule,)), allowed=()))
    flagged = [(text, checker.check(text)) for text in rule.flag]
    cue = next((findings[0].cue for _, findings in flagged if findings), "…")
    source = f" Source: {_plain(rule.source)}." if rule.source else ""
    parts = [
        f"# {_plain(rule.id)}",
        f"{_name(book.language)}, {_KINDS[rule.kind]}, {_LEVELS[rule.level]}.",
        f"**What the customer hears.** {_plain(rule.hears.replace('{cue}', cue))}",
        f"**What to check.** {_plain(rule.verify)}",
        f"**Why.** {_plain(rule.why)}{source}",
        *_guards(rule),
        *_examples(flagged),
        *([_list("## Harmless", rule.ok)] if rule.ok else []),
    ]
    return "\n\n".join(parts) + "\n"


def _guards(rule: Rule) -> Iterator[str]:
    """What excuses the words, each guard once."""
    whys = {guard.name: guard.why for guard in rule.unless if guard.why}
    names = dict.fromkeys(guard.name for guard in rule.unless)
    if names:
        lines = [f"- {name.replace('-', ' ')}: {_plain(whys[name])}" if name in whys else f"- {name}" for name in names]
        yield "\n".join(["## Left alone", "", *lines])


def _examples(flagged: list[tuple[str, tuple[Finding, ...]]]) -> Iterator[str]:
    lines = []
    for text, findings in flagged:
        rewrite = findings[0].rewrite if findings else None
        whole = text[: findings[0].replaces.start] + rewrite + text[findings[0].replaces.end :] if rewrite else ""
        lines.append(f"- {_plain(text)}" + (f"\n  - checked, and it is so: {_plain(whole)}" if rewrite else ""))
    if lines:
        yield "\n".join(["## Flagged", "", *lines])


def _list(title: str, texts: tuple[str, ...]) -> str:
    return "\n".join([title, "", *(f"- {_plain(text)}" for text in texts)])


def _index(books: Mapping[str, RuleBook]) -> str:
    parts = [
        "# Rules of the certainty checker",
        "One page for each rule, made from `resources/rules` by `python3 run.py docs`. A rule is a matter of taste: "
        "[make it quieter, or add your own](../house-rules.md).",
    ]
    for language, book in sorted(books.items()):
        parts.append(f"## {_name(language)}")
        for kind in Kind:
            rules = [rule for rule in book.rules if rule.kind is kind]
            if rules:
                parts += [f"### {_KINDS[kind].capitalize()}", "\n".join(_line(rule, language) for rule in rules)]
    return "\n\n".join(parts) + "\n"


def _line(rule: Rule, language: str) -> str:
    example = f": {_plain(_flat(rule.flag[0]))}" if rule.flag else ""
    return f"- [{_plain(rule.id)}]({language}/{rule.id}.md){example}"


def _name(language: str) -> str:
    return _NAMES.get(language, language)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Words that Markdown leaves as they are, on one line."""
    return _MARKS.sub(r"\\\1", _flat(text))

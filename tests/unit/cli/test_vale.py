"""Styles for Vale become house rules, and what does not map is said."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.test_check import found
from tests.unit.cli.test_cli import Ran, run

HEDGES = """
extends: existence
message: "Avoid '%s', say what is so"
link: https://style.example/hedges
level: suggestion
ignorecase: true
action:
  name: remove
tokens:
  - as it were
  - kind of sure(?:ly)?
  - 'more or less'
exceptions:
  - kind of surely
"""
TERMS = """
extends: substitution
message: "Use '%s' instead of '%s'."
level: error
swap:
  utilize: use
  '(?:in order|so as) to': to
  leverage: use|apply
"""


def bring(folder: Path, **files: str) -> tuple[Ran, dict[str, Any]]:
    style = folder / "Acme"
    style.mkdir(exist_ok=True)
    for name, text in files.items():
        (style / f"{name}.yml").write_text(text)
    target = folder / "rules" / "en.toml"
    target.unlink(missing_ok=True)
    ran = run("check", "--import-vale", str(style), "--to", str(target))
    return ran, tomllib.loads(target.read_text("utf-8")) if target.exists() else {}


def test_existence_comes_over_with_its_message_level_and_exceptions(tmp_path: Path) -> None:
    ran, made = bring(tmp_path, Hedges=HEDGES)
    assert ran.code == 0
    phrases, pattern = made["rule"]
    assert phrases["phrases"] == ["as it were", "more or less"]
    assert (phrases["id"], pattern["id"]) == ("Acme.Hedges", "Acme.Hedges-2")
    assert (phrases["level"], phrases["hears"]) == ("hint", "Avoid '{cue}', say what is so.")
    assert phrases["source"] == "https://style.example/hedges"
    text = "It is, as it  were, done. I am Kind of Sure. I am kind of surely right."
    checked = run("check", "--house", str(tmp_path / "rules"), "-", stdin=text)
    assert [line for line in checked.out.splitlines() if "Acme" in line] == [
        "<stdin>:1:8: hint: uncertain (Acme.Hedges): Avoid 'as it were', say what is so.",
        "<stdin>:1:32: hint: uncertain (Acme.Hedges-2): Avoid 'Kind of Sure', say what is so.",
    ]


def test_substitution_comes_over_with_what_to_say_instead(tmp_path: Path) -> None:
    ran, made = bring(tmp_path, Terms=TERMS)
    assert ran.code == 0
    assert [rule["id"] for rule in made["rule"]] == [
        "Acme.Terms.utilize",
        "Acme.Terms.in-order-so-as-to",
        "Acme.Terms.leverage",
    ]
    assert [rule.get("rewrite") for rule in made["rule"]] == ["=use", "=to", None]
    checked = run("check", "--house", str(tmp_path / "rules"), "-", stdin="We utilize it in order to help.")
    assert found(checked) == ["Acme.Terms.utilize", "Acme.Terms.in-order-so-as-to"]
    assert "Use 'use' instead of 'utilize'." in checked.out
    assert "If it is so: We use it in order to help." in checked.out


@pytest.mark.parametrize(
    ("style", "rules", "said"),
    [
        ("extends: existence\nraw:\n  - 'a+'\ntokens: [b c]", 1, "raw is left out"),
        ("extends: existence\nscope: heading\ntokens: [b c]", 1, "the scope heading"),
        ("extends: existence\nnonword: true\ntokens: [b c]", 1, "nonword"),
        ("extends: existence\ntokens: [Big Deal]", 1, "ignorecase"),
        ("extends: existence\nignorecase: true\ntokens: [Big Deal]", 1, ""),
        ("extends: existence\ntokens: ['[A-Z]{2,4}', so to say]", 1, "looks for capital letters"),
        ("extends: existence\nignorecase: true\ntokens: ['so [A-Z]+']", 1, ""),
        ("extends: existence\ntokens: ['so [a-zA-Z]+ly']", 1, "ignorecase"),
        ("extends: existence\ntokens: ['b(?= c)', d e]", 1, "“b(?= c)” looks at what follows"),
        ("extends: existence\ntokens: ['(?<!a )b']", 0, "looks at what stands before"),
        ("extends: existence\ntokens: ['!+']", 0, "holds no word"),
        ("extends: existence\nflavour: x\ntokens: [b c]", 1, "“flavour” has no counterpart"),
        ("extends: occurrence\nmax: 3", 0, "it extends “occurrence”"),
        ("extends: substitution\nswap:\n  '(?i:a)(?!b)': c", 0, "looks at what follows"),
        ("extends: existence\ntokens: [a b\n", 0, "cannot be read as YAML"),
        ("extends: existence\ntokens: &x [a b]\nexceptions: *x", 0, "alias"),
        ("- a", 0, "cannot be read as YAML"),
    ],
)
def test_what_does_not_map_is_named_with_its_file(tmp_path: Path, style: str, rules: int, said: str) -> None:
    ran, made = bring(tmp_path, Style=style)
    assert len(made.get("rule", [])) == rules
    assert said in ran.out
    assert ran.code == (1 if said else 0)
    assert not said or "Style.yml: " in ran.out


def test_what_vale_writes_otherwise_is_written_as_here(tmp_path: Path) -> None:
    style = "extends: existence\nignorecase: true\ntokens: ['a(?<b>b)?c <adverb>', '(?P<d>d)e+']"
    ran, made = bring(tmp_path, Style=style)
    assert (ran.code, len(made["rule"])) == (0, 1)
    checked = run("check", "--house", str(tmp_path / "rules"), "-", stdin="Abc \\<adverb>. We deee it. Abc now.")
    assert "deee" in checked.out
    assert "Abc now" not in checked.out


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    source, target = tmp_path / "Hedges.yml", tmp_path / "en.toml"
    source.write_text(HEDGES)
    target.write_text("# mine\n")
    ran = run("check", "--import-vale", str(source), "--to", str(target))
    assert (ran.code, target.read_text()) == (2, "# mine\n")
    assert run("check", "--import-vale", str(source)).code == 2
    assert run("check", "--import-vale", str(source), "--to", str(tmp_path / "English.toml")).code == 2
    assert run("check", "--import-vale", str(tmp_path / "none.yml"), "--to", str(tmp_path / "de.toml")).code == 2
    assert run("check", "--import-vale", str(source), "--to", str(tmp_path / "de.toml")).code == 0

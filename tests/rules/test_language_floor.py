"""A floor under the rules of the other languages: sentences written before the rules or before they were run on them.

The figures are those of sentences that the rules have since been mended for, so they guard what was won and say
little of what the rules do elsewhere.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.certainty import Kind, check, languages

FLOOR = {Kind.UNCERTAIN: 0.97, Kind.FALSE_HOPE: 0.95, Kind.OVER_APOLOGY: 0.95, Kind.SCRIPT: 0.95}
OTHERS = [language for language in languages() if language != "en"]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("language", OTHERS)
def test_what_is_labelled_is_heard_and_little_else(language: str, kind: Kind) -> None:
    file = Path(__file__).parent / f"{language}.jsonl"
    items = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    heard = {item["id"] for item in items if kind in {finding.kind for finding in check(item["text"], language)}}
    meant = {item["id"] for item in items if kind in item["kinds"]}
    right = heard & meant
    assert len(right) / len(heard) >= FLOOR[kind], sorted(heard - meant)
    assert len(right) / len(meant) >= FLOOR[kind], sorted(meant - heard)


def test_half_of_the_sentences_are_harmless() -> None:
    for language in OTHERS:
        lines = (Path(__file__).parent / f"{language}.jsonl").read_text("utf-8").splitlines()
        assert len(lines) >= 120
        assert sum(not json.loads(line)["kinds"] for line in lines) >= 0.4 * len(lines)


WARM = {
    "de": ["Danke für den Hinweis mit Safari!", "Schönes Wochenende, Ines 🎉", "Der Link war falsch, tut mir leid."],
    "es": ["¡Gracias por el truco de Safari!", "Buen fin de semana, Inés 🎉", "El enlace estaba mal, lo siento."],
    "fr": ["Merci pour l'astuce avec Safari !", "Bon week-end, Inès 🎉", "Le lien était faux, désolé."],
    "pt": ["Obrigada pela dica do Safari!", "Bom fim de semana, Inês 🎉", "O link estava errado, desculpe."],
}


@pytest.mark.parametrize("language", OTHERS)
def test_warmth_and_a_plain_apology_are_left_alone(language: str) -> None:
    for text in WARM[language]:
        assert check(text, language) == []

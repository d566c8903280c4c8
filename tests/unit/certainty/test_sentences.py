from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.certainty.rules import load
from workbench.certainty.sentences import LONGEST, split
from workbench.paths import resources


def cut(text: str, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in split(text, CONVENTIONS[language])]


CONVENTIONS = {file.stem: load(file).conventions for file in (resources() / "rules").glob("*.toml")}


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It works. It should.", ["It works.", "It should."]),
        ("it works. it should.", ["it works.", "it should."]),
        ("Use e.g. Firefox. Then reload.", ["Use e.g. Firefox.", "Then reload."]),
        ("Ask Dr. Who. He knows.", ["Ask Dr. Who.", "He knows."]),
        ("Write to J. Smith today. Thanks.", ["Write to J. Smith today.", "Thanks."]),
        ("It opens at 9 a.m. and closes late.", ["It opens at 9 a.m. and closes late."]),
        ("Fonts, menus, etc. Then save.", ["Fonts, menus, etc.", "Then save."]),
        ("Version 13.2 costs 4.50 today. Good.", ["Version 13.2 costs 4.50 today.", "Good."]),
        ("Really?! Yes… no. Well... maybe.", ["Really?!", "Yes… no.", "Well... maybe."]),
        ("Done! 🎉 It should work 👍🏽. Bye", ["Done!", "🎉 It should work 👍🏽.", "Bye"]),
        ("Steps:\n1. Open it.\n2. Save it.", ["Steps:", "1. Open it.", "2. Save it."]),
        ("Steps\n- open it\n* save it\n• close it", ["Steps", "- open it", "* save it", "• close it"]),
        ("Hi Ann,\nI renewed it.\n\nBye", ["Hi Ann,", "I renewed it.", "Bye"]),
        ('He said so." Then he left.', ['He said so."', "Then he left."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_text_is_cut_where_a_reader_would(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("de", "Nehmen Sie z. B. Firefox. Dann geht es.", ["Nehmen Sie z. B. Firefox.", "Dann geht es."]),
        ("de", "Das gilt, d.h. auch bzw. gerade hier. Gut.", ["Das gilt, d.h. auch bzw. gerade hier.", "Gut."]),
        ("de", "Fragen Sie Fr. Kern. Sie ist da.", ["Fragen Sie Fr. Kern.", "Sie ist da."]),
        ("de", "Bilder, Texte usw. Dann speichern.", ["Bilder, Texte usw.", "Dann speichern."]),
        ("de", "Am 5. Mai ist es so weit. Bis dann.", ["Am 5. Mai ist es so weit.", "Bis dann."]),
        ("de", "Es kommt am 12. wieder. Ich nehme 12. Danke.", ["Es kommt am 12. wieder.", "Ich nehme 12.", "Danke."]),
        ("es", "Escriba a la Sra. Gil. Ella sabe.", ["Escriba a la Sra. Gil.", "Ella sabe."]),
        ("es", "Use p. ej. Firefox. Luego guarde.", ["Use p. ej. Firefox.", "Luego guarde."]),
        ("es", "Hola Ana,\n¿Ya funciona? ¡Bien!", ["Hola Ana,", "¿Ya funciona?", "¡Bien!"]),
        ("fr", "Voyez avec M. Roux ou Mme Petit. Merci.", ["Voyez avec M. Roux ou Mme Petit.", "Merci."]),
        ("fr", "Menus, polices, etc. Puis enregistrez.", ["Menus, polices, etc.", "Puis enregistrez."]),
        ("fr", "Ça marche ? Oui ! Bien.", ["Ça marche ?", "Oui !", "Bien."]),
        ("pt", "Fale com o Sr. Reis. Ele sabe.", ["Fale com o Sr. Reis.", "Ele sabe."]),
        ("pt", "Exmo. Sr. Reis, use p. ex. Firefox. Obrigado.", ["Exmo. Sr. Reis, use p. ex. Firefox.", "Obrigado."]),
    ],
)
def test_each_language_has_its_own_abbreviations(language: str, text: str, sentences: list[str]) -> None:
    assert cut(text, language) == sentences


def test_a_language_of_which_nothing_is_known_is_cut_at_its_stops() -> None:
    assert [span.end for span in split("Mr. Who ran.")] == [3, 12]


def test_a_hard_wrapped_line_stays_one_sentence() -> None:
    wrapped = "I looked at the site this morning and found that the old address of the\nFirefox page is still set."
    assert cut(wrapped) == [wrapped]


def test_an_endless_line_is_cut_at_white_space() -> None:
    pieces = cut("should " * 1_000)
    assert all(len(piece) <= LONGEST and piece.startswith("should") and piece.endswith("should") for piece in pieces)


@given(st.text(st.sampled_from("aB1 .!?…\n-*)e.g\0🎉é"), max_size=3_000))
def test_sentences_lie_in_order_and_nothing_but_white_space_lies_between(text: str) -> None:
    spans = split(text)
    place = 0
    for span in spans:
        assert place <= span.start < span.end
        assert not text[place : span.start].strip()
        assert len(span) <= LONGEST
        place = span.end
    assert not text[place:].strip()

"""Texts as nobody writes them, for the tests of the checker; made of what its parts look for and of what hurts."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from workbench.certainty import Finding
from workbench.kernel.spans import Units, to_utf16

LANGUAGES = ("de", "en", "es", "fr", "pt")
CUES = {
    "de": ("Das sollte jetzt gehen", "Entschuldigung", "Hoffentlich klappt es", "Vielleicht geht es, z. B. morgen"),
    "en": ("It should now be fixed", "I’m so sorry", "sorry about that", "We will pass this on to our team"),
    "es": ("Esto debería funcionar", "Lo siento mucho", "Quizás esté listo", "Pido disculpas de nuevo"),
    "fr": ("Cela devrait marcher", "Je suis vraiment désolé", "Peut-être qu'il marche", "Toutes mes excuses"),
    "pt": ("Isso deve funcionar", "Peço desculpas", "Talvez esteja pronto", "Sinto muito, mais uma vez"),
}
PIECES = (
    [" ", "  ", "\n", "\n\n", "\n- ", "\n1. ", "\n> ", "\r\n", "\t", "\u00a0", "\u2028", "\x1c", "\0", "\ufeff", "."]
    + ["? ", "! ", "… ", ". ", '"', "“", "”", "„", "«", "»", "‘", "’", "'", "`", "```", "\n```\n", "\n~~~\n", "---"]
    + ["<code>", "</code>", "<b", ">", "&gt;", "{{", "}}", "https://a.b/c", "a@b.co", "x_y", "about:", "a.b/", "f.txt"]
    + [
        "*",
        "**",
        "_",
        "__",
        "İ",
        "ẞ",
        "ı",
        "e\u0301",
        "\u0301",
        "שלום",
        "\u202e",
        "مرحبا",
        "🎉",
        "👍🏽",
        "👨\u200d👩\u200d👧",
    ]
    + [
        "\ud83d",
        "\udc00",
        "\ue000",
        "\n-----Original Message-----\n",
        "z. B. ",
        "e.g. ",
        "Mr. ",
        "12. ",
        "A",
        "is",
        ",",
    ]
)


def texts(language: str, most: int = 14) -> st.SearchStrategy[str]:
    """Cues of ``language`` among pieces of all kinds, surrogates without a partner too."""
    piece = st.sampled_from([*CUES[language], *CUES[language], *PIECES]) | st.characters(exclude_categories=())
    return st.lists(piece, max_size=most).map("".join)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def must_hold(text: str, findings: Sequence[Finding]) -> None:
    """What is true of all findings in any text."""
    of_many = Units(text)
    for finding in findings:
        span, around = finding.span, finding.replaces
        assert 0 <= around.start <= span.start < span.end <= around.end <= len(text)
        assert text[span.start : span.end] == finding.cue
        place = units(text[: span.start]), units(finding.cue)
        assert to_utf16(text, span) == of_many.to_utf16(span) == place
    assert list(findings) == sorted(findings, key=lambda finding: (finding.span.start, finding.span.end))

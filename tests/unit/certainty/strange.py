"""Texts as nobody writes them, for the tests of the checker; made of what its parts look for and of what hurts."""

from __future__ import annotations

from hypothesis import strategies as st

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
    + ["*", "**", "_", "__", "İ", "ẞ", "ı", "e\u0301", "\u0301", "שלום", "\u202e", "مرحبا", "🎉", "👍🏽", "👨\u200d👩\u200d👧"]
    + ["\ud83d", "\udc00", "\ue000", "\n-----Original Message-----\n", "z. B. ", "e.g. ", "Mr. ", "12. ", "A", "is", ","]
)


def texts(language: str, most: int = 14) -> st.SearchStrategy[str]:
    """Cues of ``language`` among pieces of all kinds, surrogates without a partner too."""
    piece = st.sampled_from([*CUES[language], *CUES[language], *PIECES]) | st.characters(exclude_categories=())
    return st.lists(piece, max_size=most).map("".join)

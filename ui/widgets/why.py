"""Why a snippet is among the results, in a few words."""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale

from workbench.kernel.text import fold
from workbench.library.model import Hit, ReplyContext, Snippet
from workbench.library.products import products_of
from workbench.library.variants import variants_of

_WORD = re.compile(r"\w+")


def why_here(hit: Hit, query: str, context: ReplyContext) -> str:
    """The folder, and what fits: for an empty query a pin or the ticket's tags, else where the words were found."""
    snippet = hit.snippet
    folder = snippet.folder.replace("-", " ").replace("_", " ").replace("/", " / ")
    parts = [folder[:1].upper() + folder[1:], _found_in(snippet, query) if query.strip() else _fits(hit, context)]
    return " · ".join(part for part in parts if part)


def variant_name(snippet: Snippet, number: int) -> str:
    """A variant as a person calls it, such as “German · chat · formal”."""
    variant = variants_of(snippet)[number]
    parts = (language_name(variant.language) if variant.language else "", variant.channel, variant.tone)
    return " · ".join(part for part in parts if part) or "plain"


def language_name(code: str) -> str:
    """A language as a person calls it; the code where nobody knows it."""
    locale = QLocale(code)
    return code if locale.language() == QLocale.Language.C else QLocale.languageToString(locale.language())


def _fits(hit: Hit, context: ReplyContext) -> str:
    if hit.pinned:
        return "pinned"
    wanted = {fold(tag) for tag in context.tags}
    shared = [tag for tag in hit.snippet.tags if fold(tag) in wanted]
    if products := [name for name in products_of(hit.snippet.tags) if name in context.products]:
        return f"for the product {products[0]}"
    return f"this ticket is tagged {shared[0]}" if shared else ""


def _found_in(snippet: Snippet, query: str) -> str:
    """Where the first word is that neither title nor shortcut holds."""
    named = _WORD.findall(fold(f"{snippet.title} {snippet.shortcut}"))
    for word in _WORD.findall(fold(query)):
        if not any(part.startswith(word) for part in named):
            return _beside_the_name(snippet, word) or "close to what you typed"
    return ""


def _beside_the_name(snippet: Snippet, word: str) -> str:
    if tag := next((tag for tag in snippet.tags if word in fold(tag)), ""):
        return f"tagged {tag}"
    if synonym := next((synonym for synonym in snippet.synonyms if word in fold(synonym)), ""):
        return f"also “{synonym}”"
    for number, variant in enumerate(snippet.variants, start=1):
        if word in fold(variant.title):
            return f"“{variant.title}” in {variant_name(snippet, number)}"
    if word in fold(snippet.folder):
        return "in this folder"
    bodies = " ".join((snippet.body, snippet.context, *(variant.body for variant in snippet.variants)))
    return "in the text" if word in fold(bodies) else ""

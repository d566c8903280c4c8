"""Why a snippet is among the results, in a few words."""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale

from workbench.kernel.text import fold
from workbench.library.model import Hit, ReplyContext, Snippet
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
    shared = [tag for tag in hit.snippet.tags if tag in context.tags]
    return f"this ticket is tagged {shared[0]}" if shared else ""


def _found_in(snippet: Snippet, query: str) -> str:
    words = _WORD.findall(fold(query))
    title = _WORD.findall(fold(snippet.title))
    shortcut = fold(snippet.shortcut)
    for word in words:
        if (shortcut and shortcut.startswith(word)) or any(part.startswith(word) for part in title):
            continue
        for tag in snippet.tags:
            if word in fold(tag):
                return f"tagged {tag}"
        for synonym in snippet.synonyms:
            if word in fold(synonym):
                return f"also “{synonym}”"
        return "in the text" if word in fold(f"{snippet.body} {snippet.context}") else "close to what you typed"
    return ""

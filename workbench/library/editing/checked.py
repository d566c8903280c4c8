"""The one form in which snippets are kept, whoever wrote them."""

from __future__ import annotations

from dataclasses import replace

from workbench.kernel.errors import UserError
from workbench.kernel.text import normalise
from workbench.packs.model import PackSnippet

MOST_CHARACTERS = 50_000
_LONGEST_TITLE = 200


def checked(doc: PackSnippet) -> PackSnippet:
    """The doc in the one form that is kept. Raises UserError where it cannot be used."""
    title, body = " ".join(normalise(doc.title).split())[:_LONGEST_TITLE], normalise(doc.body).strip()
    if not title:
        raise UserError("The snippet has no title.", "Give it one that you would search for.")
    if not body:
        raise UserError("The snippet has no text.", "Write what it should say, or close without saving.")
    if len(body) > MOST_CHARACTERS:
        raise UserError(f"The text is longer than {MOST_CHARACTERS:,} characters.", "Shorten it, or make two of it.")
    shortcut = "".join(doc.shortcut.lower().split()).lstrip(";")
    tags = tuple(dict.fromkeys(word for tag in doc.tags if (word := " ".join(tag.split()))))
    synonyms = tuple(dict.fromkeys(word for each in doc.synonyms if (word := " ".join(each.split()))))
    return replace(doc, title=title, body=body + "\n", shortcut=shortcut, tags=tags, synonyms=synonyms)

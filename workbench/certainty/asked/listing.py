"""Lists what a customer asks for in a conversation, each with a letter. Pure but for what it reads."""

from __future__ import annotations

from functools import lru_cache
from string import ascii_uppercase

from workbench.certainty.asked import repo
from workbench.certainty.asked.model import Asked, Stand
from workbench.certainty.asks import Ask, asks_in
from workbench.certainty.rules import RulesDamaged
from workbench.kernel.ids import TicketId
from workbench.store import Reader


def listed(reader: Reader, ticket: TicketId) -> tuple[Asked, ...]:
    """The asks since our last reply, as they stand, dismissed ones too; at most one for each letter."""
    language = repo.language_of(reader, ticket) or "en"
    found = {
        (message, ask.text): message
        for message, text in repo.unanswered(reader, ticket)
        for ask in _asks_in(text, language)
    }
    stands = repo.stands(reader, ticket)
    return tuple(
        Asked(letter=letter, text=key[1], message=message, stand=stands.get(key, Stand.OPEN))
        for letter, (key, message) in zip(ascii_uppercase, found.items(), strict=False)
    )


@lru_cache(maxsize=256)  # the same messages are looked at again with every change of their conversation
def _asks_in(text: str, language: str) -> tuple[Ask, ...]:
    try:
        return asks_in(text, language)
    except RulesDamaged:  # said where replies are checked; a question mark is known without rules
        return asks_in(text, "")

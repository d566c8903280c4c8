"""The palette finds a command by the beginnings of its words, in any order."""

from __future__ import annotations

from ui.commands.registry import Command
from ui.dialogs.matching import matching

GO = Command(id="go", title="Go to Library", words="snippets macros", menu="Go")
SEND = Command(id="send", title="Send and mark solved", menu="Reply")
SOLVE = Command(id="solve", title="Mark solved", words="done close", menu="Conversation")
ALL = (GO, SEND, SOLVE)


def test_nothing_typed_leaves_every_command_in_its_order() -> None:
    assert matching("  ", ALL) == [GO, SEND, SOLVE]


def test_words_come_in_any_order_and_by_their_beginnings() -> None:
    assert matching("lib go", ALL) == [GO]
    assert {each.id for each in matching("SOLV mark", ALL)} == {"solve", "send"}


def test_the_first_word_of_the_title_weighs_most() -> None:
    assert matching("mark", ALL) == [SOLVE, SEND]


def test_other_words_of_a_command_find_it_after_titles() -> None:
    close = Command(id="close", title="Close the window")
    assert matching("clo", (SOLVE, close)) == [close, SOLVE]
    assert matching("snip", ALL) == [GO]


def test_every_word_must_be_found() -> None:
    assert matching("mark banana", ALL) == []


def test_accents_need_not_be_typed() -> None:
    assert matching("ubersicht", (Command(id="x", title="Übersicht zeigen"),))

"""What was filled in of a customer becomes another's when the line over the message does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QTextCursor

from ui.panes.composer.editor import ReplyEditor
from ui.writing.marks import Place
from ui.writing.objects import Thing
from ui.writing.paper import units
from workbench.library.model import Filled, Placed, State
from workbench.packs.model import PackSnippet

_FOLLOWS = ("customer.", "ticket.", "inbox.")
_FROM_YOU = "from you"


def refill(editor: ReplyEditor, fill: Callable[[PackSnippet], Filled]) -> None:
    """Fill the placeholders anew that follow the heading; what the agent typed into one stays.

    A stand-in stays until the value is known; a value that is not known any more becomes a blank, never somebody
    else's name.
    """
    changes = [(place, made) for place, thing in editor.things.all() if (made := _other(thing, fill))]
    if not changes:
        return
    editor.stops_through.take()
    caret = editor.textCursor()
    for place, made in reversed(changes):
        _exchange(editor, place, made)
    editor.setTextCursor(caret)


def _other(thing: Thing, fill: Callable[[PackSnippet], Filled]) -> Filled | None:
    """What should stand there; None where it does."""
    placed = thing.placed
    if not placed.name.startswith(_FOLLOWS) or placed.field is not None or placed.why == _FROM_YOU:
        return None
    made = fill(PackSnippet(id="", title="", body="{{" + placed.name + "}}"))
    if not made.places or made.text == thing.words:
        return None
    sure = made.places[0].state is State.RESOLVED
    return made if sure or placed.state is not State.DEFAULTED else None


def _exchange(editor: ReplyEditor, place: Place, made: Filled) -> None:
    placed: Placed = made.places[0]
    cursor = editor.cursor_over(place)
    cursor.beginEditBlock()
    cursor.insertText(made.text)
    cursor.endEditBlock()
    cursor.setPosition(place.start)
    cursor.setPosition(place.start + units(made.text, len(made.text)), QTextCursor.MoveMode.KeepAnchor)
    editor.things.mark(cursor, replace(placed))

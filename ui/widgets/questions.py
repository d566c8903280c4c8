"""What a snippet asks before it is whole, and the snippet filled with the answers. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ui.widgets.field_rows import FieldRow
from workbench.library.model import Filled, ReplyContext, Snippet, State
from workbench.library.service import LibraryService
from workbench.library.template.fill import slot_name
from workbench.packs.model import Field, FieldType


class Questions:
    """``fields``: those of the snippet, then what a ticket would tell where there is none, or where it does not.

    ``slots``: places for own words are asked too, for nobody can write them in afterwards.
    """

    def __init__(
        self, library: LibraryService, snippet: Snippet, context: ReplyContext, *, slots: bool = False
    ) -> None:
        self._library = library
        self.snippet = snippet
        self.context = context
        asked, own = library.questions(snippet, context), self._slots() if slots else ()
        self._told = {each.name for each in asked if "." in each.name}
        self.fields: tuple[Field, ...] = (*asked, *own)

    def filled(self, rows: Sequence[FieldRow]) -> Filled:
        """The snippet with the answers in ``rows``, which ask for `fields`."""
        return self.filling(rows)(self.snippet)

    def filling(self, rows: Sequence[FieldRow]) -> Callable[[Snippet], Filled]:
        """How the snippet in any of its variants is filled with these answers.

        What an agent saw and left empty is so: an optional part goes away, a default that was taken out too.
        """
        given = {row.field.name: value for row in rows if (value := row.value())}
        emptied = {row.field.name: "" for row in rows if not row.field.required and row.field.name not in given}
        told = {name: value for name, value in given.items() if name in self._told}
        answers = {name: value for name, value in given.items() if name not in self._told}
        context = replace(self.context, values={**self.context.values, **told})
        return lambda snippet: self._library.fill(snippet, context, {**emptied, **answers})

    def _slots(self) -> tuple[Field, ...]:
        places = self._library.fill(self.snippet, self.context).places
        hints = dict.fromkeys(place.label for place in places if place.state is State.YOURS)
        return tuple(
            Field(name=slot_name(hint), label=_sentence(hint), type=FieldType.LONG, required=False) for hint in hints
        )


def _sentence(hint: str) -> str:
    return f"{hint[:1].upper()}{hint[1:]}" or "Your own words"

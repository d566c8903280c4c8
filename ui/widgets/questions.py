"""What a snippet asks before it is whole, and the snippet filled with the answers. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ui.widgets.field_rows import FieldRow
from workbench.library.model import Filled, ReplyContext, Snippet, State
from workbench.library.service import LibraryService
from workbench.packs.model import Field


class Questions:
    """``fields``: those of the snippet, then what a ticket would tell where there is none, or where it does not."""

    def __init__(self, library: LibraryService, snippet: Snippet, context: ReplyContext) -> None:
        self._library = library
        self.snippet = snippet
        self.context = context
        self.fields: tuple[Field, ...] = (*library.fields(snippet), *self._unknown())

    def filled(self, rows: Sequence[FieldRow]) -> Filled:
        """The snippet with the answers in ``rows``, which ask for `fields`."""
        return self.filling(rows)(self.snippet)

    def filling(self, rows: Sequence[FieldRow]) -> Callable[[Snippet], Filled]:
        """How the snippet in any of its variants is filled with these answers.

        What an agent saw and left empty is so: an optional part goes away, a default that was taken out too.
        """
        given = {row.field.name: value for row in rows if (value := row.value())}
        emptied = {row.field.name: "" for row in rows if not row.field.required and row.field.name not in given}
        told = {name: value for name, value in given.items() if "." in name}
        answers = {name: value for name, value in given.items() if "." not in name}
        context = replace(self.context, values={**self.context.values, **told})
        return lambda snippet: self._library.fill(snippet, context, {**emptied, **answers})

    def _unknown(self) -> list[Field]:
        places = self._library.fill(self.snippet, self.context).places
        empty = {place.name: place.label for place in places if place.state is State.EMPTY and place.field is None}
        return [Field(name=name, label=f"{label[:1].upper()}{label[1:]}") for name, label in empty.items()]

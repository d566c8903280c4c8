"""Fill a body from what is known. Every value stays told apart from the words round it, with where it is from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from workbench.kernel.spans import Span
from workbench.kernel.text import one_line
from workbench.library.model import Filled, Placed, State
from workbench.library.template.days import is_from_now
from workbench.library.template.parse import Condition, Cursor, Include, Node, Part, Slot, Text, Value, parse
from workbench.library.words import NAMES, doubt, label_of_name
from workbench.packs.model import Fact, Field, FieldType, PackSnippet

MAX_CHARACTERS = 50_000
MAX_INCLUDES = 10  # deep
MAX_INCLUDED = 100  # in all
MAX_PLACES = 500  # that are objects; what is more is words, and what is open among it is still found by its braces
_LONGEST_VALUE = 2_000
SLOT = "yours"
_OPEN = (State.EMPTY, State.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What a body is filled from. ``values`` of the ticket, ``given`` answers by the name of the field, ``facts``.

    ``include`` gives the words of a snippet by its id, None where there is none.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    today: date = date.min
    include: Callable[[str], PackSnippet | None] = lambda _id: None


def fill(snippet: PackSnippet, knowledge: Knowledge) -> Filled:
    """Fill the body of ``snippet``. A name without value and fallback stays open, under its label."""
    filler = _Filler(knowledge)
    filler.snippet(snippet)
    return filler.finish()


def unknown_in(filled: Filled) -> tuple[Field, ...]:
    """What a ticket would tell and this one does not, as something to ask."""
    empty = {each.name: each.label for each in filled.places if each.state is State.EMPTY and each.field is None}
    return tuple(Field(name=name, label=f"{label[:1].upper()}{label[1:]}") for name, label in empty.items())


def slot_name(hint: str) -> str:
    """By which an answer is given to a place for the agent's own words."""
    return f"{SLOT}: {hint or 'your own words'}"


def known(name: str, knowledge: Knowledge, fields: Mapping[str, Field]) -> str:
    """The value of a name for a condition; empty where there is none."""
    bare = name.removeprefix("field.")
    if name.startswith("field."):
        asked = fields.get(bare)
        return knowledge.given.get(bare, asked.default if asked else "").strip()
    if name.startswith("fact."):
        fact = knowledge.facts.get(name.removeprefix("fact."))
        return fact.value if fact else ""
    return knowledge.values.get(name, "").strip()


def holds(condition: Condition, knowledge: Knowledge, fields: Mapping[str, Field]) -> bool:
    """Whether a part stands."""
    value = known(condition.name, knowledge, fields)
    met = bool(value) and value != "no" if condition.value is None else value.casefold() == condition.value.casefold()
    return met == condition.wanted


class _Filler:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._fields: dict[str, Field] = {}
        self._inside: list[str] = []
        self._included = 0
        self._pieces: list[str] = []
        self._length = 0
        self._newlines = 2  # at the end so far; a text begins with none
        self._places: list[Placed] = []
        self._others: list[tuple[str, Span]] = []
        self._caret: int | None = None
        self._problems: dict[str, None] = {}

    def snippet(self, snippet: PackSnippet) -> None:
        template = parse(snippet.body.strip("\n"))
        self._problems |= dict.fromkeys(template.problems)
        outer = self._fields
        self._fields = outer | {each.name: each for each in snippet.fields if each.name not in outer}
        self._inside.append(snippet.id)
        self._nodes(template.nodes)
        self._inside.pop()
        self._fields = outer

    def finish(self) -> Filled:
        whole = "".join(self._pieces)
        text = whole.rstrip("\n")
        places = tuple(place for place in self._places if place.span.end <= len(text))
        caret = self._caret
        if caret is None:
            stops = [place.span.start for place in places if place.state in (*_OPEN, State.YOURS)]
            caret = stops[0] if stops else len(text)
        elif caret > len(text):  # the line where typing goes on may be the last one
            text = whole[:caret]
        return Filled(
            text=text,
            caret=min(caret, len(text)),
            places=places,
            problems=tuple(self._problems),
            included=tuple((id_, Span(span.start, min(span.end, len(text)))) for id_, span in self._others),
        )

    def _nodes(self, nodes: tuple[Node, ...]) -> None:
        for node in nodes:
            match node:
                case Text(words):
                    self._put(words)
                case Cursor():
                    self._caret = self._length if self._caret is None else self._caret
                    self._newlines = 0
                case Part(condition, then, otherwise):
                    stands = holds(condition, self._knowledge, self._fields)
                    self._nodes(then if stands else otherwise)
                case Include(id_):
                    self._include(id_)
                case Slot(hint):
                    self._slot(hint)
                case Value():
                    self._value(node)

    def _put(self, words: str) -> None:
        """Append; a part that was left out leaves no gap of more than one empty line."""
        if self._newlines:
            begins = len(words) - len(words.lstrip("\n"))
            spare = min(begins, max(0, begins + self._newlines - 2))
            words = words[spare:]
        if self._length + len(words) > MAX_CHARACTERS:
            self._problem(f"it grows beyond {MAX_CHARACTERS:,} characters")
            words = words[: MAX_CHARACTERS - self._length]
        if not words:
            return
        self._pieces.append(words)
        self._length += len(words)
        ends = len(words) - len(words.rstrip("\n"))
        self._newlines = ends + (self._newlines if ends == len(words) else 0)

    def _include(self, id_: str) -> None:
        found = self._knowledge.include(id_)
        if id_ in self._inside:
            self._problem(f"“{id_}” includes itself")
        elif len(self._inside) >= MAX_INCLUDES or self._included >= MAX_INCLUDED:
            self._problem(f"it includes more than {MAX_INCLUDED} snippets, or more than {MAX_INCLUDES} deep")
        elif found is None:
            self._problem(f"there is no snippet “{id_}” to include")
        elif why := found.spent(self._knowledge.today):
            self._problem(f"it includes what may not be used any more: {why.rstrip('.')}")
            self._open_place(f">{id_}", f"snippet {found.title}", State.UNKNOWN, why)
            return
        else:
            self._included += 1
            start = self._length
            self.snippet(found)
            if start < self._length:
                self._others.append((id_, Span(start, self._length)))
            return
        self._open_place(f">{id_}", f"snippet {id_}", State.UNKNOWN, "")

    def _slot(self, hint: str) -> None:
        if words := self._knowledge.given.get(slot_name(hint), "").strip():
            self._put_place(words, "", SLOT, hint, State.RESOLVED, "from you")
        else:
            self._put_place("", slot_name(hint), SLOT, hint, State.YOURS, "left as it is, it goes with its sentence")

    def _value(self, node: Value) -> None:
        name, fallback = node.name, node.fallback
        asked = self._fields.get(name.removeprefix("field.")) if name.startswith("field.") else None
        if asked is not None:
            self._field(asked, fallback)
        elif name.startswith("fact."):
            self._fact(name, fallback)
        elif value := one_line(self._knowledge.values.get(name, ""), _LONGEST_VALUE):
            self._known(name, value, fallback)
        elif fallback is not None:
            self._put_place(fallback, "", name, label_of_name(name), State.DEFAULTED, "stands in; nothing is known")
        elif name in NAMES:
            self._open_place(name, label_of_name(name), State.EMPTY, "nobody knows it yet")
        else:
            self._open_place(name, name, State.UNKNOWN, "no such name")

    def _known(self, name: str, value: str, fallback: str | None) -> None:
        label, odd = label_of_name(name), doubt(name, value)
        if odd and fallback:
            why = f"stands in, for “{value}” {odd}"
            self._put_place(fallback, "", name, label, State.DEFAULTED, why)
        elif odd:
            self._put_place(value, "", name, label, State.SUSPICIOUS, odd)
        else:
            why = "from you" if name.startswith("agent.") else "from the ticket"
            self._put_place(value, "", name, label, State.RESOLVED, why)

    def _field(self, asked: Field, fallback: str | None) -> None:
        name = f"field.{asked.name}"
        given = self._knowledge.given.get(asked.name)
        if given is not None and (given.strip() or not asked.required):
            self._put_place(given.strip(), "", name, asked.label, State.RESOLVED, "from you", asked)
        elif (default := _default(asked)) or fallback is not None:
            self._put_place(
                default or fallback or "", "", name, asked.label, State.DEFAULTED, "unless you say so", asked
            )
        elif asked.type is FieldType.YES_NO:
            self._put_place("no", "", name, asked.label, State.DEFAULTED, "unless you say so", asked)
        else:
            self._open_place(name, asked.label, State.EMPTY, "yours to fill", asked)

    def _fact(self, name: str, fallback: str | None) -> None:
        fact, today = self._knowledge.facts.get(name.removeprefix("fact.")), self._knowledge.today
        label = (fact.label if fact else "") or label_of_name(name)
        if fact is None and fallback is None:
            self._open_place(name, label, State.UNKNOWN, "no such fact")
        elif fact is None:
            self._put_place(fallback or "", "", name, label, State.DEFAULTED, "stands in; there is no such fact")
        elif fact.valid_until and fact.valid_until < today:
            why = f"held until {fact.valid_until.isoformat()}; verify it"
            self._put_place(fact.value, "", name, label, State.SUSPICIOUS, why)
        elif fact.valid_from and fact.valid_from > today:
            why = f"holds from {fact.valid_from.isoformat()} on; verify it"
            self._put_place(fact.value, "", name, label, State.SUSPICIOUS, why)
        else:
            self._put_place(fact.value, "", name, label, State.RESOLVED, "a fact of the library")

    def _open_place(self, name: str, label: str, state: State, why: str, asked: Field | None = None) -> None:
        clean = label.replace("{", "").replace("}", "").replace("\n", " ").strip()[:120] or "blank"
        self._put_place("", clean, name, clean, state, why, asked)

    def _put_place(
        self, value: str, open_: str, name: str, label: str, state: State, why: str, asked: Field | None = None
    ) -> None:
        words = value or ("{{" + open_ + "}}" if open_ else "")
        if not words:
            return
        start = self._length
        self._put(words)
        if len(self._places) == MAX_PLACES:
            self._problem(f"it has more than {MAX_PLACES} placeholders; values beyond those are plain words")
        elif self._length - start == len(words):
            span = Span(start, self._length)
            self._places.append(Placed(span=span, name=name, label=label, state=state, why=why, field=asked))

    def _problem(self, words: str) -> None:
        self._problems[words] = None


def _default(asked: Field) -> str:
    """“+3” is for who reads it in the form, and no day yet."""
    return "" if asked.type is FieldType.DATE and is_from_now(asked.default) else asked.default

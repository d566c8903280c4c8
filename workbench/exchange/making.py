"""From what a reader found to items: an id that a later import finds again, a title, and snippets that name others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.exchange.model import MAX_BODY_CHARACTERS, MAX_FILE_BYTES, MAX_ITEMS, Item, Outcome
from workbench.exchange.naming import shortcut_of, title_of
from workbench.kernel.text import normalise, one_line
from workbench.packs.model import Field, PackSnippet, SnippetStatus, Variant

MAX_PARTS = 8
_WORD = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One item as another program keeps it.

    ``identity``: what stays the same when it is exported again; ``known_as``: names by which others may include it;
    ``body`` in the other program's own language, with ``extra`` for what goes with it; ``files``: what is attached
    where it is used. ``skip``: why it stays out.
    """

    identity: str
    source: str
    body: str = ""
    title: str = ""
    triggers: tuple[str, ...] = ()
    known_as: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    folder: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    context: str = ""
    status: SnippetStatus = SnippetStatus.APPROVED
    extra: Any = None
    notes: tuple[str, ...] = ()
    look: bool = False
    skip: str = ""
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A body in our language. ``mapped``: as in `Item`; ``look``: somebody should see it before it is used."""

    body: str
    fields: tuple[Field, ...] = ()
    notes: tuple[str, ...] = ()
    mapped: tuple[str, ...] = ()
    look: bool = False
    channel: str = ""
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """Which snippet a name stands for, seen from the one that includes it."""

    ids: Mapping[str, str] = field(default_factory=dict)
    closing: frozenset[tuple[str, str]] = frozenset()
    own: str = ""

    def id_of(self, name: str) -> str | None:
        """The id of the snippet that is known by this name; None where this file has none."""
        return self.ids.get(name) or self.ids.get(name.casefold())

    def goes_round(self, id_: str) -> bool:
        """Whether including it would include this one again."""
        return (self.own, id_) in self.closing


Translate = Callable[[Raw, Links], Made]
Mentions = Callable[[Raw], Iterable[str]]


def id_of(origin: str) -> str:
    """The same id for the same origin, in every import."""
    return "import-" + hashlib.sha256(origin.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def stays_out(source: str, *notes: str) -> Item:
    """An item, or a whole file, that stays out, and why."""
    return Item(source=one_line(normalise(source), _WORD) or "?", outcome=Outcome.SKIPPED, notes=notes)


def about(name: str, *notes: str, look: bool = False) -> Item:
    """What is to be known of a whole file that comes in."""
    return Item(
        source=one_line(normalise(name), _WORD) or "?",
        outcome=Outcome.LOOK if look else Outcome.COMES,
        notes=notes,
        about=True,
    )


def items(
    format_: str, raws: Iterable[Raw], translate: Translate, mentions: Mentions = lambda _raw: ()
) -> Iterator[Item]:
    """Every raw as an item, in order, each made when it is asked for; what repeats or is too much is told."""
    listed, too_many = _bounded(raws)
    origins = _origins(format_, listed)
    links = _links(listed, origins, mentions)
    maker = _Maker(links, translate)
    for raw, (origin, twice) in zip(listed, origins, strict=True):
        yield maker.item(raw, origin, twice)
        if maker.full:
            yield stays_out(raw.source, "The texts of this file are too much to read at once; the rest stays out.")
            return
    if too_many:
        yield stays_out(
            listed[-1].source if listed else "",
            f"It holds more than {MAX_ITEMS:,} items, or too much text to read at once; the rest stays out.",
        )


class _Maker:
    def __init__(self, links: Links, translate: Translate) -> None:
        self._links = links
        self._translate = translate
        self._triggers: dict[str, tuple[str, str]] = {}
        self._characters = 0

    @property
    def full(self) -> bool:
        return self._characters > MAX_FILE_BYTES

    def item(self, raw: Raw, origin: str, twice: bool) -> Item:
        why = raw.skip or _unusable(raw.body)
        if why:
            return stays_out(raw.source, *raw.notes, why)
        id_ = id_of(origin)
        try:
            made = self._translate(raw, Links(self._links.ids, self._links.closing, id_))
        except (ValueError, TypeError, RecursionError) as error:
            return stays_out(raw.source, f"It could not be understood: {one_line(str(error), 200)}.")
        why = next(filter(None, (_unusable(body) for body in (made.body, *(each.body for each in made.variants)))), "")
        if why:
            return stays_out(raw.source, *raw.notes, *made.notes, why)
        title = title_of(raw.title, raw.triggers, made.body, raw.source)
        triggers, notes, same = self._own_triggers(raw, made.body, title)
        if same:
            return stays_out(raw.source, f"It is the same as “{same}”.")
        if twice and not notes:
            notes += ("Another item of this file has the same identity; both come in.",)
        self._characters += len(made.body)
        return Item(
            source=one_line(normalise(raw.source), _WORD) or "?",
            outcome=Outcome.LOOK if made.look or raw.look or notes else Outcome.COMES,
            notes=tuple(dict.fromkeys((*raw.notes, *made.notes, *notes))),
            mapped=made.mapped,
            snippet=_snippet(raw, made, origin, id_, title, triggers),
            files=tuple(map(str, raw.files)),
        )

    def _own_triggers(self, raw: Raw, body: str, title: str) -> tuple[list[str], tuple[str, ...], str]:
        """The triggers nobody before it has; a sentence about those taken; the title of the one it repeats."""
        free, notes, same = [], [], ""
        for trigger in dict.fromkeys(_word(shortcut_of(each.strip())).lower() for each in raw.triggers):
            before, text = self._triggers.get(trigger, ("", ""))
            if before and text == body:
                same = before
            elif before:
                notes.append(f"“{trigger}” already stands for “{before}”, so this one comes in without it.")
            elif trigger:
                free.append(trigger)
        if same and not free and not notes:
            return [], (), same
        for trigger in free:
            self._triggers[trigger] = (title, body)
        return free, tuple(notes), ""


def _snippet(raw: Raw, made: Made, origin: str, id_: str, title: str, triggers: list[str]) -> PackSnippet:
    others = dict.fromkeys((*triggers[1:], *(_word(each) for each in raw.synonyms)))
    return PackSnippet(
        id=id_,
        folder=folder_of(raw.folder),
        title=title,
        shortcut=triggers[0] if triggers else "",
        tags=tuple(filter(None, dict.fromkeys(_word(each) for each in raw.tags))),
        synonyms=tuple(filter(None, others)),
        language=_word(raw.language),
        channel=made.channel,
        context=one_line(normalise(raw.context), 500),
        fields=made.fields,
        body=made.body,
        variants=made.variants,
        status=raw.status,
        assets=tuple(file.name for file in raw.files),
        origin=origin,
    )


def folder_of(path: str) -> str:
    """A folder path without steps that lead up or nowhere."""
    parts = (_word(part) for part in path.replace("\\", "/").split("/"))
    return "/".join([part for part in parts if part not in {"", ".", ".."}][:MAX_PARTS])


def _word(text: str) -> str:
    return one_line(normalise(text), _WORD)


def _unusable(body: str) -> str:
    if not body.strip():
        return "There is no text in it."
    if len(body) > MAX_BODY_CHARACTERS:
        return f"Its text is longer than {MAX_BODY_CHARACTERS:,} characters."
    return ""


def _bounded(raws: Iterable[Raw]) -> tuple[list[Raw], bool]:
    """The raws up to so many and so much text, and whether there were more."""
    listed: list[Raw] = []
    characters = 0
    for raw in raws:
        characters += len(raw.body)
        if len(listed) == MAX_ITEMS or characters > MAX_FILE_BYTES:
            return listed, True
        listed.append(raw)
    return listed, False


def _origins(format_: str, raws: list[Raw]) -> list[tuple[str, bool]]:
    """The origin of each, and whether it is there for the second time; the second time it gets a number."""
    used: dict[str, int] = {}
    found = []
    for raw in raws:
        origin = f"{format_}:{one_line(normalise(raw.identity), 200)}"
        if raw.skip:
            found.append((origin, False))
            continue
        used[origin] = times = used.get(origin, 0) + 1
        found.append((origin if times == 1 else f"{origin}#{times}", times > 1))
    return found


def _links(raws: list[Raw], origins: list[tuple[str, bool]], mentions: Mentions) -> Links:
    ids: dict[str, str] = {}
    for raw, (origin, _) in zip(raws, origins, strict=True):
        if not raw.skip and not _unusable(raw.body):
            for name in raw.known_as:
                ids.setdefault(name, id_of(origin))
    for name in tuple(ids):
        ids.setdefault(name.casefold(), ids[name])
    links = Links(ids)
    ways: dict[str, list[str]] = {}
    for raw, (origin, _) in zip(raws, origins, strict=True):
        if raw.skip or _unusable(raw.body):
            continue
        if named := [id_ for name in mentions(raw) if (id_ := links.id_of(name))]:
            ways[id_of(origin)] = named
    return Links(ids, _closing(ways))


def _closing(ways: Mapping[str, list[str]]) -> frozenset[tuple[str, str]]:
    """The steps that close a circle; without them no snippet includes itself."""
    closing: set[tuple[str, str]] = set()
    done: set[str] = set()
    for start in ways:
        if start in done:
            continue
        inside = {start}
        waiting = [(start, iter(ways[start]))]
        while waiting:
            at, others = waiting[-1]
            other = next(others, None)
            if other is None:
                waiting.pop()
                inside.discard(at)
                done.add(at)
            elif other in inside:
                closing.add((at, other))
            elif other not in done:
                inside.add(other)
                waiting.append((other, iter(ways.get(other, ()))))
    return frozenset(closing)

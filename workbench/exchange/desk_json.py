"""What a helpdesk's API answered, kept as JSON: pages, bare lists, single answers, JSON lines, or a folder of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from workbench.exchange.desk_values import identity, text
from workbench.exchange.files import files_in, start_of, words_of
from workbench.exchange.making import Mentions, Raw, Translate, items, stays_out
from workbench.exchange.model import MAX_FILE_BYTES, MAX_ITEMS, Item
from workbench.kernel.errors import UserError

ENDINGS = (".json", ".jsonl", ".ndjson")
MAX_PARTS = 5_000_000
MAX_FOLDER_BYTES = 4 * MAX_FILE_BYTES
_MAX_PAGES_DEEP = 4
_MAX_BAD_LINES = 100
_LOOKED_AT = 1 << 16
_ASKED = 40  # files of a folder that are opened to see whose they are
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_WHITE = b" \t\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How an API wraps what it answers. ``lists``: keys that hold many; ``ones``: keys that hold one."""

    lists: frozenset[str]
    ones: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One object of a file. ``where``: for a person; ``guess``: about its encoding, where that was guessed."""

    data: dict[str, Any]
    where: str
    guess: str = ""


def looks_like(path: Path, *signs: re.Pattern[str]) -> bool:
    """Whether the file, or one of the first of the folder, shows all ``signs`` near its beginning. Never raises."""
    try:
        if not path.is_dir():
            return path.suffix.lower() in ENDINGS and _shows(path, signs)
        below = (seen.path for seen in files_in(path, _is_wanted) if not seen.why)
        return any(_shows(file, signs) for file in islice(below, _ASKED))
    except (OSError, ValueError):
        return False


def objects(path: Path, shape: Shape, findings: list[Item]) -> Iterator[Found]:
    """Every object of a file or folder; what cannot be read is a finding, and for a single file a UserError."""
    if not path.is_dir():
        yield from _objects_of(path, path.name, shape, findings)
        return
    left = MAX_FOLDER_BYTES
    for seen in files_in(path, _is_wanted):
        try:
            left -= 0 if seen.why else seen.path.stat().st_size
            if seen.why or left < 0:
                findings.append(stays_out(seen.name, seen.why or "The folder holds more than can be read at once."))
                continue
            yield from _objects_of(seen.path, seen.name, shape, findings)
        except (UserError, OSError) as error:
            findings.append(stays_out(seen.name, str(error)))


def unique(
    found: Iterable[Found], findings: list[Item], key_of: Callable[[dict[str, Any]], str] = identity
) -> Iterator[Found]:
    """Each object once by its ``key_of``: where pages overlap the one changed last stays, with all that they say.

    A list that only names what a later answer says in full is filled in from that.
    """
    kept: dict[str, Found] = {}
    for number, each in enumerate(found):
        if number > MAX_ITEMS:
            break
        key = key_of(each.data) or f"\0{number}"
        before = kept.get(key)
        if before is None:
            kept[key] = each
        elif before.data != each.data:
            newer, older = (before, each) if _changed(before) > _changed(each) else (each, before)
            said = {name: value for name, value in newer.data.items() if value is not None}
            kept[key] = Found(data=older.data | said, where=before.where, guess=before.guess or each.guess)
            if any(older.data.get(name) not in (None, value) for name, value in said.items()):
                findings.append(stays_out(older.where, f"The id {key} is there twice; the newer one came in."))
    yield from kept.values()


def read_items(
    name: str,
    path: Path,
    raws: Iterable[Raw],
    findings: list[Item],
    translate: Translate,
    mentions: Mentions = lambda _raw: (),
) -> Iterator[Item]:
    """The items of ``raws``, then the findings. Raises UserError where there is neither."""
    all_ = list(raws)
    if not all_ and not findings:
        raise UserError(f"“{path.name}” holds no replies.", "Nothing was read. Choose the file that the helpdesk gave.")
    yield from items(name, all_, translate, mentions)
    yield from findings


def _is_wanted(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


def _shows(file: Path, signs: tuple[re.Pattern[str], ...]) -> bool:
    start = start_of(file, _LOOKED_AT)
    return all(sign.search(start) for sign in signs)


def _changed(found: Found) -> str:
    return text(found.data.get("updated_at")) or text(found.data.get("updated_datetime"))


def _objects_of(path: Path, name: str, shape: Shape, findings: list[Item]) -> Iterator[Found]:
    words = words_of(path)
    if words.text.count(",") > MAX_PARTS:
        raise UserError(f"“{name}” holds more parts than can be read at once.", "Export a part of it.")
    number = 0
    for raw, line in _values(words.text, name, findings):
        for each in _unwrapped(raw, shape, 0):
            number += 1
            where = f"{name}, {'line' if line else 'item'} {line or number}"
            data = _decoded(each)
            if isinstance(data, dict):
                yield Found(data=data, where=where, guess=words.guess)
            else:
                findings.append(stays_out(where, "It is not an object that can be read."))


def _values(words: str, name: str, findings: list[Item]) -> Iterator[tuple[msgspec.Raw, int]]:
    """The JSON of a file with 0, or each line of JSON lines with its number."""
    if "\\ud" in words or "\\uD" in words:
        words = _ESCAPE.sub(_paired, words)
    try:
        whole = msgspec.json.decode(words, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        fault = str(error)
    else:
        yield whole, 0
        return
    lines = [(line, number) for number, line in enumerate(words.split("\n"), 1) if line.strip()]
    if len(lines) < 2 or _line(lines[0][0]) is None and _line(lines[1][0]) is None:
        raise UserError(f"“{name}” is not JSON that can be read.", f"Nothing was read: {fault}.")
    bad = 0
    for line, number in lines:
        raw = _line(line)
        if raw is not None:
            yield raw, number
        elif (bad := bad + 1) <= _MAX_BAD_LINES:
            findings.append(stays_out(f"{name}, line {number}", "The line is not JSON that can be read."))


def _paired(found: re.Match[str]) -> str:
    """An escape as it is; half a letter, as is left of one that a preview cut in two, as a mark for it."""
    return "\\ufffd" if found["half"] else found[0]


def _line(line: str) -> msgspec.Raw | None:
    try:
        raw = msgspec.json.decode(line, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return None
    return raw if bytes(raw).lstrip(_WHITE)[:1] in {b"{", b"["} else None


def _unwrapped(raw: msgspec.Raw, shape: Shape, depth: int) -> Iterator[msgspec.Raw]:
    """The objects inside lists and pages."""
    begins = _begins(raw)
    try:
        if depth > _MAX_PAGES_DEEP:
            yield raw
        elif begins == b"[":
            for each in msgspec.json.decode(raw, type=list[msgspec.Raw]):
                yield from _unwrapped(each, shape, depth + 1)
        elif begins == b"{":
            yield from _of_object(raw, shape, depth)
        else:
            yield raw
    except (msgspec.DecodeError, RecursionError):
        yield raw


def _of_object(raw: msgspec.Raw, shape: Shape, depth: int) -> Iterator[msgspec.Raw]:
    members = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    inside = [key for key in members if key in shape.lists and _begins(members[key]) in {b"[", b"{"}]
    single = [key for key in members if key in shape.ones and _begins(members[key]) == b"{"]
    for key in inside:
        if _begins(members[key]) == b"[":
            yield from _unwrapped(members[key], shape, depth + 1)
        else:  # objects by their id, or another page
            nested = msgspec.json.decode(members[key], type=dict[str, msgspec.Raw])
            by_id = not any(name in shape.lists for name in nested)
            for each in nested.values() if by_id else (members[key],):
                yield from _unwrapped(each, shape, depth + 1)
    for key in single:
        yield members[key]
    if not inside and not single:
        yield raw


def _begins(raw: msgspec.Raw) -> bytes:
    return bytes(memoryview(raw)[:16]).lstrip(_WHITE)[:1]


def _decoded(raw: msgspec.Raw) -> Any:
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return None

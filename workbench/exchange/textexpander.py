"""Read TextExpander: groups and settings as property lists (XML or binary), a folder with a backup, or its CSV."""

from __future__ import annotations

import plistlib
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

import msgspec

from workbench.exchange.files import bytes_of, files_in, head_of, start_of
from workbench.exchange.making import Links, Made, Raw, items, stays_out
from workbench.exchange.model import MAX_ITEMS, Item
from workbench.exchange.placeholders import textexpander as places
from workbench.exchange.placeholders.body import Body
from workbench.exchange.table import Table
from workbench.kernel.errors import UserError

MAX_PLIST_BYTES = 32 * 1024 * 1024
_MAX_OBJECTS = 2_000_000
_ENDINGS = (".textexpander", ".textexpandersettings", ".tedist", ".xml", ".plist")
_TABLES = {".csv", ".tsv", ".txt"}
_SIGNS = ("snippetsTE2", "snippetsTE3", "groupsTE2")
_SCRIPTS = {2: "AppleScript", 3: "a shell script", 4: "JavaScript"}
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


class TextExpander:
    """Its groups become folders; macros become fields, optional parts and includes."""

    name = "textexpander"
    title = "TextExpander"

    def recognises(self, path: Path) -> bool:
        if path.is_dir():
            ending = path.suffix.lower() == ".textexpanderbackup"
            return ending or any(_is_plist(each) for each in sorted(path.glob("group_*.xml"))[:5])
        return path.suffix.lower() == ".textexpander" or _is_plist(path)

    def read(self, path: Path) -> Iterator[Item]:
        if path.suffix.lower() in _TABLES and not path.is_dir():
            yield from Table(macros="textexpander").read(path)
            return
        findings: list[Item] = []
        raws = list(_folder(path, findings)) if path.is_dir() else list(_file(path))
        if not raws and not findings:
            raise UserError(f"“{path.name}” holds no TextExpander snippets.", "Nothing was read.")
        yield from items(self.name, raws, _translate, _mentions)
        yield from findings


def _folder(folder: Path, findings: list[Item]) -> Iterator[Raw]:
    for seen in files_in(folder, lambda name: name.lower().endswith(_ENDINGS)):
        if seen.why:
            findings.append(stays_out(seen.name, seen.why))
            continue
        try:
            yield from _file(seen.path)
        except UserError as error:
            findings.append(stays_out(seen.name, str(error)))


def _file(path: Path) -> Iterator[Raw]:
    root = _plist(bytes_of(path, MAX_PLIST_BYTES), path.name)
    named = _named(root)
    count = 0
    for group in _groups(root):
        info = group.get("groupInfo")
        title = _text((info if isinstance(info, dict) else group).get("groupName")) or _text(group.get("name"))
        for snippet in _snippets(group):
            count += 1
            if count > MAX_ITEMS + 1:
                return
            own = named.get(_text(snippet.get("uuidString")), "") if isinstance(snippet, dict) else ""
            yield _raw(snippet, own or title or _name_of(path), count)


def _plist(data: bytes, name: str) -> Any:
    """The property list; raises UserError where it is none or is made to do harm."""
    binary = data.startswith(b"bplist")
    if not binary and _ENTITY.search(data.replace(b"\0", b"")[:65_536]):
        raise UserError(f"“{name}” defines entities of its own.", "No export does that, so it was not read.")
    try:
        if binary and struct.unpack(">6xBBQQQ", data[-32:])[2] > min(len(data), _MAX_OBJECTS):
            raise ValueError("it says it holds more than it can")
        return plistlib.loads(data)
    except (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, KeyError, IndexError, AttributeError,
            struct.error, RecursionError, OverflowError, MemoryError) as error:  # fmt: skip
        why = str(error).splitlines()[0] if str(error) else "it is damaged"
        raise UserError(f"“{name}” is not a property list that can be read.", f"Nothing was read: {why}.") from error


def _groups(root: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(root, dict):
        return
    for key in ("groupsTE3", "groupsTE2", "groups"):
        if isinstance(found := root.get(key), list) and found:
            nested = [each for each in found if isinstance(each, dict) and any(_snippets(each))]
            if nested:
                yield from nested
                return
    yield root


def _named(root: Any) -> dict[str, str]:
    """The group of each snippet, where groups only name the snippets that stand beside them."""
    named: dict[str, str] = {}
    groups = root.get("groupsTE2") if isinstance(root, dict) else None
    for group in groups if isinstance(groups, list) else ():
        ids = group.get("snippetUUIDs") if isinstance(group, dict) else None
        for id_ in ids if isinstance(ids, list) else ():
            named[_text(id_)] = _text(group.get("name"))
    return named


def _snippets(group: dict[str, Any]) -> Iterator[Any]:
    """Those of the newest version; an older list beside it holds a warning alone."""
    for key in ("snippetsTE3", "snippetsTE2", "snippets"):
        if isinstance(found := group.get(key), list) and found:
            yield from found
            return


def _raw(snippet: Any, group: str, number: int) -> Raw:
    source = f"{group}, snippet {number}"
    if not isinstance(snippet, dict):
        return Raw(identity=source, source=source, skip="It is not a snippet.")
    abbreviation, label = _text(snippet.get("abbreviation")), _text(snippet.get("label"))
    kind = snippet.get("snippetType")
    body = _text(snippet.get("plainText")) or _newer_text(snippet.get("extraInfo"))
    notes = ("Its formatting was left out; the words came in.",) if kind == 1 else ()
    if isinstance(kind, int) and kind > max(_SCRIPTS):
        notes = (f"It is of a kind ({kind}) that is not known here: needs a look.",)
    return Raw(
        identity=_text(snippet.get("uuidString")).lower() or abbreviation or label or source,
        source=label or abbreviation or source,
        title=label,
        body=body,
        triggers=(abbreviation,) if abbreviation else (),
        known_as=(abbreviation,) if abbreviation else (),
        folder=group,
        extra=kind,
        notes=notes,
        look=bool(notes),
        skip="" if body else "There is no text in it.",
    )


def _newer_text(extra: Any) -> str:
    """The text where it is kept as nodes in JSON."""
    written = _text(extra.get("jsonStr")) if isinstance(extra, dict) else ""
    try:
        nodes = msgspec.json.decode(written).get("nodes") if written else None
    except (ValueError, AttributeError, RecursionError):
        return ""
    first = nodes[0] if isinstance(nodes, list) and nodes else {}
    return _text(first.get("tx")) if isinstance(first, dict) else ""


def _translate(raw: Raw, links: Links) -> Made:
    if raw.extra in _SCRIPTS:
        body = Body(links)
        body.never_run(raw.title or raw.source, _SCRIPTS[raw.extra])
        return body.made()
    return places.translate(raw.body, links)


def _mentions(raw: Raw) -> Iterator[str]:
    return places.mentions(raw.body) if raw.extra not in _SCRIPTS else iter(())


def _is_plist(path: Path) -> bool:
    if path.suffix.lower() not in _ENDINGS:
        return False
    if head_of(path, 16).startswith(b"bplist"):
        return any(sign.encode() in head_of(path, 1 << 20) for sign in _SIGNS)
    start = start_of(path, 1 << 16)
    return "<plist" in start and any(sign in start for sign in _SIGNS)


def _name_of(path: Path) -> str:
    return path.stem.removeprefix("group_")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

"""Read a pack from its folder: ``pack.toml``, ``facts.toml``, and Markdown files with TOML front matter, one a snippet.

``rules/<language>.toml`` holds rules for the checker; they come along as they are written.

Files with the same id are one snippet in several languages, channels or tones.

A fault in one file is a finding about that file; the rest comes in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from workbench.kernel.errors import UserError
from workbench.kernel.text import normalise
from workbench.kernel.toml import read_toml
from workbench.packs.model import (
    PRODUCT,
    Fact,
    Fault,
    Field,
    FieldType,
    Pack,
    PackSnippet,
    RuleFile,
    SnippetStatus,
    Variant,
)

MAX_FILE_BYTES = 256 * 1024
MAX_FILES = 20_000
MAX_ASSET_BYTES = 20_000_000
MAX_RULES_BYTES = 1_000_000
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_FENCE = "+++"
_Kind = TypeVar("_Kind", bound=StrEnum)


def read_pack(folder: Path) -> Pack:
    """Read the pack in ``folder``. Raises UserError where ``pack.toml`` is missing or cannot be used."""
    head = _head(folder)
    language = str(head.get("default_language", "en"))
    parts: dict[str, list[PackSnippet]] = {}
    faults: list[Fault] = []
    digest = hashlib.sha256()
    root = folder / "snippets"
    for file in sorted(root.rglob("*.md"), key=lambda file: (file.parent, file.stem, file.name))[:MAX_FILES]:
        name = file.relative_to(folder).as_posix()
        try:
            text = _text(file)
            digest.update(f"{name}\0{text}\0".encode())
            part = read_snippet(text, folder=file.parent.relative_to(root).as_posix(), language=language)
            others = parts.setdefault(part.id, [])
            if any(_key(part) == _key(other) for other in others):
                raise ValueError(f"the id “{part.id}” is used twice for the same language, channel and tone")
            others.append(part)
        except (ValueError, OSError) as error:
            faults.append(Fault(file=name, why=str(error)))
    facts = _facts(folder / "facts.toml", digest, faults)
    rules = _rules(folder / "rules", digest, faults)
    named = {name for found in parts.values() for part in found for name in part.assets}
    assets = _assets(folder / "assets", named, digest, faults)
    return Pack(
        id=str(head["id"]),
        name=str(head["name"]),
        version=str(head["version"]),
        serial=int(head["serial"]),
        snippets=tuple(joined(found, language) for found in parts.values()),
        facts=facts,
        rules=rules,
        assets=assets,
        faults=tuple(faults),
        digest=digest.hexdigest(),
    )


def joined(parts: Iterable[PackSnippet], language: str) -> PackSnippet:
    """The files of one id as one snippet. The plainest one in ``language`` is the snippet, the others its variants.

    A field that only a variant asks for comes along.
    """
    first, *others = sorted(parts, key=lambda part: (part.language != language, bool(part.channel), bool(part.tone)))
    fields = {field.name: field for part in (first, *others)[::-1] for field in part.fields}
    order = dict.fromkeys(field.name for part in (first, *others) for field in part.fields)
    variants = tuple(
        Variant(
            language=part.language,
            channel=part.channel,
            tone=part.tone,
            title=part.title if part.title != first.title else "",
            body=part.body,
        )
        for part in others
    )
    return replace(first, fields=tuple(fields[name] for name in order), variants=(*first.variants, *variants))


def read_snippet(text: str, *, folder: str = "", language: str = "en") -> PackSnippet:
    """Read one snippet file. Raises ValueError with a sentence that names what is wrong.

    ``products`` are kept as tags such as ``product:cloud``, by which they are found too.
    """
    front, body = _split(normalise(text))
    if not body.strip():
        raise ValueError("there is no text below the front matter")
    return PackSnippet(
        id=_word(front, "id"),
        folder="" if folder == "." else folder,
        title=_word(front, "title"),
        shortcut=_word(front, "shortcut", needed=False).lower(),
        tags=(*_words(front, "tags"), *(PRODUCT + name.strip() for name in _words(front, "products"))),
        synonyms=_words(front, "synonyms"),
        language=_word(front, "language", needed=False) or language,
        channel=_word(front, "channel", needed=False).lower(),
        tone=_word(front, "tone", needed=False).lower(),
        context=_word(front, "when", needed=False),
        fields=_fields(front),
        body=body.strip() + "\n",
        status=_one_of(SnippetStatus, front, "status", SnippetStatus.APPROVED),
        owner=_word(front, "owner", needed=False),
        review_by=_day(front, "review_by"),
        valid_until=_day(front, "valid_until"),
        locked=_yes(front, "locked", default=False),
        assets=_words(front, "assets"),
        origin=_word(front, "origin", needed=False),
    )


def _assets(folder: Path, names: set[str], digest: Any, faults: list[Fault]) -> tuple[Path, ...]:
    """The files that snippets name, each once. A name leads nowhere but into ``folder``."""
    found = []
    for name in sorted(names):
        file = folder / name
        if Path(name).name != name or file.is_symlink() or not file.is_file():
            faults.append(Fault(file=f"assets/{name}", why="a snippet names it, and it is not there"))
        elif file.stat().st_size > MAX_ASSET_BYTES:
            faults.append(Fault(file=f"assets/{name}", why=f"it is larger than {MAX_ASSET_BYTES // 1_000_000} MB"))
        else:
            digest.update(f"assets/{name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
            found.append(file)
    return tuple(found)


def _rules(folder: Path, digest: Any, faults: list[Fault]) -> tuple[RuleFile, ...]:
    """One file for each language."""
    found = []
    for file in sorted(folder.glob("*.toml")):
        name = f"rules/{file.name}"
        try:
            if not _LANGUAGE.fullmatch(file.stem):
                raise ValueError("its name is not the code of a language, such as en.toml")
            text = _text(file, MAX_RULES_BYTES)
        except (ValueError, OSError) as error:
            faults.append(Fault(file=name, why=str(error)))
            continue
        digest.update(f"{name}\0{text}\0".encode())
        found.append(RuleFile(language=file.stem, text=text))
    return tuple(found)


def _facts(file: Path, digest: Any, faults: list[Fault]) -> tuple[Fact, ...]:
    """``facts.toml``: one table for each fact, by its name."""
    if not file.is_file():
        return ()
    facts = []
    try:
        text = _text(file)
        digest.update(f"facts.toml\0{text}\0".encode())
        tables = read_toml(text)
    except (ValueError, OSError) as error:
        faults.append(Fault(file="facts.toml", why=str(error)))
        return ()
    for name, table in tables.items():
        try:
            facts.append(_fact(name, table))
        except ValueError as error:
            faults.append(Fault(file=f"facts.toml: {name}", why=str(error)))
    return tuple(facts)


def _fact(name: str, table: object) -> Fact:
    if not isinstance(table, dict):
        raise ValueError("it is not a table")
    if not NAME.fullmatch(name):
        raise ValueError("its name may hold small letters, digits and _ alone")
    return Fact(
        name=name,
        value=_word(table, "value"),
        label=_word(table, "label", needed=False),
        owner=_word(table, "owner", needed=False),
        valid_from=_day(table, "valid_from"),
        valid_until=_day(table, "valid_until"),
    )


def _head(folder: Path) -> dict[str, Any]:
    try:
        head = read_toml(_text(folder / "pack.toml"))
        missing = [key for key in ("id", "name", "version", "serial") if key not in head]
        if missing or not isinstance(head.get("serial"), int):
            raise ValueError(f"pack.toml needs {', '.join(missing) or 'a whole number as serial'}")
    except (OSError, ValueError) as error:
        raise UserError(f"“{folder.name}” is not a pack that can be used.", f"Nothing was changed: {error}.") from error
    return head


def _text(file: Path, most: int = MAX_FILE_BYTES) -> str:
    if file.stat().st_size > most:
        raise ValueError(f"the file is larger than {most // 1024} KiB")
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"the file is not UTF-8 (byte {error.start})") from error


def _split(text: str) -> tuple[Mapping[str, Any], str]:
    if not text.startswith(_FENCE + "\n"):
        raise ValueError("the file does not begin with +++")
    front, fence, body = text[len(_FENCE) + 1 :].partition(f"\n{_FENCE}\n")
    if not fence:
        raise ValueError("the front matter has no closing +++")
    return read_toml(front), body


def _word(front: Mapping[str, Any], key: str, *, needed: bool = True) -> str:
    value = front.get(key, "")
    if not isinstance(value, str) or (needed and not value.strip()):
        raise ValueError(f"“{key}” is missing or not text")
    return value.strip()


def _words(front: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = front.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"“{key}” is not a list of words")
    return tuple(value)


def _tables(front: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = front.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError(f"“{key}” is not a list of tables")
    return value


def _fields(front: Mapping[str, Any]) -> tuple[Field, ...]:
    fields = tuple(_field(each) for each in _tables(front, "fields"))
    if twice := [f.name for at, f in enumerate(fields) if any(f.name == other.name for other in fields[:at])]:
        raise ValueError(f"the field “{twice[0]}” is there twice")
    return fields


def _field(table: Mapping[str, Any]) -> Field:
    name = _word(table, "name")
    if not NAME.fullmatch(name):
        raise ValueError(f"the name of the field “{name[:40]}” may hold small letters, digits and _ alone")
    type_ = _one_of(FieldType, table, "type", FieldType.TEXT)
    options = _words(table, "options")
    if type_ is FieldType.CHOICE and not options:
        raise ValueError(f"the choice “{name}” has no options")
    return Field(
        name=name,
        label=_word(table, "label", needed=False) or name.replace("_", " "),
        type=type_,
        default=_word(table, "default", needed=False),
        pattern=_word(table, "pattern", needed=False),
        required=_yes(table, "required", default=True),
        options=options,
    )


def _key(part: PackSnippet) -> tuple[str, str, str]:
    return part.language, part.channel, part.tone


def _one_of(kind: type[_Kind], table: Mapping[str, Any], key: str, default: _Kind) -> _Kind:
    word = _word(table, key, needed=False)
    if not word:
        return default
    try:
        return kind(word)
    except ValueError:
        raise ValueError(f"“{key}” is “{word[:40]}”, and may be {', '.join(kind)}") from None


def _day(table: Mapping[str, Any], key: str) -> date | None:
    value = table.get(key)
    if value is None or type(value) is date:
        return value
    raise ValueError(f"“{key}” is not a day such as 2027-01-31")


def _yes(table: Mapping[str, Any], key: str, *, default: bool) -> bool:
    value = table.get(key, default)
    if not isinstance(value, bool):
        raise ValueError(f"“{key}” is neither true nor false")
    return value

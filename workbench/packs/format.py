"""Read a pack from its folder: ``pack.toml`` and one Markdown file with TOML front matter for each snippet.

A fault in one file is a finding about that file; the rest comes in.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.kernel.errors import UserError
from workbench.kernel.text import normalise

MAX_FILE_BYTES = 256 * 1024
MAX_FILES = 20_000
_FENCE = "+++"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackField:
    """A value that the agent is asked for."""

    name: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSnippet:
    """One snippet as its file has it. ``context``: when to use it, shown and never sent."""

    id: str
    folder: str
    title: str
    shortcut: str
    tags: tuple[str, ...]
    synonyms: tuple[str, ...]
    language: str
    context: str
    fields: tuple[PackField, ...]
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A file that could not come in, and why, in a sentence."""

    file: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack as read. ``digest``: SHA-256 over every file, hexadecimal."""

    id: str
    name: str
    version: str
    serial: int
    snippets: tuple[PackSnippet, ...]
    faults: tuple[Fault, ...]
    digest: str


def read_pack(folder: Path) -> Pack:
    """Read the pack in ``folder``. Raises UserError where ``pack.toml`` is missing or cannot be used."""
    head = _head(folder)
    language = str(head.get("default_language", "en"))
    snippets: dict[str, PackSnippet] = {}
    faults: list[Fault] = []
    digest = hashlib.sha256()
    root = folder / "snippets"
    for file in sorted(root.rglob("*.md"))[:MAX_FILES]:
        name = file.relative_to(folder).as_posix()
        try:
            text = _text(file)
            digest.update(f"{name}\0{text}\0".encode())
            snippet = read_snippet(text, folder=file.parent.relative_to(root).as_posix(), language=language)
            if snippet.id in snippets:
                raise ValueError(f"the id “{snippet.id}” is used twice")
            snippets[snippet.id] = snippet
        except (ValueError, OSError, RecursionError) as error:
            faults.append(Fault(file=name, why=str(error)))
    return Pack(
        id=str(head["id"]),
        name=str(head["name"]),
        version=str(head["version"]),
        serial=int(head["serial"]),
        snippets=tuple(snippets.values()),
        faults=tuple(faults),
        digest=digest.hexdigest(),
    )


def read_snippet(text: str, *, folder: str = "", language: str = "en") -> PackSnippet:
    """Read one snippet file. Raises ValueError with a sentence that names what is wrong."""
    front, body = _split(normalise(text))
    if not body.strip():
        raise ValueError("there is no text below the front matter")
    return PackSnippet(
        id=_word(front, "id"),
        folder="" if folder == "." else folder,
        title=_word(front, "title"),
        shortcut=_word(front, "shortcut", needed=False).lower(),
        tags=_words(front, "tags"),
        synonyms=_words(front, "synonyms"),
        language=_word(front, "language", needed=False) or language,
        context=_word(front, "when", needed=False),
        fields=tuple(_field(each) for each in _tables(front, "fields")),
        body=body.strip() + "\n",
    )


def _head(folder: Path) -> dict[str, Any]:
    try:
        head = tomllib.loads(_text(folder / "pack.toml"))
        missing = [key for key in ("id", "name", "version", "serial") if key not in head]
        if missing or not isinstance(head.get("serial"), int):
            raise ValueError(f"pack.toml needs {', '.join(missing) or 'a whole number as serial'}")
    except (OSError, ValueError) as error:
        raise UserError(f"“{folder.name}” is not a pack that can be used.", f"Nothing was changed: {error}.") from error
    return head


def _text(file: Path) -> str:
    if file.stat().st_size > MAX_FILE_BYTES:
        raise ValueError(f"the file is larger than {MAX_FILE_BYTES // 1024} KiB")
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
    return tomllib.loads(front), body


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


def _field(table: Mapping[str, Any]) -> PackField:
    name = _word(table, "name")
    return PackField(name=name, label=_word(table, "label", needed=False) or name.replace("_", " "))

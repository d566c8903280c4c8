"""Read AutoKey: a folder of phrases, each a text with a JSON file beside it. Scripts stay out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from workbench.exchange.files import files_in, start_of, words_of
from workbench.exchange.making import Links, Made, Raw, items, stays_out
from workbench.exchange.model import MAX_BODY_CHARACTERS, Item
from workbench.exchange.placeholders import autokey as places
from workbench.kernel.errors import UserError

_MAX_PHRASE_BYTES = MAX_BODY_CHARACTERS * 4
_MAX_ABOUT_BYTES = 256 * 1024
_ABBREVIATION = 1
_BELOW = 2  # where all settings are chosen: data/My Phrases


class AutoKey:
    """Its folders stay folders; what stands beside a phrase, new (``x.json``) or old (``.x.json``), is read too."""

    name = "autokey"
    title = "AutoKey"

    def recognises(self, path: Path) -> bool:
        if not path.is_dir():
            return False
        try:
            return any(_is_about(each) for each in _some_files(path, _BELOW))
        except OSError:
            return False

    def read(self, path: Path) -> Iterator[Item]:
        if not path.is_dir():
            raise UserError(f"“{path.name}” is not a folder.", "AutoKey keeps phrases in a folder; choose that.")
        findings: list[Item] = []
        raws = list(_phrases(path, findings))
        if not raws and not findings:
            raise UserError(f"“{path.name}” holds no AutoKey phrases.", "Nothing was read.")
        yield from items(self.name, raws, _translate)
        yield from findings


def _some_files(folder: Path, below: int) -> Iterator[Path]:
    """The first files here and so many folders down."""
    here = sorted(folder.iterdir())[:300]
    yield from [each for each in here if each.suffix == ".json"][:50]
    for each in [each for each in here if each.is_dir() and not each.is_symlink()][:30] if below else ():
        yield from _some_files(each, below - 1)


def _is_about(file: Path) -> bool:
    start = start_of(file)
    return '"usageCount"' in start and ('"modes"' in start or '"type"' in start)


def _phrases(folder: Path, findings: list[Item]) -> Iterator[Raw]:
    titles: dict[Path, str] = {}
    for seen in files_in(folder, lambda name: name.endswith((".txt", ".py"))):
        if seen.why:
            findings.append(stays_out(seen.name, seen.why))
        elif seen.path.suffix == ".py":
            findings.append(stays_out(seen.name, "It is a script, which is not imported."))
        else:
            try:
                yield _phrase(seen.path, seen.name, folder, titles)
            except UserError as error:
                findings.append(stays_out(seen.name, str(error)))


def _phrase(file: Path, name: str, root: Path, titles: dict[Path, str]) -> Raw:
    words = words_of(file, _MAX_PHRASE_BYTES)
    about, fault = _about(file.parent, file.stem)
    guessed = bool(words.guess and not words.text.isascii())
    notes = tuple(filter(None, (fault, words.guess if guessed else "")))
    triggers = _abbreviations(about)
    return Raw(
        identity=name.removesuffix(".txt"),
        source=name,
        title=_text(about.get("description")) or file.stem,
        body=words.text,
        triggers=triggers,
        folder="/".join(_titles(file.parent, root, titles)),
        notes=notes,
        look=bool(notes),
        skip="" if about.get("type", "phrase") == "phrase" else "It is not a phrase.",
    )


def _titles(folder: Path, root: Path, titles: dict[Path, str]) -> Iterator[str]:
    for at in reversed([folder, *folder.parents]):
        if at != root and at.is_relative_to(root):
            if at not in titles:
                titles[at] = _text(_about(at, "folder")[0].get("title")) or at.name
            yield titles[at].replace("/", " ")


def _about(folder: Path, stem: str) -> tuple[dict[str, Any], str]:
    """What JSON says of a phrase or a folder, and a sentence where it cannot be read."""
    for name in (f"{stem}.json", f".{stem}.json"):
        file = folder / name
        if not file.is_file() or file.is_symlink():
            continue
        try:
            found = msgspec.json.decode(words_of(file, _MAX_ABOUT_BYTES).text)
        except (UserError, msgspec.DecodeError, RecursionError):
            return {}, f"What AutoKey keeps about it in “{name}” could not be read; its words came in."
        return (found, "") if isinstance(found, dict) else ({}, f"“{name}” is not what AutoKey writes.")
    return {}, ""


def _abbreviations(about: dict[str, Any]) -> tuple[str, ...]:
    kept = about.get("abbreviation")
    modes = about.get("modes")
    if isinstance(modes, list) and _ABBREVIATION not in modes:
        return ()
    if isinstance(kept, str):
        return (kept,) if kept else ()
    if not isinstance(kept, dict):
        return ()
    listed = kept.get("abbreviations", kept.get("abbreviation"))
    listed = [listed] if isinstance(listed, str) else listed
    return tuple(each for each in listed if isinstance(each, str) and each) if isinstance(listed, list) else ()


def _translate(raw: Raw, _links: Links) -> Made:
    return places.translate(raw.body)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

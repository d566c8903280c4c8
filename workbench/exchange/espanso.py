"""Read espanso: a match file, a folder of them, or a package of its hub. Commands in it are never run."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from workbench.exchange.espanso_files import ENDINGS, MANIFEST, has_matches, newest
from workbench.exchange.files import Words, files_in, start_of, words_of
from workbench.exchange.html import as_markdown
from workbench.exchange.making import Links, Made, Raw, items, stays_out
from workbench.exchange.model import Item
from workbench.exchange.pictures import Pictures
from workbench.exchange.placeholders import espanso as places
from workbench.exchange.yaml_events import REFUSED, holds_refused, read_yaml
from workbench.kernel.errors import UserError
from workbench.kernel.text import one_line

SHORT = 20
_PICTURE = "It inserts a picture."
_CURSOR = "$|$"
_EFFECTS = ("replace", "markdown", "html", "form", "image_path")
_POINTER = "version https://git-lfs.github.com/spec/"
_ALIAS = "It uses a YAML alias (“*name”), which is not followed here. Write the text out and import it again."
_Vars = ChainMap[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _Package:
    name: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What is told besides the matches, and what they may share."""

    pictures: Pictures
    alone: bool = False
    findings: list[Item] = field(default_factory=list)
    shared: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    wanted: set[str] = field(default_factory=set)
    short: int = 0


class Espanso:
    """``skip_short``: matches below `SHORT` characters stay out; packages that mend typing hold thousands of them."""

    name = "espanso"
    title = "espanso (YAML)"

    def __init__(self, *, skip_short: bool = True) -> None:
        self.skip_short = skip_short

    def recognises(self, path: Path) -> bool:
        if path.is_dir():
            return has_matches(path)
        return path.suffix.lower() in ENDINGS and "matches:" in start_of(path, 65_536)

    def read(self, path: Path) -> Iterator[Item]:
        alone = path.is_file()
        reading = _Reading(Pictures(path.parent if alone else path), alone=alone)
        package = _package(path.with_name(MANIFEST)) if alone else _Package()
        raws = list(_file(path, path.name, package, reading) if alone else _folder(path, reading))
        if not raws and not reading.findings:
            raise UserError(f"“{path.name}” holds no espanso matches.", "Nothing was read.")
        for raw in raws:
            reading.wanted.update(_mentions(raw))
        if self.skip_short:
            raws = list(_long_enough(raws, reading))
        yield from items(self.name, raws, _translate, _mentions)
        if reading.short:
            many = f"{reading.short:,} matches" if reading.short > 1 else "1 match"
            yield stays_out(
                path.name, f"{many} shorter than {SHORT} characters stayed out: such short ones mend typing."
            )
        yield from reading.findings


def _long_enough(raws: list[Raw], reading: _Reading) -> Iterator[Raw]:
    for raw in raws:
        short = (
            len(raw.body.strip()) < SHORT
            and not (raw.skip or raw.files)
            and "{{" not in raw.body
            and "[[" not in raw.body
        )
        if short and reading.wanted.isdisjoint(raw.known_as):
            reading.short += 1
        else:
            yield raw


def _folder(folder: Path, reading: _Reading) -> Iterator[Raw]:
    root = folder / "match" if (folder / "match").is_dir() and not (folder / "match").is_symlink() else folder
    packages = {}
    files = []
    for seen in newest(files_in(root, lambda name: name.lower().endswith(ENDINGS))):
        if seen.why:
            reading.findings += [stays_out(seen.name, seen.why)] if seen.path.name != MANIFEST else []
        elif seen.path.name == MANIFEST:
            packages[seen.path.parent] = _package(seen.path)
        elif seen.path.name != "_pkgsource.yml":
            files.append(seen)
    for seen in files:
        package = next((packages[each] for each in seen.path.parents if each in packages), _Package())
        try:
            yield from _file(seen.path, seen.name, package, reading)
        except UserError as error:
            reading.findings.append(stays_out(seen.name, str(error)))


def _package(file: Path) -> _Package:
    try:
        head = read_yaml(words_of(file, 1 << 20).text).root
    except UserError:
        return _Package()
    if not isinstance(head, dict):
        return _Package()
    tags = head.get("tags")
    return _Package(
        name=_text(head.get("name")),
        title=_text(head.get("title")),
        tags=tuple(each for each in tags if isinstance(each, str)) if isinstance(tags, list) else (),
    )


def _file(path: Path, name: str, package: _Package, reading: _Reading) -> Iterator[Raw]:
    words = words_of(path)
    if words.text.startswith(_POINTER):
        raise UserError(f"“{path.name}” only points to a large file.", "Fetch the file itself and import that.")
    document = read_yaml(words.text)
    root = document.root if isinstance(document.root, dict) else {}
    if document.fault:
        reading.findings.append(
            stays_out(name, f"Reading ended here, {document.fault}. What stands before it came in.")
        )
    imports = root.get("imports")
    if reading.alone and isinstance(imports, list):
        shown = one_line(", ".join(each for each in imports if isinstance(each, str)), 100)
        reading.findings.append(
            stays_out(name, f"It brings in other files ({shown}); choose the whole folder to import those too.")
        )
    own = {key: each for key, each in places.variables(root.get("global_vars")).items() if not holds_refused(each)}
    shared = ChainMap(own, reading.shared)
    reading.shared.update(own)  # those of one file hold in the others of the folder too
    matches = root.get("matches")
    where = _folder_of(name, package)
    for number, match in enumerate(matches if isinstance(matches, list) else (), 1):
        raw = _raw(match, f"{PurePosixPath(name).name}, match {number}", where, package, shared, words)
        yield _with_picture(raw, match, path, reading.pictures) if raw.skip == _PICTURE else raw


def _raw(
    match: Any, source: str, folder: str, package: _Package, shared: _Vars, words: Words
) -> Raw:  # fmt: skip
    if not isinstance(match, dict):
        return Raw(identity=source, source=source, skip=_ALIAS if match is REFUSED else "It is not a match.")
    triggers = _texts(match.get("triggers")) or _texts([match.get("trigger")])
    regex = _text(match.get("regex"))
    shown = triggers[0] if triggers else regex or _text(match.get("label")) or source
    if holds_refused(match):
        return Raw(identity=shown, source=shown, skip=_ALIAS)
    effects = [key for key in _EFFECTS if _text(match.get(key))]
    effect = effects[0] if effects else ""
    body, notes = _text(match.get(effect)) if effect else "", []
    if regex:
        notes.append("It had a pattern as its trigger; here it has none.")
    if words.guess and not body.isascii():
        notes.append(words.guess)
    if len(effects) > 1:
        notes.append(f"It had {' and '.join(effects)}; only {effect} was read.")
    return Raw(
        identity=f"{package.name}/{shown}" if package.name else shown,
        source=shown,
        title=_text(match.get("label")),
        body=as_markdown(body) if effect == "html" else body,
        triggers=triggers,
        known_as=triggers,
        synonyms=_texts(match.get("search_terms")),
        folder=folder,
        tags=package.tags,
        extra=_extra(match, effect, regex, shared),
        notes=tuple(notes),
        look=len(effects) > 1 or effect == "html" or bool(words.guess and not body.isascii()),
        skip=_why_not(effect, body),
    )


def _with_picture(raw: Raw, match: dict[str, Any], file: Path, pictures: Pictures) -> Raw:
    """A match that is nothing but a picture: that is attached, and the words are still to be written."""
    found = pictures.find(_text(match.get("image_path")), file)
    if found.path is None:
        return replace(raw, skip=found.why)
    title = raw.title or found.path.stem.replace("-", " ").replace("_", " ")
    note = f"It is the picture “{found.path.name}” alone, which is attached where it is used; it has no words."
    return replace(raw, title=title, body=_CURSOR, files=(found.path,), skip="", notes=(*raw.notes, note), look=True)


def _extra(match: dict[str, Any], effect: str, regex: str, shared: _Vars) -> places.Match:
    own = places.variables(match.get("vars"))
    fields = match.get("form_fields")
    return places.Match(
        vars=shared.new_child(own) if own else shared,
        form=effect == "form",
        form_fields=fields if isinstance(fields, dict) else {},
        regex=regex,
    )


def _why_not(effect: str, body: str) -> str:
    if effect == "image_path":
        return _PICTURE
    return "" if body else "There is no text in it."


def _translate(raw: Raw, links: Links) -> Made:
    return places.translate(raw.body, raw.extra, links)


def _mentions(raw: Raw) -> Iterator[str]:
    return places.mentions(raw.body, raw.extra) if raw.extra is not None else iter(())


def _folder_of(name: str, package: _Package) -> str:
    if package.title or package.name:
        return package.title or package.name
    path = PurePosixPath(name)
    stem = path.stem if path.stem not in {"base", "package"} else ""
    return "/".join(part for part in (*path.parent.parts, stem) if part not in {".", "packages"})


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str) and each) if isinstance(value, list) else ()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

"""Read Alfred's ``.alfredsnippets``: a zip of JSON files, read in memory and never unpacked."""

from __future__ import annotations

import io
import plistlib
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from xml.parsers.expat import ExpatError

import msgspec

from workbench.exchange.files import bytes_of, head_of
from workbench.exchange.making import Links, Made, Raw, items, stays_out
from workbench.exchange.model import MAX_BODY_CHARACTERS, MAX_FILE_BYTES, Item
from workbench.exchange.placeholders import braces
from workbench.kernel.errors import UserError

MAX_ZIP_BYTES = 32 * 1024 * 1024
MAX_RATIO = 200
_MAX_MEMBER = MAX_BODY_CHARACTERS * 8
_MAX_LISTING = 8 * 1024 * 1024
_END = b"PK\x05\x06"


class Alfred:
    """The file's name becomes the folder; the prefix and suffix of its keywords come along."""

    name = "alfred"
    title = "Alfred (.alfredsnippets)"

    def recognises(self, path: Path) -> bool:
        return path.suffix.lower() == ".alfredsnippets" and head_of(path, 2) == b"PK"

    def read(self, path: Path) -> Iterator[Item]:
        data = bytes_of(path, MAX_ZIP_BYTES)
        findings: list[Item] = []
        try:
            if _listing(data) > _MAX_LISTING:
                raise ValueError("it lists more files than any collection holds")
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                raws = list(_snippets(archive, path.stem, findings))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
            raise UserError(
                f"“{path.name}” is not a collection that can be read.", f"Nothing was read: {error}."
            ) from error
        if not raws and not findings:
            raise UserError(f"“{path.name}” holds no snippets.", "Nothing was read.")
        yield from items(self.name, raws, _translate)
        yield from findings


def _listing(data: bytes) -> int:
    """How many bytes the list of members takes; very many for the kind of zip that no collection is."""
    at = data.rfind(_END, max(0, len(data) - 66_000))
    if at < 0 or len(data) < at + 22:
        raise ValueError("it is not a zip file, or it is cut off")
    size: int = struct.unpack("<L", data[at + 12 : at + 16])[0]
    return size


def _snippets(archive: zipfile.ZipFile, folder: str, findings: list[Item]) -> Iterator[Raw]:
    before, after = _affixes(archive)
    left = MAX_FILE_BYTES
    for info in archive.infolist():
        if info.is_dir() or not info.filename.lower().endswith(".json"):
            continue
        try:
            if why := _bad(info, left):
                raise ValueError(why)
            left -= info.file_size
            yield _raw(_member(archive, info), info.filename, folder, before, after)
        except (ValueError, RecursionError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError,
                OSError) as error:  # fmt: skip
            findings.append(stays_out(info.filename, f"It was not read: {str(error) or 'it is damaged'}."))


def _bad(info: zipfile.ZipInfo, left: int) -> str:
    """Why a member is not read; empty where it is."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "its name leads out of the file"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "it is a link"
    if info.flag_bits & 1:
        return "it is locked with a password"
    if info.file_size > min(_MAX_MEMBER, left) or info.file_size > max(info.compress_size, 50) * MAX_RATIO:
        return "it unpacks to more than any snippet holds"
    return ""


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as member:
        data = member.read(info.file_size + 1)
    if len(data) > info.file_size:
        raise ValueError("it is larger than it says")
    return data


def _affixes(archive: zipfile.ZipFile) -> tuple[str, str]:
    try:
        info = archive.getinfo("info.plist")
        if _bad(info, _MAX_MEMBER):
            return "", ""
        found = plistlib.loads(_member(archive, info), fmt=plistlib.FMT_XML)
        return _text(found.get("snippetkeywordprefix")), _text(found.get("snippetkeywordsuffix"))
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError, ExpatError, zipfile.BadZipFile, zlib.error,
            RuntimeError, NotImplementedError, EOFError, IndexError, OSError):  # fmt: skip
        return "", ""  # the snippets are there without it


def _raw(data: bytes, name: str, folder: str, before: str, after: str) -> Raw:
    try:
        found = msgspec.json.decode(data.decode("utf-8-sig"))
        snippet = next((each for key, each in found.items() if key.lower() == "alfredsnippet"), None)  # both are about
    except (msgspec.DecodeError, UnicodeDecodeError, AttributeError):
        snippet = None
    if not isinstance(snippet, dict):
        raise ValueError("it is not a snippet of Alfred")
    keyword, title = _text(snippet.get("keyword")), _text(snippet.get("name"))
    trigger = f"{before}{keyword}{after}" if keyword else ""
    return Raw(
        identity=_text(snippet.get("uid")).lower() or keyword or name,
        source=title or keyword or name,
        title=title,
        body=_text(snippet.get("snippet")),
        triggers=(trigger,) if trigger else (),
        folder=folder,
    )


def _translate(raw: Raw, _links: Links) -> Made:
    return braces.alfred(raw.body)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

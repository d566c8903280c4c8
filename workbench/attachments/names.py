"""Names and types of files, safe to show, to send, and to save on any system. Pure."""

from __future__ import annotations

import mimetypes
import re
import unicodedata

LONGEST_NAME = 120  # letters; with its ending it fits every file system, in whatever script
_LONGEST_BYTES = 240
_LONGEST_ENDING = 12
UNKNOWN = "application/octet-stream"

_PARTS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)
_ENDINGS = re.compile(r"(?:\.[^\s.]{1,12}){1,2}$")
# Beginnings that tell what a file is, whatever it is called.
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)
_KNOWN = frozenset(kind for _, kind in _MAGIC)
_MORE = {".webp": "image/webp", ".md": "text/markdown", ".log": "text/plain", ".heic": "image/heic"}
_TYPES = mimetypes.MimeTypes()  # the library's own table: that of the system differs from one to the next


def clean_name(name: str) -> str:
    """``name`` without path, control signs and signs that turn the direction of text; never empty.

    What is too long is cut before its ending.
    """
    last = _PARTS.split(unicodedata.normalize("NFC", name))[-1]
    shown = "".join(" " if letter.isspace() else letter for letter in last if letter.isspace() or _may_stay(letter))
    plain = " ".join(_FORBIDDEN.sub("_", shown).split()).rstrip(". ")
    if not plain.strip("."):
        return "file"
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    return _cut(plain)


def type_of(name: str, head: bytes) -> str:
    """The MIME type by the first bytes where they tell, else by the ending. ``head``: at least 16 bytes, or all."""
    told = next((kind for start, kind in _MAGIC if head.startswith(start)), "")
    if told:
        return told
    by_name = _MORE.get(_ending(name)) or _TYPES.guess_type(f"x{_ending(name)}")[0] or UNKNOWN
    return UNKNOWN if by_name in _KNOWN else by_name  # it says to be what its bytes are not


def parted(name: str) -> tuple[str, str]:
    """``name`` as what may be shortened to the eye, and the endings, which never may: of ``a.pdf.exe`` both."""
    found = _ENDINGS.search(name)
    if found is None or not found.start():
        return name, ""
    return name[: found.start()], found.group()


def numbered(name: str, taken: set[str]) -> str:
    """``name``, with a number where another has it already."""
    stem, ending = parted(name)
    number, free = 1, name
    while free.casefold() in {each.casefold() for each in taken}:
        number += 1
        free = f"{stem} ({number}){ending}"
    return free


def _may_stay(letter: str) -> bool:
    # Cf: invisible signs, those that turn the direction among them; two of them shape letters in many scripts.
    return letter in "\u200c\u200d" or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _ending(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 and len(name) - dot <= _LONGEST_ENDING + 1 else ""


def _cut(name: str) -> str:
    stem, ending = parted(name)
    while len(stem) + len(ending) > LONGEST_NAME or len((stem + ending).encode()) > _LONGEST_BYTES:
        stem = stem[:-1]
    return stem.rstrip() + ending

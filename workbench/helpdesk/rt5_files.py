"""Files as Request Tracker 5 takes them in: under a name it can keep, and with bytes it leaves alone."""

from __future__ import annotations

from base64 import b64encode

from workbench.helpdesk.port import OutFile

_LONGEST_WORD = 45  # bytes: 60 in base 64, of the 75 that a word may have in all
_OPAQUE = "application/octet-stream"
# The server turns the bytes of these into UTF-8, for which it guesses what they were.
_REWRITTEN = ("text/plain", "text/html", "message/")


def attachment(file: OutFile) -> dict[str, str]:
    """The file as the server asks for it. Raises StoreFault where it cannot be read."""
    data = file.read()
    return {
        "FileName": file_name(file.name),
        "FileType": _type(file.type, data),
        "FileContent": b64encode(data).decode("ascii"),
    }


def file_name(name: str) -> str:
    """``name`` in the words of a mail header where it has signs beyond ASCII.

    The server fails on such a sign, or keeps another one; words of a mail header it reads as a mail program would.
    """
    if name.isascii():
        return name
    words, word = [], b""
    for letter in name:
        signs = letter.encode()
        if len(word) + len(signs) > _LONGEST_WORD:
            words.append(word)
            word = b""
        word += signs
    return " ".join(f"=?UTF-8?B?{b64encode(each).decode('ascii')}?=" for each in (*words, word))


def _type(kind: str, data: bytes) -> str:
    if not kind.startswith(_REWRITTEN):
        return kind
    if kind.startswith("message/"):  # it would be taken apart
        return _OPAQUE
    return kind if data.isascii() else _OPAQUE

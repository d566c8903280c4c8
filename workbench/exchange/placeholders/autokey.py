"""AutoKey: ``<cursor>``, ``<date format=…>``, commands in angle brackets that never run here, and keys."""

from __future__ import annotations

import re
import shlex

from workbench.exchange.making import Made
from workbench.exchange.placeholders import dates
from workbench.exchange.placeholders.body import Body, plain

_TAG = re.compile(r"\\(?P<literal>[<>])|<(?P<inside>[^<>]{1,500})>\+?")
_KEYS = {"enter": "\n", "tab": "\t"}
_OTHER_KEYS = re.compile(
    r"left|right|up|down|backspace|scroll_lock|print_screen|pause|menu|ctrl|alt|alt_gr|shift|super|hyper|capslock"
    r"|numlock|meta|f\d{1,2}|escape|insert|delete|home|end|page_up|page_down|np_\w+|code\d+",
    re.IGNORECASE,
)
_RUNS = {"script": "a script", "system": "a command", "file": "a file of the computer"}


def translate(text: str) -> Made:
    """The text of a phrase as a body of ours."""
    if "<" not in text and ">" not in text:
        return plain(text)
    body = Body()
    last = 0
    for found in _TAG.finditer(text):
        body.words(text[last : found.start()])
        last = found.end()
        if found["literal"]:
            body.words(found["literal"])
        else:
            body.reads(found[0])
            _tag(body, found["inside"], found[0])
    body.words(text[last:])
    return body.made()


def _tag(body: Body, inside: str, written: str) -> None:
    kind, _, arguments = inside.partition(" ")
    kind = kind.lower()
    if kind == "cursor" and not arguments:
        body.cursor()
    elif kind == "date":
        dates.by_strftime(body, _argument(arguments, "format"))
    elif kind in _RUNS and arguments:
        label = _argument(arguments, "name") or _argument(arguments, "command") or kind
        body.never_run(label, _RUNS[kind])
    elif kind in _KEYS and not arguments:
        body.words(_KEYS[kind])
    elif _OTHER_KEYS.fullmatch(inside):
        body.note(f"The key “{written}” it pressed was left out.", look=True)
    else:  # AutoKey types what it does not know as it is, such as an address or a tag of HTML
        body.words(written)
        body.note(f"“{written[:60]}” is no macro and came in as text.", look=True)


def _argument(written: str, name: str) -> str:
    try:
        pairs = dict(pair.partition("=")[::2] for pair in shlex.split(written))
    except ValueError:
        return ""
    return pairs.get(name, "")

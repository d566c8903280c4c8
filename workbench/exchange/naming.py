"""What a snippet is called here: a title that says what it says, and a shortcut without the sign it had there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from workbench.kernel.greetings import GREETING
from workbench.kernel.text import normalise, one_line

MOST = 80
_SIGNS = ":;/#!,.\\"  # what expanders put before a trigger, so that no word is one
_SHORT = 12  # a first sentence that says too little alone
_READ = 4_000  # of a body, for a title
_PLACE = r"\{\{[^{}\n]*\}\}"
_MARK = re.compile(r"\{\{(?:[?/:][^{}\n]*|cursor)\}\}|\\(?=\{\{)")
_NAMED = re.compile(r"\{\{>?(?:field\.)?([^{}|\n]*)[^{}\n]*\}\}")
_HELLO = re.compile(
    rf"(?:{GREETING})(?!\w)(?:\s+(?:{_PLACE}|[^\s,!?:;{{}}]+)){{0,4}}?\s*(?:[,!:–—]\s*|\.?\s*$)", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ROUND = " \t#*_>-"


def shortcut_of(trigger: str) -> str:
    """A trigger without the signs it begins with, and without the same at its end; as it is where no word is left."""
    bare = trigger.lstrip(_SIGNS)
    if bare != trigger:
        bare = bare.rstrip(trigger[0])
    return bare if any(letter.isalnum() for letter in bare) else trigger


def title_of(given: str, triggers: Collection[str], body: str, source: str) -> str:
    """The label it has there, unless that is its trigger; else its first words behind the greeting."""
    label = one_line(normalise(given), MOST)
    if label and not _is_trigger(label, triggers):
        return label
    lines = list(_lines(body))
    made = next(filter(None, map(_behind_greeting, lines)), "")
    if made and _HELLO.match(lines[0]):  # in many languages what follows a greeting begins small
        made = made[:1].upper() + made[1:]
    return made or next(filter(None, map(_shown, lines)), "") or label or one_line(normalise(source), MOST) or "Snippet"


def _is_trigger(label: str, triggers: Collection[str]) -> bool:
    return shortcut_of(label) in {shortcut_of(each.strip()) for each in triggers}


def _lines(body: str) -> Iterator[str]:
    for line in body[:_READ].split("\n"):
        if bare := _MARK.sub("", line).strip(_ROUND):
            yield bare


def _behind_greeting(line: str) -> str:
    """What a line says besides greeting; empty where it says nothing else, or is nothing but placeholders."""
    found = _HELLO.match(line)
    shown = _NAMED.sub("…", line[found.end() :] if found else line)
    if not _LETTERS.search(shown):
        return ""
    first = _SENTENCE.split(shown, maxsplit=1)[0]
    return _tidy(first if len(first) >= _SHORT else shown)


def _shown(line: str) -> str:
    """All of a line, placeholders by their names."""
    return _tidy(_NAMED.sub(lambda found: found[1].replace("_", " ").replace(".", " "), line))


def _tidy(words: str) -> str:
    line = one_line(words, MOST)
    return line.rstrip(" ,;:") if line[-1:] != "." or line.endswith("..") else line[:-1]

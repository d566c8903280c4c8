"""What a file says about itself before its words begin: front matter, or the first tag of HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.kernel.toml import read_toml

_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<inner>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_YAML = re.compile(r"---[ \t]*\n(?P<inner>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_YAML_LANGUAGE = re.compile(r"^lang(?:uage)?:[ \t]*[\"']?([A-Za-z]{2,3}(?:[-_]\w+)*)", re.MULTILINE)
_TAG_LANGUAGE = re.compile(
    r"\s*+(?:<[!?][^>]{0,300}+>\s*+){0,9}+"
    r"<[a-z][^\s>/]{0,30}+(?:\s++(?!(?:xml:)?lang\s*=)[^\s=>]{1,60}+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+){0,30}+"
    r"\s++(?:xml:)?lang\s*=\s*[\"']?([a-z]{2,3}(?:[-_]\w{1,20})*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Front:
    """``end``: where the words begin; ``language``: the one that is named, or empty."""

    end: int = 0
    language: str = ""


def front_of(text: str) -> Front:
    """The front matter of ``text``, between lines of ``+++`` (TOML) or ``---`` (YAML); nothing where it has none."""
    if found := _TOML.match(text):
        return Front(found.end(), _of_toml(found["inner"]))
    if found := _YAML.match(text):
        named = _YAML_LANGUAGE.search(found["inner"])
        return Front(found.end(), named[1] if named else "")
    return Front()


def language_of_html(text: str) -> str:
    """The ``lang`` of the first tag, which is the page's or that of all that was pasted; empty where it has none."""
    found = _TAG_LANGUAGE.match(text)
    return found[1] if found else ""


def _of_toml(inner: str) -> str:
    """The language that is named; front matter that cannot be read names none, and is still no prose."""
    try:
        named = read_toml(inner).get("language", "")
    except ValueError:
        return ""
    return named if isinstance(named, str) else ""

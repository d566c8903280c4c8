"""Text in the markup of a tracker: what a customer wrote stays what it is and does nothing there. Pure.

In a tracker's text a word can call a person, name another issue, load a picture or even close an issue (GitLab's
"/close"). None of that may come out of a quotation, so its signs are escaped, and names and numbers that would be
followed are parted from their sign by a character without width.
"""

from __future__ import annotations

import re

from workbench.feedback.trackers.port import Markup

_APART = "\u200b"
_CALLS = re.compile(r"(?<![\w])([@#!~%&^])(?=[\w\"])")
_WITHIN = re.compile(r"(?<=\w)([#!])(?=\w)")
_ADDRESS = re.compile(r"\b([a-z][a-z0-9+.-]{1,20}:(?=//)|www(?=\.)|GH(?=-\d))", re.IGNORECASE)
_LOADS = re.compile(r"!(?=\[)|<(?=[a-z/!?])", re.IGNORECASE)
_WIKI_LOADS = re.compile(r"!(?=\S)|\{(?=[a-z])|\[(?=~)", re.IGNORECASE)
_ORDER = re.compile(r"^(\s*)/(?=\w)", re.MULTILINE)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~$])")
_LINE = re.compile(r"^(\s*)([-+#=]|\d+[.)])(?=\s|$)", re.MULTILINE)
# For Jira a backslash makes plain only the signs that it knows, only where none is before it; two of them break a line.
_WIKI = re.compile(r"([{}\[\]*_!|^~]|\?(?=\?)|\((?=[\w/]{1,5}\))|(?<!\w)[-+](?=[^\W_]))")
_WIKI_LINE = re.compile(r"^(\s*)(bq\.|h[1-6]\.|[-#]+)(?=\s)", re.MULTILINE)


def plain(text: str, markup: Markup) -> str:
    """``text`` so that it is read as it stands."""
    text = _ADDRESS.sub(rf"\1{_APART}", text)
    if markup is Markup.WIKI:
        text = _WIKI.sub(r"\\\1", text.replace("\\", f"\\{_APART}"))
        return _WIKI_LINE.sub(rf"\1{_APART}\2", text)
    text = _LINE.sub(_not_a_point, _MARKDOWN.sub(r"\\\1", text))
    return _quiet(text)


def harmless(text: str, markup: Markup) -> str:
    """``text`` of our own, with its markup, but calling nobody, ordering nothing and loading nothing."""
    if markup is Markup.WIKI:
        return _WIKI_LOADS.sub(rf"\g<0>{_APART}", text)
    return _quiet(_LOADS.sub(r"\\\g<0>", text))


def _not_a_point(found: re.Match[str]) -> str:
    return found[0] if found[2][0].isdigit() else f"{found[1]}\\{found[2]}"


def _quiet(text: str) -> str:
    text = _CALLS.sub(rf"\1{_APART}", text)
    text = _WITHIN.sub(rf"\1{_APART}", text)
    return _ORDER.sub(rf"\1{_APART}/", text).replace("<!--", "<\\!--")


def heading(text: str, markup: Markup) -> str:
    """A heading of the second order."""
    return f"h2. {text}" if markup is Markup.WIKI else f"## {text}"


def points(lines: list[str], markup: Markup) -> str:
    """A list."""
    sign = "*" if markup is Markup.WIKI else "-"
    return "\n".join(f"{sign} {line}" for line in lines)


def strong(text: str, markup: Markup) -> str:
    """Words in bold."""
    return f"*{text}*" if markup is Markup.WIKI else f"**{text}**"


def quoted(text: str, source: str, markup: Markup) -> str:
    """A quotation with its source under it; both as they were written."""
    text, source = plain(text, markup), plain(source, markup)
    if markup is Markup.WIKI:
        return f"{{quote}}\n{text}\n— {source}\n{{quote}}"
    lines = [f"> {line}".rstrip() for line in text.split("\n")]
    return "\n".join([*lines, ">", f"> — {source}"])

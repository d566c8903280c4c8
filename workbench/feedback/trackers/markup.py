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
_ORDER = re.compile(r"^(\s*)/(?=\w)", re.MULTILINE)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~$])")
_LINE = re.compile(r"^(\s*)([-+#=]|\d+[.)])(?=\s|$)", re.MULTILINE)
_WIKI = re.compile(r"([\\{}\[\]*_!|^~])")
_WIKI_LINE = re.compile(r"^(\s*)(bq\.|h[1-6]\.|[-#]+)(?=\s)", re.MULTILINE)


def plain(text: str, markup: Markup) -> str:
    """``text`` so that it is read as it stands."""
    if markup is Markup.WIKI:
        return _WIKI_LINE.sub(rf"\1{_APART}\2", _WIKI.sub(r"\\\1", text))
    text = _LINE.sub(lambda found: f"{found[1]}\\{found[2]}" if not found[2][0].isdigit() else found[0], text)
    return harmless(_MARKDOWN.sub(r"\\\1", text), markup)


def harmless(text: str, markup: Markup) -> str:
    """``text`` of our own, with its markup, but calling nobody and ordering nothing."""
    if markup is Markup.WIKI:
        return text.replace("[~", f"[{_APART}~")
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

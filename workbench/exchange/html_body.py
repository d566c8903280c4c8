"""HTML of a helpdesk as our Markdown: made safe, without pictures, and in bounded time whatever it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

import nh3

from workbench.kernel.text import normalise, one_line

MAX_CHARACTERS = 200_000
MAX_TAGS = 3_000
MAX_FORMATTING = 1_000
MAX_DEPTH = 30
TANGLED = "Its HTML is too long or too tangled to read with its looks; its bare words came in."
CUT = f"Its HTML is longer than {MAX_CHARACTERS:,} characters; its end is missing."

_TAGS = frozenset({
    "a", "b", "strong", "i", "em", "p", "div", "br", "hr", "ul", "ol", "li", "blockquote", "pre", "dl", "dt", "dd",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "td", "th", "img",
})  # fmt: skip
_LEFT_OUT = frozenset({
    "script", "style", "title", "svg", "math", "textarea", "select", "template", "iframe", "object", "noscript",
    "audio", "video", "canvas",
})  # fmt: skip
_DATA = re.compile(r"data:[^\"'\s<>]{200,}", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_WHOLE_TAG = re.compile(r"<[^<>]{0,4000}>")
_ENDS_LINE = re.compile(r"</(?:p|div|li|tr|h[1-6])\s*>|<br\s*/?>", re.IGNORECASE)
_FORMATTING = frozenset({"a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"})
_VOID = frozenset({"br", "hr", "img"})
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|\ue000)[^\s\\<>]*", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b([^>]*)>")
_ALT = re.compile(r'\balt="([^"]{0,200})"')
_UNSEEN = re.compile("[\u200b\u2060\ufeff]")
_ROOM = re.compile(r"[ \t\r\n\f]{9,}")
_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Words:
    """Markdown, with a sentence for each thing that was left out of it. ``look``: somebody should see it."""

    text: str
    notes: tuple[str, ...] = ()
    look: bool = False


def to_markdown(html: str) -> Words:
    """``html`` as Markdown; characters of the private use area come through wherever they stand. Never raises."""
    html = without_room(_DATA.sub("data:,", html))
    if len(html) > MAX_CHARACTERS or is_tangled(html):
        cut = (CUT,) if len(html) > MAX_CHARACTERS else ()
        return Words(bare(html[:MAX_CHARACTERS]), (TANGLED, *cut), look=True)
    safe = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=set(_LEFT_OUT),
        attributes={"a": {"href"}, "img": {"src", "alt"}},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative="pass_through",
        link_rel=None,
    )
    if _depth(safe) > MAX_DEPTH:
        return Words(bare(safe), (TANGLED,), look=True)
    safe, pictures = _without_pictures(safe)
    from workbench.exchange.html_marks import marked  # noqa: PLC0415  (slow to load, and few files hold HTML)

    try:
        text = marked(safe)
    except RecursionError:
        return Words(bare(safe), (TANGLED, *pictures), look=True)
    return Words(_tidy(text), pictures, look=bool(pictures))


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img":
        return value[:200] if name == "alt" else None
    return value if len(value) <= 2_048 and _ADDRESS.fullmatch(value.strip()) else None


def without_room(html: str) -> str:
    """Long runs of white space made short: the Markdown library takes time by the square of one."""
    return _ROOM.sub(lambda found: "\n\n" if "\n" in found[0] else " " * 8, html)


def is_tangled(html: str) -> bool:
    """Whether it has more tags than the Markdown library reads in good time."""
    formatting = 0
    for tags, found in enumerate(_TAG.finditer(html)):
        formatting += not found[1] and found[2].lower() in _FORMATTING
        if tags > MAX_TAGS or formatting > MAX_FORMATTING:
            return True
    return False


def _depth(safe: str) -> int:
    """How deep clean HTML, whose tags all have ends, is nested."""
    depth = deepest = 0
    for found in _TAG.finditer(safe):
        if found[2] not in _VOID:
            depth += -1 if found[1] else 1
            deepest = max(deepest, depth)
    return deepest


def _without_pictures(safe: str) -> tuple[str, tuple[str, ...]]:
    notes: dict[str, None] = {}

    def noted(found: re.Match[str]) -> str:
        alt = _ALT.search(found[1])
        words = one_line(unescape(alt[1]), 60) if alt else ""
        notes["A picture was left out" + (f": {words}." if words else ".")] = None
        return ""

    return (_IMAGE.sub(noted, safe), tuple(notes)[:5]) if "<img" in safe else (safe, ())


def bare(html: str) -> str:
    """The words of HTML without any of its looks."""
    return _tidy(unescape(_WHOLE_TAG.sub("", _ENDS_LINE.sub("\n", html))))


def _tidy(text: str) -> str:
    text = _UNSEEN.sub("", normalise(text)).replace("\xa0", " ")
    return _BLANKS.sub("\n\n", "\n".join(map(str.rstrip, text.split("\n")))).strip()

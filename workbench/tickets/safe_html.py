"""Make a hostile message safe to show, and find which part of it only repeats earlier mail.

Two walls: nh3 takes away what could act, then the result is written anew within limits of depth, length and
work, since a few hundred bytes of well-chosen HTML keep a text layout busy for minutes. No style, script or
picture is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

import nh3

from workbench.tickets.plain import BELOW, INLINE, QUOTE, VOID, split_quote

__all__ = [
    "MOST_CHARACTERS",
    "MOST_DEPTH",
    "MOST_TABLES",
    "MOST_TOKEN",
    "SafeHtml",
    "clean",
    "from_text",
    "split_quote",
]

MOST_CHARACTERS = 200_000
MOST_DEPTH = 64
MOST_TABLES = 4
MOST_TOKEN = 2_000

_RAW_CHARACTERS = 2_000_000
_LEAN_CHARACTERS = 600_000
# nh3's parser takes time by the square of open elements, and worse of formatting elements that differ.
_RAW_TAGS = 12_000
_RAW_FORMATTING = 2_500
_RAW_REFERENCES = 50_000

# Work is counted in characters of plain text, about 0.2 microseconds of layout each.
_MOST_WORK = 220_000
_BLOCK_WORK = 12_000
_WORK = {"br": 80, "hr": 60, "td": 250, "th": 250, "tr": 60}
_INLINE_WORK = 100
_ELEMENT_WORK = 60
_SCRIPT_CHANGE_WORK = 45
_JOINED_WORK = 90
_LIST_ITEMS = 500
_MOST_SPAN = 20
_MOST_ADDRESS = 2_048
_MOST_ALT = 200
_FEED = 20_000

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TABLE = frozenset({"table", "tr", "td", "th"})
_BLOCK = frozenset({"p", "div", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd"}) | _HEADINGS | _TABLE
_KEPT = INLINE | _BLOCK | VOID
_AS = {
    "del": "s", "strike": "s", "ins": "u", "center": "div", "section": "div", "article": "div",
    "header": "div", "footer": "div", "main": "div", "nav": "div", "aside": "div", "figure": "div",
    "figcaption": "div", "address": "div", "details": "div", "summary": "div", "caption": "div",
}  # fmt: skip
_LEFT_OUT = frozenset({
    "script", "style", "title", "svg", "math", "textarea", "select", "template", "iframe", "object", "applet",
    "noembed", "noframes", "noscript", "xmp", "plaintext", "audio", "video", "canvas", "xml",
})  # fmt: skip
_MARKED = frozenset({"div", "blockquote", "p", "hr"})
_ATTRIBUTES = {
    "*": {"dir"}, "a": {"href"}, "img": {"src", "alt"}, "ol": {"start"},
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
    **{tag: {"class", "id", "style"} for tag in _MARKED},
}  # fmt: skip
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s\\]+", re.IGNORECASE)

_QUOTE_CLASS = re.compile(
    r"(?:^|\s)(?:x_)*(?:gmail_quote(?:_container)?|yahoo_quoted|protonmail_quote|tutanota_quote|moz-cite-prefix"
    r"|zmail_extra|quote)(?=\s|$)"
)
_BELOW_ID = re.compile(r"(?:x_)*(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION)")
_BELOW_STYLE = re.compile(r"border-top:\s*solid\s+#(?:E1E1E1|B5C4DF)", re.IGNORECASE)

_DATA_ADDRESS = re.compile(r"data:[^\"'\s<>]{200,}", re.IGNORECASE)
_RAW_TAG = re.compile(r"</?([a-z]+)|&", re.IGNORECASE)
_FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
# Controls, and the two overrides that make words read otherwise than they are written.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_TWO_SPACES = re.compile(" (?= )")
_LONG = re.compile(r"[^ \t\n\r\f\u200b]+")
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_MARKS = re.compile(f"({_MARK}{{8}}){_MARK}+")
_LETTERS = "|".join(f"[{chr(at)}-{chr(at + 127)}]+" for at in range(0x370, 0x2000, 128))
# Spaces, digits and signs go with the script that stands before them.
_NEUTRAL = re.compile("[\0-@[-`{-\xbf\u2000-\u206f]+")
_SCRIPTS = re.compile(f"[\0-\u036f\u2000-\u2bff]+|{_LETTERS}|[\u2c00-\uffff]+|[\U00010000-\U0010ffff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeHtml:
    """HTML that may be shown, and what of the message is not in it.

    ``removed_images``: pictures kept elsewhere; ``attached_images``: pictures that came along; ``cut``: the
    message is too long or too tangled, and its end is missing.
    """

    html: str
    removed_images: int
    cut: bool
    attached_images: int = 0


def clean(html: str) -> SafeHtml:
    """Make ``html`` safe, quick to lay out, and marked where it quotes. Never raises."""
    raw, short = _lean(html)
    safe = nh3.clean(
        raw,
        tags=set(_KEPT | _AS.keys() | {"img"}),
        clean_content_tags=set(_LEFT_OUT),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=set(_SCHEMES | {"cid"}),
        url_relative="deny",
        link_rel=None,
    )
    return _written(safe, short)


def from_text(text: str) -> SafeHtml:
    """A message that is plain text, as HTML within the same limits."""
    lines = escape(_TWO_SPACES.sub("\u00a0", text[:_LEAN_CHARACTERS]), quote=False).splitlines()
    return _written("<br>".join(lines), len(text) > _LEAN_CHARACTERS)


def _lean(html: str) -> tuple[str, bool]:
    """The raw message within what nh3 reads quickly, and whether something was cut."""
    raw = _UNSEEN.sub("", html[:_RAW_CHARACTERS])
    raw = _DATA_ADDRESS.sub("data:,", raw)
    end = _end_of_tags(raw[:_LEAN_CHARACTERS])
    return raw[:end], len(html) > _RAW_CHARACTERS or end < len(raw)


def _end_of_tags(raw: str) -> int:
    tags = formatting = references = 0
    for found in _RAW_TAG.finditer(raw):
        tags += found[1] is not None
        references += found[1] is None
        formatting += found[1] is not None and found[1].lower() in _FORMATTING and found[0][1] != "/"
        if tags > _RAW_TAGS or formatting > _RAW_FORMATTING or references > _RAW_REFERENCES:
            return found.start()
    return len(raw)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """nh3's question about one attribute: only addresses and a few words of ours come through."""
    if tag in _MARKED and name in {"class", "id", "style"}:
        return _mark(name, value)
    if tag == "img" and name == "src":
        return "cid:" if value[:4].lower() == "cid:" else "https:"
    return value if name != "href" or _ADDRESS.fullmatch(value) else None


def _mark(name: str, value: str) -> str | None:
    if name == "class":
        return BELOW if value == BELOW else QUOTE if _QUOTE_CLASS.search(value) else None
    below = (name == "id" and _BELOW_ID.fullmatch(value)) or (name == "style" and _BELOW_STYLE.search(value))
    return BELOW if below else None


def _written(safe: str, short: bool) -> SafeHtml:
    """Written anew with its tables; where they make too much work, with the outermost, then with none."""
    for tables in (MOST_TABLES, 1, 0):
        writer = _Writer(tables)
        for start in range(0, len(safe), _FEED):
            writer.feed(safe[start : start + _FEED])
            if writer.full:
                break
        else:
            writer.close()
            break
    return SafeHtml(
        html=writer.result(),
        removed_images=writer.remote_images,
        cut=short or writer.full,
        attached_images=writer.attached_images,
    )


class _Writer(HTMLParser):
    """Writes nh3's HTML anew within the limits, without recursion."""

    def __init__(self, most_tables: int) -> None:
        super().__init__(convert_charrefs=True)
        self.full = False
        self.remote_images = 0
        self.attached_images = 0
        self._most_tables = most_tables
        self._out: list[str] = []
        self._length = 0
        self._open: list[tuple[str, str]] = []
        self._written: list[str] = []
        self._items: list[int] = []
        self._tables = 0
        self._pre = 0
        self._work = 0
        self._block_work = 0
        self._run = 0

    def result(self) -> str:
        return "".join(self._out) + "".join(f"</{tag}>" for tag in reversed(self._written))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self._image(dict(attrs))
        elif tag in VOID:
            self._void(tag, dict(attrs))
        else:
            name = self._name(_AS.get(tag, tag))
            if name and not self._take(_WORK.get(name, _INLINE_WORK if name in INLINE else _ELEMENT_WORK)):
                name = ""
            self._open.append((tag, name))
            if name:
                self._begin(name, _attributes(name, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            return
        _, name = self._open.pop()
        if name:
            self._end(name)
        elif tag in {"td", "th"}:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        text = _MARKS.sub(r"\1", _UNSEEN.sub("", data))
        text = text if self._pre else _SPACES.sub(" ", text)
        if self._within() in {"table", "tr"}:
            self._stray(text)
        elif text:
            self._text(text)

    def _name(self, tag: str) -> str:
        """What ``tag`` is written as here; "" for nothing."""
        within = self._within()
        if tag not in _KEPT or len(self._written) >= MOST_DEPTH:
            return ""
        if within in {"table", "tr"}:
            return tag if (within, tag) in {("table", "tr"), ("tr", "td"), ("tr", "th")} else ""
        if tag in {"td", "th"}:
            return ""
        if tag == "tr" or (tag == "table" and self._tables >= self._most_tables):
            return "div"
        return self._list_item() if tag == "li" else tag

    def _list_item(self) -> str:
        """An item in a list of moderate length; a list's numbering takes time by the square of its length."""
        inner = next((tag for tag in reversed(self._written) if tag in {"ul", "ol", "table"}), "")
        if inner not in {"ul", "ol"} or self._items[-1] >= _LIST_ITEMS:
            return "div"
        self._items[-1] += 1
        return "li"

    def _within(self) -> str:
        return next((tag for tag in reversed(self._written) if tag in _TABLE), "")

    def _begin(self, name: str, attributes: str) -> None:
        self._put(f"<{name}{attributes}>")
        self._written.append(name)
        if name in _BLOCK:
            self._new_block()
        if name in {"ul", "ol"}:
            self._items.append(0)
        self._tables += name == "table"
        self._pre += name == "pre"

    def _end(self, name: str) -> None:
        self._put(f"</{name}>")
        self._written.pop()
        if name in _BLOCK:
            self._new_block()
        if name in {"ul", "ol"}:
            self._items.pop()
        self._tables -= name == "table"
        self._pre -= name == "pre"

    def _void(self, tag: str, attrs: dict[str, str | None]) -> None:
        if self._within() in {"table", "tr"} or not self._take(_WORK[tag]):
            return
        if tag == "br" and self._block_work > _BLOCK_WORK:
            self._break_block()
            return
        self._put(f"<{tag}{_attributes(tag, attrs)}>")
        self._run = 0

    def _image(self, attrs: dict[str, str | None]) -> None:
        source = attrs.get("src") or ""
        self.remote_images += source == "https:"
        self.attached_images += source == "cid:"
        if words := (attrs.get("alt") or "").strip()[:_MOST_ALT]:
            self.handle_data(f"[{words}]")

    def _stray(self, text: str) -> None:
        """Words between cells, where no words can stand, get a cell of their own."""
        if text.strip() and len(self._written) + 2 <= MOST_DEPTH and self._take(_WORK["td"]):
            within = self._within()
            around = ["tr", "td"] if within == "table" else ["td"]
            for name in around:
                self._begin(name, "")
            self._text(text)
            for name in reversed(around):
                self._end(name)

    def _text(self, text: str) -> None:
        for start in range(0, len(text), MOST_TOKEN):
            part = text[start : start + MOST_TOKEN]
            if self._block_work > _BLOCK_WORK:
                self._break_block()
            work = len(part) + _JOINED_WORK * part.count("\u200d") + _ELEMENT_WORK * part.count("\n")
            if not part.isascii():
                work += _SCRIPT_CHANGE_WORK * max(0, len(_SCRIPTS.findall(_NEUTRAL.sub("", part))) - 1)
            if self._take(work):
                self._put(escape(self._broken(part), quote=False))

    def _broken(self, part: str) -> str:
        """``part`` with a place to break in a run of letters that is too long, also one with tags in it."""

        def mended(found: re.Match[str]) -> str:
            run = self._run if found.start() == 0 else 0
            token = found[0]
            if run + len(token) > MOST_TOKEN:
                room = max(0, MOST_TOKEN - run)
                self._run = len(token) - room
                return f"{token[:room]}\u200b{token[room:]}"
            self._run = run + len(token)
            return token

        made = _LONG.sub(mended, part)
        if part and part[-1] in " \t\n\r\f\u200b":
            self._run = 0
        return made

    def _break_block(self) -> None:
        """Begin a new paragraph: laying out one paragraph takes time by the square of its pieces."""
        self._put("<div></div>")
        self._new_block()

    def _new_block(self) -> None:
        self._block_work = 0
        self._run = 0

    def _take(self, work: int) -> bool:
        """Take ``work`` from what is left. Inside tables everything is laid out twice a level."""
        work <<= max(0, self._tables - 1)
        self._work += work
        self._block_work += work
        self.full = self.full or self._work > _MOST_WORK or self._length > MOST_CHARACTERS
        return not self.full

    def _put(self, markup: str) -> None:
        self._out.append(markup)
        self._length += len(markup)


def _attributes(name: str, attrs: dict[str, str | None]) -> str:
    """The attributes that are kept of ``name``, in one order, each from a short list of values."""
    kept: dict[str, str] = {}
    direction, address = attrs.get("dir") or "", attrs.get("href") or ""
    if name in _BLOCK and direction in {"ltr", "rtl"}:
        kept["dir"] = direction
    if name == "a" and len(address) <= _MOST_ADDRESS and _ADDRESS.fullmatch(address):
        kept["href"] = address
    if name in _MARKED:
        marks = {attrs.get(each) for each in ("class", "id", "style")}
        kept["class"] = BELOW if BELOW in marks else QUOTE if QUOTE in marks else ""
    for span in ("colspan", "rowspan") if name in {"td", "th"} else ():
        kept[span] = _number(attrs.get(span), _MOST_SPAN)
    if name == "ol":
        kept["start"] = _number(attrs.get("start"), 999_999)
    return "".join(f' {key}="{escape(value)}"' for key, value in kept.items() if value)


def _number(value: str | None, most: int) -> str:
    """A whole number from 2 to ``most``, or ""."""
    if not value or not value.isascii() or not value.isdecimal() or len(value) > len(str(most)):
        return ""
    return str(min(int(value), most)) if int(value) > 1 else ""

"""The words of a message without its looks, and which of them only repeat earlier mail."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from workbench.kernel.text import normalise, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

QUOTE = "quote"
BELOW = "quote-below"
INLINE = frozenset({
    "a", "b", "strong", "i", "em", "u", "s", "code", "small", "sub", "sup", "kbd", "samp", "tt",
})  # fmt: skip
VOID = frozenset({"br", "hr"})

_PREVIEW = 160
_PREVIEW_LINES = 400
_LINE = 1_000

_UNMARKED = sorted(INLINE - {"a"})
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_TAG = re.compile(r"<[^<>]*>")
_BLANK_LINES = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+")
_UNSEEN = re.compile("[\u200b\u2060\ufeff]")
_TARGET = re.compile(r" \((?:https?://|mailto:|tel:)[^\s()]*\)")

_WROTE = r"(?:wrote|writes|schrieb|skrev|a écrit|escribió|ha scritto|schreef|escreveu|napisał(?:a|\(a\))?|menulis)"
_ATTRIBUTION = re.compile(
    rf"(?:On|At|Am|Den|Le|El|Il|Op|Em|Dnia|W dniu|Pada)\s.{{4,300}}\b{_WROTE}(?!\w).{{0,100}}:"
    rf"|.{{2,200}}<[^<>\s]+@[^<>\s]+>\s{_WROTE}(?!\w).{{0,100}}:",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"-{3,}\s?(?:Original Message|Ursprüngliche Nachricht|Originalnachricht|Message d.origine"
    r"|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Mensagem original)\s?-{3,}",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"-{3,}\s?(?:Forwarded message|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado"
    r"|Messaggio inoltrato|Doorgestuurd bericht)\b|Begin forwarded message",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:From|Von|De|Da|Van|Od|Från)\s?:\s?\S", re.IGNORECASE)
_OTHER_HEADS = (
    re.compile(r"(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Data|Verzonden)\s?:", re.IGNORECASE),
    re.compile(r"(?:To|An|À|Para|A|Aan|Till|Do)\s?:", re.IGNORECASE),
    re.compile(r"(?:Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Assunto|Ämne|Temat)\s?:", re.IGNORECASE),
)
_HEADS = 6

_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day)|to whom it may concern|hallo"
    r"|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|liebe[rs]?|moin|servus|bonjour|bonsoir|salut|chère?s?"
    r"|hola|buen[oa]s (?:d[ií]as|tardes|noches)|estimad[oa]s?|ciao|buongiorno|salve|gentile|beste|geachte"
    r"|goedemorgen|ol[áa]|bom dia|prezad[oa]s?|cześć|dzień dobry|hej)"
    r"(?:(?:[\s,]+[^\s,.!?:;]+){0,4}\s?[,!:;–-]+"
    r"|(?:\s(?:there|all|team|everyone|zusammen|à tous|a todos|(?-i:[A-ZÀ-Þ])[^\s,.!?:;]*)){0,3}\.?)",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line as it is read, and whether its markup says that it repeats earlier mail."""

    text: str
    quoted: bool = False


def to_text(html: str) -> str:
    """The words of HTML that `safe_html.clean` made; quoted mail is marked with ">". Never raises."""
    # Here and not above: its libraries take a part of every start, and nothing is read until mail comes in.
    from workbench.tickets.words import words_of  # noqa: PLC0415

    try:
        text = words_of(html, _UNMARKED)
    except RecursionError:
        text = unescape(_TAG.sub("\n", html))
    text = _UNSEEN.sub("", normalise(text)).replace("\xa0", " ")
    return _BLANK_LINES.sub("\n\n", "\n".join(map(str.rstrip, text.split("\n")))).strip()


def preview(text: str) -> str:
    """The first line the writer has to say, at most 160 characters.

    Quoted mail and bare greetings are passed over; a message that is nothing else gives its first line.
    """
    rows = (row[:_LINE].strip() for row in text.split("\n", _PREVIEW_LINES)[:_PREVIEW_LINES])
    lines = [Line(row) for row in rows if row]
    own = lines[: quote_begins(lines)]
    said = [line.text for line in own if not _marked(line) and not _GREETING.fullmatch(line.text[:100])]
    said = said or [line.text for line in own or lines]
    return one_line(_TARGET.sub("", said[0]), _PREVIEW) if said else ""


def split_quote(html: str) -> tuple[str, str | None]:
    """What the writer wrote, and the earlier mail repeated below it; None: there is none, or nothing else.

    ``html`` is what `safe_html.clean` made. Words below a quote are the writer's own and never folded away.
    """
    pieces = _Pieces(html)
    first = quote_begins(pieces.lines)
    return (html, None) if first is None else _divided(pieces.found, pieces.begins[first])


def quote_begins(lines: Sequence[Line]) -> int | None:
    """Where the earlier mail begins that a message ends with; None: it ends otherwise, or is nothing else.

    ``lines`` are those with words. A forwarded message is news and no quote.
    """
    begin = next((at for at in range(len(lines)) if _all_below(lines, at)), len(lines))
    while begin and _marked(lines[begin - 1]):
        begin -= 1
    if begin == len(lines):
        return None
    begin -= _attributed(lines, begin)
    near = lines[max(0, begin - 2) : begin + 3]
    return begin if begin and not any(_FORWARDED.match(line.text) for line in near) else None


def _marked(line: Line) -> bool:
    return line.quoted or line.text.startswith(">")


def _all_below(lines: Sequence[Line], at: int) -> bool:
    """Whether mail programs' own heading of the earlier mail stands here: all below it is old."""
    if _ORIGINAL.fullmatch(lines[at].text):
        return True
    heads = [line.text for line in lines[at + 1 : at + _HEADS]]
    begins = _FROM.match(lines[at].text) is not None
    return begins and all(any(map(each.match, heads)) for each in _OTHER_HEADS)


def _attributed(lines: Sequence[Line], begin: int) -> int:
    """How many lines before ``begin`` say who wrote what is quoted; some mail programs use two."""
    for count in (1, 2):
        said = " ".join(line.text[:_LINE] for line in lines[max(0, begin - count) : begin])
        if begin >= count and _attributes(said):
            return count
    return 0


def _attributes(text: str) -> bool:
    return len(text) < _LINE and _ATTRIBUTION.fullmatch(text) is not None


class _Pieces(HTMLParser):
    """Clean HTML as a flat list of (kind, markup), and the lines a reader sees with where each begins."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self.lines: list[Line] = []
        self.begins: list[int] = []
        self._quotes: list[bool] = []
        self._below = False
        self._words = ""
        self.feed(html)
        self.close()
        self._end_line()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self._end_line()
        mark = dict(attrs).get("class")
        self._below = self._below or mark == BELOW
        if tag not in VOID:
            self._quotes.append(tag == "blockquote" or mark == QUOTE)
        self.found.append(("void" if tag in VOID else "open", self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self._end_line()
        if self._quotes:
            self._quotes.pop()
        self.found.append(("close", f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        for words in _LINES.findall(data):
            blank = not words.strip()
            if not blank and not self._words:
                self.begins.append(len(self.found))
            self._words += "" if blank and not self._words else words
            self.found.append(("void" if blank else "text", escape(words, quote=False)))
            if words.endswith("\n"):
                self._end_line()

    def _end_line(self) -> None:
        if self._words:
            self.lines.append(Line(self._words.strip(), self._below or any(self._quotes)))
            self._words = ""


def _divided(found: Sequence[tuple[str, str]], at: int) -> tuple[str, str]:
    """Both parts made whole: what is open where they meet is closed in one and opened in the other."""
    while at and found[at - 1][0] in {"open", "void"}:
        at -= 1
    open_: list[str] = []
    for kind, markup in found[:at]:
        if kind == "open":
            open_.append(markup)
        elif kind == "close":
            open_.pop()
    ends = "".join(f"</{_name(markup)}>" for markup in reversed(open_))
    own, quoted = ("".join(markup for _, markup in part) for part in (found[:at], found[at:]))
    return own + ends, "".join(open_) + quoted.removeprefix("<br>")


def _name(markup: str) -> str:
    """The tag's name in ``<name attributes>``."""
    return markup[1:-1].split(" ", 1)[0]

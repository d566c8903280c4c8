"""Texts of a helpdesk as ours: HTML read, every placeholder mapped, and what is not known asked for in sight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from workbench.exchange.html_body import to_markdown
from workbench.exchange.making import Links, Made
from workbench.exchange.model import MAX_BODY_CHARACTERS
from workbench.exchange.placeholders.desk_names import Desk, Written, label_of
from workbench.exchange.placeholders.expression import Expression, expression
from workbench.exchange.placeholders.liquid import Liquid
from workbench.exchange.placeholders.parts import Parts
from workbench.kernel.text import one_line
from workbench.packs.model import Variant

_PATTERNS = {
    Written.BRACES: re.compile(r"\{\{[^{}]{0,500}\}\}"),
    Written.PERCENT: re.compile(r"\{%[^{}%]{0,500}%\}"),
    Written.HASH: re.compile(r"#\{[^{}]{0,500}\}"),
    Written.OSTICKET: re.compile(r"%\{[^{}]{0,300}\}"),
}
_LIQUID = re.compile(r"\{\{[^{}]{0,500}\}\}|\{%(?:[^%]|%(?!\})){0,500}%\}")
_KEPT = re.compile("\ue000(\\d{1,7})\ue001")
_OURS = re.compile("[\ue000\ue001]|&#(?:[xX]0*[eE]00[01]|0*5734[45]);?")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_GREETING = re.compile(
    r"^[ \t*_>]*(?:hi|hello|hey|dear|hallo|hej|moin|liebe[rs]?|guten (?:tag|morgen|abend)|bonjour|salut|chère?|cher"
    r"|hola|estimad[oa]|buen[oa]s (?:d[ií]as|tardes)|olá|ciao|gentile|beste)[ ,]+\{\{(customer\.\w*name)\}\}",
    re.IGNORECASE | re.MULTILINE,
)
_PERCENT = re.compile(r"\s*([\w.\-]+)\s*(?:,\s*fallback=(.*))?", re.DOTALL)
_CALLED = re.compile(r"\s*(dt|t)\(\s*([\w.]+)\s*(?:,.*)?\)\s*", re.DOTALL)
_NOW = re.compile(r"\s*(?:'now'|\"now\"|now)\s*\|\s*date\s*:\s*(?:\"([^\"]*)\"|'([^']*)')\s*")
_CLOCK = re.compile(r"%[HIMSTRXpPlkcsZz]")
_DYNAMIC = re.compile(r"\{\{\s*(dc\.[\w\-]{1,120})\s*\}\}")
_LONGEST_FALLBACK = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One of the texts of a reply as the helpdesk keeps it, for a channel or for all of them."""

    words: str
    html: bool = False
    channel: str = ""


def translate(desk: Desk, texts: tuple[Text, ...], links: Links | None = None) -> Made:
    """The first text as the body, with the others as its variants."""
    body = Parts(links)
    done = []
    for each in texts:
        _text(body, desk, each)
        words = body.next_text()
        if greeting := _GREETING.search(words):
            what = label_of(greeting[1].partition(".")[2]).lower()
            body.note(f"The greeting says nothing where the {what} is not known; a fallback such as “there” helps.")
        if words.strip():
            done.append((words, each.channel))
    made = body.made()
    variants = tuple(Variant(channel=channel, body=words) for words, channel in done[1:])
    first, channel = done[0] if done else ("", "")
    return replace(made, body=first, variants=variants, channel=channel)


def main_words(texts: tuple[Text, ...]) -> str:
    """What says whether there is any text, within what a body may hold; HTML is bounded when it is read."""
    whole = next((each.words for each in texts if each.words.strip()), "")
    return whole[:MAX_BODY_CHARACTERS] if texts and texts[0].html else whole


def dynamic(words: str) -> Iterator[str]:
    """The names of the dynamic content that a text of Zendesk includes."""
    return (found[1] for found in _DYNAMIC.finditer(words))


def _text(body: Parts, desk: Desk, text: Text) -> None:
    pattern = _LIQUID if desk.liquid else _PATTERNS[desk.written]
    words = _OURS.sub("", text.words)
    kept: list[str] = []
    if text.html:
        words = pattern.sub(lambda found: _keep(kept, found[0]), words)
        read = to_markdown(words)
        words = read.text
        for note in read.notes:
            body.note(note, look=read.look)
    logic = Liquid(body, desk)
    for piece, is_placeholder in _pieces(words, pattern, kept if text.html else None):
        if is_placeholder:
            body.reads(piece)
        if is_placeholder and piece.startswith("{%") and desk.liquid:
            logic.tag(piece)
        elif not logic.drops:
            if is_placeholder and not logic.verbatim:
                _placeholder(body, desk, piece)
            else:
                body.words(piece)
    logic.finish()


def _keep(kept: list[str], written: str) -> str:
    """A mark that no reader of HTML changes, in the place of a placeholder."""
    kept.append(unescape(_TAG.sub("", written)).replace("\xa0", " "))
    return f"\ue000{len(kept) - 1}\ue001"


def _pieces(words: str, pattern: re.Pattern[str], kept: list[str] | None) -> Iterator[tuple[str, bool]]:
    """Words and placeholders in their order; Liquid's dashes take the room beside them away."""
    last, trims = 0, False
    for found in (pattern if kept is None else _KEPT).finditer(words):
        at = int(found[1]) if kept is not None else 0
        if kept is not None and at >= len(kept):
            continue
        written = kept[at] if kept is not None else found[0]
        before = words[last : found.start()]
        before = before.lstrip() if trims else before
        yield before.rstrip() if written[2:3] == "-" else before, False
        yield written, True
        last, trims = found.end(), written[-3:-2] == "-"
    rest = words[last:]
    yield rest.lstrip() if trims else rest, False


def _placeholder(body: Parts, desk: Desk, written: str) -> None:
    match desk.written:
        case Written.PERCENT:
            found = _PERCENT.fullmatch(written[2:-2])
            read = Expression(name=found[1], fallback=found[2]) if found else expression(written[2:-2])
        case Written.HASH | Written.OSTICKET:
            read = _called(body, written)
        case _:
            inside = written[2:-2].removeprefix("-").removesuffix("-")
            if (now := _NOW.fullmatch(inside)) and not _CLOCK.search(now[1] or now[2] or ""):
                body.today()
                body.note("The date comes in the form that is usual here.")
                return
            read = expression(inside)
    _value(body, desk, read, written)


def _called(body: Parts, written: str) -> Expression:
    """Zammad's ``#{t(name)}`` translates its value, and ``#{dt(name, …)}`` writes a date."""
    inside = written[2:-1]
    if (call := _CALLED.fullmatch(inside)) is None:
        return expression(inside)
    if call[1] == "t":
        body.note("A value was translated there; here it stands as the helpdesk gives it.")
        return Expression(name=call[2])
    return Expression(name=call[2], more="as a date")


def _value(body: Parts, desk: Desk, read: Expression, written: str) -> None:
    ours = desk.our_name(read.name)
    if read.name.startswith("dc.") and not read.more:
        body.include(read.name)
        return
    if read.first_word:
        ours = {"customer.full_name": "customer.first_name", "agent.full_name": "agent.first_name"}.get(ours, "")
    if not ours or read.more:
        _open(body, read, written)
        return
    if read.cased:
        body.note(f"“{one_line(written, 60)}” changed its letters, which is not done here: needs a look.", look=True)
    if desk.is_assignee(read.name):
        body.note("What stood there for the one who has the ticket stands here for the one who writes.")
    body.named(ours + _fallback(body, read))


def _fallback(body: Parts, read: Expression) -> str:
    if read.fallback is None:
        return ""
    words = one_line(read.fallback, _LONGEST_FALLBACK + 1)
    if len(words) > _LONGEST_FALLBACK or "{" in words or "}" in words:
        body.note(f"What stands in for “{read.name}” was left out: it is too long, or holds braces.", look=True)
        return ""
    return f"|{words}"


def _open(body: Parts, read: Expression, written: str) -> None:
    shown = one_line(written, 60)
    label = label_of(read.name) if read.name and not read.more and not read.first_word else ""
    logic = written.strip("{}#%- \n")
    key = ("place", read.name, read.more, read.first_word)
    body.ask(label or one_line(logic, 80) or "Blank", default=read.fallback or "", key=key)
    body.note(f"“{shown}” is not known here and is asked for: needs a look.", look=True)

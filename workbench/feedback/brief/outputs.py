"""A brief as Markdown, as HTML that needs nothing else, and as what is shown here; with its numbers as links. Pure.

In what leaves the house a number leads to a note with the tickets behind it; here it leads to the entries themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from workbench.drafts.render import render
from workbench.feedback.brief.compose import WEEK_HEAD
from workbench.feedback.brief.model import Brief, Number
from workbench.feedback.brief.numbers import counted
from workbench.feedback.brief.quotes import escaped
from workbench.feedback.brief.style import STYLE
from workbench.kernel.clock import local_day
from workbench.kernel.days import long_day
from workbench.kernel.ids import EntryId

INSIDE = "For inside the company: nobody was asked whether these words may be published."
_LINK = re.compile(r"(?<!\\)\[([^\[\]\n]*)\]\(#([a-z0-9-]+)\)")
_OPEN, _MIDDLE, _SHUT = "\ue000", "\ue001", "\ue002"
_TOKEN = re.compile(f"{_OPEN}([^{_OPEN}{_MIDDLE}{_SHUT}]*){_MIDDLE}([^{_OPEN}{_MIDDLE}{_SHUT}]*){_SHUT}")
_OURS = str.maketrans(dict.fromkeys((_OPEN, _MIDDLE, _SHUT), "\ufffd"))
_SOURCE = re.compile(r"(?:<br ?/?>)?\s*</p>\s*<p>— (?=<em>)")  # on paper it goes on after the words
_SECTION = re.compile(r"(?m)^(?=## )")
_WEEKS = re.compile(rf"(?m)^{re.escape(WEEK_HEAD)}\n(?:\|.*\n?)+")

Tickets = Mapping[EntryId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Where numbers come from: the ``words`` of the first of them, and the tickets of their entries."""

    at: int
    words: str
    tickets: tuple[str, ...]
    without: int

    def told(self, most: int | None = None) -> str:
        """``23 accounts: tickets 4137, 4136 and 2 entries without a ticket``; at most ``most`` tickets by number."""
        shown = self.tickets if most is None else self.tickets[:most]
        word = "ticket" if len(self.tickets) == 1 else "tickets"
        parts = [f"{word} {', '.join(shown)}"] if shown else []
        if len(shown) < len(self.tickets):
            parts.append(f"{len(self.tickets) - len(shown):,} more")
        if self.without:
            parts.append(f"{counted(self.without, 'entry', 'entries')} without a ticket")
        return f"{self.words}: {' and '.join(parts) or 'none'}"


def notes_of(markdown: str, numbers: Sequence[Number], tickets: Tickets) -> tuple[dict[str, int], list[Note]]:
    """The note of each number in ``markdown`` by name, and the notes; numbers of the same entries share one."""
    known = {each.name: each for each in numbers}
    at: dict[str, int] = {}
    notes: list[Note] = []
    of_entries: dict[tuple[EntryId, ...], int] = {}
    for found in _LINK.finditer(markdown):
        number = known.get(found[2])
        if number is None or number.name in at or not number.entries:
            continue
        if number.entries not in of_entries:
            of_entries[number.entries] = len(notes) + 1
            notes.append(_note(len(notes) + 1, number, tickets))
        at[number.name] = of_entries[number.entries]
    return at, notes


def changed_numbers(markdown: str, numbers: Sequence[Number]) -> list[tuple[str, str]]:
    """Numbers that stand in ``markdown`` in other words than they were counted: (as written, as counted)."""
    known = {each.name: each.words for each in numbers}
    written = [(found[1], known.get(found[2], "")) for found in _LINK.finditer(markdown)]
    return [(words, counted_as) for words, counted_as in written if words != counted_as]


def to_markdown(brief: Brief, tickets: Tickets) -> str:
    """A Markdown file with its notes."""
    at, notes = notes_of(brief.markdown, brief.numbers, tickets)

    def noted(found: re.Match[str]) -> str:
        return f"{found[1]}[^{at[found[2]]}]" if found[2] in at else found[1]

    body = _LINK.sub(noted, brief.markdown).rstrip()
    lines = "".join(f"\n[^{note.at}]: {escaped(note.told())}." for note in notes)
    return f"{body}\n\n---\n\n*{frozen(brief)}*\n{lines}\n" if lines else f"{body}\n\n---\n\n*{frozen(brief)}*\n"


def to_html(brief: Brief, tickets: Tickets) -> str:
    """An HTML file that needs nothing else, runs nothing and prints well."""
    at, notes = notes_of(brief.markdown, brief.numbers, tickets)
    items = "".join(f'<li id="n{note.at}">{escape(note.told())}.</li>' for note in notes)
    sources = f'<section class="notes"><h2>Where the numbers come from</h2><ol>{items}</ol></section>' if notes else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(brief.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{_body(brief.markdown, _superscript(at))}\n{sources}\n<footer>{escape(frozen(brief))}</footer>\n"
        "</main>\n</body>\n</html>\n"
    )


def to_clipboard(brief: Brief, tickets: Tickets) -> str:
    """HTML for where it is pasted: the words, and the notes below."""
    at, notes = notes_of(brief.markdown, brief.numbers, tickets)
    lines = "".join(f"<p>{note.at}. {escape(note.told(12))}.</p>" for note in notes)
    return f"{_body(brief.markdown, _superscript(at, linked=False))}<hr>{lines}<p><em>{escape(frozen(brief))}</em></p>"


def to_paper(brief: Brief, tickets: Tickets, most: int = 8) -> tuple[str, str, str]:
    """(words before the weeks, words after them, notes) as HTML for a page; the weeks are drawn as a chart between.

    Where there are no weeks in it the first part is all of it and the second is "".
    """
    weeks = _WEEKS.search(brief.markdown)
    before = brief.markdown[: weeks.start()] if weeks else brief.markdown
    after = brief.markdown[weeks.end() :] if weeks else ""
    at, notes = notes_of(before + after, brief.numbers, tickets)
    lines = " · ".join(f"<sup>{note.at}</sup> {escape(note.told(most))}" for note in notes)
    number = _superscript(at, linked=False)
    first, then = (_SOURCE.sub(" — ", _body(part, number)) for part in (before, after))
    return first, then if weeks else "", f"<p>{lines}</p><p>{escape(frozen(brief))}</p>"


def shown_here(markdown: str, address: Callable[[str], str]) -> str:
    """HTML to be shown here; ``address`` gives what the number of that name links to."""
    return _body(markdown, lambda words, name: f'<a href="{escape(address(name))}">{words}</a>')


def frozen(brief: Brief) -> str:
    """From when the evidence is, and how to tell that it is this one."""
    entries = counted(len(brief.entries), "entry", "entries")
    when = long_day(local_day(brief.made_at))
    return f"Evidence frozen at {entries} on {when} · sha256 {brief.sha256[:16]} · {INSIDE}"


def _body(markdown: str, number: Callable[[str, str], str]) -> str:
    """``markdown`` as safe HTML; a section at a time, so that one that is hard to read leaves the others alone."""
    marked = _LINK.sub(lambda found: f"{_OPEN}{found[1]}{_MIDDLE}{found[2]}{_SHUT}", markdown.translate(_OURS))
    parts = [render(part).html for part in _SECTION.split(marked) if part.strip()]
    return "\n".join(_TOKEN.sub(lambda found: number(found[1], found[2]), part) for part in parts)


def _superscript(at: Mapping[str, int], *, linked: bool = True) -> Callable[[str, str], str]:
    def shown(words: str, name: str) -> str:
        if name not in at:
            return words
        mark = f'<a href="#n{at[name]}">{at[name]}</a>' if linked else str(at[name])
        return f"{words}<sup>{mark}</sup>"

    return shown


def _note(at: int, number: Number, tickets: Tickets) -> Note:
    found = [tickets.get(entry, "") for entry in number.entries]
    return Note(at=at, words=number.told, tickets=tuple(dict.fromkeys(filter(None, found))), without=found.count(""))

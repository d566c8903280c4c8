"""Personal data in words that are about to be kept: found by its form, or by the names of who is in the conversation.

Pure, and linear in the length of the text whatever it holds. It finds mail addresses, bank accounts (IBAN), cards,
network addresses, phone numbers and known names; a name that nobody in the conversation has is not found. In words that
leave the house addresses on the web and every long number are found too: a number more or less is no loss there.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.feedback.names import named
from workbench.kernel.spans import Span


class Personal(StrEnum):
    """What it is; in brackets it stands in the place of what is masked."""

    EMAIL = "email"
    IBAN = "iban"
    CARD = "card"
    ADDRESS = "ip"
    PHONE = "phone"
    NAME = "name"
    LINK = "link"
    NUMBER = "number"

    @property
    def mask(self) -> str:
        return f"[{self.value}]"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text, and what stands there."""

    span: Span
    what: Personal


# Each begins where a run of its letters begins and has a longest length, so no place is read more than so many times.
_EMAIL = re.compile(r"(?<![\w.%+'-])[\w.%+'-]{1,254}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,63}(?![\w-])")
_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]){11,30}", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.,/+-])[+(]?\d(?:(?:[ \u00a0]?[-/\u2010-\u2013][ \u00a0]?|\)?[ \u00a0.]?\(?)\d){5,24}(?!\w)"
)
_GROUPED_CARD = re.compile(r"\d{13,19}|\d{4}([ \u00a0-])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ \u00a0-])\d{6}\2\d{5}")
_IPV4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\w)")
_IPV6 = re.compile(r"(?<![\w:.])(?=[0-9a-f:]{0,4}:)[0-9a-f:]{4,39}(?![\w:])", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d{2}|\d{4})|\d{4}([./-])\d{1,2}\2\d{1,2}(?:[ T].*)?")
_AMERICAN = re.compile(r"\(?[2-9]\d{2}[). -]{1,2}\d{3}[. -]\d{4}")
_PAIRS = re.compile(r"[2-9]\d(?: \d\d){3}|[6-9]\d\d(?: \d{3}){2}|[6-9]\d\d(?: \d\d){3}")  # Nordic; Spanish, Polish
_DIALLED = re.compile(r"\(?00?[1-9]")
_CALLED = re.compile(
    r"(?:phone|call|mobile|cell|tel|fax|whatsapp|ruf|handy|mobil|telefon\w*|t[eé]l[eé]phone|t[eé]l[eé]fono|m[oó]vil"
    r"|telem[oó]vel|celular|reach|number is|nummer ist)[^\w\n]{0,3}"
    r"(?:(?:me|us|at|on|is|number|nummer|no|nr)\W{1,3}){0,3}$",
    re.IGNORECASE,
)  # fmt: skip
_COUNTED = re.compile(
    r"(?:#|\b(?:order|invoice|ticket|case|reference|ref|id|nr|no|version|bestell\w*|rechnung\w*|auftrag\w*|pedido|factura"
    r"|commande|facture|encomenda|fatura)\b[^\w\n]{0,3}(?:(?:number|nummer|no|nr|id|is)\b\W{0,3}){0,2})$",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?:\bv|version|release|build)\W{0,2}$", re.IGNORECASE)
_LINK = re.compile(r"(?<!\w)(?:https?://|www\.)\S{0,2000}[^\s.,;:!?()\[\]{}'\"<>»”’]", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"(?<![\w.])[+(]?\d(?:[ \u00a0()./-]{0,2}\d){6,60}(?!\w)")
_GAP = re.compile(r"[ \u00a0]")
_APART = 4
_BEFORE = 40  # letters before a number that are read for what it is
_LONGEST_IBAN, _SHORTEST_IBAN = 34, 15


def hidden(text: str, names: Iterable[str] = (), *, leaving: bool = False) -> str:
    """``text`` with a word in brackets in the place of all personal data; ``names`` and ``leaving`` as of `marked`."""
    return masked(text, marked(text, names, leaving=leaving))


def marked(text: str, names: Iterable[str] = (), *, leaving: bool = False) -> Sequence[Mark]:
    """Where ``text`` has personal data, in its order and apart from each other. ``names``: who is known here.

    ``leaving``: the text leaves the house, so addresses on the web and every long number count too.
    """
    found: list[Mark] = []
    taken = bytearray(len(text))
    for span, what in _leaving(text, names) if leaving else _all(text, names):
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\x01" * len(span)
            found.append(Mark(span, what))
    return _joined(text, sorted(found, key=lambda mark: mark.span))


def masked(text: str, marks: Iterable[Mark]) -> str:
    """``text`` with a word in brackets in the place of each of ``marks``."""
    parts, at = [], 0
    for mark in marks:
        parts += [text[at : mark.span.start], mark.what.mask]
        at = mark.span.end
    return "".join([*parts, text[at:]])


def _all(text: str, names: Iterable[str]) -> Iterator[tuple[Span, Personal]]:
    """What is sure comes first and keeps its place."""
    for match in _EMAIL.finditer(text):
        yield Span(*match.span()), Personal.EMAIL
    yield from _ibans(text)
    for match in _IPV4.finditer(text):
        if not _VERSION.search(text[max(0, match.start() - _BEFORE) : match.start()]) and _is_address(match[0]):
            yield Span(*match.span()), Personal.ADDRESS
    for match in _IPV6.finditer(text):
        if sum(map(bool, match[0].split(":"))) > 1 and any(map(str.isdecimal, match[0])) and _is_address(match[0]):
            yield Span(*match.span()), Personal.ADDRESS
    yield from _numbers(text)
    for span in named(text, names):
        yield span, Personal.NAME


def _leaving(text: str, names: Iterable[str]) -> Iterator[tuple[Span, Personal]]:
    for match in _LINK.finditer(text):
        yield Span(*match.span()), Personal.LINK
    yield from _all(text, names)
    for match in _LONG_NUMBER.finditer(text):
        if not _DATE.fullmatch(match[0]):
            yield Span(*match.span()), Personal.NUMBER


def _ibans(text: str) -> Iterator[tuple[Span, Personal]]:
    for match in _IBAN.finditer(text):
        bare, start = "", match.start()
        for at in range(start, match.end()):
            if text[at].isalnum():
                bare += text[at].upper()
            ends = at + 1 == len(text) or not text[at + 1].isalnum()
            if ends and _SHORTEST_IBAN <= len(bare) <= _LONGEST_IBAN and _is_iban(bare):
                yield Span(start, at + 1), Personal.IBAN
                break


def _is_iban(bare: str) -> bool:
    """ISO 13616: the number that the letters make, country and check digits last, leaves 1 when divided by 97."""
    return bare.isascii() and int("".join(str(int(letter, 36)) for letter in bare[4:] + bare[:4])) % 97 == 1


def _is_address(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not (address.is_loopback or address.is_unspecified)


def _numbers(text: str) -> Iterator[tuple[Span, Personal]]:
    at = 0
    while (match := _NUMBER.search(text, at)) is not None:
        start, before = match.start(), text[max(0, match.start() - _BEFORE) : match.start()]
        parts = list(_less_and_less(match[0]))
        card = next((part for part in parts if _is_card(part)), "")
        found = card or next((part for part in parts if _is_phone(part, before)), "")
        if found:
            at = start + len(found)
            yield Span(start, at), Personal.CARD if card else Personal.PHONE
        else:
            gap = _GAP.search(match[0])
            at = start + gap.end() if gap else match.end()


def _less_and_less(number: str) -> Iterator[str]:
    """``number`` and what is left of it without what stands apart at its end, which may be a number of its own."""
    for _ in range(_APART):
        yield number
        head, gap, _tail = number.rpartition(" ")
        if not gap:
            return
        number = head.rstrip(" (-/")


def _is_card(number: str) -> bool:
    """ISO 7812: of a scheme that people pay with, as it is grouped, and its last digit is that of Luhn."""
    if not _GROUPED_CARD.fullmatch(number) or number[0] not in "23456":
        return False
    digits = [int(letter) for letter in reversed(number) if letter.isdecimal()]
    return sum(digits[::2]) % 10 == -sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2]) % 10


def _is_phone(number: str, before: str) -> bool:
    """By how it is written, or by the word before it; a number that is counted by, a day or an amount is none."""
    digits = sum(map(str.isdecimal, number))
    if not 6 <= digits <= 15 or _DATE.fullmatch(number) or _COUNTED.search(before):
        return False
    if number.startswith("+"):
        return digits >= 7
    if _AMERICAN.fullmatch(number) or _PAIRS.fullmatch(number) or _CALLED.search(before):
        return True
    return bool(_DIALLED.match(number)) and (digits >= 9 or (digits >= 7 and not number.isdecimal()))


def _joined(text: str, marks: Sequence[Mark]) -> Sequence[Mark]:
    """Names beside each other are one."""
    joined: list[Mark] = []
    for mark in marks:
        last = joined[-1] if joined else None
        both = last is not None and last.what is mark.what is Personal.NAME
        if last is not None and both and text[last.span.end : mark.span.start].isspace():
            joined[-1] = Mark(Span(last.span.start, mark.span.end), mark.what)
        else:
            joined.append(mark)
    return joined

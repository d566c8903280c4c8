"""Read what was typed as the person a message goes to. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address

from workbench.kernel.text import normalise, one_line

_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_LONGEST = 254  # of an address, as mail servers take it
_LONGEST_NAME = 200
_LABEL = re.compile(r"(?!-)[a-zA-Z0-9-]{1,63}(?<!-)")


@dataclass(frozen=True, slots=True)
class Person:
    """``name`` is empty where only an address was typed."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class NoAddress:
    """It is no address; ``reason`` in a sentence."""

    reason: str


def read(typed: str) -> Person | NoAddress:
    """``Name <address>`` or an address alone. A name may hold a comma, quoted or not."""
    text = one_line(normalise(typed), 2 * _LONGEST + _LONGEST_NAME).strip(" ,;")
    if not text:
        return NoAddress("Say who it goes to.")
    named = _NAMED.fullmatch(text)
    address = (named["address"] if named else text.rpartition("<")[2]).strip().removeprefix("mailto:")
    if text.count("@") > 1 and re.search(r"[,;\s]\S*@", address if not named else "") or text.count("<") > 1:
        return NoAddress("One conversation goes to one customer. Write to the others in conversations of their own.")
    if "@" not in address:
        return NoAddress(f"“{one_line(address, 60)}” is no address: the part after @ is missing." if address else _NONE)
    email = _checked(address)
    if email is None:
        return NoAddress(f"“{one_line(address, 60)}” is no address that mail can go to.")
    name = _unquoted(named["name"].strip()) if named else ""
    return Person(email=email, name="" if name.casefold() == email.casefold() else one_line(name, _LONGEST_NAME))


def written(person: Person) -> str:
    """As it stands in the line."""
    return f"{person.name} <{person.email}>" if person.name else person.email


_NONE = "There is a name and no address. Put the address behind it, in <>."


def _checked(address: str) -> str | None:
    """The address in ASCII; None where mail cannot go to it."""
    local, _, domain = address.rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii") if not domain.isascii() else domain
        parsed = Address(addr_spec=f"{local}@{domain}")
    except (MessageError, UnicodeError, ValueError, IndexError):
        return None
    whole = parsed.addr_spec
    labels = parsed.domain.split(".")
    fits = len(whole) <= _LONGEST and len(parsed.username) <= 64 and whole.isascii() and whole.isprintable()
    named = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    return whole if fits and named and " " not in whole and parsed.username else None


def _unquoted(name: str) -> str:
    if len(name) > 1 and name[0] == name[-1] == '"':
        return name[1:-1].replace('\\"', '"').replace("\\\\", "\\").strip()
    return name.strip("'\" ")

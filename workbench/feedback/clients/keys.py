"""The names under which clients are known. Pure."""

from __future__ import annotations

COMPANY = "company:"


def by_company(company: str) -> str:
    """The key of a company; "" where there is none."""
    return _keyed("company", company)


def by_email(email: str) -> str:
    """The key of a person whose address is known; "" where it is not."""
    return _keyed("email", email)


def key_of(company: str, email: str, name: str, otherwise: str) -> str:
    """The company where one is known, else the person by address or by name, else what this was said in."""
    return by_company(company) or by_email(email) or _keyed("name", name) or f"entry:{otherwise}"


def _keyed(what: str, name: str) -> str:
    plain = " ".join(name.casefold().split())
    return f"{what}:{plain}" if plain else ""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.tickets.unsent.address import NoAddress, Person, read, written


@pytest.mark.parametrize(
    ("typed", "email", "name"),
    [
        ("mette@example.com", "mette@example.com", ""),
        ("  mailto:mette@example.com ", "mette@example.com", ""),
        ("<mette@example.com>", "mette@example.com", ""),
        ("Mette Sørensen <mette@example.com>", "mette@example.com", "Mette Sørensen"),
        ("Sørensen, Mette <mette@example.com>,", "mette@example.com", "Sørensen, Mette"),
        ('"Sørensen, \\"M\\"" <mette@example.com>', "mette@example.com", 'Sørensen, "M"'),
        ("mette@example.com <mette@example.com>", "mette@example.com", ""),
        ("me@home <mette@example.com>", "mette@example.com", "me@home"),
        ("jörg@exämple.de".replace("ö", "o"), "jorg@xn--exmple-cua.de", ""),
        ("a.b+c=d@mail.example.co.uk", "a.b+c=d@mail.example.co.uk", ""),
        ("Mette\nBcc: x <mette@example.com>", "mette@example.com", "Mette Bcc: x"),
    ],
)
def test_an_address_with_and_without_a_name(typed: str, email: str, name: str) -> None:
    assert read(typed) == Person(email=email, name=name)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "who it goes to"),
        (" \t", "who it goes to"),
        ("Mette", "@"),
        ("Mette <>", "name and no address"),
        ("Mette <mette@", "“mette@” is no address"),
        ("mette@", "no address that mail can go to"),
        ("@example.com", "no address that mail can go to"),
        ("mette@localhost", "no address that mail can go to"),
        ("mette@192.168.0.1", "no address that mail can go to"),
        ("mette@exam ple.com", "no address that mail can go to"),
        ("mette@@example.com", "no address that mail can go to"),
        ("jörg@example.com", "no address that mail can go to"),
        ("mette@-example.com", "no address that mail can go to"),
        ("mette..s@example.com", "no address that mail can go to"),
        (f"{'x' * 65}@example.com", "no address that mail can go to"),
        ("a@example.com, b@example.com", "one customer"),
        ("A <a@example.com>, B <b@example.com>", "one customer"),
        ("a@example.com b@example.com", "one customer"),
    ],
)
def test_what_is_no_address_is_said_in_words(typed: str, why: str) -> None:
    found = read(typed)
    assert isinstance(found, NoAddress), found
    assert why in found.reason
    assert len(found.reason) < 160


@given(st.text(max_size=60))
def test_whatever_is_typed_has_an_answer_and_what_is_written_reads_the_same(typed: str) -> None:
    found = read(typed)
    if isinstance(found, Person):
        again = read(written(found))
        assert isinstance(again, Person)
        assert again.email == found.email
        assert found.email.isascii()
        assert "\n" not in written(found)

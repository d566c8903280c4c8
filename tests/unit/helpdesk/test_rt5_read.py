from __future__ import annotations

import pytest

from workbench.helpdesk import rt5_read as read
from workbench.helpdesk.port import Author, Status
from workbench.helpdesk.rt5_wire import Named, Part, Ticket, Transaction, User
from workbench.kernel.errors import ServerFault

ALICE = User(id="alice", name="alice", real_name="Alice")
ANNA = User(id="anna@example.test", email_address="anna@example.test", real_name="Anna")
CARL = User(id="carl@example.test", email_address="carl@example.test")
SYSTEM = User(id="RT_System")
AT = "2026-11-23T07:07:49Z"


def is_staff(user: User) -> bool:
    return user.login == "alice"


def said(*parts: Part, creator: User = ANNA, type: str = "Correspond") -> read.Said:
    step = Transaction(id=9, type=type, object_id=3, created=AT, creator=creator)
    return read.Said(step, parts, (ANNA,))


def html(content: str, number: int = 1) -> Part:
    return Part(id=number, content_type="text/html", content=content, content_length=len(content))


def text(content: str, number: int = 1, **more: str) -> Part:
    return Part(id=number, content_type="text/plain", content=content, content_length=len(content), **more)  # type: ignore[arg-type]


def test_html_is_preferred_to_its_plain_twin() -> None:
    message = read.message(said(text("plain", 1), html("<p>rich</p>", 2)), is_staff)
    assert (message.html, message.text, message.attachments) == ("<p>rich</p>", "", ())


def test_plain_text_is_taken_where_there_is_nothing_else() -> None:
    message = read.message(said(text("one", 1), text("two", 2)), is_staff)
    assert (message.html, message.text) == ("", "one\n\ntwo")


def test_a_named_text_is_an_attachment_and_not_the_words() -> None:
    message = read.message(said(text("hello", 1), text("a log", 2, filename="app.log")), is_staff)
    assert message.text == "hello"
    assert [(a.name, a.type, a.size) for a in message.attachments] == [("app.log", "text/plain", 5)]


def test_words_beyond_all_measure_become_an_attachment() -> None:
    huge = Part(id=1, content_type="text/html", content_length=read.LONGEST_BODY + 1)
    message = read.message(said(huge, text("short", 2)), is_staff)
    assert message.text == "short"
    assert [a.name for a in message.attachments] == ["unnamed"]


def test_wrappings_are_no_attachments() -> None:
    wrapping = Part(id=1, content_type="multipart/mixed", content_length=0)
    assert read.message(said(wrapping, text("hello", 2)), is_staff).attachments == ()


@pytest.mark.parametrize(
    ("creator", "author", "name"),
    [
        (ANNA, Author.CUSTOMER, "Anna"),
        (CARL, Author.CUSTOMER, "carl@example.test"),
        (ALICE, Author.AGENT, "Alice"),
        (SYSTEM, Author.SYSTEM, ""),
    ],
)
def test_who_wrote_is_told(creator: User, author: Author, name: str) -> None:
    message = read.message(said(text("x"), creator=creator), is_staff)
    assert (message.author, message.author_name) == (author, name)


def test_an_agent_who_asks_on_a_ticket_is_its_customer() -> None:
    step = Transaction(id=9, type="Create", object_id=3, created=AT, creator=ALICE)
    assert read.written_by_customer(read.Said(step, (), (ALICE,)), is_staff)


@pytest.mark.parametrize(
    ("headers", "author"),
    [
        ("Subject: x\nFrom: Anna <ANNA@example.test>", Author.CUSTOMER),
        ("From: other@example.test", Author.SYSTEM),
        ("Subject: From: anna@example.test", Author.SYSTEM),
        ("", Author.SYSTEM),
    ],
)
def test_mail_that_the_system_filed_is_told_by_its_sender(headers: str, author: Author) -> None:
    message = read.message(said(text("x", headers=headers), creator=SYSTEM), is_staff)
    assert message.author is author


def test_a_comment_is_internal() -> None:
    assert read.message(said(text("x"), type="Comment", creator=ALICE), is_staff).internal
    assert not read.message(said(text("x")), is_staff).internal


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("new", Status.OPEN),
        ("open", Status.OPEN),
        ("Stalled", Status.PENDING),
        ("resolved", Status.SOLVED),
        ("rejected", Status.CLOSED),
        ("in the lab", Status.OPEN),
    ],
)
def test_a_status_is_told_in_our_words_and_kept_in_theirs(name: str, status: Status) -> None:
    ticket = read.ticket(Ticket(id=3, status=name, created=AT, queue=Named(name="Support"), requestors=(ANNA,)))
    assert (ticket.status, ticket.remote_status) == (status, name)
    assert ticket.tags == ("Support",)
    assert ticket.customer is not None
    assert (ticket.customer.name, ticket.customer.email) == ("Anna", "anna@example.test")


@pytest.mark.parametrize("time", ["", "yesterday", "2026-11-23T07:07:49"])
def test_a_time_that_is_none_is_a_fault_of_the_server(time: str) -> None:
    with pytest.raises(ServerFault):
        read.ticket(Ticket(id=3, status="new", created=time))

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ui.panes.conversation.items import Card, Event, Fold, items, opening, tidy
from workbench.helpdesk.port import Author, Status
from workbench.kernel.ids import AccountId, MessageId, TicketId
from workbench.tickets.model import Conversation, Message

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def message(number: int, author: Author = Author.CUSTOMER, html: str = "<p>Hello</p>") -> Message:
    return Message(
        id=MessageId(f"m{number}"), author=author, author_name="Mette", at=NOON + timedelta(minutes=number), html=html,
        text="Hello", internal=False,
    )  # fmt: skip


def conversation(*messages: Message) -> Conversation:
    return Conversation(
        id=TicketId("t"), account_id=AccountId("a"), account_name="", practice=False, number="1", subject="", channel="email",
        status=Status.OPEN, language="", tags=(), customer=None, agent_name="", agent_email="", messages=messages,
    )  # fmt: skip


def ids(shown: list[Card | Event | Fold]) -> str:
    return " ".join(each.id for each in shown)


def test_of_a_long_thread_the_first_two_and_the_last_eight_are_shown() -> None:
    shown = items(conversation(*(message(number) for number in range(58))))
    assert ids(shown) == "m0 m1 fold m50 m51 m52 m53 m54 m55 m56 m57"
    assert isinstance(shown[2], Fold)
    assert shown[2].hidden == 48


def test_unfolding_shows_what_was_hidden_just_before_the_end() -> None:
    whole = conversation(*(message(number) for number in range(58)))
    assert isinstance(items(whole, 47)[2], Card)
    assert len(items(whole, 60)) == 58
    assert ids(items(whole, 10)).startswith("m0 m1 fold m40 m41")


def test_the_customer_s_last_message_is_never_folded_away_when_it_is_near() -> None:
    theirs = [message(number) for number in range(30)]
    ours = [message(number, Author.AGENT) for number in range(30, 42)]
    whole = conversation(*theirs, *ours)
    assert "m29" in ids(items(whole)).split()


def test_a_reader_begins_with_what_is_not_answered_yet_or_else_with_what_is_newest() -> None:
    asked = [message(number) for number in range(3)]
    note = replace(message(4, Author.AGENT), internal=True)
    assert opening(conversation(*asked, note)) == "m2"
    assert opening(conversation(*asked, message(3, Author.AGENT), note)) == "m4"


def test_a_thread_without_the_customer_begins_at_its_end() -> None:
    assert opening(conversation(message(1, Author.AGENT), message(2, Author.SYSTEM))) == "m2"
    assert opening(conversation()) == ""


def test_what_the_helpdesk_notes_is_a_line_and_no_card() -> None:
    note = replace(message(1, Author.SYSTEM), text="Ticket created\nby mail")
    (shown,) = items(conversation(note))
    assert shown == Event(id="m1", text="Ticket created by mail", at=note.at)


def test_quoted_mail_stands_apart_from_the_writer_s_own_words() -> None:
    html = "<p>Yes, that one.</p><blockquote><p>Which card?</p></blockquote>"
    (shown,) = items(conversation(message(1, html=html)))
    assert isinstance(shown, Card)
    assert shown.quoted is not None
    assert ("Which card" in shown.own, "Which card" in shown.quoted) == (False, True)


def test_a_message_of_plain_text_is_shown_as_it_is_written() -> None:
    (shown,) = items(conversation(replace(message(1, html=""), text="a < b\nc")))
    assert isinstance(shown, Card)
    assert "a &lt; b<br>c" in shown.own


@pytest.mark.parametrize(
    ("html", "then"),
    [
        ("<div>Hi,</div><div><br></div><div>x</div>", "<div>Hi,</div><div>\u00a0</div><div>x</div>"),
        ("<p>a</p><p>\u00a0</p><p>b</p>", "<p>a</p><p>b</p>"),
        ('<div dir="ltr">Signed.<br></div><br>', '<div dir="ltr">Signed.</div>'),
        ("a<br><br>b", "a<br><br>b"),
        ("<b>x</b>", "<b>x</b>"),
        ("<p>a</p> <hr>", "<p>a</p> <hr>"),
        ("", ""),
    ],
)
def test_blank_lines_are_as_many_as_in_a_browser(html: str, then: str) -> None:
    assert tidy(html) == then

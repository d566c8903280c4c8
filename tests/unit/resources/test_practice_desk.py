"""The made-up helpdesk of the first run: whole, varied, hostile in one known place, and about nobody real."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from workbench.kernel.scars import scars
from workbench.tickets.plain import to_text

DESK = Path(__file__).parents[3] / "resources" / "practice"
FILES = sorted((DESK / "conversations").glob("*.toml"))
TWELVE_DAYS = 12 * 24 * 60

EXAMPLE_HOST = re.compile(r"(?:.+\.)?(?:example\.(?:com|org|net)|example)", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
LINK = re.compile(r"https?://([\w.-]+)", re.IGNORECASE)
HOSTILE = (
    "<script",
    "onerror=",
    "onload=",
    "<iframe",
    "<svg",
    "javascript:",
    "file://",
    "<form",
    "<style>",
    'http-equiv="refresh"',
    "tracker.example.net",
)


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def named(slug: str) -> dict[str, Any]:
    return next(read(file) for file in FILES if file.stem.endswith(slug))


def html_of(conversation: dict[str, Any]) -> str:
    return "\n".join(message["html"] for message in conversation["messages"])


def all_of(key: str) -> Counter[str]:
    return Counter(read(file)[key] for file in FILES)


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def conversation(request: pytest.FixtureRequest) -> dict[str, Any]:
    return read(request.param)


def test_the_desk_says_who_the_agent_is_and_that_nothing_leaves_the_machine() -> None:
    desk = read(DESK / "desk.toml")
    assert desk["name"] == "Practice desk"
    assert desk["agent_name"] == "Robin Hale"
    assert desk["agent_email"] == "robin@practice.example"
    assert "nothing leaves this machine" in desk["text"]


def test_there_are_twenty_five_conversations_numbered_in_order() -> None:
    found = [read(file) for file in FILES]
    assert [each["id"] for each in found] == [f"practice-{n:02}" for n in range(1, 26)]
    assert [each["number"] for each in found] == [str(1000 + n) for n in range(1, 26)]
    assert [file.stem[:2] for file in FILES] == [f"{n:02}" for n in range(1, 26)]


def test_most_are_open_some_wait_and_a_few_are_solved() -> None:
    assert all_of("status") == {"open": 17, "pending": 5, "solved": 3}


def test_the_languages_are_those_an_agent_meets() -> None:
    assert all_of("language") == {"en": 16, "de": 3, "es": 2, "fr": 2, "pt": 1, "ar": 1}


def test_every_channel_occurs() -> None:
    assert set(all_of("channel")) == {"email", "chat", "web", "social", "phone"}


def test_a_conversation_has_what_a_helpdesk_gives(conversation: dict[str, Any]) -> None:
    assert conversation["subject"].strip()
    assert conversation["tags"]
    assert conversation["customer"]["name"].strip()
    assert any(message["author"] == "customer" for message in conversation["messages"])
    for message in conversation["messages"]:
        assert message["author"] in {"customer", "agent", "system"}
        assert message["name"].strip() and message["html"].strip()
        assert message["author"] == "agent" or not message["internal"]
        for attachment in message.get("attachments", []):
            assert attachment["name"] and "/" in attachment["type"] and attachment["size"] > 0


def test_messages_run_from_the_oldest_to_the_newest(conversation: dict[str, Any]) -> None:
    ages = [message["minutes_ago"] for message in conversation["messages"]]
    assert all(isinstance(age, int) for age in ages)
    assert ages == sorted(ages, reverse=True)
    assert 3 <= ages[-1] <= ages[0] <= TWELVE_DAYS


def test_ages_reach_from_minutes_to_days() -> None:
    newest = [read(file)["messages"][-1]["minutes_ago"] for file in FILES]
    assert min(newest) == 3
    assert max(newest) > 10 * 24 * 60


def test_an_open_conversation_waits_for_the_agent(conversation: dict[str, Any]) -> None:
    """Notes and system lines aside, the customer spoke last."""
    if conversation["status"] == "open":
        spoken = [m for m in conversation["messages"] if not m["internal"] and m["author"] != "system"]
        assert spoken[-1]["author"] == "customer"


def test_every_address_and_link_ends_in_an_example_domain(conversation: dict[str, Any]) -> None:
    html = html_of(conversation)
    hosts = [
        conversation["customer"]["email"].rpartition("@")[2],
        *ADDRESS.findall(html),
        *LINK.findall(html),
    ]
    outside = [host for host in hosts if not EXAMPLE_HOST.fullmatch(host) and host != "www.w3.org"]
    assert outside == []


def test_exactly_one_conversation_is_hostile_and_it_still_asks_its_question() -> None:
    for construct in HOSTILE:
        assert [file.stem for file in FILES if construct in html_of(read(file))] == ["10-hostile-html"], construct
    html = html_of(named("hostile-html"))
    assert html.count("<table") >= 4
    assert "Where do I see only the orders that are not paid yet" in html


def test_hostile_attachments_lie_about_their_names() -> None:
    names = [a["name"] for m in named("hostile-html")["messages"] for a in m["attachments"]]
    assert any("../" in name for name in names)
    assert any("\u202e" in name for name in names)


def test_one_thread_is_very_long_and_ends_with_a_question() -> None:
    lengths = {file.stem: len(read(file)["messages"]) for file in FILES}
    assert [stem for stem, length in lengths.items() if length >= 60] == ["11-migration-from-ledgerly"]
    assert named("migration-from-ledgerly")["messages"][-1]["html"].rstrip().endswith("?</p>")


def test_one_letter_holds_exactly_four_questions() -> None:
    conversation = named("four-questions")
    assert len(conversation["messages"]) == 1
    assert html_of(conversation).count("?") == 4


def test_there_is_a_very_long_name_and_a_very_long_subject() -> None:
    assert max(len(read(file)["customer"]["name"]) for file in FILES) >= 80
    assert max(len(read(file)["subject"]) for file in FILES) >= 150


def test_the_arabic_letter_runs_from_right_to_left() -> None:
    found = next(read(file) for file in FILES if read(file)["language"] == "ar")
    assert 'dir="rtl"' in html_of(found)
    assert re.search(r"[\u0600-\u06ff]", found["subject"])


def test_chat_turns_are_short() -> None:
    for file in FILES:
        conversation = read(file)
        if conversation["channel"] == "chat":
            assert len(conversation["messages"]) >= 8
            assert max(len(message["html"]) for message in conversation["messages"]) <= 320


def test_several_letters_quote_earlier_mail() -> None:
    assert sum("<blockquote" in html_of(read(file)) for file in FILES) >= 5


def test_no_message_looks_as_if_a_template_had_left_a_gap() -> None:
    said = [to_text(message["html"]) for file in FILES for message in read(file)["messages"]]
    assert len(said) > 50
    assert [text[each.start : each.end] for text in said for each in scars(text)] == []

"""The replies that come with the program: whole, findable, and in words a customer can build on."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench.kernel.gate import leaving
from workbench.kernel.scars import scars
from workbench.library.template.fill import Knowledge, fill
from workbench.library.template.lint import problems
from workbench.packs.format import read_pack
from workbench.packs.model import PackSnippet

PACK = Path(__file__).parents[3] / "resources" / "packs" / "starter"
FILES = sorted((PACK / "snippets").rglob("*.md"))

FACTS = tomllib.loads((PACK / "facts.toml").read_text("utf-8"))
KEYS = {"id", "title", "shortcut", "tags", "synonyms", "language", "tone", "when", "fields"}
PLACES = {
    "customer.first_name",
    "customer.full_name",
    "customer.company",
    "ticket.number",
    "ticket.subject",
    "agent.first_name",
    "cursor",
    "yours",
    *(f"fact.{name}" for name in FACTS),
}
PART = re.compile(r"\{\{(?:\?[a-z_.]+|:|/)\}\}")
PLACE = re.compile(r"\{\{([a-z_.]+)(?:\|([^{}|\n]+))?\}\}")
DOUBT = (
    "should|shouldn't|ought to|supposed to|probably|hopefully|maybe|perhaps|possibly|presumably|apparently"
    "|likely|seems?|appears? to|looks? like|sounds? like|i think|i believe|i guess|i suppose|i assume"
    "|not sure|might|may|usually|normally|generally|i hope|fingers crossed|i'll try|i will try"
    "|as far as i know"
)
FALSE_HOPE = (
    "pass(?:ed)? (?:this|it|that|your \\w+) (?:on|along)|recorded your|taken into consideration"
    "|vot(?:e|ed|ing) for|stay tuned|soon|shortly|in the future|always (?:listening|working|improving)"
    "|doing our best|on our roadmap|in our plans|look into it"
)
SCRIPT = (
    "inconvenience|hesitate|(?:thank you|thanks) for (?:contacting|reaching|your)|rest assured"
    "|happy to help|glad to help|here to help|kindly|be advised|we value|we appreciate|feel free"
    "|understand your (?:frustration|concern)|takes? \\w+ seriously|unfortunately|please|valued customer"
    "|apologi\\w+"
)
ELSEWHERE = (
    "unannehmlichkeiten|leider|zögern sie nicht|sollte|vielleicht|wahrscheinlich|désagrément|malheureusement"
    "|n['’]hésitez pas|peut-être|devrait|molestias|lamentablemente|no dude en|quizás|debería"
)
BANNED = re.compile(rf"\b(?:{DOUBT}|{FALSE_HOPE}|{SCRIPT}|{ELSEWHERE})\b", re.IGNORECASE)
SORRY = re.compile(r"\bsorry\b|\bapolog", re.IGNORECASE)
INTENSE = re.compile(r"\b(?:so|very|really|truly|terribly|sincere\w*|deeply) (?:sorry|apolog)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One file: its front matter as TOML has it, and the text below."""

    front: dict[str, Any]
    body: str


def read(file: Path) -> Reply:
    start, front, body = file.read_text("utf-8").split("+++\n", 2)
    assert start == ""
    return Reply(front=tomllib.loads(front), body=body)


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def reply(request: pytest.FixtureRequest) -> Reply:
    return read(request.param)


def test_the_pack_says_what_it_is() -> None:
    head = tomllib.loads((PACK / "pack.toml").read_text("utf-8"))
    assert head == {
        "schema": 1,
        "id": "org.supportworkbench.starter",
        "name": "Starter replies",
        "version": "1.1.0",
        "serial": 2,
        "default_language": "en",
    }


def test_there_are_enough_replies_to_start_with_and_few_enough_to_know() -> None:
    assert 36 <= sum("." not in file.stem for file in FILES) <= 44


def test_every_reply_lies_in_one_folder_with_a_plain_name() -> None:
    for file in FILES:
        assert re.fullmatch(r"[a-z-]+/[a-z-]+(\.[a-z]+)*\.md", file.relative_to(PACK / "snippets").as_posix())


@pytest.mark.parametrize("key", ["id", "shortcut"])
def test_no_two_replies_share_it_and_variants_do(key: str) -> None:
    own = [read(file).front[key] for file in FILES if "." not in file.stem]
    assert len(set(own)) == len(own)
    for file in FILES:
        first = file.with_name(f"{file.stem.partition('.')[0]}.md")
        assert read(file).front[key] == read(first).front[key]


def test_the_pack_is_read_without_a_fault_and_its_templates_are_sound() -> None:
    pack = read_pack(PACK)
    assert pack.faults == ()
    by_id, facts = {each.id: each for each in pack.snippets}, {fact.name: fact for fact in pack.facts}
    assert set(facts) == set(FACTS)
    for each in pack.snippets:
        assert problems(each, include=by_id.get, facts=facts, today=date(2026, 1, 1)) == (), each.id


def test_every_fact_is_stated_somewhere_and_has_an_owner_and_a_last_day() -> None:
    bodies = "".join(read(file).body for file in FILES)
    for name, fact in FACTS.items():
        assert f"{{{{fact.{name}}}}}" in bodies
        assert fact["owner"] and fact["label"] and fact["valid_until"] > date(2027, 1, 1)


def test_variants_ask_for_what_the_reply_asks_for() -> None:
    variants = [file for file in FILES if "." in file.stem]
    assert len(variants) >= 6
    for file in variants:
        first = read(file.with_name(f"{file.stem.partition('.')[0]}.md"))
        assert {f["name"] for f in read(file).front["fields"]} == {f["name"] for f in first.front["fields"]}


def test_own_words_can_be_left_out_of_every_reply_that_has_room_for_them() -> None:
    with_slot = [read(file) for file in FILES if "{{yours" in read(file).body]
    assert len(with_slot) >= 6
    for reply in with_slot:
        filled = fill(PackSnippet(id="a", title="A", body=reply.body), Knowledge(values={"agent.first_name": "Robin"}))
        left = leaving(filled.text)
        assert "{{yours" not in left
        assert scars(left) == ()
        assert "\n\n\n" not in left


def test_several_languages_have_replies_of_their_own() -> None:
    languages = [read(file).front["language"] for file in FILES]
    assert set(languages) == {"en", "de", "es", "fr"}
    assert 4 <= sum(language != "en" for language in languages) <= 6


def test_the_front_matter_is_whole_and_has_nothing_unknown(reply: Reply) -> None:
    assert set(reply.front) <= KEYS
    assert re.fullmatch(r"starter-[a-z-]+", reply.front["id"])
    assert re.fullmatch(r"[a-z0-9]{3,8}", reply.front["shortcut"])
    assert reply.front["title"].strip() and reply.front["when"].strip() and "\n" not in reply.front["when"]
    assert reply.front["tags"] and reply.front["synonyms"]
    assert reply.body.strip()


def test_only_places_that_the_program_can_fill_are_used(reply: Reply) -> None:
    names = {match[1] for match in PLACE.finditer(reply.body)}
    assert {name for name in names if not name.startswith("field.")} <= PLACES
    left = PART.sub("", PLACE.sub("", reply.body))
    assert "{{" not in left and "}}" not in left
    assert reply.body.count("{{cursor}}") <= 1


def test_a_name_that_a_customer_can_lack_has_words_in_its_place(reply: Reply) -> None:
    for match in PLACE.finditer(reply.body):
        if match[1].startswith("customer."):
            assert match[2], match[0]


def test_fields_are_declared_and_used_both(reply: Reply) -> None:
    declared = [field["name"] for field in reply.front.get("fields", [])]
    used = {match[1] for match in PLACE.finditer(reply.body) if match[1].startswith("field.")}
    used |= set(re.findall(r"\{\{\?(field\.[a-z_]+)", reply.body))
    assert len(set(declared)) == len(declared)
    assert {f"field.{name}" for name in declared} == used
    assert all(field["label"].strip() for field in reply.front.get("fields", []))


def test_no_reply_doubts_raises_false_hope_or_reads_from_a_script(reply: Reply) -> None:
    assert BANNED.findall(reply.front["title"] + "\n" + reply.body) == []


def test_no_reply_leaves_what_looks_like_a_gap(reply: Reply) -> None:
    assert scars(fill(PackSnippet(id="a", title="A", body=reply.body), Knowledge()).text) == ()


def test_a_reply_is_sorry_once_at_most_and_plainly(reply: Reply) -> None:
    assert len(SORRY.findall(reply.body)) <= 1
    assert not INTENSE.search(reply.body)


def test_a_reply_is_calm_and_short(reply: Reply) -> None:
    assert "!" not in reply.body
    assert len(reply.body.split()) <= 160


@pytest.mark.parametrize(
    "sentence",
    [
        "It should be there by now.",
        "I've passed this on to the team.",
        "Thank you for contacting us.",
        "We apologise for any inconvenience.",
        "Hopefully it works.",
        "Wir bedauern die Unannehmlichkeiten.",
    ],
)
def test_the_list_of_words_to_keep_out_does_catch(sentence: str) -> None:
    assert BANNED.search(sentence)

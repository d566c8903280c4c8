"""The template language: what is filled, what stays open, and that nothing in it is ever run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.places import open_places
from workbench.library.model import Filled, State
from workbench.library.template.fields import fault_of_pattern, misfit
from workbench.library.template.fill import MAX_CHARACTERS, MAX_PLACES, Knowledge, fill
from workbench.library.template.lint import problems
from workbench.library.template.parse import MAX_DEPTH, Condition, Part, Text, parse
from workbench.packs.model import Fact, Field, FieldType, PackSnippet

VALUES = {"customer.first_name": "Mette", "agent.first_name": "Robin"}
ORDER = Field(name="order_no", label="Order number")
TODAY = date(2026, 5, 4)


def snippet(body: str, *fields: Field, id_: str = "a") -> PackSnippet:
    return PackSnippet(id=id_, title="A", body=body, fields=fields)


def filled(body: str, *fields: Field, **more: Any) -> Filled:
    return fill(snippet(body, *fields), Knowledge(**({"values": VALUES, "today": TODAY} | more)))


def states(found: Filled) -> list[tuple[str, State]]:
    return [(found.text[place.span.start : place.span.end], place.state) for place in found.places]


def test_what_the_ticket_knows_is_filled_and_told_apart() -> None:
    found = filled("Hi {{customer.first_name|there}},")
    assert found.text == "Hi Mette,"
    assert states(found) == [("Mette", State.RESOLVED)]
    assert found.places[0].why == "from the ticket"


def test_what_it_does_not_know_takes_the_fallback() -> None:
    assert states(filled("Hi {{customer.first_name|there}},", values={})) == [("there", State.DEFAULTED)]


def test_an_empty_fallback_leaves_nothing() -> None:
    found = filled("Hi{{customer.last_name|}},")
    assert (found.text, found.places) == ("Hi,", ())


def test_a_known_name_without_value_is_empty_and_another_name_unknown() -> None:
    found = filled("At {{customer.company}} {{customer.shoe}}")
    assert states(found) == [
        ("{{customer’s company}}", State.EMPTY),
        ("{{customer.shoe}}", State.UNKNOWN),
    ]
    assert found.open == ("customer’s company", "customer.shoe")
    assert len(open_places(found.text)) == 2


@pytest.mark.parametrize(
    ("value", "odd"),
    [
        ("mette@example.org", "address"),
        ("METTE", "capitals"),
        ("Test", "hardly"),
        ("Mette2", "digits"),
        ("Acme GmbH", "company"),
        ("M", "hardly"),
    ],
)
def test_what_is_hardly_a_first_name_is_suspicious(value: str, odd: str) -> None:
    found = filled("Hi {{customer.first_name}},", values={"customer.first_name": value})
    assert states(found) == [(value, State.SUSPICIOUS)]
    assert odd in found.places[0].why


def test_a_fallback_stands_in_for_a_suspicious_name() -> None:
    found = filled("Hi {{customer.first_name|there}},", values={"customer.first_name": "METTE"})
    assert states(found) == [("there", State.DEFAULTED)]
    assert "METTE" in found.places[0].why


@pytest.mark.parametrize("value", ["Li", "Åse", "Jean-Luc", "O’Neil", "MJ", "Ана"])
def test_real_names_are_not_suspicious(value: str) -> None:
    assert states(filled("{{customer.first_name}}", values={"customer.first_name": value})) == [(value, State.RESOLVED)]


def test_a_field_stays_open_under_its_label_until_it_is_answered() -> None:
    found = filled("Order {{field.order_no}}.", ORDER)
    assert found.text == "Order {{Order number}}."
    assert found.caret == len("Order ")
    assert found.places[0].field == ORDER
    assert filled("Order {{field.order_no}}.", ORDER, given={"order_no": "12"}).text == "Order 12."


def test_a_required_field_answered_with_nothing_stays_open_and_another_goes() -> None:
    assert filled("N {{field.order_no}}", ORDER, given={"order_no": " "}).open == ("Order number",)
    optional = replace(ORDER, required=False)
    assert filled("N {{field.order_no}}", optional, given={"order_no": " "}).text == "N "


def test_a_default_stands_until_somebody_says_otherwise() -> None:
    days = replace(ORDER, default="3")
    assert states(filled("{{field.order_no}}", days)) == [("3", State.DEFAULTED)]
    assert states(filled("{{field.order_no}}", days, given={"order_no": "4"})) == [("4", State.RESOLVED)]


def test_a_part_stands_under_its_condition_and_leaves_no_gap() -> None:
    late = Field(name="late", label="Late?", type=FieldType.YES_NO)
    body = "Hi.\n\n{{?field.late}}\nSorry.\n{{:}}\nGood.\n{{/}}\n\n{{?customer.company}}\nAt work.\n{{/}}\nBye."
    assert filled(body, late, given={"late": "yes"}).text == "Hi.\n\nSorry.\n\nBye."
    assert filled(body, late).text == "Hi.\n\nGood.\n\nBye."
    assert filled("A {{?field.late}}x{{/}} b", late).text == "A  b"


@pytest.mark.parametrize(
    ("condition", "stands"),
    [
        ("customer.first_name", True),
        ("!customer.first_name", False),
        ("customer.first_name=mette", True),
        ("customer.first_name=Ann", False),
        ("customer.first_name!=Ann", True),
        ("customer.company", False),
        ("fact.days", True),
        ("fact.days=14", True),
        ("no such", False),
    ],
)
def test_conditions(condition: str, stands: bool) -> None:
    facts = {"days": Fact(name="days", value="14")}
    assert filled("{{?" + condition + "}}x{{/}}", facts=facts).text == ("x" if stands else "")


def test_a_fact_out_of_date_is_suspicious() -> None:
    facts = {
        "old": Fact(name="old", value="14", valid_until=date(2026, 5, 3)),
        "last_day": Fact(name="last_day", value="15", valid_until=TODAY),
        "later": Fact(name="later", value="16", valid_from=date(2026, 5, 5)),
    }
    found = filled("{{fact.old}} {{fact.last_day}} {{fact.later}} {{fact.none}} {{fact.none|9}}", facts=facts)
    assert states(found) == [
        ("14", State.SUSPICIOUS),
        ("15", State.RESOLVED),
        ("16", State.SUSPICIOUS),
        ("{{none}}", State.UNKNOWN),
        ("9", State.DEFAULTED),
    ]


def test_a_snippet_is_included_with_its_fields() -> None:
    others = {"foot": snippet("Yours, {{agent.first_name}} {{field.order_no}}", ORDER, id_="foot")}
    found = filled("Hi.\n\n{{>foot}}", include=others.get)
    assert found.text == "Hi.\n\nYours, Robin {{Order number}}"
    assert found.problems == ()


def test_a_circle_of_includes_ends_and_is_named() -> None:
    others = {"a": snippet("x {{>b}}"), "b": snippet("y {{>a}}", id_="b")}
    found = fill(others["a"], Knowledge(include=others.get))
    assert found.text == "x y {{snippet a}}"
    assert found.open == ("snippet a",)
    assert "includes itself" in found.problems[0]


def test_includes_that_multiply_are_cut() -> None:
    others = {f"s{n}": snippet(f"{{{{>s{n + 1}}}}}" * 10, id_=f"s{n}") for n in range(9)}
    found = fill(others["s0"], Knowledge(include=others.get))
    assert "more than" in " ".join(found.problems)


def test_a_text_that_grows_without_end_is_cut() -> None:
    others = {"long": snippet("long " * 5000, id_="long")}
    found = filled("{{>long}}" * 10, include=others.get)
    assert len(found.text) <= MAX_CHARACTERS
    assert "grows" in found.problems[0]


def test_a_slot_is_for_the_agent_alone() -> None:
    found = filled("Hi. I saw {{yours|what you noticed}}. Bye.")
    assert found.text == "Hi. I saw {{yours: what you noticed}}. Bye."
    assert (states(found)[0][1], found.open) == (State.YOURS, ())


def test_the_caret_goes_where_the_snippet_says() -> None:
    found = filled("Hi.\n\n{{cursor}}\n\nRobin")
    assert (found.text, found.caret) == ("Hi.\n\n\n\nRobin", 5)


def test_a_value_that_looks_like_a_placeholder_is_not_filled_again_and_never_sent() -> None:
    found = filled("Hi {{customer.last_name}}", values={"customer.last_name": "{{agent.first_name}}"} | VALUES)
    assert found.text == "Hi {{agent.first_name}}"
    assert open_places(found.text)


def test_attributes_and_formats_stay_as_they_are() -> None:
    found = filled("{0.__class__} {{x.__class__}} {{customer.first_name.upper}} %s")
    assert found.text == "{0.__class__} {{x.__class__}} {{customer.first_name.upper}} %s"
    assert len(found.open) == 2


def test_an_escaped_brace_is_no_placeholder() -> None:
    found = filled(r"Write \{{name}} so")
    assert (found.places, open_places(found.text)) == ((), ())


def test_depth_is_capped_and_named() -> None:
    body = "{{?a}}" * 10_000 + "x" + "{{/}}" * 10_000
    assert parse(body).problems == (f"parts are nested more than {MAX_DEPTH} deep",)
    filled(body)


def test_parts_that_do_not_match_are_named_and_never_sent() -> None:
    found = filled("a {{/}} b {{:}} c {{?x}} d")
    assert len(found.problems) == 3
    assert found.open == ("/", ":")


@given(st.text(max_size=200))
def test_any_text_is_filled_without_a_fault(body: str) -> None:
    found = filled(body)
    assert 0 <= found.caret <= len(found.text)
    assert all(0 <= place.span.start < place.span.end <= len(found.text) for place in found.places)


@given(
    st.lists(
        st.sampled_from(
            ["{{?customer.first_name}}", "{{?!x}}", "{{:}}", "{{/}}", "{{cursor}}", "{{customer.first_name}}", "{{x}}"]
            + ["{{yours|h}}", "\n", "\n\n", " ", "word", "{{>a}}", "{{fact.f}}"]
        ),
        max_size=40,
    )
)
def test_any_mix_of_tags_is_filled_with_places_that_fit(parts: list[str]) -> None:
    found = filled("".join(parts), include={"a": snippet("{{>a}} x")}.get)
    for place in found.places:
        words = found.text[place.span.start : place.span.end]
        assert words == "Mette" or words.startswith("{{")
    if len(found.open):
        assert open_places(found.text)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        (Field(name="a", label="A"), "x", ""),
        (Field(name="a", label="A", type=FieldType.NUMBER), "1 234,50", "12 apples"),
        (Field(name="a", label="A", type=FieldType.CHOICE, options=("card", "PayPal")), "card", "cash"),
        (Field(name="a", label="A", type=FieldType.YES_NO), "yes", "maybe"),
        (Field(name="a", label="A", pattern="[A-Z]{2}[0-9]{6}"), "AB123456", "AB12345"),
        (Field(name="a", label="A", type=FieldType.DATE), "2027-01-31", "2027-13-77"),
    ],
)
def test_answers_are_held_against_their_field(field: Field, good: str, bad: str) -> None:
    assert misfit(field, good) == ""
    assert misfit(field, bad) != ""
    assert misfit(replace(field, required=False), "") == ""


def test_a_pattern_cannot_run_away() -> None:
    hostile = Field(name="a", label="A", pattern="(a+)+$")
    assert misfit(hostile, "a" * 2000 + "b") != ""
    assert fault_of_pattern("(?=a)") != ""
    assert fault_of_pattern("[A-Z]+") == ""


def lint(body: str, *fields: Field, **others: PackSnippet) -> tuple[str, ...]:
    facts = {"old": Fact(name="old", value="1", valid_until=date(2026, 1, 1))}
    return problems(snippet(body, *fields), include=others.get, facts=facts, today=TODAY)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{{customer.shoe}}", "Nothing can fill “customer.shoe”"),
        ("{{field.none}}", "not declared"),
        ("{{fact.none}}", "no fact"),
        ("{{fact.old}}", "held until 2026-01-01"),
        ("Hi {{customer.first_name}},", "greeting"),
        ("{{>none}}", "not there"),
        ("{{>a}}", "includes itself"),
        ("{{?x}}", "has no"),
    ],
)
def test_lint_names_what_the_author_should_mend(body: str, says: str) -> None:
    assert says in " ".join(lint(body))


def test_lint_looks_at_fields() -> None:
    bad = (
        Field(name="c", label="C", type=FieldType.CHOICE),
        Field(name="p", label="P", pattern="(a"),
        Field(name="d", label="D", type=FieldType.NUMBER, default="many"),
        Field(name="u", label="U"),
    )
    said = " ".join(lint("{{field.c}} {{field.p}} {{field.d}}", *bad))
    for words in ("choice “C” has no options", "pattern of “P”", "default of “D”", "“U” is asked for and never used"):
        assert words in said


def test_lint_is_silent_on_a_sound_snippet() -> None:
    assert lint("Hi {{customer.first_name|there}},\n\n{{field.order_no}}", ORDER) == ()


def test_only_so_many_placeholders_are_objects_and_those_beyond_still_hold_the_reply_back() -> None:
    found = filled("{{order_no}} " * (MAX_PLACES + 3))
    assert len(found.places) == MAX_PLACES
    assert len(open_places(found.text)) == MAX_PLACES + 3
    assert [each for each in found.problems if str(MAX_PLACES) in each]


@given(st.lists(st.sampled_from(["{{?a}}", "{{:}}", "{{/}}", "{{b}}", "\\{{", " ", "\t", "\n", "x"]), max_size=30))
def test_words_that_follow_each_other_are_one_and_a_tag_alone_takes_its_line(pieces: list[str]) -> None:
    waiting = [parse("".join(pieces)).nodes]
    while waiting:
        nodes = waiting.pop()
        assert not any(isinstance(a, Text) and isinstance(b, Text) for a, b in pairwise(nodes))
        waiting += [part for node in nodes if isinstance(node, Part) for part in (node.then, node.otherwise)]


def test_a_tag_alone_on_its_line_takes_the_room_round_it_too() -> None:
    assert parse("a\n \t{{?b}} \nc\n{{/}}\t\nd").nodes == (
        Text("a\n"), Part(Condition("b"), (Text("c\n"),)), Text("d"),
    )  # fmt: skip
    assert parse("a {{?b}}\n{{/}}").nodes == (Text("a "), Part(Condition("b"), (Text("\n"),)))
    assert parse("{{?b}} {{/}}\nc").nodes[1:] == (Text("\nc"),)


def test_a_body_is_read_once_for_all_that_ask() -> None:
    assert parse("Hi {{a}}") is parse("Hi {{a}}")

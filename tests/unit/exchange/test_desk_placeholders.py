"""Placeholders of helpdesks: each table, what stands in, Liquid's logic, and what is made to do harm."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.exchange.making import Made
from workbench.exchange.placeholders import desk_names
from workbench.exchange.placeholders.desk_names import (
    CHATWOOT,
    FRESHDESK,
    FRONT,
    GORGIAS,
    HELP_SCOUT,
    INTERCOM,
    OSTICKET,
    ZAMMAD,
    ZENDESK,
    Desk,
    label_of,
)
from workbench.exchange.placeholders.desks import Text, translate
from workbench.exchange.placeholders.ours import NAMES
from workbench.packs.model import FieldType

DESKS = {name: value for name, value in vars(desk_names).items() if isinstance(value, Desk)}


def made(desk: Desk, words: str, *, html: bool = False) -> Made:
    return translate(desk, (Text(words=words, html=html),))


@pytest.mark.parametrize("desk", DESKS.values(), ids=DESKS)
def test_every_name_is_one_of_ours(desk: Desk) -> None:
    assert {*desk.names.values(), *desk.assignee.values()} <= NAMES
    assert all(name == name.lower() for name in (*desk.names, *desk.assignee))


@pytest.mark.parametrize(
    ("desk", "written", "body"),
    [
        (ZENDESK, "{{ticket.requester.first_name}}", "{{customer.first_name}}"),
        (ZENDESK, "{{ ticket.requester.first_name }}", "{{customer.first_name}}"),
        (ZENDESK, "{{ticket.requester.first_name | default: 'there'}}", "{{customer.first_name|there}}"),
        (ZENDESK, '{{ticket.requester.first_name|default:"there"|escape}}', "{{customer.first_name|there}}"),
        (ZENDESK, '{{ticket.requester.name | split: " " | first}}', "{{customer.first_name}}"),
        (ZENDESK, "{{ticket.organization.name}} {{ticket.id}} {{ticket.link}}",
         "{{customer.company}} {{ticket.number}} {{ticket.url}}"),
        (ZENDESK, "{{ 'now' | date: '%d.%m.%Y' }}", "{{date.today}}"),
        (HELP_SCOUT, "{%customer.firstName,fallback=there%}", "{{customer.first_name|there}}"),
        (HELP_SCOUT, "{%customer.firstName,fallback=%}", "{{customer.first_name|}}"),
        (HELP_SCOUT, "{% user.fullName %} {%mailbox.name%}", "{{agent.full_name}} {{inbox.name}}"),
        (FRESHDESK, "{{ticket.requester.firstname}} {{ticket.subject}}", "{{customer.first_name}} {{ticket.subject}}"),
        (ZAMMAD, "#{ticket.customer.firstname} #{user.firstname}", "{{customer.first_name}} {{agent.first_name}}"),
        (ZAMMAD, "#{ticket.state.name} #{t(ticket.state.name)}", "{{ticket.status}} {{ticket.status}}"),
        (CHATWOOT, "{{contact.first_name || 'there'}}", "{{customer.first_name|there}}"),
        (CHATWOOT, "{{ contact.email }} {{inbox.name}}", "{{customer.email}} {{inbox.name}}"),
        (GORGIAS, "{{ticket.customer.firstname}} {{current_user.name}}", "{{customer.first_name}} {{agent.full_name}}"),
        (INTERCOM, '{{user.first_name|fallback:"there"}}', "{{customer.first_name|there}}"),
        (INTERCOM, "{{user.name | fallback: 'there'}}", "{{customer.full_name|there}}"),
        (FRONT, "{{recipient.first_name}} {{account.name}}", "{{customer.first_name}} {{customer.company}}"),
        (OSTICKET, "%{ticket.name.first} %{ticket.number}", "{{customer.first_name}} {{ticket.number}}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("html", [False, True])
def test_what_is_known_is_mapped(desk: Desk, written: str, body: str, html: bool) -> None:
    found = made(desk, f"x {written}", html=html)
    assert (found.body, found.fields, found.look) == (f"x {body}\n", (), False), found.notes


@pytest.mark.parametrize(
    ("desk", "written", "label"),
    [
        (ZENDESK, "{{ticket.ticket_field_360001}}", "Ticket field 360001"),
        (ZENDESK, "{{ticket.created_at | date: '%d %B'}}", "ticket.created_at | date: '%d %B'"),
        (ZENDESK, "{{ 'now' | date: '%H:%M' }}", "'now' | date: '%H:%M'"),
        (ZENDESK, "{{order number}}", "order number"),
        (HELP_SCOUT, "{%mailbox.email%}", "Mailbox email"),
        (ZAMMAD, "#{ticket.tariff.value}", "Tariff"),
        (ZAMMAD, '#{dt(ticket.created_at, "%d", "Europe/Berlin")}', 'dt(ticket.created_at, "%d", "Europe/Berlin")'),
        (CHATWOOT, "{{contact.custom_attribute.plan_name}}", "Plan name"),
        (GORGIAS, "{{ticket.customer.integrations.shopify.orders[0].name}}", "Orders[0] name"),
    ],
)
def test_what_is_not_known_is_asked_for(desk: Desk, written: str, label: str) -> None:
    found = made(desk, f"x {written} {written}")
    [field] = found.fields
    assert (field.label, field.type) == (label, FieldType.TEXT)
    assert found.body.count("{{field." + field.name + "}}") == 2
    assert found.look
    assert "needs a look" in found.notes[0]


def test_what_stands_in_for_the_unknown_is_its_default() -> None:
    [field] = made(ZENDESK, "{{ticket.plan | default: 'Basic'}}").fields
    assert field.default == "Basic"


@pytest.mark.parametrize(
    ("desk", "written"),
    [(CHATWOOT, "{{agent.name}}"), (FRESHDESK, "{{ticket.agent.name}}"), (ZENDESK, "{{ticket.assignee.name}}"),
     (ZAMMAD, "#{ticket.owner.firstname} #{ticket.owner.lastname}")],
)  # fmt: skip
def test_the_assignee_is_told_apart(desk: Desk, written: str) -> None:
    found = made(desk, written)
    assert found.body.startswith("{{agent.")
    assert "the one who has the ticket" in found.notes[0]


def test_a_greeting_without_anything_to_stand_in_is_noted() -> None:
    found = made(ZENDESK, "Hi {{ticket.requester.first_name}},\nx")
    assert (found.body, found.look) == ("Hi {{customer.first_name}},\nx\n", False)
    assert "says nothing where the first name is not known" in found.notes[0]
    assert made(ZENDESK, "Hi {{ticket.requester.first_name | default: 'you'}},").notes == ()


@pytest.mark.parametrize(
    ("desk", "written", "body"),
    [
        (ZAMMAD, "{{x}} and {%y%} and #{", "\\{{x}} and {%y%} and #{\n"),
        (HELP_SCOUT, "{{x}} {% 5 % 3", "\\{{x}} {% 5 % 3\n"),
        (CHATWOOT, "{{{{ }", "\\{{\\{{ }\n"),
        (ZENDESK, "{% raw %}{{ticket.id}}{% endraw %}", "\\{{ticket.id}}\n"),
        (ZENDESK, "a{% comment %}{{ticket.x}} b{% endcomment %}c", "ac\n"),
    ],
)  # fmt: skip
def test_what_is_no_placeholder_is_words(desk: Desk, written: str, body: str) -> None:
    found = made(desk, written)
    assert (found.body, found.fields, found.look) == (body, (), False)


@pytest.mark.parametrize(
    ("condition", "ours"),
    [
        ("if ticket.organization.name", "?customer.company"),
        ("if ticket.organization.name != blank", "?customer.company"),
        ("if ticket.organization.name == ''", "?!customer.company"),
        ("unless ticket.organization.name", "?!customer.company"),
        ("if ticket.status == 'Open'", "?ticket.status=Open"),
        ('if ticket.status != "Open"', "?ticket.status!=Open"),
        ("unless ticket.status == 'Open'", "?ticket.status!=Open"),
    ],
)
def test_simple_conditions_become_ours(condition: str, ours: str) -> None:
    end = condition.partition(" ")[0]
    found = made(ZENDESK, "{% " + condition + " %}A{% else %}B{% end" + end + " %}")
    assert (found.body, found.fields, found.look) == ("{{" + ours + "}}A{{:}}B{{/}}\n", (), False)


def test_chains_and_cases() -> None:
    chain = "{% if ticket.status == 'a' %}A{% elsif ticket.status == 'b' %}B{% else %}C{% endif %}!"
    body = "{{?ticket.status=a}}A{{:}}{{?ticket.status=b}}B{{:}}C{{/}}{{/}}!\n"
    assert made(ZENDESK, chain).body == body
    case = "{% case ticket.status %} {% when 'a' %}A{% when 'b' %}B{% else %}C{% endcase %}!"
    assert made(ZENDESK, case).body == body


def test_other_conditions_are_asked() -> None:
    found = made(ZENDESK, "{% if ticket.tags contains 'vip' %}A{% else %}B{% endif %}")
    [field] = found.fields
    assert (field.type, field.label) == (FieldType.YES_NO, "ticket.tags contains 'vip'?")
    assert found.body == "{{?field." + field.name + "}}A{{:}}B{{/}}\n"
    assert found.look
    assert made(ZENDESK, "{% unless ticket.x %}A{% endunless %}").body == "{{?!field.ticket_x}}A{{/}}\n"
    case = made(ZENDESK, "{% case ticket.requester.language %}{% when 'de', 'fr' %}A{% endcase %}")
    assert case.fields[0].label == "ticket.requester.language is 'de', 'fr'?"


@pytest.mark.parametrize(
    "logic",
    ["for c in ticket.comments", "assign x = 1", "cycle 'a', 'b'", "include 'x'", "endif", "else", "endfor", "when 1"],
)
def test_other_logic_stays_in_sight(logic: str) -> None:
    found = made(ZENDESK, "a{% " + logic + " %}b")
    assert found.look
    assert [field.label for field in found.fields] == [logic]


def test_dashes_take_room_away() -> None:
    assert made(ZENDESK, "a\n{%- if ticket.title -%}\n b {%- endif -%}\n c").body == "a{{?ticket.subject}}b{{/}}c\n"
    assert made(ZENDESK, "a {{- ticket.id -}} b").body == "a{{ticket.number}}b\n"


@pytest.mark.parametrize("before", ["\\", "\\{"])
def test_a_backslash_makes_no_words_of_a_placeholder(before: str) -> None:
    found = made(ZAMMAD, before + "#{ticket.number}")
    assert (found.body, found.look) == (before + " {{ticket.number}}\n", True)


def test_nothing_turns_twice() -> None:
    found = made(ZENDESK, "{% if ticket.title %}A{% else %}B{% else %}C{% endif %}")
    assert (found.body, found.look) == ("{{?ticket.subject}}A{{:}}B{{field.else}}C{{/}}\n", True)


def test_conditions_nest_so_deep_and_no_deeper() -> None:
    assert made(ZENDESK, "{% if ticket.title %}" * 20 + "x" + "{% endif %}" * 20).look is False
    with pytest.raises(ValueError, match="nested more than 20"):
        made(ZENDESK, "{% if ticket.title %}" * 21 + "x" + "{% endif %}" * 21)


def test_a_condition_without_an_end() -> None:
    found = made(ZENDESK, "{% if ticket.title %}A")
    assert (found.body, found.look) == ("{{?ticket.subject}}A{{/}}\n", True)


def test_a_stand_in_that_cannot_be_written_is_told() -> None:
    found = made(HELP_SCOUT, "{%customer.firstName,fallback=" + "x" * 200 + "%}")
    assert (found.body, found.look) == ("{{customer.first_name}}\n", True)


def test_placeholders_in_html() -> None:
    html = (
        '<p>See <a href="{{ticket.url}}">it</a>, <a href="https://a.example/?t={{ticket.id}}&amp;n={{ticket.plan}}">that</a>'
        " {{ticket.requester.name&nbsp;| default: &quot;you&quot;}} {{<b>ticket.id</b>}}</p>"
    )
    found = made(ZENDESK, html, html=True)
    assert found.body == (
        "See [it]({{ticket.url}}), [that](https://a.example/?t={{ticket.number}}&n={{field.plan}})"
        " {{customer.full_name|you}} {{ticket.number}}\n"
    )


def test_marks_of_our_own_in_a_text_are_nothing() -> None:
    found = made(ZENDESK, "<p>\ue0000\ue001 {{ticket.id}} &#xe000;0&#xE001; &#57344;7&#57345;</p>", html=True)
    assert found.body == "0 {{ticket.number}} 0 7\n"


@pytest.mark.parametrize(
    "words",
    [
        "{{" * 20_000, "{%" * 20_000, "{% if x %}" * 5_000, "{{a|" + "default:'x'|" * 4_000 + "}}", "{% if " + "(" * 40_000,
        "{{" + "a." * 20_000 + "}}", "#{" * 20_000, "{{ x " + "|| 'a' " * 60 + "}}", "{% case x %}" * 30, "%}" * 20_000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("desk", [ZENDESK, HELP_SCOUT, ZAMMAD], ids=["zendesk", "helpscout", "zammad"])
def test_hostile_texts_end_soon(desk: Desk, words: str) -> None:
    begun = time.perf_counter()
    for html in (False, True):
        try:
            made(desk, words, html=html)
        except ValueError as error:
            assert "nested" in str(error) or "blanks" in str(error)
    assert time.perf_counter() - begun < 4


PIECES = st.lists(
    st.sampled_from([
        "{{ticket.id}}", "{{x}}", "{% if ticket.id %}", "{% else %}", "{% endif %}", "{% case a %}", "{% when 'b' %}",
        "{% endcase %}", "{% for x in y %}", "{% endfor %}", "{% raw %}", "{% endraw %}", "{{", "}}", "\\", "a\n", "<p>",
        "{{-", "-}}", "{% comment %}", "{% endcomment %}", "{% elsif ticket.title == 'x' %}", "\ue000", "{%customer.email%}",
        "#{ticket.title}", "{%", "%}", "|", "{",
    ]),
    max_size=25,
)  # fmt: skip


@given(PIECES, st.sampled_from(sorted(DESKS)), st.booleans())
def test_parts_always_close_and_fields_are_declared(pieces: list[str], desk: str, html: bool) -> None:
    found = made(DESKS[desk], "".join(pieces), html=html)
    tags = re.findall(r"\{\{([^{}\n]*)\}\}", found.body.replace("\\{{", "\0"))
    depth = 0
    for tag in tags:
        depth += tag.startswith("?") - (tag == "/")
        assert depth >= 0
        if tag == ":":
            assert depth > 0
    assert depth == 0
    asked = {name for tag in tags if (name := tag.lstrip("?!").partition("=")[0]).startswith("field.")}
    assert asked <= {f"field.{field.name}" for field in found.fields}
    names = {tag.partition("|")[0] for tag in tags if tag[0] not in "?:/>" and not tag.startswith("field.")}
    assert names <= NAMES


def test_labels_read_as_a_person_would_say_them() -> None:
    assert label_of("ticket.ticket_field_36") == "Ticket field 36"
    assert label_of("customer.homePhone") == "Home Phone"
    assert label_of("") == "Blank"

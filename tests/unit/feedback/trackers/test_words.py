"""What leaves the house: nobody is named unless chosen, and a customer's words do nothing where they arrive."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.unit.feedback.trackers.conftest import Pushing
from workbench.feedback.names import initials
from workbench.feedback.personal import hidden
from workbench.feedback.trackers.markup import harmless, plain, quoted
from workbench.feedback.trackers.model import Names, Offered
from workbench.feedback.trackers.offers import Seen, key, offer
from workbench.feedback.trackers.places import remote_of, url_of
from workbench.feedback.trackers.port import IssueState, Markup, TrackerKind
from workbench.kernel.errors import UserError

SAID = "Hello, I am Ana Berg of Contoso. Write to ana.berg@contoso.example or +49 170 1234567, see https://contoso.example/x"


def say_as_ana(pushing: Pushing) -> None:
    pushing.world.client("contoso", plan="Business")
    entry = pushing.say("contoso", SAID)
    pushing.world.write("UPDATE entry SET customer_name = 'Ana Berg' WHERE id = ?", entry)


def test_nobody_is_named_by_itself(pushing: Pushing) -> None:
    say_as_ana(pushing)
    body = pushing.preview().body
    for word in ("Ana", "Berg", "Contoso", "contoso.example", "170", "Acme", "Cedar"):
        assert word not in body, word
    assert "a customer, Business" in body and "Names are left out" in body


def test_initials(pushing: Pushing) -> None:
    say_as_ana(pushing)
    body = pushing.preview(Names.INITIALS).body
    assert "A. B., Business" in body and "Ana" not in body and "Contoso" not in body
    assert "Accounts: A. (Team), B. (Team), C. (Business), C. (Business)." in body


def test_full_names_where_chosen(pushing: Pushing) -> None:
    say_as_ana(pushing)
    body = pushing.preview(Names.FULL).body
    assert "Ana Berg, Contoso, Business" in body and "ana.berg" in body.replace("\u200b", "")
    assert "Accounts: Acme (Team), Birch (Team), Cedar (Business), Contoso (Business)." in body


def test_a_person_chooses_whose_words_go(pushing: Pushing) -> None:
    chosen = pushing.say("elm", "These words and no others.", days_ago=9)
    preview = pushing.preview(chosen=[chosen])
    assert preview.quoted == (chosen,) and "auditor" not in preview.body
    none = pushing.preview(chosen=[])
    assert none.quoted == () and "In their words" not in none.body
    assert len(none.counted) == 4


def test_the_newest_words_of_different_accounts_are_quoted(pushing: Pushing) -> None:
    for _ in range(4):
        pushing.say("acme", "Again and again.")
    assert pushing.preview().body.count("Again and again.") == 1


def test_what_is_too_long_is_said_before_it_is_queued(pushing: Pushing) -> None:
    entries = [pushing.say(f"c{number}", "long " * 290) for number in range(50)]
    with pytest.raises(UserError, match="longer than"):
        pushing.preview(chosen=entries)


def test_numbers_are_the_ones_of_the_topic(pushing: Pushing) -> None:
    pushing.world.client("gone", left_on="2026-01-01")
    pushing.world.client("maybe", prospect=True)
    pushing.say("gone", "I left.")
    pushing.say("maybe", "I would buy.")
    body = pushing.preview().body
    assert "**3 accounts**, 5 messages" in body
    assert "Not counted above: 1 that left since and 1 that never bought." in body


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("ask @octocat about #12", ("@octocat", "#12")),
        ("/close", ("\n/close", "> /close")),
        ("![x](https://evil.example/p.png)", ("![x](",)),
        ("<img src=x onerror=alert(1)>", (" <img", "\n<img")),
        ("<!-- hide all of it", ("<!--",)),
        ("```\ncode", ("\n> ```",)),
        ("line\u2028@all", ("@all",)),
        ("see https://github.com/acme/web/issues/5", ("https://",)),
        ("and www.evil.example, GH-26", ("www.", "GH-26")),
        ("- a point\n  + another", ("\\\\-", "\\\\+")),
    ],
)
def test_a_customers_words_do_nothing_there(pushing: Pushing, said: str, never: Sequence[str]) -> None:
    pushing.say("elm", said)
    body = pushing.preview().body.rpartition("<!--")[0]
    for text in never:
        assert text not in body, body


@pytest.mark.parametrize("said", ["[~accountid:5]", "!https://evil.example/p.png!", "{html}x{html}", "h1. big"])
def test_nor_on_jira(said: str) -> None:
    text = quoted(said, "a customer", Markup.WIKI)
    inside = text.removeprefix("{quote}\n").removesuffix("\n{quote}")
    assert not any(line.startswith(said) for line in inside.split("\n"))
    assert "{" not in inside.replace("\\{", "")


@pytest.mark.parametrize("ours", ["![x](https://evil.example/p.png)", "<img src=x>", "<details open>", "</blockquote>"])
def test_our_own_words_load_nothing(ours: str) -> None:
    """A problem may have been copied out of what a customer wrote."""
    assert harmless(f"a {ours}", Markup.MARKDOWN).startswith("a \\")


@pytest.mark.parametrize("ours", ["!https://evil.example/p.png!", "{html}x{html}", "[~admin]"])
def test_nor_on_jira_do_our_own(ours: str) -> None:
    assert ours[:3] not in harmless(ours, Markup.WIKI)


@given(st.text(max_size=200))
def test_words_stay_the_words_they_were(text: str) -> None:
    for markup in Markup:
        out = plain(text.replace("\u200b", ""), markup).replace("\u200b", "").replace("\\", "")
        assert out == text.replace("\u200b", "").replace("\\", "")


# What Jira takes as a sign that stands for itself, as its renderer does: a backslash before it, and none before that.
JIRA_PLAIN = re.compile(r"(?<!\\)\\([-#*_+?^~|%{}\[\]()!@])")


@given(st.text(alphabet="\\{}[]*_!|^~?-+(y) \n", max_size=40))
@example(r"C:\temp, \\server\share and \{quote}\[~admin]")
def test_a_backslash_lets_nothing_through_on_jira(text: str) -> None:
    out = plain(text, Markup.WIKI)
    assert JIRA_PLAIN.sub(r"\1", out).replace("\u200b", "") == text
    assert "\\\\" not in out, "it would break the line"
    assert not re.search(r"[{}\[\]*_!|^~]", JIRA_PLAIN.sub("", out))


@given(st.text(alphabet="@#!~%&ab1 \n/", max_size=60))
def test_nobody_is_called(text: str) -> None:
    out = harmless(text, Markup.MARKDOWN)
    for at, sign in enumerate(out[:-1]):
        assert not (sign in "@#" and out[at + 1].isalnum() and (at == 0 or not out[at - 1].isalnum() or sign == "#")), (
            out
        )
    assert not any(line.lstrip().startswith("/a") for line in out.split("\n"))


def test_what_points_to_a_person_is_taken_out() -> None:
    assert leaving(SAID, ["Ana Berg", "Contoso"]) == (
        "Hello, I am [name] of [name]. Write to [email] or [phone], see [link]"
    )
    assert leaving("On 2026-05-04 and 3 of 12 seats") == "On 2026-05-04 and 3 of 12 seats"
    assert leaving("I may pay", ["May Day"]) == "I may pay"
    assert leaving("card 4111 1111 1111 1111.") == "card [card]."
    assert leaving("My account 170 1234567 at (www.shop.example/my), today") == "My account [number] at ([link]), today"
    assert hidden("My account 170 1234567 at www.shop.example") == "My account 170 1234567 at www.shop.example"
    assert initials("ana maria-luise Berg") == "A. M. B."


def test_nothing_is_known_less_for_being_cut(pushing: Pushing) -> None:
    pushing.say("contoso", "x" * 1490 + " ana.berg@contoso.example")
    assert "ana.berg" not in pushing.preview().body


def leaving(text: str, names: Sequence[str] = ()) -> str:
    return hidden(text, names, leaving=True)


NOTHING = Seen(state=IssueState.OPEN)


@pytest.mark.parametrize(
    ("seen", "offered"),
    [
        (Seen(state=IssueState.CLOSED, reason="completed"), Offered.SHIPPED),
        (Seen(state=IssueState.CLOSED), Offered.SHIPPED),
        (Seen(state=IssueState.CLOSED, reason="not_planned"), Offered.NO),
        (Seen(state=IssueState.CLOSED, reason="duplicate"), Offered.NO),
        (Seen(state=IssueState.CLOSED, labels=["resolution: wontfix"]), Offered.NO),
        (Seen(state=IssueState.CLOSED, reason="Won't Do", category="done"), Offered.NO),
        (Seen(state=IssueState.CLOSED, reason="Done", category="done"), Offered.SHIPPED),
        (Seen(state=IssueState.OPEN, reason="In Review", category="indeterminate"), Offered.IN_PROGRESS),
        (Seen(state=IssueState.OPEN, labels=["workflow::in dev"]), Offered.IN_PROGRESS),
        (Seen(state=IssueState.OPEN, labels=["Planned"]), Offered.PLANNED),
        (Seen(state=IssueState.OPEN, labels=["unplanned work"]), None),
        (Seen(state=IssueState.OPEN, reason="To Do", category="new"), None),
        (Seen(state=IssueState.GONE), None),
        (Seen(state=IssueState.UNKNOWN, labels=["planned"]), None),
    ],
)
def test_what_a_state_suggests(seen: Seen, offered: Offered | None) -> None:
    found = offer(seen, "raised")
    assert (found.status if found else None) == offered
    if found:
        assert offer(seen, found.status) is None
        assert offer(seen, "raised", key(seen, found.status)) is None


def test_nothing_goes_back() -> None:
    doing = Seen(state=IssueState.OPEN, labels=["in progress"])
    assert offer(doing, "shipped") is None and offer(doing, "planned") is not None
    assert offer(Seen(state=IssueState.CLOSED), "no") is not None, "it was done after all"


@pytest.mark.parametrize(
    ("kind", "address", "url", "remote"),
    [
        ("github", "https://github.com", "https://github.com/a/b/issues/12#issuecomment-1", "a/b#12"),
        ("github", "https://git.example/sub", "https://git.example/sub/a/b/issues/12", "a/b#12"),
        ("github", "https://github.com", "https://github.com/a/b/pull/12", None),
        ("github", "https://github.com", "https://github.com@evil.example/a/b/issues/1", None),
        ("github", "https://github.com", "https://github.com:8443/a/b/issues/1", None),
        ("gitlab", "https://gitlab.com", "https://gitlab.com/g/s/p/-/issues/7", "g/s/p#7"),
        ("gitlab", "https://gitlab.com", "https://gitlab.com/g/p/-/work_items/7", "g/p#7"),
        ("gitlab", "https://gitlab.com", "https://gitlab.com/g/p/issues/7", "g/p#7"),
        ("jira", "https://x.atlassian.net", "https://x.atlassian.net/browse/SHOP-7?focus=1", "SHOP-7"),
        ("jira", "https://x.atlassian.net", "https://x.atlassian.net/browse/shop-7", None),
        ("jira", "https://x.atlassian.net", "http://x.atlassian.net/browse/SHOP-7", None),
    ],
)
def test_addresses(kind: TrackerKind, address: str, url: str, remote: str | None) -> None:
    found = remote_of(TrackerKind(kind), address, url)
    assert found == remote
    if found:
        assert remote_of(TrackerKind(kind), address, url_of(TrackerKind(kind), address, found)) == found

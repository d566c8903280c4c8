"""Topics and their issues: what leaves, what comes back, and what is never done by itself."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes.trackers import TOKEN, Reply
from tests.unit.conftest import Bench
from tests.unit.feedback.trackers.conftest import Pushing, connected
from workbench.feedback.topics.model import TopicKind
from workbench.feedback.trackers.model import (
    AlreadyLinked,
    LinkedIssue,
    Names,
    NotAnIssue,
    NothingNew,
    NoTopic,
    OnItsWay,
    PracticeStays,
    Preview,
)
from workbench.feedback.trackers.port import IssueState, TrackerKind
from workbench.feedback.trackers.states import State
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import AuthFailed, UserError
from workbench.kernel.ids import TopicId, TrackerId
from workbench.secrets.port import Secret
from workbench.settings.schema import GUEST_DAY


def linked(pushing: Pushing) -> None:
    pushing.queue()
    pushing.room.sync.round(pushing.account.id)


def test_a_preview_keeps_and_sends_nothing(pushing: Pushing) -> None:
    asked = len(pushing.server.asked)
    preview = pushing.preview()
    assert "**3 accounts**" in preview.body and "Team 2, Business 1" in preview.body
    assert "> Our auditor needs one PDF." in preview.body
    assert pushing.room.issues.pushes(pushing.topic) == []
    assert len(pushing.server.asked) == asked


def test_a_person_may_change_the_words_and_its_mark_stays(pushing: Pushing) -> None:
    preview = replace(pushing.preview(), body="My own words.", title="My title")
    pushing.room.issues.queue(preview)
    pushing.room.sync.round(pushing.account.id)
    stored = pushing.server.issues[0]
    assert stored.title == "My title" and stored.body.startswith("My own words.")
    assert str(preview.id) in stored.body


def test_queueing_twice_is_once(pushing: Pushing) -> None:
    preview = pushing.preview()
    pushing.room.issues.queue(preview)
    assert pushing.room.issues.queue(preview).value == OnItsWay(preview.id)
    assert pushing.room.issues.queue(pushing.preview()).value == OnItsWay(preview.id)


def test_undo_takes_it_back_until_it_left(pushing: Pushing) -> None:
    receipt = pushing.room.issues.queue(pushing.preview())
    assert receipt.inverse is not None and receipt.inverse()
    pushing.room.sync.round(pushing.account.id)
    assert pushing.server.issues == []
    late = pushing.room.issues.queue(pushing.preview())
    pushing.room.sync.round(pushing.account.id)
    assert late.inverse is not None and not late.inverse()
    assert len(pushing.server.issues) == 1


def test_practice_never_leaves(pushing: Pushing) -> None:
    pushing.world.write("INSERT INTO topic (id, title, kind, practice, created_at) VALUES ('p', 'P', 'bug', 1, 'x')")
    pushing.world.write("UPDATE topic SET created_at = '2026-05-04T12:00:00.000000Z' WHERE id = 'p'")
    practice = TopicId("p")
    assert pushing.room.issues.preview(practice, pushing.account.id) == PracticeStays()
    assert pushing.room.issues.link(practice, f"{pushing.server.url}/acme/shop/issues/1").value == PracticeStays()
    forged = replace(pushing.preview(), topic=practice)
    assert pushing.room.issues.queue(forged).value == PracticeStays()
    with pytest.raises(Exception, match="practice stays apart"):
        pushing.world.write(
            "INSERT INTO issue (id, topic_id, remote, url, linked_at) VALUES ('i', 'p', 'r', 'u', '2026')"
        )


def test_what_was_queued_cannot_be_changed(pushing: Pushing) -> None:
    pushing.queue()
    with pytest.raises(Exception, match="what leaves is what was seen"):
        pushing.world.write("UPDATE push SET body = 'other'")


def test_what_is_not_here(pushing: Pushing) -> None:
    assert pushing.room.issues.preview(TopicId("none"), pushing.account.id) == NoTopic()
    assert pushing.room.issues.preview(pushing.topic, TrackerId("none")) == NoTopic()
    assert pushing.room.issues.link(TopicId("none"), f"{pushing.server.url}/acme/shop/issues/1").value == NoTopic()


def test_warnings_say_who_will_read_it(pushing: Pushing) -> None:
    assert not any("Anybody can read" in words for words in pushing.preview().warnings)
    pushing.world.write("UPDATE tracker SET open_to_all = 1")
    assert any("only customers who allow it are quoted" in words for words in pushing.preview().warnings)
    pushing.world.write("INSERT INTO quote_allowed (entry_id, at) SELECT id, '2026-05-01' FROM entry")
    assert any("customers’ words with it" in words for words in pushing.preview().warnings)
    assert not any("names customers" in words for words in pushing.preview().warnings)
    assert any("names customers" in words for words in pushing.preview(Names.FULL).warnings)
    linked(pushing)
    assert any(pushing.issue().url in words for words in pushing.preview().warnings)


def test_a_closed_issue_offers_shipped_and_sets_nothing(pushing: Pushing) -> None:
    linked(pushing)
    assert pushing.issue().offer is None
    pushing.server.close_issue(pushing.server.issues[0], done=True)
    report = pushing.room.sync.round(pushing.account.id, look_again=True)
    assert report.looked == 0, "it was read a moment ago"
    pushing.clock.advance(timedelta(minutes=16))
    pushing.room.sync.round(pushing.account.id)
    offer = pushing.issue().offer
    assert pushing.issue().state is IssueState.CLOSED
    assert offer is not None and offer.status == "shipped" and "Is it live" in offer.why
    assert pushing.world.store.read().value("SELECT count(*) FROM status_event") == 0


def test_an_offer_is_put_aside_until_the_issue_changes(pushing: Pushing) -> None:
    linked(pushing)
    later = timedelta(minutes=16)

    def read() -> None:
        pushing.clock.advance(later)
        pushing.room.sync.round(pushing.account.id)

    pushing.server.close_issue(pushing.server.issues[0], done=True)
    read()
    receipt = pushing.room.issues.decline(pushing.issue().id)
    assert receipt.value and pushing.issue().offer is None
    read()
    assert pushing.issue().offer is None
    pushing.server.close_issue(pushing.server.issues[0], done=False)
    read()
    offer = pushing.issue().offer
    assert offer is not None and offer.status == "no" and "Who decided it" in offer.why


def test_nothing_is_offered_that_stands_already(pushing: Pushing) -> None:
    linked(pushing)
    pushing.server.close_issue(pushing.server.issues[0], done=True)
    pushing.clock.advance(timedelta(minutes=16))
    pushing.room.sync.round(pushing.account.id)
    pushing.world.write(
        "INSERT INTO status_event (id, topic_id, status, at) VALUES ('s', ?, 'shipped', '2026-05-05')", pushing.topic
    )
    assert pushing.issue().offer is None


def test_an_issue_is_linked_by_its_address_without_a_network(pushing: Pushing) -> None:
    pushing.server.add("Theirs", "")
    url = f"{pushing.server.url}/acme/shop/issues/1"
    asked = len(pushing.server.asked)
    receipt = pushing.room.issues.link(pushing.topic, f"{url}?notification=1#issuecomment-3")
    assert isinstance(receipt.value, LinkedIssue) and len(pushing.server.asked) == asked
    assert isinstance(pushing.room.issues.link(pushing.topic, url).value, AlreadyLinked)
    pushing.room.sync.round(pushing.account.id)
    assert (pushing.issue().title, pushing.issue().state, pushing.issue().url) == ("Theirs", IssueState.OPEN, url)
    assert receipt.inverse is not None
    receipt.inverse()
    assert pushing.room.issues.issues(pushing.topic) == []


@pytest.mark.parametrize(
    "url", ["https://evil.example/acme/shop/issues/1", "javascript:alert(1)", "", "http://127.0.0.1/acme/shop/issues/1",
            "http://[::1/x", "x" * 9000]
)  # fmt: skip
def test_another_address_is_no_issue(pushing: Pushing, url: str) -> None:
    answer = pushing.room.issues.link(pushing.topic, url).value
    assert isinstance(answer, NotAnIssue) and "owner/repository/issues/12" in answer.words


def test_an_issue_of_a_merged_topic_is_seen(pushing: Pushing) -> None:
    linked(pushing)
    into = pushing.world.topics.create("The larger one", TopicKind.REQUEST).value.topic.id
    pushing.world.topics.merge(pushing.topic, into)
    assert [issue.topic for issue in pushing.room.issues.issues(into)] == [pushing.topic]


def test_a_comment_tells_what_is_new_alone(pushing: Pushing) -> None:
    linked(pushing)
    assert pushing.room.issues.preview_comment(pushing.issue().id) == NothingNew()
    pushing.say("dahlia", "Me too, every month.")
    pushing.say("acme", "Still looking.")
    preview = pushing.room.issues.preview_comment(pushing.issue().id)
    assert isinstance(preview, Preview)
    assert "**2 accounts** wrote" in preview.body and "**4 accounts**, 5 messages" in preview.body
    assert "Me too, every month." in preview.body and "auditor" not in preview.body
    assert pushing.room.issues.queue(preview).value
    assert pushing.room.issues.preview_comment(pushing.issue().id) == NothingNew()
    pushing.room.sync.round(pushing.account.id)
    assert pushing.server.issues[0].comments == [preview.body]


def test_what_an_agent_saw_is_no_new_customer(pushing: Pushing) -> None:
    linked(pushing)
    pushing.say("acme", "I see this every day", speaker="agent")
    assert pushing.room.issues.preview_comment(pushing.issue().id) == NothingNew()


def test_a_comment_whose_issue_is_unlinked_never_becomes_an_issue(pushing: Pushing) -> None:
    linked(pushing)
    pushing.say("dahlia", "Me too.")
    preview = pushing.room.issues.preview_comment(pushing.issue().id)
    assert isinstance(preview, Preview)
    pushing.room.issues.queue(preview)
    pushing.room.issues.unlink(pushing.issue().id)
    assert preview.id not in {push.id for push in pushing.room.issues.pushes(pushing.topic)}
    pushing.room.sync.round(pushing.account.id)
    assert len(pushing.server.issues) == 1 and pushing.server.issues[0].comments == []


def test_what_is_gone_says_so(pushing: Pushing) -> None:
    linked(pushing)
    pushing.server.issues[0].gone = True
    pushing.clock.advance(timedelta(minutes=16))
    pushing.room.sync.round(pushing.account.id)
    assert pushing.issue().state is IssueState.GONE and pushing.issue().offer is None
    assert pushing.issue().title, "what was known of it stays"


def test_what_carried_whose_words_is_known_and_taken_back(pushing: Pushing) -> None:
    entry = pushing.say("dahlia", "Dahlia's words.")
    linked(pushing)
    carried = pushing.room.issues.carrying([entry])
    assert [each.url for each in carried] == [pushing.push().url]
    pushing.say("elm", "New.")
    comment = pushing.room.issues.preview_comment(pushing.issue().id)
    assert isinstance(comment, Preview)
    pushing.room.issues.queue(comment)
    forgotten = pushing.room.issues.forget([entry, *comment.quoted])
    assert len(forgotten) == 2
    assert {push.body for push in pushing.room.issues.pushes(pushing.topic)} == {""}
    pushing.room.sync.round(pushing.account.id)
    assert pushing.server.issues[0].comments == []


def test_a_tracker_is_taken_away_and_what_left_stays_known(pushing: Pushing) -> None:
    linked(pushing)
    pushing.say("dahlia", "Me too.")
    comment = pushing.room.issues.preview_comment(pushing.issue().id)
    assert isinstance(comment, Preview)
    pushing.room.issues.queue(comment)
    pushing.room.remove(pushing.account.id)
    assert pushing.room.accounts.all() == []
    assert pushing.issue().tracker is None and pushing.issue().url
    assert [push.state for push in pushing.room.issues.pushes(pushing.topic)] == [State.MADE]
    assert pushing.secrets.get(f"tracker:{pushing.account.id}") is None


def test_nothing_is_kept_of_a_sign_in_that_failed(pushing: Pushing) -> None:
    with pytest.raises(AuthFailed):
        pushing.room.accounts.sign_in(TrackerKind.GITHUB, pushing.server.url, "acme/other", Secret("wrong-token-12345"))
    with pytest.raises(UserError):
        pushing.room.accounts.sign_in(TrackerKind.GITHUB, "http://tracker.example", "acme/shop", Secret(TOKEN))
    assert [account.id for account in pushing.room.accounts.all()] == [pushing.account.id]


def test_signing_in_again_is_the_same_tracker(pushing: Pushing) -> None:
    again = connected(pushing.room, pushing.account.kind, f"{pushing.server.url}/")
    assert again.id == pushing.account.id
    assert pushing.room.accounts.named("SHOP").id == again.id
    with pytest.raises(UserError, match="No tracker"):
        pushing.room.accounts.named("none")


def test_a_project_may_be_copied_from_the_browser(pushing: Pushing) -> None:
    found = pushing.room.accounts.sign_in(
        TrackerKind.GITHUB, pushing.server.url, f"{pushing.server.url}/acme/shop/issues", Secret(TOKEN)
    )
    assert found.id == pushing.account.id


def test_the_token_is_nowhere_but_where_secrets_are(
    pushing: Pushing, bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    linked(pushing)
    pushing.server.plan.append(Reply(500, {"message": TOKEN}))
    bench.workbench.store.maintain(lambda database: database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)"))
    for file in bench.workbench.store.path.parent.rglob("*"):
        assert not file.is_file() or TOKEN.encode() not in file.read_bytes(), file
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(pushing.room.accounts.all()) + repr(pushing.room)


def test_views_hear_of_an_issue_that_has_changed_and_of_no_other(pushing: Pushing, bench: Bench) -> None:
    linked(pushing)
    heard: list[ChangeSet] = []
    stop = bench.workbench.changes.subscribe(heard.append)
    pushing.clock.advance(timedelta(minutes=16))
    pushing.room.sync.round(pushing.account.id)
    assert not any(Kind.ISSUE in changes for changes in heard)
    pushing.server.close_issue(pushing.server.issues[0], done=True)
    pushing.clock.advance(timedelta(minutes=16))
    pushing.room.sync.round(pushing.account.id)
    stop()
    assert [changes.of(Kind.ISSUE) for changes in heard if Kind.ISSUE in changes] == [frozenset({pushing.issue().id})]


def test_a_guest_pushes_nothing_and_the_host_does(pushing: Pushing, bench: Bench) -> None:
    preview = pushing.preview()
    bench.workbench.settings.set(GUEST_DAY, True)
    with pytest.raises(UserError, match="the host sends"):
        pushing.room.issues.queue(preview)
    assert pushing.room.issues.pushes(pushing.topic) == []
    bench.workbench.settings.set(GUEST_DAY, False)
    pushing.room.issues.queue(preview)
    bench.workbench.settings.set(GUEST_DAY, True)
    with pytest.raises(UserError, match="the host sends"):
        pushing.room.issues.retry(preview.id)


def test_where_anybody_can_read_it_only_who_may_be_quoted_is(pushing: Pushing) -> None:
    allowed = pushing.say("dune", "Dune says yes.")
    refused = pushing.say("erde", "Erde says no.")
    for entry, answer in ((allowed, "given"), (refused, "refused")):
        pushing.world.write(
            "INSERT INTO quote_asked (voice_id, answer, answered_on, at)"
            " SELECT voice_id, ?, '2026-05-01', '2026-05-01' FROM entry WHERE id = ?", answer, entry,
        )  # fmt: skip
    pushing.world.write("INSERT INTO quote_allowed (entry_id, at) VALUES (?, '2026-04-01')", refused)
    assert len(pushing.preview().quoted) == 3
    pushing.world.write("UPDATE tracker SET open_to_all = 1")
    assert pushing.preview().quoted == (allowed,)
    assert pushing.preview(chosen=[refused]).quoted == (refused,), "a person has chosen"


def test_a_token_goes_to_no_address_that_nobody_signed_in_to(pushing: Pushing) -> None:
    """A tracker that came with a file has the id of one whose token is in the keyring, and another address."""
    pushing.world.write("UPDATE tracker SET in_keyring = 0")
    before = len(pushing.server.asked)
    with pytest.raises(AuthFailed, match="not in the keyring"):
        pushing.room.check(pushing.account.id)
    assert len(pushing.server.asked) == before
